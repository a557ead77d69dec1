"""Where a matter goes once it is taken in, by its kind and by who took it in."""

from collections.abc import Iterator
from uuid import UUID

from app.procedure.actions.intake import OffHoursReceiver, TakeIn
from app.procedure.actions.supervision import Flag
from app.procedure.challenge import many_ask_the_same
from app.procedure.clauses import clause
from app.procedure.context import Context, Routing
from app.procedure.events.common import Event
from app.procedure.events.help import Dispatched
from app.procedure.events.intake import HandedOff, MadeResponsible, PassedOn, SheetIssued
from app.procedure.events.supervision import FlagRaised
from app.procedure.facts import CaseFacts
from app.procedure.inquiry import inquiry_from_a_colleague
from app.procedure.notices import (
    ENGINEERING,
    SECURITY,
    Outgoing,
    leading_department,
    supervisors_for,
)
from app.procedure.roles import CENTRE
from app.procedure.suggestion import goes_to_its_decider
from app.procedure.vocabulary import Department, Kind, RelatedProcedure, Role

DEPARTMENT_OF: dict[Role, Department] = {
    Role.SECURITY_DUTY_SUPERVISOR: Department.SECURITY,
    Role.PATROL_GUARD: Department.SECURITY,
    Role.CONTROL_ROOM_OPERATOR: Department.SECURITY,
    Role.ENGINEERING_DUTY_SUPERVISOR: Department.ENGINEERING,
    Role.DUTY_ENGINEER: Department.ENGINEERING,
}


def marked_by_topic(facts: CaseFacts, routing: Routing, ctx: Context) -> Iterator[Event]:
    """The topic list pre-sets what is important or sensitive, for challenges (A10)."""
    if facts.kind is not Kind.CHALLENGE:
        return
    for flag, on, already in (
        (Flag.IMPORTANT, routing.important, facts.important),
        (Flag.SENSITIVE, routing.sensitive, facts.sensitive),
    ):
        if on and not already:
            yield FlagRaised(**ctx.stamp, flag=flag, because_of_topic=True)


@clause("4.6.1-b")
def placed(facts: CaseFacts, ctx: Context, *, ask_area_manager: bool = False) -> Iterator[Event]:
    """An accepted matter goes to whoever the procedure names for its kind."""
    match facts.kind:
        case Kind.SUGGESTION:
            yield from goes_to_its_decider(facts, ctx)
        case Kind.INQUIRY | Kind.CHALLENGE:
            yield MadeResponsible(**ctx.stamp, role=Role.FRONT_DESK, clause="3.1-a")
            yield from many_ask_the_same(facts, ctx)
        case Kind.HELP if not any(notice.must_acknowledge for notice in facts.notices):
            yield from help_is_called(facts, ctx, ask_area_manager=ask_area_manager)
        case Kind.HELP:
            pass
        case None:
            related = facts.related_procedure or RelatedProcedure.REPAIR
            yield HandedOff(**ctx.stamp, related_procedure=related)
            if related is RelatedProcedure.COMPLAINT:
                yield SheetIssued(**ctx.stamp)


@clause("4.2.1-a", "4.2.1-b", "4.2.3-a", "4.2.3-b")
def help_is_called(facts: CaseFacts, ctx: Context, *, ask_area_manager: bool = False) -> Iterator[Event]:
    """The duty supervisor is told at once; in an emergency everyone concerned is. The sheet follows (A3)."""
    clause_id = "4.2.1-a" if facts.accepted_at else "4.2.3-a"
    outgoing = Outgoing(facts, ctx)
    responsible = supervisors_for(facts)
    yield _made_responsible(facts, responsible[0], clause_id, ctx)
    for role in responsible:
        yield from outgoing.tell(role, clause_id, must_acknowledge=True)
    if facts.emergency:
        yield from everyone_concerned(outgoing, facts)
    if ask_area_manager or ctx.routing.notify_area_manager:
        yield from outgoing.tell(Role.AREA_CUSTOMER_MANAGER, "4.2.1-b", area_id=facts.area_id)
    yield SheetIssued(**ctx.stamp)


@clause("4.2.3-b")
def everyone_concerned(outgoing: Outgoing, facts: CaseFacts) -> Iterator[Event]:
    for role in (SECURITY, ENGINEERING, Role.CONTROL_ROOM_OPERATOR, CENTRE):
        if role is not facts.received_as:
            yield from outgoing.tell(role, "4.2.3-b")


def _made_responsible(facts: CaseFacts, role: Role, clause_id: str, ctx: Context) -> Event:
    department = leading_department(facts)
    return MadeResponsible(**ctx.stamp, role=role, department=department, clause=clause_id)


def handled_on_the_spot(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """A colleague who is there already helps at once; the supervisor is told all the same."""
    person, role = ctx.actor.person_id, facts.received_as
    if person is None or role is None:
        return
    yield MadeResponsible(
        **ctx.stamp,
        role=role,
        department=DEPARTMENT_OF.get(role),
        person_id=person,
        clause="4.2.4-a",
    )
    yield Dispatched(**ctx.stamp, doer=person, occurred_at=facts.received_at)


@clause("4.2.2-a")
def control_room_tells_the_desk(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """In desk hours the desk takes it; an emergency goes out to everyone at the same time (X2)."""
    outgoing = Outgoing(facts, ctx)
    yield MadeResponsible(**ctx.stamp, role=Role.FRONT_DESK, clause="4.2.2-a")
    yield from outgoing.tell(Role.FRONT_DESK, "4.2.2-a")
    if facts.emergency:
        yield _made_responsible(facts, supervisors_for(facts)[0], "4.2.3-b", ctx)
        for role in supervisors_for(facts):
            yield from outgoing.tell(role, "4.2.3-b", must_acknowledge=True)
        yield from everyone_concerned(outgoing, facts)


@clause("4.2.2-b")
def control_room_tells_off_hours(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """The first one told holds it; in an emergency the supervisor does and everyone is told."""
    outgoing = Outgoing(facts, ctx)
    chosen = taken.notify or (OffHoursReceiver.DUTY_ENGINEER, OffHoursReceiver.PATROL_GUARD)
    told = [_off_hours_post(receiver, ctx) for receiver in chosen]
    if facts.emergency:
        yield _made_responsible(facts, supervisors_for(facts)[0], "4.2.3-b", ctx)
        for role in supervisors_for(facts):
            yield from outgoing.tell(role, "4.2.3-b", must_acknowledge=True)
    else:
        role, person = told[0]
        yield MadeResponsible(
            **ctx.stamp,
            role=role,
            department=DEPARTMENT_OF.get(role),
            person_id=person,
            clause="4.2.2-b",
        )
    for role, person in told:
        yield from outgoing.tell(role, "4.2.2-b", must_acknowledge=True, person_id=person)
    if facts.emergency:
        yield from everyone_concerned(outgoing, facts)


def _off_hours_post(receiver: OffHoursReceiver, ctx: Context) -> tuple[Role, UUID | None]:
    if receiver is OffHoursReceiver.LINE_SUPERIOR:
        return (ctx.superior.role, ctx.superior.person_id) if ctx.superior else (SECURITY, None)
    return Role(receiver.value), None


@clause("4.1.1.2-b", "4.3.2-b", "4.4.2-b", "4.2.3-a")
def captured_and_passed_on(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """What a colleague wrote down goes to the desk; help goes out first."""
    match facts.kind:
        case Kind.HELP if facts.received_as is Role.CONTROL_ROOM_OPERATOR and ctx.desk_open:
            yield from control_room_tells_the_desk(facts, ctx)
        case Kind.HELP if facts.received_as is Role.CONTROL_ROOM_OPERATOR:
            yield from control_room_tells_off_hours(facts, taken, ctx)
        case Kind.HELP:
            yield from help_is_called(facts, ctx, ask_area_manager=taken.notify_area_manager)
            if taken.handling_myself:
                yield from handled_on_the_spot(facts, ctx)
        case Kind.INQUIRY:
            yield from inquiry_from_a_colleague(taken, ctx)
        case Kind.CHALLENGE:
            yield PassedOn(
                **ctx.stamp,
                how=taken.refer_choice.value if taken.refer_choice else None,
                answered=bool(taken.answer),
                exceptional=bool(taken.exception_reason),
                answer=taken.answer,
                exception_reason=taken.exception_reason,
            )
        case _:
            yield PassedOn(**ctx.stamp)
