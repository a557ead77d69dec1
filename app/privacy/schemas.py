"""Requests about one's own data, what comes of them, and who looked at contacts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from app.privacy.tables import Erasure, PrivacyRequest
from app.privacy.vocabulary import WORDS, Ground, RequestKind, RequestState, Subject, may_be_copied
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind
from app.residents.vocabulary import REVEAL_LABELS, RevealReason
from app.schema import Schema
from app.web.bodies import Body, Label, Line, Long


class NewRequest(Body):
    """A resident asks about the own data; taken down by whoever hears it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"resident_id": "01890a5d-ac96-774b-bcce-b302099a8057", "kind": "erase"}]
        }
    )

    resident_id: UUID
    kind: RequestKind
    details: Long | None = Field(default=None, description="What exactly, in a sentence; erasable")


class Decision(Body):
    """What becomes of a request, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"granted": True, "reason": "业户已迁出，无未办结事项"}]}
    )

    granted: bool
    reason: Line


class RequestOut(Schema):
    """A request and its decision."""

    id: UUID
    resident_id: UUID
    resident: str | None = Field(description="Name or salutation; empty once erased", examples=["王女士"])
    unit: str = Field(description="Where the resident lives", examples=["1栋602"])
    kind: RequestKind
    kind_label: Words
    details: str | None
    received_at: datetime
    received_by: UUID
    received_by_name: str | None
    state: RequestState
    state_label: Words
    decided_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str | None
    reason: str | None
    decidable: bool = Field(description="It waits for a decision")
    copyable: bool = Field(description="A copy of the data may be handed over")

    @classmethod
    def of(cls, row: PrivacyRequest, named: Any) -> "RequestOut":
        """A request with the names of those it speaks of."""
        same = ("id", "resident_id", "details", "received_at", "received_by", "decided_at", "decided_by")
        kind, state = RequestKind(row.kind), RequestState(row.state)
        return cls(
            **{name: getattr(row, name) for name in same},
            resident=named.resident,
            unit=named.unit,
            kind=kind,
            kind_label=WORDS[kind],
            received_by_name=named.received_by_name,
            state=state,
            state_label=WORDS[state],
            decided_by_name=named.decided_by_name,
            reason=row.reason,
            decidable=state is RequestState.OPEN,
            copyable=may_be_copied(kind, state),
        )


class PersonalData(Schema):
    """Everything the centre holds of a resident, to be handed over."""

    resident: dict[str, Any]
    cases: list[dict[str, Any]]
    reveals: list[dict[str, Any]] = Field(description="When the contact was shown in full, and why")
    made_at: datetime


class ErasureOut(Schema):
    """Something that was erased: an id, and nothing else."""

    subject: Subject
    subject_label: Words
    subject_id: UUID
    number: str | None = Field(description="The case's printed number", examples=["20260401-001"])
    ground: Ground
    ground_label: Words
    erased_at: datetime
    erased_by: UUID | None
    erased_by_name: str | None

    @classmethod
    def of(cls, row: Erasure, number: str | None, person: str | None) -> "ErasureOut":
        """An erasure with its words."""
        subject, ground = Subject(row.subject), Ground(row.ground)
        return cls(
            subject=subject,
            subject_label=WORDS[subject],
            subject_id=row.subject_id,
            number=number,
            ground=ground,
            ground_label=WORDS[ground],
            erased_at=row.erased_at,
            erased_by=row.erased_by,
            erased_by_name=person,
        )


class Shown(Schema):
    """How often one colleague was shown contacts, for one reason."""

    person_id: UUID
    name: str | None
    reason: RevealReason
    reason_label: Words
    times: int
    residents: int = Field(description="Different residents and cases among them")

    @classmethod
    def of(cls, row: Any) -> "Shown":
        """A counted row with its words."""
        return cls(**dict(row), reason_label=REVEAL_LABELS[RevealReason(row["reason"])])


class AccessReport(Schema):
    """Who saw contacts in full, in a range of days."""

    from_day: date
    to_day: date
    total: int
    lines: list[Shown]


class Notice(Schema):
    """What residents are told about their data, to be read out, printed or hung up."""

    centre: str
    retention_years: int = Field(description="The longest of them")
    retention_by_kind: dict[Kind, int] = Field(description="Years after closing, by kind of matter")
    text: Label
