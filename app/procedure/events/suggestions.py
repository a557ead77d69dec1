"""What happens on the way of a suggestion (4.1)."""

from datetime import date
from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.events.rounds import begun_again
from app.procedure.facts import Attempt, CaseFacts, ImplementationStep
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Channel, Decision, Department, Status


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
class StudyNoted(Event):
    """What the study has brought so far."""

    study_notes: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, study_notes=facts.study_notes + 1)


@record
class Decided(Event):
    """采纳、部分采纳、不采纳、暂缓: signed by the one who handles it."""

    decision: Decision
    by_head: bool = False
    decision_reasons: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        handlers = facts.handled_by | {self.by} if self.by else facts.handled_by
        return replace(
            facts,
            status=Status.DECIDED,
            decision=self.decision,
            decided_by=self.by,
            handled_by=handlers,
            head_handled=facts.head_handled or self.by_head,
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
class StepPlanned(Event):
    """A step of the plan has an owner and a day."""

    number: int
    due_on: date
    department: Department | None = None
    person_id: UUID | None = None
    step: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        planned = ImplementationStep(
            number=self.number, due_on=self.due_on, department=self.department, person_id=self.person_id
        )
        return replace(facts, steps=(*facts.steps, planned))


@record
class StepDone(Event):
    """A step of the plan is done."""

    number: int
    step_result: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        steps = tuple(
            replace(each, done_at=self.at) if each.number == self.number else each for each in facts.steps
        )
        return replace(facts, steps=steps)


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
class PublishedOnBoard(Event):
    """您的建议，我们做到了: told to everyone, without names."""

    public_title: str | None = personal()
    public_text: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, published_at=self.at)


@record
class TakenOffBoard(Event):
    """No longer on the board."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, published_at=None)


@record
class DecisionReviewed(Event):
    """The centre manager looked once more (X6)."""

    upheld: bool
    review_reasons: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        reviewed = replace(facts, review_due=False, reviewed=True)
        return replace(reviewed, dissatisfied_final=True) if self.upheld else begun_again(reviewed)
