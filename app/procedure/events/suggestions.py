"""What happens on the way of a suggestion (4.1)."""

from datetime import date

from app.procedure.events.common import Event
from app.procedure.events.rounds import begun_again
from app.procedure.facts import Attempt, CaseFacts
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Channel, Decision, Status


@record
class AckCallMade(Event):
    """A try to thank whoever sent a written suggestion (4.1.1.4)."""

    reached: bool
    channel: Channel
    comment: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        attempt = Attempt(at=self.at, by=self.by, reached=self.reached)
        return replace(
            facts,
            ack_calls=(*facts.ack_calls, attempt),
            ack_call_done=facts.ack_call_done or self.reached,
            thanked=facts.thanked or self.reached,
            told_will_study=facts.told_will_study or self.reached,
        )


@record
class StudyBegun(Event):
    """The suggestion is being studied."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.IN_STUDY)


@record
class Decided(Event):
    """采纳、部分采纳、不采纳、暂缓: signed by the one who handles it."""

    decision: Decision
    decision_reasons: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        handlers = facts.handled_by | {self.by} if self.by else facts.handled_by
        return replace(
            facts,
            status=Status.DECIDED,
            decision=self.decision,
            decided_by=self.by,
            handled_by=handlers,
        )


@record
class DecisionVoided(Event):
    """The one who decided was no longer the one to decide (X12)."""

    clause: str

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.IN_STUDY, decision=None, decided_by=None)


@record
class JointCountChanged(Event):
    """How many residents stand behind it."""

    joint_count: int
    co_signers: tuple[str, ...] | None = personal()
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, joint_count=self.joint_count)


@record
class KeyResidentChanged(Event):
    """The resident became, or is no longer, a key resident."""

    is_key: bool

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, is_key=self.is_key)


@record
class JoinedLate(Event):
    """After the reply it became the centre manager's to handle: told, and free to reopen (13.5)."""

    clause: str

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, joined_late=True)


@record
class DecisionLeft(Event):
    """The centre manager has seen who joined late and leaves the decision as it is."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, joined_late=False)


@record
class ImplementationPlanned(Event):
    """An adopted suggestion has a plan."""

    expected_end: date | None = None
    plan: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, implementation_planned=True)


@record
class ContactKept(Event):
    """The resident heard how it goes on (4.1.3.1-f)."""

    channel: Channel
    progress: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, contacts_in_implementation=facts.contacts_in_implementation + 1)


@record
class Implemented(Event):
    """Carried out, and the resident told."""

    closing_contact: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, implemented=True)


@record
class DecisionReviewed(Event):
    """The centre manager looked once more (X6)."""

    upheld: bool
    review_reasons: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        reviewed = replace(facts, review_due=False, reviewed=True)
        return replace(reviewed, dissatisfied_final=True) if self.upheld else begun_again(reviewed)
