"""What a case owed and what became of it: each duty with the entry that met it, in time or late, or why not.

A pure reading of the journal. A duty counts from the moment its clock was started.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.procedure.duties import Duty, DutyCode
from app.procedure.events.common import Event
from app.procedure.events.intake import TakenIn
from app.procedure.events.supervision import ClockStarted
from app.procedure.facts import CaseFacts, Clock
from app.procedure.fields import record, replace
from app.procedure.lifecycle import evolve
from app.procedure.met import MET_BY, WAIVING
from app.procedure.owed import owed
from app.procedure.vocabulary import Department, Role


class Outcome(StrEnum):
    """What became of a duty."""

    MET = "met"
    WAIVED = "waived"
    LAPSED = "lapsed"
    OPEN = "open"


@record
class Obligation:
    """A duty of a case from its first moment to its last."""

    code: DutyCode
    clause: str
    subject: str
    started_by: int
    started_at: datetime
    due_at: datetime
    limit_at: datetime | None = None
    extended: bool = False
    role: Role | None = None
    department: Department | None = None
    person_id: UUID | None = None
    outcome: Outcome = Outcome.OPEN
    ended_by: int | None = None
    ended_at: datetime | None = None
    told_at: datetime | None = None
    event: str | None = None
    by: UUID | None = None

    def is_late(self, now: datetime) -> bool:
        """Met after its time, or still open past it. What was waived or fell away is neither."""
        if self.outcome is Outcome.MET:
            return self.ended_at is not None and self.ended_at > self.due_at
        return self.outcome is Outcome.OPEN and self.due_at < now


def obligations(case_id: UUID, entries: Iterable[tuple[int, Event]]) -> tuple[CaseFacts, list[Obligation]]:
    """The facts a journal amounts to, and everything that was owed on the way, in the order it began."""
    remaining = iter(entries)
    number, first = next(remaining)
    if not isinstance(first, TakenIn):
        raise TypeError("a journal begins with the matter being taken in")
    facts = first.begin(case_id)
    running = _Running()
    running.look(facts, number, first)
    for number, event in remaining:
        facts = evolve(facts, event)
        running.look(facts, number, event)
    return facts, running.found


class _Running:
    """The duties whose clocks run, and those that have ended."""

    def __init__(self) -> None:
        self.found: list[Obligation] = []
        self._latest: dict[str, int] = {}
        self._ends: dict[str, Obligation] = {}

    def look(self, facts: CaseFacts, number: int, event: Event) -> None:
        due = {duty.key: duty for duty in owed(facts)}
        if isinstance(event, ClockStarted):
            self._begin(event, due.get(event.duty), number, facts.clocks)
            return
        for key, place in self._latest.items():
            known, duty = self.found[place], due.get(key)
            if duty is None:
                if known.outcome is Outcome.OPEN:
                    self.found[place] = self._ends[key] = _ended(known, number, event)
            elif known.outcome is Outcome.OPEN or _in_one_step(known, event):
                self.found[place] = _going_on(known, duty, facts.clocks[key])

    def _begin(
        self, started: ClockStarted, duty: Duty | None, number: int, clocks: Mapping[str, Clock]
    ) -> None:
        if duty is None:
            return
        clock = clocks[started.duty]
        if started.duty in self._ends:
            self.found[self._latest[started.duty]] = self._ends.pop(started.duty)
        self._latest[started.duty] = len(self.found)
        self.found.append(
            Obligation(
                code=duty.code,
                clause=duty.clause,
                subject=duty.subject,
                started_by=number,
                started_at=started.at,
                due_at=clock.due_at,
                limit_at=clock.limit_at,
                role=duty.role,
                department=duty.department,
                person_id=duty.person_id,
            )
        )


def _in_one_step(known: Obligation, event: Event) -> bool:
    """Whether a duty that ended is owed again within what one person did at one moment."""
    return (known.told_at, known.by) == (event.at, event.by)


def _going_on(known: Obligation, duty: Duty, clock: Clock) -> Obligation:
    """Still owed, or owed again within one step: perhaps by another, perhaps until another time."""
    return replace(
        known,
        clause=duty.clause,
        role=duty.role,
        department=duty.department,
        person_id=duty.person_id,
        due_at=clock.due_at,
        limit_at=clock.limit_at,
        extended=clock.extended,
        outcome=Outcome.OPEN,
        ended_by=None,
        ended_at=None,
        told_at=None,
        event=None,
        by=None,
    )


def _ended(known: Obligation, number: int, event: Event) -> Obligation:
    name = type(event).__name__
    return replace(
        known,
        outcome=_outcome(known.code, name),
        ended_by=number,
        ended_at=_moment(event, known.started_at),
        told_at=event.at,
        event=name,
        by=event.by,
    )


def _outcome(code: DutyCode, event: str) -> Outcome:
    if event in MET_BY[code]:
        return Outcome.MET
    return Outcome.WAIVED if event in WAIVING else Outcome.LAPSED


def _moment(event: Event, began: datetime) -> datetime:
    """When it was done: a phone without signal tells it later, but nothing was done before it was owed."""
    told: datetime | None = getattr(event, "occurred_at", None)
    return event.at if told is None else min(event.at, max(told, began))


def by_clause(found: Iterable[Obligation]) -> Iterator[tuple[str, list[Obligation]]]:
    """The obligations of each clause, in the order of the clauses' numbers."""
    clauses: dict[str, list[Obligation]] = {}
    for each in found:
        clauses.setdefault(each.clause, []).append(each)
    yield from sorted(clauses.items())
