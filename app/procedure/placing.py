"""Where a matter goes once it is taken in, by its kind and by who took it in."""

from collections.abc import Iterator
from uuid import UUID

from app.procedure.actions.intake import Accept, OffHoursReceiver, TakeIn
from app.procedure.actions.supervision import Flag
from app.procedure.clauses import clause
from app.procedure.context import Context, Routing
from app.procedure.events.common import Event
from app.procedure.events.help import Dispatched
from app.procedure.events.intake import HandedOff, MadeResponsible, SheetIssued
from app.procedure.events.supervision import FlagRaised
from app.procedure.facts import CaseFacts
from app.procedure.notices import (
    ENGINEERING,
    SECURITY,
    Outgoing,
    leading_department,
    somebody_was_asked_to_come,
    supervisors_for,
)
from app.procedure.on_the_spot import inquiry_from_a_colleague, passed_on_as_heard
from app.procedure.roles import CENTRE, DESK
from app.procedure.suggestion import goes_to_its_decider
from app.procedure.unified_answers import many_ask_the_same
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
def placed(facts: CaseFacts, ctx: Context, form: TakeIn | Accept | None = None) -> Iterator[Event]:
    """An accepted matter goes to whoever the procedure names for its kind."""
    match facts.kind:
        case Kind.SUGGESTION:
            yield from goes_to_its_decider(facts, ctx)
        case Kind.INQUIRY | Kind.CHALLENGE:
            yield MadeResponsible(**ctx.stamp, role=DESK, clause="3.1-a")
            yield from many_ask_the_same(facts, ctx)
        case Kind.HELP:
            yield from _help_placed(facts, ctx, form)
            return
        case None:
            related = facts.related_procedure or RelatedProcedure.REPAIR
            yield HandedOff(**ctx.stamp, related_procedure=related)
            if related is RelatedProcedure.COMPLAINT:
                yield SheetIssued(**ctx.stamp)
    yield from _told_as_well(facts, ctx, Outgoing(facts, ctx))


def _told_as_well(facts: CaseFacts, ctx: Context, outgoing: Outgoing) -> Iterator[Event]:
    """Whom the centre's own rules want to know of it too: told beside everyone whom the procedure tells."""
    clause_id = "4.2.1-b" if facts.kind is Kind.HELP else "3.3-a"
    routing = ctx.routing
    told = {*routing.also_tell, *([Role.AREA_CUSTOMER_MANAGER] if routing.notify_area_manager else [])}
    for role in sorted(told):
        area = facts.area_id if role is Role.AREA_CUSTOMER_MANAGER else None
        yield from outgoing.tell(role, clause_id, area_id=area)


def _help_placed(facts: CaseFacts, ctx: Context, form: TakeIn | Accept | None) -> Iterator[Event]:
    """What needs nobody on site stays with the desk (13.2); help already under way goes on."""
    nobody_goes = isinstance(form, TakeIn) and form.nobody_needed_on_site and facts.emergency is None
    if somebody_was_asked_to_come(facts):
        yield from _under_way(facts, ctx)
    elif nobody_goes:
        yield MadeResponsible(**ctx.stamp, role=DESK, clause="3.1-b")
    else:
        asked = form is not None and form.notify_area_manager
        yield from help_is_called(facts, ctx, ask_area_manager=asked)


@clause("4.2.1-a", "4.6.1-a")
def _under_way(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """Where nobody has answered yet and no supervisor knows, the desk tells the supervisor after all."""
    known = any(each.must_acknowledge and each.role in {SECURITY, ENGINEERING} for each in facts.notices)
    if facts.acknowledged_at is None and not facts.doers and not known:
        outgoing = Outgoing(facts, ctx)
        for role in supervisors_for(facts):
            yield from outgoing.tell(role, "4.2.1-a", must_acknowledge=True)
    if not facts.sheet_issued:
        yield SheetIssued(**ctx.stamp)


@clause("4.2.1-a", "4.2.1-b", "4.2.3-a", "4.2.3-b", "4.6.1-a")
def help_is_called(
    facts: CaseFacts, ctx: Context, outgoing: Outgoing | None = None, *, ask_area_manager: bool = False
) -> Iterator[Event]:
    """The duty supervisor is told at once; in an emergency everyone concerned is. The sheet follows (A3)."""
    clause_id = "4.2.1-a" if facts.accepted_at else "4.2.3-a"
    outgoing = outgoing or Outgoing(facts, ctx)
    yield _lies_with_its_supervisor(facts, clause_id, ctx)
    for role in supervisors_for(facts):
        yield from outgoing.tell(role, clause_id, must_acknowledge=True)
    if facts.emergency:
        yield from everyone_concerned(outgoing, facts)
    if ask_area_manager:
        yield from outgoing.tell(Role.AREA_CUSTOMER_MANAGER, "4.2.1-b", area_id=facts.area_id)
    yield from _told_as_well(facts, ctx, outgoing)
    yield SheetIssued(**ctx.stamp)


@clause("4.2.3-b")
def everyone_concerned(outgoing: Outgoing, facts: CaseFacts) -> Iterator[Event]:
    for role in (SECURITY, ENGINEERING, Role.CONTROL_ROOM_OPERATOR, CENTRE):
        if role is not facts.received_as:
            yield from outgoing.tell(role, "4.2.3-b")


def _lies_with_its_supervisor(facts: CaseFacts, clause_id: str, ctx: Context) -> Event:
    return MadeResponsible(
        **ctx.stamp,
        role=supervisors_for(facts)[0],
        department=leading_department(facts),
        clause=clause_id,
    )


@clause("4.2.4-a")
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
def control_room_tells_the_desk(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """In desk hours the desk takes it; an emergency goes out to everyone at the same time (X2)."""
    outgoing = Outgoing(facts, ctx)
    yield MadeResponsible(**ctx.stamp, role=DESK, clause="4.2.2-a")
    yield from outgoing.tell(DESK, "4.2.2-a")
    if facts.emergency:
        yield from help_is_called(facts, ctx, outgoing)
    yield from _told_directly(facts, taken, ctx, outgoing)
    yield from _told_as_well(facts, ctx, outgoing)


@clause("4.2.2-b")
def control_room_tells_off_hours(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """The first one told holds it; in an emergency the supervisor does, and everyone is told.

    A note that names nobody, from a phone without signal, goes to the supervisors at once (13.10).
    """
    outgoing = Outgoing(facts, ctx)
    if facts.emergency:
        yield from help_is_called(facts, ctx, outgoing)
        yield from _told_directly(facts, taken, ctx, outgoing, ON_DUTY_BY_NIGHT)
    elif taken.notify:
        yield from _told_directly(facts, taken, ctx, outgoing)
        yield from _told_as_well(facts, ctx, outgoing)
        yield SheetIssued(**ctx.stamp)
    else:
        yield from help_is_called(facts, ctx, outgoing)


ON_DUTY_BY_NIGHT = (OffHoursReceiver.DUTY_ENGINEER, OffHoursReceiver.PATROL_GUARD)


@clause("4.2.2-b")
def _told_directly(
    facts: CaseFacts,
    taken: TakeIn,
    ctx: Context,
    outgoing: Outgoing,
    otherwise: tuple[OffHoursReceiver, ...] = (),
) -> Iterator[Event]:
    told = [_off_hours_post(receiver, ctx) for receiver in taken.notify or otherwise]
    if told and not facts.emergency:
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


def _off_hours_post(receiver: OffHoursReceiver, ctx: Context) -> tuple[Role, UUID | None]:
    if receiver is OffHoursReceiver.LINE_SUPERIOR:
        return (ctx.superior.role, ctx.superior.person_id) if ctx.superior else (SECURITY, None)
    return Role(receiver.value), None


@clause("4.1.1.2-b", "4.3.2-b", "4.4.2-b", "4.2.3-a")
def captured_and_passed_on(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """What a colleague wrote down goes to the desk; help goes out first."""
    in_the_control_room = facts.received_as is Role.CONTROL_ROOM_OPERATOR
    match facts.kind:
        case Kind.HELP if in_the_control_room and ctx.desk_open:
            yield from control_room_tells_the_desk(facts, taken, ctx)
        case Kind.HELP if in_the_control_room:
            yield from control_room_tells_off_hours(facts, taken, ctx)
        case Kind.HELP:
            yield from help_is_called(facts, ctx, ask_area_manager=taken.notify_area_manager)
            if taken.handling_myself:
                yield from handled_on_the_spot(facts, ctx)
        case Kind.INQUIRY:
            yield from inquiry_from_a_colleague(taken, ctx)
        case _:
            yield from passed_on_as_heard(taken, ctx)
