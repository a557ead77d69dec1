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


class EndingAnswerOut(View):
    """The wording of a unified answer that ends."""

    script_id: UUID
    topic: Words
    number: int
    ends_at: datetime


class NotificationOut(View):
    """Why you are told, and of which case, or of which unified answer."""

    id: UUID
    told: Told
    label: Words
    clause: str
    case_id: UUID | None = Field(description="None where it is about a unified answer")
    entry: int | None = Field(description="The entry of the case's journal that it speaks of")
    number: str | None
    kind: Kind | None
    status: Status | None
    status_label: Words | None
    emergency: EmergencyType | None
    flags: list[str]
    unit: str | None
    place: str | None
    summary: str | None = Field(description="Without anything that looks like a telephone number")
    script: EndingAnswerOut | None
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
    "id", "told", "clause", "case_id", "entry", "number", "kind", "status", "emergency", "unit",
    "notice_number", "must_acknowledge", "count", "happened_at", "created_at", "read_at",
)  # fmt: skip


def notification_out(row: Any) -> NotificationOut:
    """A notification, from its row."""
    texts = {name: without_telephones(row[name]) for name in ("place", "summary")}
    return NotificationOut(
        **{name: row[name] for name in SAME},
        **texts,
        flags=row["flags"] or [],
        script=_ending(row) if row["script_id"] else None,
        label=TOLD_WORDS[Told(row["told"])],
        status_label=STATUS_LABELS[row["status"]] if row["status"] else None,
    )


def _ending(row: Any) -> EndingAnswerOut:
    topic = Words(row["topic_zh"], row["topic_en"])
    return EndingAnswerOut(
        script_id=row["script_id"], topic=topic, number=row["script_number"], ends_at=row["ends_at"]
    )
