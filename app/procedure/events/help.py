"""What happens on the way of a call for help (4.2)."""

from datetime import datetime
from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Notice
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import EmergencyType, HelpOutcome, Kind, Role, Status


@record
class NoticeSent(Event):
    """Somebody was told, by which clause, and whether an acknowledgement is owed."""

    number: int
    role: Role
    clause: str
    area_id: UUID | None = None
    person_id: UUID | None = None
    must_acknowledge: bool = False
    nobody_on_duty: bool = False

    def upon(self, facts: CaseFacts) -> CaseFacts:
        notice = Notice(
            number=self.number,
            role=self.role,
            sent_at=self.at,
            clause=self.clause,
            area_id=self.area_id,
            person_id=self.person_id,
            must_acknowledge=self.must_acknowledge,
            nobody_on_duty=self.nobody_on_duty,
        )
        before_work = facts.status in {Status.PENDING_DESK, Status.ACCEPTED} and self.must_acknowledge
        return replace(
            facts,
            notices=(*facts.notices, notice),
            status=Status.NOTIFIED if before_work else facts.status,
        )


@record
class Acknowledged(Event):
    """接单."""

    occurred_at: datetime
    role: Role | None = None

    def upon(self, facts: CaseFacts) -> CaseFacts:
        status = Status.ACKNOWLEDGED if facts.status is Status.NOTIFIED else facts.status
        return replace(facts, status=status, acknowledged_at=self.occurred_at)


@record
class Dispatched(Event):
    """派人: somebody was sent, or went of their own accord."""

    doer: UUID
    occurred_at: datetime

    def upon(self, facts: CaseFacts) -> CaseFacts:
        doers = facts.doers if self.doer in facts.doers else (*facts.doers, self.doer)
        return replace(facts, doers=doers, handled_by=facts.handled_by | {self.doer})


@record
class Arrived(Event):
    """到场: a fact with its own time, never overwritten."""

    occurred_at: datetime

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            status=Status.ON_SCENE,
            arrived_at=facts.arrived_at or self.occurred_at,
            objection_open=False,
        )


@record
class PoliceCalled(Event):
    """报警."""

    occurred_at: datetime
    police_receipt: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, police_called=True)


DISPUTE_OUTCOMES = frozenset(
    {
        HelpOutcome.MEDIATED_SETTLED,
        HelpOutcome.MEDIATED_UNSETTLED,
        HelpOutcome.POLICE_CALLED,
        HelpOutcome.RESIDENT_WITHDREW,
    }
)
AFTER_ARRIVAL = frozenset({Status.ON_SCENE, Status.HANDLED, Status.RETURNED})


def marked_a_dispute(facts: CaseFacts) -> CaseFacts:
    """A dispute that comes to light after the result: what came of it has to be said anew (4.2.4)."""
    marked = replace(facts, dispute=True)
    void = facts.kind is Kind.HELP and facts.outcome is not None and facts.outcome not in DISPUTE_OUTCOMES
    if not void or facts.status not in AFTER_ARRIVAL:
        return marked
    again = facts.sheet_round + (facts.status is Status.RETURNED)
    return replace(marked, status=Status.ON_SCENE, outcome=None, result_by=None, sheet_round=again)


@record
class ResultRecorded(Event):
    """What came of it; the one who did it says whether anyone was acted against."""

    outcome: HelpOutcome
    occurred_at: datetime
    no_action_against_others: bool | None = None
    withdrawn: bool = False
    result: str | None = personal()
    process: str | None = personal()
    withdrew_reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        incident = self.no_action_against_others is False
        return replace(
            facts,
            outcome=self.outcome,
            result_by=self.by,
            incident_open=facts.incident_open or incident,
        )


@record
class DutyLogWritten(Event):
    """本人值班工作本."""

    occurred_at: datetime
    entry: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        authors = facts.duty_log_by | ({self.by} if self.by else frozenset())
        return replace(facts, duty_log_by=authors)


@record
class HelpHandled(Event):
    """Result and own duty-log entry are both there (4.2.5)."""

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.HANDLED)


@record
class EmergencyDeclared(Event):
    """It is, or has become, an emergency."""

    emergency: EmergencyType

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, emergency=self.emergency)


@record
class EmergencyReported(Event):
    """The report on the emergency is written."""

    report: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, emergency_reported=True)


@record
class IncidentReviewed(Event):
    """The head has looked into it."""

    remark: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, incident_open=False)
