"""Whom an event concerns: a post or a person, and why they are told. A pure reading of the event."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.notifications.vocabulary import Told
from app.procedure.conflicts_of_interest import approver, who_rules_on_silence
from app.procedure.events.answers import ConsultationAnswered, Consulted, Objected, ObjectionRuled
from app.procedure.events.approvals import (
    ApprovalGiven,
    ApprovalRefused,
    ApprovalRequested,
    HandedToDesignee,
    ScriptConsiderationAsked,
)
from app.procedure.events.closing import (
    CalledBack,
    FirstReceiverTold,
    ImpossibleDeclared,
    ImpossibleRuled,
    Reopened,
    ReviewOffered,
    SheetReturned,
    UnreachableRuled,
)
from app.procedure.events.common import Event
from app.procedure.events.help import Dispatched, NoticeSent, ResultRecorded
from app.procedure.events.intake import FollowedUp, MadeResponsible, PassedOn, TakenIn
from app.procedure.events.suggestions import DecisionVoided, JoinedLate, StepPlanned
from app.procedure.events.supervision import DutyEscalated, DutyExtended, Supervised
from app.procedure.facts import CaseFacts
from app.procedure.lateness import OWNER
from app.procedure.notices import department_supervisor
from app.procedure.roles import CENTRE, DESK, HEAD
from app.procedure.vocabulary import Department, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A post, with its area where it has one, or a person by name; and why they are told.

    `in_place_of` is a person: whoever holds the post is told only while that one is not there.
    """

    told: Told
    clause: str
    role: Role | None = None
    area_id: UUID | None = None
    person_id: UUID | None = None
    notice_number: int | None = None
    must_acknowledge: bool = False
    chain_told_already: bool = False
    not_if_held_by: UUID | None = None
    in_place_of: UUID | None = None


CALLS_FOR_HELP = ("4.2.1", "4.2.2", "4.2.3")
Reading = Callable[[Any, CaseFacts], Iterator[Addressee]]


def _notified(event: NoticeSent, facts: CaseFacts) -> Iterator[Addressee]:
    """With nobody on duty there, the next in the chain got a notice of its own."""
    for_help = event.must_acknowledge or event.clause.startswith(CALLS_FOR_HELP)
    yield Addressee(
        told=Told.NOTIFIED if for_help else Told.INFORMED,
        clause=event.clause,
        role=event.role,
        area_id=event.area_id,
        person_id=event.person_id,
        notice_number=event.number,
        must_acknowledge=event.must_acknowledge,
        chain_told_already=event.nobody_on_duty,
    )


def _responsible(event: MadeResponsible, facts: CaseFacts) -> Iterator[Addressee]:
    yield Addressee(
        told=Told.RESPONSIBLE,
        clause=event.clause,
        role=event.role,
        area_id=event.area_id,
        person_id=event.person_id,
        not_if_held_by=event.by,
    )


def _taken_in(event: TakenIn, facts: CaseFacts) -> Iterator[Addressee]:
    if event.captured and facts.accepted_at is None and facts.finding_out is None:
        clause = "4.2.2-a" if event.kind is Kind.HELP else "4.1.1.2-b"
        yield Addressee(told=Told.TO_ACCEPT, clause=clause, role=DESK)


def _passed_on(event: PassedOn, facts: CaseFacts) -> Iterator[Addressee]:
    if event.finding_out is None:
        yield Addressee(told=Told.TO_ACCEPT, clause="4.3.2-b", role=DESK)


def _consulted(event: Consulted, facts: CaseFacts) -> Iterator[Addressee]:
    if event.department in {Department.SECURITY, Department.ENGINEERING}:
        role = department_supervisor(event.department)
        yield Addressee(told=Told.CONSULTED, clause="3.3-a", role=role)
    elif event.department:
        yield Addressee(told=Told.CONSULTED, clause="3.3-a", role=HEAD)


def _designee(event: HandedToDesignee, facts: CaseFacts) -> Iterator[Addressee]:
    yield Addressee(told=Told.TO_ANSWER, clause="4.4.5-c", role=event.role, person_id=event.person_id)


def _step(event: StepPlanned, facts: CaseFacts) -> Iterator[Addressee]:
    """Its owner by name, else the department's supervisor; a step of the head's own needs no notice."""
    if event.person_id is not None:
        yield Addressee(told=Told.STEP_PLANNED, clause="4.1.3.1-f", person_id=event.person_id)
    elif event.department in {Department.SECURITY, Department.ENGINEERING}:
        role = department_supervisor(event.department)
        yield Addressee(told=Told.STEP_PLANNED, clause="4.1.3.1-f", role=role)


def _approval(event: ApprovalRequested, facts: CaseFacts) -> Iterator[Addressee]:
    yield Addressee(told=Told.TO_APPROVE, clause="4.4.4-c", role=approver(event.upon(facts)))


def _approval_ruled(event: ApprovalGiven | ApprovalRefused, facts: CaseFacts) -> Iterator[Addressee]:
    if facts.approval and facts.approval.requested_by:
        told = Told.APPROVED if isinstance(event, ApprovalGiven) else Told.NOT_APPROVED
        yield Addressee(told=told, clause="4.4.4-c", person_id=facts.approval.requested_by)


def _reopened(event: Reopened, facts: CaseFacts) -> Iterator[Addressee]:
    """Its holder works on, and the head hears of it (3.4)."""
    yield from _holder(Told.REOPENED, event.clause, facts)
    yield Addressee(told=Told.REOPENED, clause="3.4-b", role=HEAD)


def _called_back(event: CalledBack, facts: CaseFacts) -> Iterator[Addressee]:
    if event.enough_tries:
        role = who_rules_on_silence(facts)
        yield Addressee(told=Told.TO_RULE_ON_UNREACHABLE, clause="4.5.1-a", role=role)


def _impossible(event: ImpossibleDeclared, facts: CaseFacts) -> Iterator[Addressee]:
    if not event.waived:
        role = who_rules_on_silence(facts)
        yield Addressee(told=Told.TO_CONFIRM_IMPOSSIBLE, clause="4.5.1-a", role=role)


def _result(event: ResultRecorded, facts: CaseFacts) -> Iterator[Addressee]:
    if event.no_action_against_others is False:
        yield Addressee(told=Told.INCIDENT, clause="4.2.4-c", role=HEAD)
        yield Addressee(told=Told.INCIDENT, clause="4.2.4-c", role=Role.SECURITY_DUTY_SUPERVISOR)


def _late(event: DutyEscalated, facts: CaseFacts) -> Iterator[Addressee]:
    """The owner at the first step, whoever stands above at the second.

    An owner by name who is off duty or away does not hear it alone: the post that holds the case does too.
    """
    yield Addressee(
        told=Told.OVERDUE if event.step == OWNER else Told.OVERDUE_BELOW,
        clause=event.clause,
        role=None if event.person_id else event.role,
        area_id=event.area_id,
        person_id=event.person_id,
    )
    holder = facts.responsible
    if event.step == OWNER and event.person_id and holder and holder.role:
        yield Addressee(
            told=Told.OVERDUE_BELOW,
            clause=event.clause,
            role=holder.role,
            area_id=holder.area_id,
            in_place_of=event.person_id,
        )


def _first_receiver(event: FirstReceiverTold, facts: CaseFacts) -> Iterator[Addressee]:
    if facts.received_by:
        yield Addressee(told=Told.RESULT_TOLD, clause="4.1.1.2-b", person_id=facts.received_by)


def _person(told: Told, clause: str, name: str) -> Reading:
    def read(event: Any, facts: CaseFacts) -> Iterator[Addressee]:
        yield Addressee(told=told, clause=clause, person_id=getattr(event, name))

    return read


def _post(told: Told, clause: str, role: Role) -> Reading:
    def read(event: Any, facts: CaseFacts) -> Iterator[Addressee]:
        yield Addressee(told=told, clause=clause, role=role)

    return read


def _its_holder(told: Told, clause: str) -> Reading:
    return lambda event, facts: _holder(told, clause, facts)


def _holder(told: Told, clause: str, facts: CaseFacts) -> Iterator[Addressee]:
    holder = facts.responsible
    if holder is not None:
        yield Addressee(
            told=told, clause=clause, role=holder.role, area_id=holder.area_id, person_id=holder.person_id
        )


READINGS: dict[type[Event], Reading] = {
    NoticeSent: _notified,
    MadeResponsible: _responsible,
    TakenIn: _taken_in,
    PassedOn: _passed_on,
    Dispatched: _person(Told.SENT, "4.2.1-a", "doer"),
    ResultRecorded: _result,
    HandedToDesignee: _designee,
    Consulted: _consulted,
    ConsultationAnswered: _its_holder(Told.CONSULTATION_ANSWERED, "3.3-a"),
    Objected: _post(Told.OBJECTION, "3.4-b", HEAD),
    ObjectionRuled: _its_holder(Told.OBJECTION_RULED, "3.4-b"),
    ApprovalRequested: _approval,
    ApprovalGiven: _approval_ruled,
    ApprovalRefused: _approval_ruled,
    ScriptConsiderationAsked: _post(Told.SCRIPT_TO_CONSIDER, "4.4.5-a", HEAD),
    StepPlanned: _step,
    DecisionVoided: _post(Told.DECISION_VOID, "4.1.2.1-b", HEAD),
    JoinedLate: _post(Told.JOINED_LATE, "4.1.2.1-b", CENTRE),
    SheetReturned: _post(Told.TO_CALL_BACK, "4.5.1-a", DESK),
    CalledBack: _called_back,
    Reopened: _reopened,
    ReviewOffered: _post(Told.TO_REVIEW, "4.5.1-a", CENTRE),
    ImpossibleDeclared: _impossible,
    ImpossibleRuled: _post(Told.IMPOSSIBLE_RULED, "4.5.1-a", DESK),
    UnreachableRuled: _post(Told.UNREACHABLE_RULED, "4.5.1-a", DESK),
    FirstReceiverTold: _first_receiver,
    FollowedUp: _its_holder(Told.ASKED_AGAIN, "3.4-b"),
    Supervised: _its_holder(Told.SUPERVISED, "3.4-b"),
    DutyEscalated: _late,
    DutyExtended: _its_holder(Told.DUE_MOVED, "3.4-b"),
}
"""Every event somebody hears of. The others concern nobody but those who look at the case."""


def addressees(event: Event, facts: CaseFacts) -> list[Addressee]:
    """Whom this event concerns, as the case stands now."""
    reading = READINGS.get(type(event))
    return list(reading(event, facts)) if reading else []
