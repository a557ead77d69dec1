"""What happens from the return of the sheet to the owner file (4.5, 4.6)."""

from app.procedure.events.common import Event
from app.procedure.events.rounds import begun_again
from app.procedure.facts import Attempt, CaseFacts, Impossible
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Channel, Satisfaction, Status


@record
class SheetReturned(Event):
    """回单."""

    measures: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.RETURNED)


@record
class CalledBack(Event):
    """One try at the callback, and the resident's word where reached.

    `final` where a declined suggestion was reviewed already and the resident still disagrees (X6).
    """

    reached: bool
    channel: Channel
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    enough_tries: bool = False
    final: bool = False
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
            impossible=facts.impossible - {Impossible.CALLBACK} if self.reached else facts.impossible,
            tries_enough=self.enough_tries,
            dissatisfied_times=facts.dissatisfied_times + worse,
            dissatisfied_final=facts.dissatisfied_final or self.final,
        )


@record
class Reopened(Event):
    """The work begins once more, with a new callback after the next return (X6)."""

    clause: str
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return begun_again(facts)


@record
class ReviewOffered(Event):
    """Not adopted and not agreed: the centre manager looks once more (X6)."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, review_due=True)


@record
class ImpossibleDeclared(Event):
    """A contact cannot be made. `waived` where a visitor left no way to be called back (A14)."""

    what: Impossible
    waived: bool = False
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        if self.waived:
            return replace(facts, impossible_confirmed=facts.impossible_confirmed | {self.what})
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
