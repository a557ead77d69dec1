"""Who is on duty: a fact at a moment, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import row_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, Role
from app.rosters.tables import Leave, Shift
from app.staff.queries.appointments import in_force
from app.staff.tables import Appointment, Person

SHIFT = Words("班次", "shift")
LEAVE = Words("休假", "leave")


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A person on duty in a post. `signed_on_at` is empty while only the roster says so."""

    role: Role
    department: Department | None
    person_id: UUID
    area_id: UUID | None
    shift_id: UUID
    name: str
    work_phone: str | None
    signed_on_at: datetime | None
    ends_at: datetime


def holds_post(at: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The shift's person is a member of staff then, and appointed to the post of the shift."""
    appointed = exists().where(
        Appointment.centre_id == Shift.centre_id,
        Appointment.person_id == Shift.person_id,
        Appointment.role == Shift.role,
        in_force(at),
    )
    return and_(appointed, or_(Person.deactivated_at.is_(None), Person.deactivated_at > at))


def _away(at: datetime) -> ColumnElement[bool]:
    return exists().where(
        Leave.centre_id == Shift.centre_id,
        Leave.person_id == Shift.person_id,
        Leave.cancelled_at.is_(None),
        Leave.starts_at <= at,
        Leave.ends_at > at,
    )


async def on_duty(
    session: AsyncSession, centre_id: UUID, at: datetime, roles: Sequence[Role] | None = None
) -> list[OnDuty]:
    """Everyone on duty at a moment: rostered or come early, not signed off, not away, still in the post."""
    query = (
        select(
            Shift.role,
            Shift.department,
            Shift.person_id,
            Shift.area_id,
            Shift.id,
            Person.name,
            Person.work_phone,
            Shift.signed_on_at,
            Shift.ends_at,
        )
        .join(Person, and_(Person.centre_id == Shift.centre_id, Person.id == Shift.person_id))
        .where(
            Shift.centre_id == centre_id,
            Shift.ends_at > at,
            func.least(Shift.starts_at, Shift.signed_on_at) <= at,
            or_(Shift.cancelled_at.is_(None), Shift.cancelled_at > at),
            or_(Shift.signed_off_at.is_(None), Shift.signed_off_at > at),
            holds_post(at),
            ~_away(at),
        )
        .order_by(Shift.role, Shift.signed_on_at.is_(None), Shift.starts_at, Shift.id)
    )
    if roles is not None:
        query = query.where(Shift.role.in_([role.value for role in roles]))
    return [_on_duty(row) for row in (await session.execute(query)).all()]


def _on_duty(row: Any) -> OnDuty:
    department = None if row.department is None else Department(row.department)
    return OnDuty(Role(row.role), department, *row[2:])


async def shift_of(session: AsyncSession, centre_id: UUID, shift_id: UUID, *, lock: bool = False) -> Shift:
    """A shift of this centre, or a refusal."""
    return await row_of(session, Shift, centre_id, shift_id, SHIFT, lock=lock)


async def leave_of(session: AsyncSession, centre_id: UUID, leave_id: UUID, *, lock: bool = False) -> Leave:
    """A leave of this centre, or a refusal."""
    return await row_of(session, Leave, centre_id, leave_id, LEAVE, lock=lock)


@dataclass(frozen=True, slots=True)
class During:
    """A span of time that a list is asked for; either end may be open."""

    since: datetime | None = None
    until: datetime | None = None


def shifts(
    centre_id: UUID,
    during: During,
    *,
    department: Department | None = None,
    role: Role | None = None,
    person_id: UUID | None = None,
) -> Select[Shift]:
    """Shifts that touch a span of time. A cancelled one does not stand on the roster."""
    query = select(Shift).where(Shift.centre_id == centre_id, Shift.cancelled_at.is_(None))
    if during.since is not None:
        query = query.where(Shift.ends_at > during.since)
    if during.until is not None:
        query = query.where(Shift.starts_at < during.until)
    if department is not None:
        query = query.where(Shift.department == department.value)
    if role is not None:
        query = query.where(Shift.role == role.value)
    return query if person_id is None else query.where(Shift.person_id == person_id)


def leaves(centre_id: UUID, during: During, person_id: UUID | None) -> Select[Leave]:
    """Leaves that touch a span of time."""
    query = select(Leave).where(Leave.centre_id == centre_id, Leave.cancelled_at.is_(None))
    if during.since is not None:
        query = query.where(Leave.ends_at > during.since)
    if during.until is not None:
        query = query.where(Leave.starts_at < during.until)
    return query if person_id is None else query.where(Leave.person_id == person_id)


async def overlapping_shift(session: AsyncSession, shift: Shift, but_for: UUID | None = None) -> Shift | None:
    """Another shift of the same person in the same post that touches this one."""
    query = shifts(
        shift.centre_id,
        During(shift.starts_at, shift.ends_at),
        person_id=shift.person_id,
        role=Role(shift.role),
    ).where(Shift.id != shift.id, Shift.signed_off_at.is_(None))
    if but_for is not None:
        query = query.where(Shift.id != but_for)
    return (await session.execute(query.limit(1))).scalars().first()


async def is_away_for_all_of(session: AsyncSession, shift: Shift) -> bool:
    """Whether the shift's person is on leave the whole time; who leaves early may still begin it."""
    query = leaves(shift.centre_id, During(), shift.person_id).where(
        Leave.starts_at <= shift.starts_at, Leave.ends_at >= shift.ends_at
    )
    return (await session.execute(query.limit(1))).scalars().first() is not None


async def is_appointed(
    session: AsyncSession, centre_id: UUID, person_id: UUID, role: Role, at: datetime
) -> bool:
    """Whether a person holds a post at a moment, as its holder or acting."""
    query = select(
        exists().where(
            Appointment.centre_id == centre_id,
            Appointment.person_id == person_id,
            Appointment.role == role.value,
            in_force(at),
        )
    )
    return bool((await session.execute(query)).scalar_one())


async def is_staff(session: AsyncSession, centre_id: UUID, person_id: UUID) -> bool:
    """Whether this centre has such a person, and still has. Holds them, so that rosters do not cross."""
    query = select(Person.id).where(
        Person.centre_id == centre_id, Person.id == person_id, Person.deactivated_at.is_(None)
    )
    query = query.with_for_update(key_share=True)
    return (await session.execute(query)).scalar_one_or_none() is not None


async def posts_of(session: AsyncSession, centre_id: UUID, person_id: UUID, at: datetime) -> frozenset[Role]:
    """The posts a person holds at a moment."""
    query = select(Appointment.role).where(
        Appointment.centre_id == centre_id,
        Appointment.person_id == person_id,
        in_force(at),
    )
    return frozenset(Role(role) for role in (await session.execute(query)).scalars())


async def running_shift(session: AsyncSession, centre_id: UUID, person_id: UUID, at: datetime) -> UUID | None:
    """The shift a person is in at a moment."""
    query = (
        select(Shift.id)
        .where(
            Shift.centre_id == centre_id,
            Shift.person_id == person_id,
            Shift.cancelled_at.is_(None),
            Shift.ends_at > at,
            func.least(Shift.starts_at, Shift.signed_on_at) <= at,
        )
        .order_by(Shift.starts_at.desc())
        .limit(1)
    )
    return (await session.execute(query)).scalars().first()
