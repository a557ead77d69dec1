"""Reading posts: who holds which, at what moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, column, exists, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import row_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, Role
from app.staff.tables import Appointment, Person

APPOINTMENT = Words("任职", "appointment")
AREAS = table("areas", column("centre_id"), column("id"), column("name"), column("in_use"))
"""The areas stand in a room above; here their names alone are read."""


def in_force(at: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The post is held at this moment: from its beginning, up to but not at its end."""
    return and_(Appointment.starts_at <= at, or_(Appointment.ends_at.is_(None), Appointment.ends_at > at))


def overlapping(starts_at: datetime, ends_at: datetime | None) -> ColumnElement[bool]:
    """The post is held at some moment of this time."""
    begun = Appointment.starts_at < ends_at if ends_at is not None else Appointment.starts_at.is_not(None)
    held = or_(Appointment.ends_at.is_(None), Appointment.ends_at > starts_at)
    never = Appointment.ends_at == Appointment.starts_at
    return and_(begun, held, or_(Appointment.ends_at.is_(None), ~never))


async def appointment_of(
    session: AsyncSession, centre_id: UUID, appointment_id: UUID, *, lock: bool = False
) -> Appointment:
    """One of the centre's appointments."""
    return await row_of(session, Appointment, centre_id, appointment_id, APPOINTMENT, lock=lock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which appointments a list shows."""

    person_id: UUID | None = None
    role: Role | None = None
    area_id: UUID | None = None
    department: Department | None = None
    at: datetime | None = None


def appointments(centre_id: UUID, sought: Sought) -> Select[Appointment, str, str]:
    """Appointments with the person's and the area's name."""
    query = with_names().where(Appointment.centre_id == centre_id)
    wanted = {
        Appointment.person_id: sought.person_id,
        Appointment.role: sought.role,
        Appointment.area_id: sought.area_id,
        Appointment.department: sought.department,
    }
    for field, value in wanted.items():
        if value is not None:
            query = query.where(field == value)
    return query if sought.at is None else query.where(in_force(sought.at))


def with_names() -> Select[Appointment, str, str]:
    """Appointments beside the names that people know them by."""
    return (
        select(Appointment, Person.name, AREAS.c.name)
        .join(Person, and_(Person.centre_id == Appointment.centre_id, Person.id == Appointment.person_id))
        .outerjoin(AREAS, and_(AREAS.c.centre_id == Appointment.centre_id, AREAS.c.id == Appointment.area_id))
    )


async def posts_of(
    session: AsyncSession, centre_id: UUID, people: Sequence[UUID], at: datetime
) -> dict[UUID, list[tuple[Appointment, str | None]]]:
    """The posts each of these people holds at this moment, with the areas' names."""
    query = (
        with_names()
        .where(Appointment.centre_id == centre_id, Appointment.person_id.in_(people), in_force(at))
        .order_by(Appointment.starts_at, Appointment.id)
    )
    found: dict[UUID, list[tuple[Appointment, str | None]]] = {person: [] for person in people}
    for post, _, area in (await session.execute(query)).all():
        found[post.person_id].append((post, area))
    return found


async def holders(
    session: AsyncSession, centre_id: UUID, role: Role, at: datetime, *, area_id: UUID | None = None
) -> list[Appointment]:
    """Who holds a post at this moment, the holder before whoever acts for him."""
    query = (
        select(Appointment)
        .where(Appointment.centre_id == centre_id, Appointment.role == role.value, in_force(at))
        .order_by(Appointment.acting, Appointment.starts_at, Appointment.id)
    )
    if area_id is not None:
        query = query.where(Appointment.area_id == area_id)
    return list((await session.execute(query)).scalars())


async def area_in_use(session: AsyncSession, centre_id: UUID, area_id: UUID) -> bool:
    """Whether the centre has this area."""
    query = select(
        exists().where(AREAS.c.centre_id == centre_id, AREAS.c.id == area_id, AREAS.c.in_use.is_(True))
    )
    return bool((await session.execute(query)).scalar_one())
