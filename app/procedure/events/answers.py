"""What happens while an inquiry or a challenge is answered (4.3, 4.4)."""

from dataclasses import replace
from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.facts import Approval, ApprovalState, CaseFacts, Consultation, ReplyGiven
from app.procedure.fields import personal, record
from app.procedure.vocabulary import Channel, Contact, Department, ReplyChannel, Status


@record
class DeskAnswered(Event):
    """The desk, or the designated person, explained; the resident was satisfied or not."""

    satisfied: bool
    by_designee: bool = False
    prepared_by_other: bool = False
    script_version_id: UUID | None = None
    beyond_script: bool = False
    answer: str | None = personal()
    words_added: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        others_work = self.by_designee or self.prepared_by_other
        handlers = facts.handled_by | {self.by} if others_work and self.by else facts.handled_by
        return replace(
            facts,
            status=Status.DESK_HANDLING,
            desk_answers=facts.desk_answers + 1,
            unsatisfied=not self.satisfied,
            must_issue_sheet=not self.satisfied,
            handled_by=handlers,
            words_beyond_script=facts.words_beyond_script or self.beyond_script,
        )


@record
class CouldNotAnswer(Event):
    """The desk asked for a way to reply and finds out."""

    contact_state: Contact
    contact: str | None = personal()
    contact_reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.DESK_HANDLING, contact=self.contact_state, contact_asked=True)


@record
class Clarified(Event):
    """The desk has found out."""

    found_out: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, clarified=True)


@record
class AlternativesOffered(Event):
    """Other ways to ask, and the offer to ask for the resident (4.3.3)."""

    alternatives: tuple[str, ...] = ()
    proxy_offered: bool = False
    proxy_accepted: bool = False
    consent_to_pass_on: bool = False

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            alternatives=max(facts.alternatives, len(self.alternatives)),
            proxy_offered=facts.proxy_offered or self.proxy_offered,
            proxy_accepted=facts.proxy_accepted or self.proxy_accepted,
        )


@record
class ProxyAnswered(Event):
    """The other body has answered."""

    proxy_answer: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, proxy_answered=True)


@record
class ProxyTold(Event):
    """The resident knows what the other body said."""

    channel: ReplyChannel

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, proxy_told=True)


@record
class HandedToDesignee(Event):
    """Only this person answers the topic (4.4.5)."""

    designee: UUID
    note: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, designee=self.designee, status=Status.DESK_HANDLING)


@record
class SheetTakenUp(Event):
    """The handler works on the sheet."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.IN_PROGRESS)


@record
class Objected(Event):
    """The handler says the sheet is not for them."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, objection_open=True, objections=facts.objections + 1)


@record
class ObjectionRuled(Event):
    """The head has ruled."""

    upheld: bool
    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, objection_open=False)


@record
class FindingsRecorded(Event):
    """What lies behind the matter is known."""

    involves_other_unit: bool
    findings: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            status=Status.IN_PROGRESS,
            findings=True,
            involves_other_unit=facts.involves_other_unit or self.involves_other_unit,
        )


@record
class Consulted(Event):
    """A department or an outside unit was asked."""

    number: int
    department: Department | None = None
    question: str | None = personal()
    outside_unit: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        asked = Consultation(number=self.number, department=self.department, asked_at=self.at)
        return replace(facts, consultations=(*facts.consultations, asked), involves_other_unit=True)


@record
class ConsultationAnswered(Event):
    """They have answered."""

    number: int
    consultation_answer: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            consultations=tuple(
                replace(each, answered_at=self.at) if each.number == self.number else each
                for each in facts.consultations
            ),
        )


@record
class ApprovalRequested(Event):
    """These very words wait for approval; any earlier approval is void."""

    digest: str
    head_concerned: bool = False
    proposed_text: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        approval = Approval(digest=self.digest, state=ApprovalState.REQUESTED, requested_by=self.by)
        return replace(
            facts,
            approval=approval,
            status=Status.AWAITING_APPROVAL,
            head_concerned=self.head_concerned,
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
        return replace(ruled, rejections=facts.rejections + 1, progress_notice_due=self.progress_notice_due)


def _ruled(facts: CaseFacts, state: ApprovalState, by: UUID | None) -> CaseFacts:
    approval = replace(facts.approval, state=state, decided_by=by) if facts.approval else None
    return replace(facts, approval=approval, status=Status.IN_PROGRESS)


@record
class Replied(Event):
    """回复."""

    channel: ReplyChannel
    digest: str
    parity: bool | None = None
    script_version_id: UUID | None = None
    beyond_script: bool = False
    reply_text: str | None = personal()
    exception_reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        given = ReplyGiven(
            at=self.at,
            by=self.by,
            channel=self.channel,
            digest=self.digest,
            parity=self.parity,
            script_version_id=self.script_version_id,
        )
        handlers = facts.handled_by | {self.by} if self.by else facts.handled_by
        return replace(
            facts,
            reply=given,
            status=Status.REPLIED,
            handled_by=handlers,
            words_beyond_script=facts.words_beyond_script or self.beyond_script,
        )


@record
class ProgressTold(Event):
    """The resident knows how far it is."""

    channel: Channel
    progress: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, progress_told=True, progress_notice_due=False)


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
