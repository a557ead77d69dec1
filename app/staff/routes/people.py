"""The staff list."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.staff.actions import people
from app.staff.guards import ActorDep, KeepsStaff, PasswordsDep
from app.staff.making import MakingDep, person_behind
from app.staff.queries.appointments import posts_of
from app.staff.queries.people import login_of, person_of, staff
from app.staff.schemas.people import FirstPassword, NewPerson, Person, PersonEdit
from app.staff.tables import Person as PersonRow
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/staff", tags=["staff"], responses=problem_responses(401, 403))
BY_NAME = Order((PersonRow.name, PersonRow.id), (str, UUID), lambda row: (row[0].name, row[0].id))


@router.get("", summary="The centre's staff")
async def list_staff(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    clock: ClockDep,
    q: Annotated[str | None, Query(max_length=80, description="Part of the name")] = None,
    active: Annotated[bool | None, Query(description="Who is here now, or who has left")] = None,
) -> Page[Person]:
    """Everybody by name, with the posts held now."""
    query = staff(actor.centre_id, q, active=active)
    rows, following = await page_of(session, query, BY_NAME, page)
    posts = await posts_of(session, actor.centre_id, [row[0].id for row in rows], clock())
    shown = _sees_logins(actor)
    items = [Person.of(row[0], row[1] if shown else None, posts[row[0].id]) for row in rows]
    return Page(items=items, next_cursor=following)


@router.post("", summary="Take somebody on", status_code=201, responses=problem_responses(409))
async def take_on_person(
    given: NewPerson, actor: KeepsStaff, making: MakingDep, passwords: PasswordsDep, response: Response
) -> Person:
    """Posts are given next. With a sign-in name and a first password the person can come in at once."""

    async def make() -> PersonRow:
        session, now = making.session, making.now
        fields = given.model_dump(exclude={"password"})
        person = await people.take_on(session, actor.centre_id, now=now, **fields)
        if given.password is not None:
            await people.give_password(session, passwords, person, given.password, now)
        return person

    person = await making.made(make, lambda made: person_of(making.session, actor.centre_id, made))
    return await _told(making.session, actor, person, making.now, response)


@router.get("/{person_id}", summary="One member of staff", responses=problem_responses(404))
async def get_person(
    person_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep, response: Response
) -> Person:
    """Also somebody who has left: journals name them."""
    person = await person_of(session, actor.centre_id, person_id)
    return await _told(session, actor, person, clock(), response)


@router.patch("/{person_id}", summary="Change what is known", responses=problem_responses(404, 409, 412, 428))
async def change_person(
    person_id: UUID,
    edit: PersonEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    response: Response,
) -> Person:
    """Only what is given changes."""
    person = await _seen(session, actor, person_id, seen, clock())
    await people.change(session, person, edit.model_dump())
    return await _told(session, actor, person, clock(), response)


@router.put(
    "/{person_id}/password",
    summary="Give a new password",
    status_code=204,
    responses=problem_responses(404, 409),
)
async def set_password(
    person_id: UUID,
    given: FirstPassword,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    passwords: PasswordsDep,
) -> None:
    """For a forgotten one. Every session of the person ends, and the next sign-in asks for an own one."""
    person = await person_of(session, actor.centre_id, person_id, lock=True)
    await _refuse_administrators(session, actor, person, clock())
    await people.give_password(session, passwords, person, given.password, clock(), by=person_behind(actor))


@router.post(
    "/{person_id}/deactivate", summary="Let somebody go", responses=problem_responses(404, 409, 412, 428)
)
async def deactivate_person(
    person_id: UUID,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    response: Response,
) -> Person:
    """Sessions, delegated tokens and posts end at once; the name stays in the journals."""
    person = await _seen(session, actor, person_id, seen, clock())
    await people.deactivate(session, person, person_behind(actor), clock())
    return await _told(session, actor, person, clock(), response)


@router.post(
    "/{person_id}/reactivate", summary="Take somebody back", responses=problem_responses(404, 409, 412, 428)
)
async def reactivate_person(
    person_id: UUID,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsStaff,
    clock: ClockDep,
    response: Response,
) -> Person:
    """The sign-in name works again; posts are given anew."""
    person = await _seen(session, actor, person_id, seen, clock())
    await people.come_back(session, person)
    return await _told(session, actor, person, clock(), response)


async def _seen(session: AsyncSession, actor: Actor, person_id: UUID, seen: int, now: datetime) -> PersonRow:
    person = await person_of(session, actor.centre_id, person_id, lock=True)
    await _refuse_administrators(session, actor, person, now)
    if person.version != seen:
        raise changed_meanwhile(person.version)
    return person


async def _refuse_administrators(
    session: AsyncSession, actor: Actor, person: PersonRow, now: datetime
) -> None:
    await people.refuse_administrators_account(
        session, person, now, by_administrator=actor.holds(Role.ADMINISTRATOR)
    )


async def _told(
    session: AsyncSession, actor: Actor, person: PersonRow, now: datetime, response: Response
) -> Person:
    response.headers["ETag"] = etag(person.version)
    posts = await posts_of(session, actor.centre_id, [person.id], now)
    name = await login_of(session, actor.centre_id, person.id) if _sees_logins(actor) else None
    return Person.of(person, name.login if name else None, posts[person.id])


def _sees_logins(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, Role.CENTRE_MANAGER)
