"""Reading who somebody is: name, centre, posts held now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import column, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.actors import Actor
from app.staff.queries.appointments import posts_of
from app.staff.tables import Appointment, Person, SignInName

CENTRES = table("centres", column("id"), column("name"), column("zone"))
"""Centres stand in a room above; here their names alone are read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is here."""

    name: str | None
    must_change: bool
    centre_name: str
    zone: str
    posts: list[tuple[Appointment, str | None]]


async def standing_of(session: AsyncSession, actor: Actor, now: datetime) -> Standing:
    """Who the caller is."""
    centre = (await session.execute(select(CENTRES).where(CENTRES.c.id == actor.centre_id))).one()
    if actor.person_id is None:
        return Standing(None, False, centre.name, centre.zone, [])
    person = await _person(session, actor.centre_id, actor.person_id)
    posts = await posts_of(session, actor.centre_id, [actor.person_id], now)
    return Standing(person.name, bool(person.must_change), centre.name, centre.zone, posts[actor.person_id])


async def _person(session: AsyncSession, centre_id: UUID, person_id: UUID) -> Any:
    query = (
        select(Person.name, SignInName.must_change)
        .outerjoin(
            SignInName, (SignInName.centre_id == Person.centre_id) & (SignInName.person_id == Person.id)
        )
        .where(Person.centre_id == centre_id, Person.id == person_id)
    )
    return (await session.execute(query)).one()
