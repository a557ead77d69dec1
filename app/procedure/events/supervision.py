"""Notes, flags, clocks and links."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.actions.supervision import Flag, Relation
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Clock
from app.procedure.fields import personal, record


def set_mark(facts: CaseFacts, flag: Flag, value: bool) -> CaseFacts:
    marks: dict[str, Any] = {flag.value: value}
    return replace(facts, **marks)


@record
class Noted(Event):
    """A note."""

    note: str | None = personal()


@record
class FlagRaised(Event):
    """A mark was set, by a person or because of the topic."""

    flag: Flag
    persons_concerned: tuple[UUID, ...] = ()
    because_of_topic: bool = False
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        concerned = facts.persons_concerned | frozenset(self.persons_concerned)
        return set_mark(replace(facts, persons_concerned=concerned), self.flag, True)


@record
class FlagCleared(Event):
    """The head took a mark away."""

    flag: Flag
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return set_mark(facts, self.flag, False)


@record
class Supervised(Event):
    """督办 or a word of guidance (3.4)."""

    marked_for_watch: bool = False
    instruction: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, marked_for_watch=self.marked_for_watch)


@record
class FollowUpsSeen(Event):
    """The head has seen that the resident keeps asking (X27)."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, follow_ups_seen=facts.follow_up_contacts, exception_seen=facts.exception_answer)


@record
class ClockStarted(Event):
    """A duty began; its due time was reckoned from this policy and this calendar."""

    duty: str
    due_at: datetime
    limit_at: datetime | None = None
    policy_version: int = 0
    calendar_version: int = 0

    def upon(self, facts: CaseFacts) -> CaseFacts:
        clock = Clock(
            started_at=self.at,
            due_at=self.due_at,
            limit_at=self.limit_at,
            policy_version=self.policy_version,
            calendar_version=self.calendar_version,
        )
        return replace(facts, clocks={**facts.clocks, self.duty: clock})


@record
class DutyExtended(Event):
    """The head moved a due time."""

    duty: str
    due_at: datetime
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        moved = replace(facts.clocks[self.duty], due_at=self.due_at, limit_at=None, extended=True)
        return replace(facts, clocks={**facts.clocks, self.duty: moved})


@record
class Linked(Event):
    """Two cases belong together."""

    other: UUID
    relation: Relation
