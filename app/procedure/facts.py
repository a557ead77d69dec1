"""What is known of a case: the only thing the rules look at."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.procedure.fields import record
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Decision,
    Department,
    EmergencyType,
    HelpOutcome,
    Kind,
    RelatedProcedure,
    ReplyChannel,
    ResidentType,
    Role,
    Satisfaction,
    Status,
)


@record
class Responsible:
    """Who holds the sheet or received the notice: a post, and the person where one is meant."""

    role: Role | None
    area_id: UUID | None = None
    department: Department | None = None
    person_id: UUID | None = None


@record
class Notice:
    """One notice of a call for help (4.2.1–4.2.3)."""

    number: int
    role: Role
    sent_at: datetime
    clause: str
    area_id: UUID | None = None
    person_id: UUID | None = None
    must_acknowledge: bool = False
    nobody_on_duty: bool = False


@record
class Consultation:
    """A question to a department (an assist request, 3.3) or to an outside unit."""

    number: int
    department: Department | None
    asked_at: datetime
    answered_at: datetime | None = None


@record
class ImplementationStep:
    """One step of carrying a suggestion out: whose it is, until when, and when it was done (4.1.3.1-f)."""

    number: int
    due_on: date
    department: Department | None = None
    person_id: UUID | None = None
    done_at: datetime | None = None


@record
class Attempt:
    """One try to reach the resident."""

    at: datetime
    by: UUID | None
    reached: bool
    round: int = 1
    solved: bool | None = None
    satisfaction: Satisfaction | None = None


class ApprovalState(StrEnum):
    """How a request for approval stands (4.4.4)."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"


@record
class Approval:
    """The approval of one exact text; any other text has none (4.4.4-c)."""

    digest: str
    state: ApprovalState
    requested_by: UUID | None
    decided_by: UUID | None = None


@record
class ReplyGiven:
    """The answer the resident was given."""

    at: datetime
    by: UUID | None
    channel: ReplyChannel
    digest: str
    parity: bool | None = None
    script_version_id: UUID | None = None


class Impossible(StrEnum):
    """Contacts that cannot be made, as the head confirms (X8)."""

    ACK_CALL = "ack_call"
    REPLY = "reply"
    CALLBACK = "callback"


@record
class Clock:
    """When a duty falls due, with the policy and calendar it was reckoned from."""

    started_at: datetime
    due_at: datetime
    limit_at: datetime | None = None
    policy_version: int = 0
    calendar_version: int = 0
    extended: bool = False
    told: int = 0
    tell_next_at: datetime | None = None


@record
class CaseFacts:
    """Everything the rules know of one case. No resident's words stand here, only that they exist."""

    id: UUID
    status: Status
    channel: Channel
    received_at: datetime
    recorded_at: datetime
    kind: Kind | None = None
    related_procedure: RelatedProcedure | None = None
    received_by: UUID | None = None
    received_as: Role | None = None
    captured: bool = False
    recorded_offline: bool = False
    late_record: bool = False
    accepted_at: datetime | None = None
    accepted_by: UUID | None = None
    given: frozenset[str] = frozenset()

    resident_id: UUID | None = None
    resident_type: ResidentType = ResidentType.UNKNOWN
    unit_id: UUID | None = None
    area_id: UUID | None = None
    is_key: bool = False
    contact: Contact | None = None
    contact_asked: bool = False
    joint_count: int = 1
    follow_up_contacts: int = 0
    contact_group: UUID | None = None
    merged_into: UUID | None = None
    follow_ups_to_see: bool = False

    emergency: EmergencyType | None = None
    dispute: bool = False
    important: bool = False
    sensitive: bool = False
    out_of_scope: bool = False
    persons_concerned: frozenset[UUID] = frozenset()
    head_concerned: bool = False
    manager_concerned: bool = False
    topic: str | None = None
    department: Department | None = None
    marked_for_watch: bool = False

    responsible: Responsible | None = None
    held_by_centre_manager: bool = False
    sheet_issued: bool = False
    sheet_round: int = 1
    objections: int = 0
    objection_open: bool = False
    no_area_manager: bool = False

    thanked: bool = False
    told_will_study: bool = False
    ack_call_required: bool = False
    ack_call_done: bool = False
    ack_calls: tuple[Attempt, ...] = ()
    decision: Decision | None = None
    decided_by: UUID | None = None
    joined_late: bool = False
    review_due: bool = False
    reviewed: bool = False
    progress_told: bool = False
    study_notes: int = 0
    implementation_planned: bool = False
    steps: tuple[ImplementationStep, ...] = ()
    implemented: bool = False
    contacts_in_implementation: int = 0
    published_at: datetime | None = None

    answered_at_desk: bool = False
    must_issue_sheet: bool = False
    clarified: bool = False
    answered_by_others: bool = False
    finished_by_desk: bool = False
    finding_out: UUID | None = None
    exception_to_see: bool = False
    alternatives: int = 0
    proxy_offered: bool = False
    proxy_accepted: bool = False
    consent_to_pass_on: bool = False
    proxy_answered: bool = False
    proxy_told: bool = False
    designee: Responsible | None = None

    findings: bool = False
    involves_other_unit: bool = False
    consultations: tuple[Consultation, ...] = ()
    approval: Approval | None = None
    rejections: int = 0
    progress_notice_due: bool = False
    reply: ReplyGiven | None = None
    script_to_consider: bool = False
    script_asked: bool = False
    unified_answer_told: UUID | None = None
    words_beyond_script: bool = False
    words_to_see: bool = False

    notices: tuple[Notice, ...] = ()
    acknowledged_at: datetime | None = None
    doers: tuple[UUID, ...] = ()
    handled_by: frozenset[UUID] = frozenset()
    head_handled: bool = False
    arrived_at: datetime | None = None
    outcome: HelpOutcome | None = None
    result_by: UUID | None = None
    police_called: bool = False
    incident_open: bool = False
    duty_log_by: frozenset[UUID] = frozenset()
    emergency_reported: bool = False

    impossible: frozenset[Impossible] = frozenset()
    impossible_confirmed: frozenset[Impossible] = frozenset()
    callbacks: tuple[Attempt, ...] = ()
    tries_enough: bool = False
    dissatisfied_times: int = 0
    dissatisfied_final: bool = False
    unreachable_closed: bool = False
    first_receiver_told: bool = False
    hand_off_confirmed: bool = False
    closed_at: datetime | None = None
    archived_at: datetime | None = None
    clocks: Mapping[str, Clock] = field(default_factory=dict)
