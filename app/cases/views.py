"""How a case, its duties and its journal read from outside. Contacts are masked; texts are the sheet's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from app.cases.schemas import AvailableAction
from app.database.found import Found
from app.procedure.duties import DUTY_WORDS, DutyCode
from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, EmergencyType, Kind, RelatedProcedure, Role, Status
from app.schema import Schema


class View(Schema):
    """An answer; what it holds is exactly what stands here."""

    model_config = ConfigDict(from_attributes=True)


class NextStep(View):
    """The duty that falls due first."""

    duty: DutyCode
    label: Words
    clause: str
    role: Role | None
    due_at: datetime


class Holder(View):
    """Who holds the matter: a post, and the person where one is named."""

    role: Role | None
    label: Words | None
    area_id: UUID | None
    person_id: UUID | None
    person: str | None


class CaseLine(View):
    """A case as one line of a list."""

    id: UUID
    number: str | None = Field(description="Printed number; empty until the desk accepts it")
    kind: Kind | None
    related_procedure: RelatedProcedure | None
    status: Status
    status_label: Words
    open: bool
    channel: Channel
    emergency: EmergencyType | None
    flags: list[str]
    joint_count: int
    topic: str | None
    summary: str | None
    place: str | None
    unit: str | None
    unit_id: UUID | None
    area_id: UUID | None
    received_at: datetime
    recorded_at: datetime
    accepted_at: datetime | None
    closed_at: datetime | None
    responsible: Holder | None
    next_step: NextStep | None
    version: int
    found: list[Found] = Field(default=[], description="Where the words of `q` stand")


class DutyLine(View):
    """A duty: what is owed, by whom, by which clause, until when."""

    case_id: UUID
    number: str | None
    kind: Kind | None
    related_procedure: RelatedProcedure | None
    status: Status
    emergency: EmergencyType | None
    flags: list[str]
    summary: str | None
    place: str | None
    unit: str | None
    key: str
    duty: DutyCode
    label: Words
    clause: str
    role: Role | None
    role_label: Words | None
    area_id: UUID | None
    department: str | None
    person_id: UUID | None
    person: str | None
    started_at: datetime
    due_at: datetime
    limit_at: datetime | None
    overdue: bool


class JournalLine(View):
    """One event of a case."""

    number: int
    event: str
    label: Words
    clause: str | None
    at: datetime
    by: UUID | None
    person: str | None
    via: str | None = Field(description="The system that acted for the person, where one did")
    payload: dict[str, Any]
    texts: dict[str, Any] | None = Field(description="What was said or written; empty once erased")
    hash: str


class ResidentOnSheet(View):
    """Who it came from, as the sheet has it."""

    type: str
    resident_id: UUID | None
    salutation: str | None
    contact_state: str | None
    contact: str | None = Field(description="Masked; showing it is an act of its own with a reason")
    key_resident: bool


class CaseOut(CaseLine):
    """A case with its sheet, who may do what now, and why it went where it went."""

    received_by: UUID | None
    received_by_name: str | None
    received_as: Role | None
    captured: bool
    late_record: bool
    resident: ResidentOnSheet
    building_id: UUID | None
    doers: list[UUID]
    texts: dict[str, Any] = Field(description="The sheet's texts by field: words, findings, reply_text …")
    facts: dict[str, Any] = Field(description="What the rules know of the case")
    missing: list[str] = Field(description="What a complete handling sheet still lacks (4.6.2)")
    routing: dict[str, Any] | None
    available_actions: list[AvailableAction]

    def as_json(self) -> bytes:
        """As an answer has it. The acts are the most of it, and stand written already."""
        rest = self.model_dump_json(exclude={"available_actions"}).encode()
        acts = b",".join(each.as_json for each in self.available_actions)
        return rest[:-1] + b',"available_actions":[' + acts + b"]}"


STATUS_LABELS = {status.value: label_of(status) for status in Status}
ROLE_LABELS = {role.value: label_of(role) for role in Role}
DUTY_LABELS = {code.value: words for code, words in DUTY_WORDS.items()}


def next_step_of(row: Any) -> NextStep | None:
    """What falls due first, where anything is owed."""
    if row["next_duty"] is None:
        return None
    return NextStep(
        duty=row["next_duty"],
        label=DUTY_LABELS[row["next_duty"]],
        clause=row["next_clause"],
        role=row["next_role"],
        due_at=row["next_due_at"],
    )


def holder_of(row: Any) -> Holder | None:
    """Who holds the matter, where anybody does."""
    role, person = row["responsible_role"], row["responsible_person_id"]
    if role is None and person is None:
        return None
    return Holder(
        role=role,
        label=ROLE_LABELS[role] if role else None,
        area_id=row["responsible_area_id"],
        person_id=person,
        person=row["responsible_person"],
    )


SAME = (
    "id", "number", "kind", "related_procedure", "status", "channel", "emergency", "flags", "joint_count",
    "topic", "summary", "place", "unit", "unit_id", "area_id", "received_at", "recorded_at", "accepted_at",
    "closed_at", "version",
)  # fmt: skip


def line_values(row: Any) -> dict[str, Any]:
    """The values every view of a case shares."""
    return {name: row[name] for name in SAME} | {
        "open": row["is_open"],
        "status_label": STATUS_LABELS[row["status"]],
        "responsible": holder_of(row),
        "next_step": next_step_of(row),
    }


def case_line(row: Any) -> CaseLine:
    """A row as one line of a list."""
    return CaseLine(**line_values(row))


def duty_line(row: Any, now: datetime) -> DutyLine:
    """A row as a duty, overdue or not at this moment."""
    same = (
        "case_id", "number", "kind", "related_procedure", "status", "emergency", "flags", "summary", "place",
        "unit", "key",
        "clause", "role", "area_id", "department", "person_id", "person", "started_at", "due_at", "limit_at",
    )  # fmt: skip
    return DutyLine(
        **{name: row[name] for name in same},
        duty=row["code"],
        label=DUTY_LABELS[row["code"]],
        role_label=ROLE_LABELS[row["role"]] if row["role"] else None,
        overdue=row["due_at"] < now,
    )
