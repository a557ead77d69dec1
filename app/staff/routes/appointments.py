"""Posts, given and ended by date."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.actors import Actor
from app.procedure.vocabulary import Department, Role
from app.staff.actions import appointments
from app.staff.actions.appointments import Post, Stand, may_give
from app.staff.guards import ActorDep, KeepsStaff
from app.staff.making import MakingDep
from app.staff.queries import appointments as found
from app.staff.queries.appointments import Sought
from app.staff.schemas.appointments import Appointment, AppointmentEdit, NewActing, NewAppointment
from app.staff.tables import Appointment as Row
from app.web.bodies import Moment
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/appointments", tags=["appointments"], responses=problem_responses(401, 403))
LATEST = Order(
    (Row.starts_at, Row.id), (datetime, UUID), lambda row: (row[0].starts_at, row[0].id), descending=True
)


async def _sought(
    clock: ClockDep,
    person_id: UUID | None = None,
    role: Role | None = None,
    area_id: UUID | None = None,
    department: Department | None = None,
    at: Annotated[Moment | None, Query(description="Held at this moment")] = None,
    in_force: Annotated[bool, Query(description="Held now")] = False,
) -> Sought:
    moment = at or (clock() if in_force else None)
    return Sought(person_id=person_id, role=role, area_id=area_id, department=department, at=moment)


@router.get("", summary="Who holds which post")
async def list_appointments(
    session: SessionDep, actor: ActorDep, page: PageDep, sought: Annotated[Sought, Depends(_sought)]
) -> Page[Appointment]:
    """All that ever were, the latest first, or those held at a moment."""
    query = found.appointments(actor.centre_id, sought)
    rows, following = await page_of(session, query, LATEST, page)
    return Page(items=[Appointment.of(row[0], row[1], row[2]) for row in rows], next_cursor=following)


@router.post("", summary="Give a post", status_code=201, responses=problem_responses(404, 409))
async def appoint(
    given: NewAppointment, actor: KeepsStaff, making: MakingDep, response: Response
) -> Appointment:
    """Nobody holds a post twice at a time; a post named in the singular has one holder."""
    may_give(given.role, by_administrator=actor.holds(Role.ADMINISTRATOR))
    post = Post(**given.model_dump(exclude={"person_id"}))
    row = await making.made(
        lambda: appointments.appoint(
            making.session, actor.centre_id, given.person_id, post, by=actor.person_id, now=making.now
        ),
        lambda made: found.appointment_of(making.session, actor.centre_id, made),
    )
    return await _told(making.session, row, response)


@router.post("/acting", summary="Let somebody act", status_code=201, responses=problem_responses(404, 409))
async def appoint_acting(
    given: NewActing, actor: KeepsStaff, making: MakingDep, response: Response
) -> Appointment:
    """For a fixed time, with everything the post may do: what is to be done personally, the acting does."""
    stand = Stand(**given.model_dump(exclude={"person_id"}))

    async def make() -> Row:
        held = await found.appointment_of(making.session, actor.centre_id, given.acting_for_id)
        may_give(Role(held.role), by_administrator=actor.holds(Role.ADMINISTRATOR))
        return await appointments.appoint_acting(
            making.session, actor.centre_id, given.person_id, stand, by=actor.person_id, now=making.now
        )

    row = await making.made(make, lambda made: found.appointment_of(making.session, actor.centre_id, made))
    return await _told(making.session, row, response)


@router.get("/{appointment_id}", summary="One appointment", responses=problem_responses(404))
async def get_appointment(
    appointment_id: UUID, session: SessionDep, actor: ActorDep, response: Response
) -> Appointment:
    """Also one that is over."""
    return await _told(
        session, await found.appointment_of(session, actor.centre_id, appointment_id), response
    )


@router.patch(
    "/{appointment_id}",
    summary="Change an end or a superior",
    responses=problem_responses(404, 409, 412, 428),
)
async def change_appointment(
    appointment_id: UUID,
    edit: AppointmentEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    response: Response,
) -> Appointment:
    """Who acts for this holder stops acting when the post ends."""
    row = await _seen(session, actor, appointment_id, seen)
    await appointments.change(session, row, edit.model_dump(), clock())
    return await _told(session, row, response)


@router.post(
    "/{appointment_id}/end",
    summary="End an appointment now",
    responses=problem_responses(404, 409, 412, 428),
)
async def end_appointment(
    appointment_id: UUID,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    response: Response,
) -> Appointment:
    """One that has not begun is called off."""
    row = await _seen(session, actor, appointment_id, seen)
    now = clock()
    await appointments.change(session, row, {"ends_at": now}, now)
    return await _told(session, row, response)


async def _seen(session: AsyncSession, actor: Actor, appointment_id: UUID, seen: int) -> Row:
    row = await found.appointment_of(session, actor.centre_id, appointment_id, lock=True)
    may_give(Role(row.role), by_administrator=actor.holds(Role.ADMINISTRATOR))
    if row.version != seen:
        raise changed_meanwhile(row.version)
    return row


async def _told(session: AsyncSession, row: Row, response: Response) -> Appointment:
    response.headers["ETag"] = etag(row.version)
    query = found.with_names().where(Row.centre_id == row.centre_id, Row.id == row.id)
    shown, person, area = (await session.execute(query)).one()
    return Appointment.of(shown, person, area)
