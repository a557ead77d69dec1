"""Missed duties with those who owe them, and the head's board."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.cases.views import DUTY_LABELS, DutyLine, duty_line
from app.notifications.holders import Present
from app.notifications.schemas.inbox import Counted
from app.procedure.duties import DutyCode
from app.procedure.refusal import Words
from app.procedure.vocabulary import Role
from app.schema import Schema
from app.supervision.queries import MOST_COUNTED
from app.supervision.vocabulary import CLAUSE_OF, WATCHED_WORDS, Watched


class Owner(Schema):
    """Somebody who owes it now."""

    person_id: UUID
    name: str


class MissedDuty(DutyLine):
    """A duty past its due time, with whoever owes it at this moment."""

    owners: list[Owner] = Field(description="Empty where nobody holds the post now")


class ClauseCount(Schema):
    """How often one sort of duty is missed now."""

    clause: str
    duty: DutyCode
    label: Words
    overdue: Counted
    oldest_due_at: datetime


class Figure(Schema):
    """One figure of the board."""

    watched: Watched
    label: Words
    clause: str
    found: Counted


class Board(Schema):
    """The head's board. Counts stop at a thousand and then say that there are more."""

    at: datetime
    exceptions_since: datetime
    overdue: list[ClauseCount]
    figures: list[Figure]


def missed_duty(row: Any, there: Present, now: datetime) -> MissedDuty:
    """A missed duty: its person by name, or whoever holds its post now."""
    return MissedDuty(**dict(duty_line(row, now)), owners=_owners(row, there))


def _owners(row: Any, there: Present) -> list[Owner]:
    if row["person_id"]:
        return [Owner(person_id=row["person_id"], name=row["person"] or "")]
    if not row["role"]:
        return []
    held = there.holding(Role(row["role"]), row["area_id"])
    return [Owner(person_id=each.person_id, name=each.name) for each in held]


def clause_count(row: Any) -> ClauseCount:
    """The missed duties of one sort."""
    return ClauseCount(
        clause=row["clause"],
        duty=row["code"],
        label=DUTY_LABELS[row["code"]],
        overdue=Counted.of(row["found"], MOST_COUNTED),
        oldest_due_at=row["oldest"],
    )


def figure(watched: Watched, found: int) -> Figure:
    """A figure with its words and its clause."""
    return Figure(
        watched=watched,
        label=WATCHED_WORDS[watched],
        clause=CLAUSE_OF[watched],
        found=Counted.of(found, MOST_COUNTED),
    )
