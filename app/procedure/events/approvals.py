"""What happens until the words of an answer are settled: approval, and one voice for many (4.4.4, 4.4.5)."""

from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.facts import Approval, ApprovalState, CaseFacts, Responsible
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import ReplyChannel, Role, Status


@record
class ApprovalRequested(Event):
    """These very words wait for approval; any earlier approval is void."""

    digest: str
    head_concerned: bool = False
    manager_concerned: bool = False
    proposed_text: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        approval = Approval(digest=self.digest, state=ApprovalState.REQUESTED, requested_by=self.by)
        return replace(
            facts,
            approval=approval,
            status=Status.AWAITING_APPROVAL,
            head_concerned=facts.head_concerned or self.head_concerned,
            manager_concerned=facts.manager_concerned or self.manager_concerned,
        )


@record
class ApprovalGiven(Event):
    """These very words may be said."""

    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return _ruled(facts, ApprovalState.APPROVED, self.by)


@record
class ApprovalRefused(Event):
    """These words may not be said; after the centre's number of refusals the resident is told (X16)."""

    progress_notice_due: bool = False
    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        ruled = _ruled(facts, ApprovalState.REJECTED, self.by)
        return replace(
            ruled,
            rejections=facts.rejections + 1,
            progress_notice_due=facts.progress_notice_due or self.progress_notice_due,
        )


def _ruled(facts: CaseFacts, state: ApprovalState, by: UUID | None) -> CaseFacts:
    approval = replace(facts.approval, state=state, decided_by=by) if facts.approval else None
    return replace(facts, approval=approval, status=Status.IN_PROGRESS)


@record
class ScriptConsiderationAsked(Event):
    """Many challenge the same thing: the head is asked for a unified answer (4.4.5-a)."""

    topic: str
    count: int

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, script_to_consider=True, script_asked=True)


@record
class ScriptDecided(Event):
    """The head has said whether the topic gets a unified answer."""

    script_needed: bool
    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, script_to_consider=False)


@record
class UnifiedAnswerTold(Event):
    """A resident answered earlier was told the unified answer of the topic."""

    script_version_id: UUID
    channel: ReplyChannel

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, unified_answer_told=self.script_version_id)


@record
class HandedToDesignee(Event):
    """Only this person answers the topic; the one who handles the matter may be another (4.4.5)."""

    person_id: UUID | None = None
    role: Role | None = None
    note: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        designee = Responsible(role=self.role, person_id=self.person_id)
        status = Status.DESK_HANDLING if facts.status is Status.ACCEPTED else facts.status
        return replace(facts, designee=designee, status=status)
