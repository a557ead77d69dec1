"""The first administrator of a centre, made from the command line of an empty store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.staff.actions.appointments import Post, appoint
from app.staff.actions.people import give_login, take_on
from app.staff.actions.signing_in import set_password
from app.staff.passwords import Passwords
from app.staff.tables import Person


async def make_administrator(
    session: AsyncSession,
    centre_id: UUID,
    *,
    name: str,
    login: str,
    password: str,
    passwords: Passwords,
    now: datetime,
) -> Person:
    """Takes somebody on as the centre's administrator, with a password of their own choice."""
    person = await take_on(session, centre_id, name=name, now=now)
    await set_password(session, passwords, await give_login(session, person, login), password, now)
    await appoint(
        session, centre_id, person.id, Post(role=Role.ADMINISTRATOR, starts_at=now), by=None, now=now
    )
    return person
