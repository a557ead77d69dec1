"""What happens while an inquiry or a challenge is answered (4.3, 4.4)."""

from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Consultation, ReplyGiven
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Channel, Contact, Department, Kind, ReplyChannel, Status


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
            answered_at_desk=True,
            must_issue_sheet=not self.satisfied,
            answered_by_others=facts.answered_by_others or others_work,
            handled_by=handlers,
            words_beyond_script=facts.words_beyond_script or self.beyond_script,
            words_to_see=facts.words_to_see or self.beyond_script,
        )


@record
class CouldNotAnswer(Event):
    """The desk asked for a way to reply and finds out, unless the centre wants the sheet at once (A1)."""

    contact_state: Contact
    sheet_at_once: bool = False
    contact: str | None = personal()
    contact_reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            status=Status.DESK_HANDLING,
            contact=self.contact_state,
            contact_asked=True,
            must_issue_sheet=facts.must_issue_sheet or self.sheet_at_once,
        )


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
            consent_to_pass_on=facts.consent_to_pass_on or self.consent_to_pass_on,
        )


@record
class ProxyAnswered(Event):
    """The other body has answered."""

    details_passed_on: bool = False
    proxy_answer: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, proxy_answered=True)


@record
class ProxyTold(Event):
    """The resident knows what the other body said."""

    channel: ReplyChannel
    satisfied: bool = True

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, proxy_told=True, must_issue_sheet=facts.must_issue_sheet or not self.satisfied)


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
class SheetAssigned(Event):
    """The head gave the matter to somebody else, who has yet to take it up."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        if facts.kind is not Kind.HELP:
            return replace(facts, status=Status.ISSUED, objection_open=False, approval=None)
        return replace(
            facts,
            status=Status.NOTIFIED,
            objection_open=False,
            acknowledged_at=None,
            doers=(),
            notices=tuple(replace(each, must_acknowledge=False) for each in facts.notices),
        )


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
class Replied(Event):
    """回复."""

    channel: ReplyChannel
    digest: str
    parity: bool | None = None
    script_version_id: UUID | None = None
    beyond_script: bool = False
    by_head: bool = False
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
            objection_open=False,
            handled_by=handlers,
            head_handled=facts.head_handled or self.by_head,
            words_beyond_script=facts.words_beyond_script or self.beyond_script,
            words_to_see=facts.words_to_see or self.beyond_script,
        )


@record
class ProgressTold(Event):
    """The resident knows how far it is."""

    channel: Channel
    progress: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, progress_told=True, progress_notice_due=False)
