"""Notes, flags, clocks and links."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.actions.supervision import Flag
from app.procedure.events.common import Event
from app.procedure.events.help import marked_a_dispute
from app.procedure.facts import CaseFacts, Clock
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Role


def with_mark(facts: CaseFacts, flag: Flag, *, on: bool) -> CaseFacts:
    marks: dict[str, Any] = {flag.value: on}
    return replace(facts, **marks)


@record
class Noted(Event):
    """A note."""

    note: str | None = personal()


@record
class FileAttached(Event):
    """A photograph, a spoken note or a paper was added: what it is and which content, by its hash."""

    attachment_id: UUID
    media_type: str
    size: int
    sha256: str
    file_name: str | None = personal()


@record
class FlagRaised(Event):
    """A mark was set, by a person or because of the topic."""

    flag: Flag
    persons_concerned: tuple[UUID, ...] = ()
    head_concerned: bool = False
    manager_concerned: bool = False
    because_of_topic: bool = False
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        marked = replace(
            facts,
            persons_concerned=facts.persons_concerned | frozenset(self.persons_concerned),
            head_concerned=facts.head_concerned or self.head_concerned,
            manager_concerned=facts.manager_concerned or self.manager_concerned,
        )
        return (
            marked_a_dispute(marked) if self.flag is Flag.DISPUTE else with_mark(marked, self.flag, on=True)
        )


@record
class FlagCleared(Event):
    """The head took a mark away."""

    flag: Flag
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return with_mark(facts, self.flag, on=False)


@record
class Supervised(Event):
    """督办 or a word of guidance (3.4)."""

    marked_for_watch: bool = False
    instruction: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, marked_for_watch=self.marked_for_watch)


@record
class SeenByTheHead(Event):
    """The head has seen what the case was laid before them for: repeated contacts, words of exception."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, follow_ups_to_see=False, exception_to_see=False, words_to_see=False)


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
        moved = replace(
            facts.clocks[self.duty],
            due_at=self.due_at,
            limit_at=None,
            extended=True,
            told=0,
            tell_next_at=None,
        )
        return replace(facts, clocks={**facts.clocks, self.duty: moved})


@record
class DutyEscalated(Event):
    """A duty ran past its due time: told to its owner at the first step, to the superior at the second."""

    duty: str
    clause: str
    step: int
    role: Role | None = None
    area_id: UUID | None = None
    person_id: UUID | None = None
    tell_next_at: datetime | None = None

    def upon(self, facts: CaseFacts) -> CaseFacts:
        told = replace(facts.clocks[self.duty], told=self.step, tell_next_at=self.tell_next_at)
        return replace(facts, clocks={**facts.clocks, self.duty: told})
