"""Rosters, who came, and who is on duty at a moment."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from app.procedure.vocabulary import Department, Role
from app.rosters.actions import shifts as acts
from app.rosters.guards import KeepsRosters, refuse_other_persons_shift, refuse_other_rosters
from app.rosters.plans import Duty
from app.rosters.queries import shifts as queries
from app.rosters.schemas.shifts import DutyAt, NewShift, OnDuty, Shift, ShiftEdit
from app.rosters.tables import Shift as ShiftRow
from app.schema import Schema
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.bodies import Moment
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/shifts", tags=["shifts"], responses=problem_responses(401, 403))
EDIT = problem_responses(404, 409, 412, 428)
BY_START = Order(
    (ShiftRow.starts_at, ShiftRow.id), (datetime, UUID), lambda row: (row[0].starts_at, row[0].id)
)
MUST_BE_MANNED = (
    Role.SECURITY_DUTY_SUPERVISOR,
    Role.ENGINEERING_DUTY_SUPERVISOR,
    Role.CONTROL_ROOM_OPERATOR,
    Role.PATROL_GUARD,
    Role.DUTY_ENGINEER,
)
"""The posts that calls for help are sent to (4.2)."""


class Wanted(Schema):
    """Which part of the roster."""

    since: Moment | None = None
    until: Moment | None = None
    department: Department | None = None
    role: Role | None = None
    person_id: UUID | None = None


@router.get("", summary="The roster")
async def list_shifts(
    wanted: Annotated[Wanted, Query()], session: SessionDep, actor: ActorDep, page: PageDep
) -> Page[Shift]:
    """Shifts that touch a span of time, in the order they begin."""
    query = queries.shifts(
        actor.centre_id,
        queries.During(wanted.since, wanted.until),
        department=wanted.department,
        role=wanted.role,
        person_id=wanted.person_id,
    )
    rows, following = await page_of(session, query, BY_START, page)
    return Page(items=[Shift.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Put a person on the roster", status_code=201, responses=problem_responses(404, 409))
async def create_shift(given: NewShift, actor: KeepsRosters, making: MakingDep, response: Response) -> Shift:
    """Only someone appointed to the post by then can be on duty in it."""
    refuse_other_rosters(actor, given.role)
    shift = await making.made(
        lambda: acts.add_shift(making.session, actor.centre_id, Duty(**given.model_dump())),
        lambda made: queries.shift_of(making.session, actor.centre_id, made),
    )
    return _told(shift, response)


@router.get("/on-duty", summary="Who is on duty")
async def list_on_duty(
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    at: Moment | None = None,
    role: Annotated[list[Role] | None, Query(max_length=len(Role))] = None,
) -> DutyAt:
    """Now, or at a moment. Nobody who signed off, is on leave or lost the post stands here."""
    moment = at or clock()
    present = await queries.on_duty(session, actor.centre_id, moment, role)
    manned = {each.role for each in present}
    asked = role or MUST_BE_MANNED
    return DutyAt(
        at=moment,
        on_duty=[OnDuty.of(each) for each in present],
        unmanned=[each for each in dict.fromkeys(asked) if each not in manned],
    )


@router.get("/{shift_id}", summary="One shift", responses=problem_responses(404))
async def get_shift(shift_id: UUID, session: SessionDep, actor: ActorDep, response: Response) -> Shift:
    """A shift, also one that was cancelled."""
    return _told(await queries.shift_of(session, actor.centre_id, shift_id), response)


async def _seen(shift_id: UUID, seen: IfMatch, session: SessionDep, actor: KeepsRosters) -> ShiftRow:
    """The shift, held for a change by who keeps its roster, as the caller has seen it."""
    shift = await queries.shift_of(session, actor.centre_id, shift_id, lock=True)
    refuse_other_rosters(actor, Role(shift.role))
    if shift.version != seen:
        raise changed_meanwhile(shift.version)
    return shift


SeenDep = Annotated[ShiftRow, Depends(_seen)]


@router.patch("/{shift_id}", summary="Change a shift", responses=EDIT)
async def change_shift(edit: ShiftEdit, shift: SeenDep, session: SessionDep, response: Response) -> Shift:
    """Another time, area or person. To change the post, enter another shift."""
    await acts.change_shift(session, shift, edit.model_dump())
    return _told(shift, response)


@router.delete("/{shift_id}", summary="Take a shift off the roster", status_code=204, responses=EDIT)
async def cancel_shift(shift: SeenDep, session: SessionDep, clock: ClockDep) -> None:
    """From now on it does not count; it can still be read by its id."""
    await acts.cancel_shift(session, shift, clock())


@router.post("/{shift_id}/sign-on", summary="Sign on", responses=problem_responses(404, 409))
async def sign_on(
    shift_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep, response: Response
) -> Shift:
    """签到: by the person, or the supervisor for somebody. Said twice, the first time counts."""
    shift = await queries.shift_of(session, actor.centre_id, shift_id, lock=True)
    refuse_other_persons_shift(actor, shift.person_id, Role(shift.role))
    await acts.sign_on(session, shift, clock())
    return _told(shift, response)


@router.post("/{shift_id}/sign-off", summary="Sign off", responses=problem_responses(404, 409))
async def sign_off(
    shift_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep, response: Response
) -> Shift:
    """签退: from now on the person is not on duty, whatever the roster says."""
    shift = await queries.shift_of(session, actor.centre_id, shift_id, lock=True)
    refuse_other_persons_shift(actor, shift.person_id, Role(shift.role))
    await acts.sign_off(session, shift, clock())
    return _told(shift, response)


def _told(shift: ShiftRow, response: Response) -> Shift:
    response.headers["ETag"] = etag(shift.version)
    return Shift.of(shift)
