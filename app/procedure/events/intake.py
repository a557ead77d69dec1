"""What happens while a matter is taken in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.events.common import Event
from app.procedure.events.help import marked_a_dispute
from app.procedure.events.rounds import begun_afresh
from app.procedure.facts import CaseFacts, Responsible
from app.procedure.fields import personal, record, replace
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
    ack_call_required: bool = False
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
            ack_call_required=facts.ack_call_required or self.ack_call_required,
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
    head_concerned: bool = False
    manager_concerned: bool = False
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
            recorded_offline=self.recorded_offline,
            late_record=self.late_record,
            joint_count=self.joint_count,
            emergency=self.emergency,
            dispute=self.dispute,
            important=self.important,
            sensitive=self.sensitive,
            persons_concerned=frozenset(self.persons_concerned),
            head_concerned=self.head_concerned,
            manager_concerned=self.manager_concerned,
            contact_group=self.contact_group,
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
        accepted = replace(
            facts,
            status=Status.ACCEPTED if waiting else facts.status,
            accepted_at=self.at,
            accepted_by=self.by,
            kind=self.kind,
            related_procedure=self.related_procedure,
            joint_count=self.joint_count or facts.joint_count,
            ack_call_required=self.ack_call_required,
            finding_out=None,
            closed_at=None,
        )
        return marked_a_dispute(accepted) if self.dispute else accepted


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
        to_the_top = facts.kind is Kind.SUGGESTION and self.role is Role.CENTRE_MANAGER
        return replace(
            facts,
            responsible=holder,
            department=self.department or facts.department,
            held_by_centre_manager=facts.held_by_centre_manager or to_the_top,
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
            begun_afresh(facts),
            kind=self.kind,
            related_procedure=self.related_procedure,
            ack_call_required=self.ack_call_required,
        )


@record
class AnsweredOnSpot(Event):
    """A colleague answered an inquiry where it was asked, and that settled it (4.3.2)."""

    answer: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.ANSWERED_ON_SPOT, finding_out=None, closed_at=self.at)


@record
class PassedOn(Event):
    """It goes to the desk: what was already said goes with it (4.3.2, 4.4.2).

    `exceptional` where something was said on the spot that colleagues do not say; the head looks at it.
    """

    how: str | None = None
    answered: bool = False
    exceptional: bool = False
    answer: str | None = personal()
    exception_reason: str | None = personal()
    finding_out: UUID | None = None

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            exception_to_see=facts.exception_to_see or self.exceptional,
            finding_out=self.finding_out,
        )


@record
class FollowedUp(Event):
    """The resident asked again; `often` once the centre's number is reached (X27)."""

    often: bool = False
    follow_up_words: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(
            facts,
            follow_up_contacts=facts.follow_up_contacts + 1,
            follow_ups_to_see=facts.follow_ups_to_see or self.often,
        )


@record
class Voided(Event):
    """作废: kept in the register, not counted."""

    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.VOIDED, closed_at=self.at)
