"""A notification as its reader sees it. Nobody's number stands in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.cases.views import STATUS_LABELS, View
from app.notifications.discretion import without_telephones
from app.notifications.queries import MOST_COUNTED
from app.notifications.vocabulary import TOLD_WORDS, Told
from app.procedure.refusal import Words
from app.procedure.vocabulary import EmergencyType, Kind, Status
from app.schema import Schema


class NotificationOut(View):
    """Why you are told, and of which case."""

    id: UUID
    told: Told
    label: Words
    clause: str
    case_id: UUID
    entry: int = Field(description="The entry of the case's journal that it speaks of")
    number: str | None
    kind: Kind | None
    status: Status
    status_label: Words
    emergency: EmergencyType | None
    flags: list[str]
    unit: str | None
    place: str | None
    summary: str | None = Field(description="Without anything that looks like a telephone number")
    notice_number: int | None
    must_acknowledge: bool
    count: int = Field(description="Of how many cases this one line tells; the case named is the last")
    happened_at: datetime
    created_at: datetime
    read_at: datetime | None


class Counted(Schema):
    """A count that goes no further than it needs to."""

    count: int
    more: bool = Field(description="There are more than were counted")

    @classmethod
    def of(cls, found: int, most: int = MOST_COUNTED) -> "Counted":
        return cls(count=min(found, most), more=found > most)


SAME = (
    "id", "told", "clause", "case_id", "entry", "number", "kind", "status", "emergency", "flags", "unit",
    "notice_number", "must_acknowledge", "count", "happened_at", "created_at", "read_at",
)  # fmt: skip


def notification_out(row: Any) -> NotificationOut:
    """A notification, from its row."""
    texts = {name: without_telephones(row[name]) for name in ("place", "summary")}
    return NotificationOut(
        **{name: row[name] for name in SAME},
        **texts,
        label=TOLD_WORDS[Told(row["told"])],
        status_label=STATUS_LABELS[row["status"]],
    )
