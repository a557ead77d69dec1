"""What happens from the return of the sheet to the owner file (4.5, 4.6)."""

from dataclasses import replace
from typing import Any

from app.procedure.events.common import Event
from app.procedure.facts import Attempt, CaseFacts, Impossible
from app.procedure.fields import personal, record
from app.procedure.vocabulary import Channel, Kind, Satisfaction, Status


@record
class SheetReturned(Event):
    """回单."""

    measures: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.RETURNED)


@record
class CalledBack(Event):
    """One try at the callback, and the resident's word where reached."""

    reached: bool
    channel: Channel
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    enough_tries: bool = False
    comments: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        attempt = Attempt(
            at=self.at,
            by=self.by,
            reached=self.reached,
            round=facts.sheet_round,
            solved=self.solved,
            satisfaction=self.satisfaction,
        )
        worse = self.satisfaction is Satisfaction.DISSATISFIED
        return replace(
            facts,
            callbacks=(*facts.callbacks, attempt),
            tries_enough=self.enough_tries,
            dissatisfied_times=facts.dissatisfied_times + worse,
        )


REDO: dict[Kind, dict[str, Any]] = {
    Kind.SUGGESTION: {
        "status": Status.IN_STUDY,
        "decision": None,
        "decided_by": None,
        "reply": None,
    },
    Kind.INQUIRY: {"status": Status.IN_PROGRESS, "reply": None, "findings": False},
    Kind.CHALLENGE: {
        "status": Status.IN_PROGRESS,
        "reply": None,
        "findings": False,
        "approval": None,
    },
    Kind.HELP: {
        "status": Status.ACKNOWLEDGED,
        "arrived_at": None,
        "outcome": None,
        "duty_log_by": frozenset(),
    },
}


@record
class Reopened(Event):
    """The work begins once more, with a new callback after the next return (X6)."""

    clause: str
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        redo = REDO[facts.kind] if facts.kind else {}
        return replace(
            facts,
            **redo,
            sheet_round=facts.sheet_round + 1,
            sheet_issued=True,
            closed_at=None,
            finished_by_desk=False,
            impossible=frozenset(),
            impossible_confirmed=frozenset(),
        )


@record
class ReviewOffered(Event):
    """Not adopted and not agreed: the centre manager looks once more (X6)."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, review_due=True)


@record
class ImpossibleDeclared(Event):
    """The desk says a contact cannot be made."""

    what: Impossible
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, impossible=facts.impossible | {self.what})


@record
class ImpossibleRuled(Event):
    """The head agrees, or does not."""

    what: Impossible
    confirmed: bool
    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        declared = facts.impossible - {self.what}
        if not self.confirmed:
            return replace(facts, impossible=declared)
        return replace(
            facts,
            impossible=declared,
            impossible_confirmed=facts.impossible_confirmed | {self.what},
        )


@record
class UnreachableRuled(Event):
    """The head decided about a resident nobody could reach."""

    close: bool
    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            unreachable_closed=self.close,
            tries_enough=False,
            sheet_round=facts.sheet_round + (not self.close),
        )


@record
class Closed(Event):
    """办结. `by_desk` when the desk itself finished the matter, so that no callback was owed (4.5.1-b)."""

    by_desk: bool = False
    result: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.CLOSED, closed_at=self.at, finished_by_desk=self.by_desk)


@record
class Archived(Event):
    """归档 into the owner file (4.6.2)."""

    owner_file_number: str
    centre_folder: bool = False

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.ARCHIVED, archived_at=self.at)


@record
class FirstReceiverTold(Event):
    """The colleague who took it in knows what came of it (X1)."""

    note: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, first_receiver_told=True)
