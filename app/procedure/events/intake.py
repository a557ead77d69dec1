"""What happens while a matter is taken in."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Responsible
from app.procedure.fields import personal, record
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Department,
    EmergencyType,
    Kind,
    RelatedProcedure,
    ResidentType,
    Role,
    Status,
)


@record
class SheetWritten(Event):
    """The sheet's head as somebody wrote it; an empty field changes nothing."""

    channel: Channel | None = None
    words: str | None = personal()
    summary: str | None = personal()
    place: str | None = personal()
    area_id: UUID | None = None
    building_id: UUID | None = None
    unit_id: UUID | None = None
    resident_id: UUID | None = None
    resident_type: ResidentType | None = None
    salutation: str | None = personal()
    contact: str | None = personal()
    contact_state: Contact | None = None
    contact_reason: str | None = personal()
    contact_asked: bool = False
    preferred_reply: str | None = personal()
    thanked: bool = False
    told_will_study: bool = False
    conduct_reason: str | None = personal()
    topic: str | None = None
    department: Department | None = None
    out_of_scope: bool = False
    is_key: bool | None = None
    given: tuple[str, ...] = ()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        kept: dict[str, Any] = {
            name: value
            for name in (
                "channel", "area_id", "unit_id", "resident_id", "resident_type", "topic", "department", "is_key",
            )
            if (value := getattr(self, name)) is not None
        }  # fmt: skip
        return replace(
            facts,
            **kept,
            given=facts.given | frozenset(self.given),
            contact=self.contact_state or facts.contact,
            contact_asked=facts.contact_asked or self.contact_asked,
            thanked=facts.thanked or self.thanked,
            told_will_study=facts.told_will_study or self.told_will_study,
            out_of_scope=facts.out_of_scope or self.out_of_scope,
        )


@record
class TakenIn(Event):
    """A matter reached the centre. `captured` when somebody other than the desk wrote it down."""

    channel: Channel
    received_at: datetime
    kind: Kind | None = None
    related_procedure: RelatedProcedure | None = None
    received_as: Role | None = None
    captured: bool = False
    late_record: bool = False
    late_reason: str | None = personal()
    joint_count: int = 1
    co_signers: tuple[str, ...] | None = personal()
    emergency: EmergencyType | None = None
    dispute: bool = False
    important: bool = False
    sensitive: bool = False
    persons_concerned: tuple[UUID, ...] = ()
    contact_group: UUID | None = None
    form_version: str | None = None
    recorded_offline: bool = False

    def begin(self, case_id: UUID) -> CaseFacts:
        return CaseFacts(
            id=case_id,
            status=Status.PENDING_DESK,
            channel=self.channel,
            received_at=self.received_at,
            recorded_at=self.at,
            kind=self.kind,
            related_procedure=self.related_procedure,
            received_by=self.by,
            received_as=self.received_as,
            captured=self.captured,
            late_record=self.late_record,
            joint_count=self.joint_count,
            emergency=self.emergency,
            dispute=self.dispute,
            important=self.important,
            sensitive=self.sensitive,
            persons_concerned=frozenset(self.persons_concerned),
        )


@record
class Accepted(Event):
    """受理: from here on the case has a number and stands in the register (4.6.1)."""

    kind: Kind | None = None
    related_procedure: RelatedProcedure | None = None
    joint_count: int | None = None
    dispute: bool = False
    ack_call_required: bool = False

    def upon(self, facts: CaseFacts) -> CaseFacts:
        waiting = facts.status in {Status.PENDING_DESK, Status.ANSWERED_ON_SPOT}
        return replace(
            facts,
            status=Status.ACCEPTED if waiting else facts.status,
            accepted_at=self.at,
            accepted_by=self.by,
            kind=self.kind,
            related_procedure=self.related_procedure,
            joint_count=self.joint_count or facts.joint_count,
            dispute=facts.dispute or self.dispute,
            ack_call_required=self.ack_call_required,
            finding_out=None,
        )


@record
class MadeResponsible(Event):
    """Who holds the matter from now on, and by which clause."""

    clause: str
    role: Role | None = None
    area_id: UUID | None = None
    department: Department | None = None
    person_id: UUID | None = None
    no_area_manager: bool = False

    def upon(self, facts: CaseFacts) -> CaseFacts:
        holder = Responsible(
            role=self.role,
            area_id=self.area_id,
            department=self.department,
            person_id=self.person_id,
        )
        return replace(
            facts,
            responsible=holder,
            department=self.department or facts.department,
            no_area_manager=self.no_area_manager,
        )


@record
class SheetIssued(Event):
    """开单: the handling sheet exists; for help it follows the notice (A3)."""

    to_handler: bool = False
    note: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        status = Status.ISSUED if self.to_handler else facts.status
        return replace(facts, sheet_issued=True, status=status, must_issue_sheet=False)


@record
class HandedOff(Event):
    """The matter belongs to another procedure, complaint or repair."""

    related_procedure: RelatedProcedure

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            status=Status.HANDED_OFF,
            related_procedure=self.related_procedure,
            kind=None,
            responsible=None,
        )


@record
class HandOffConfirmed(Event):
    """The other procedure has it."""

    received_by_whom: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, hand_off_confirmed=True)


@record
class Reclassified(Event):
    """The kind was wrong; what the old kind had begun no longer counts."""

    kind: Kind | None = None
    related_procedure: RelatedProcedure | None = None
    ack_call_required: bool = False
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            kind=self.kind,
            related_procedure=self.related_procedure,
            status=Status.ACCEPTED,
            ack_call_required=self.ack_call_required,
            sheet_issued=False,
            responsible=None,
            decision=None,
            unsatisfied=False,
            must_issue_sheet=False,
            reply=None,
            approval=None,
        )


@record
class AnsweredOnSpot(Event):
    """A colleague answered an inquiry where it was asked, and that settled it (4.3.2)."""

    answer: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.ANSWERED_ON_SPOT, answered_by_staff=True, closed_at=self.at)


@record
class PassedOn(Event):
    """It goes to the desk: what was already said goes with it (4.3.2, 4.4.2)."""

    how: str | None = None
    answered: bool = False
    exceptional: bool = False
    answer: str | None = personal()
    exception_reason: str | None = personal()
    finding_out: UUID | None = None

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            answered_by_staff=facts.answered_by_staff or self.answered,
            exception_answer=facts.exception_answer or self.exceptional,
            finding_out=self.finding_out,
        )


@record
class FollowedUp(Event):
    """The resident asked again (X27)."""

    follow_up_words: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, follow_up_contacts=facts.follow_up_contacts + 1)


@record
class Voided(Event):
    """作废: kept in the register, not counted."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.VOIDED, closed_at=self.at)
