"""值班工作本: who wrote what, and whether the one who did it has written it (4.2.5)."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import missing, row_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department
from app.rosters.departments import roles_of
from app.rosters.queries.shifts import During
from app.rosters.tables import DutyLogEntry
from app.staff.queries.appointments import in_force
from app.staff.tables import Appointment

ENTRY = Words("值班记录", "duty-log entry")


async def entry_of(session: AsyncSession, centre_id: UUID, entry_id: UUID) -> DutyLogEntry:
    """An entry of this centre, or a refusal."""
    return await row_of(session, DutyLogEntry, centre_id, entry_id, ENTRY)


async def entry_read_in(
    session: AsyncSession, entry: DutyLogEntry, departments: Iterable[Department]
) -> DutyLogEntry:
    """The entry if one of these departments' people wrote it; otherwise it is not there for the reader."""
    query = entries(entry.centre_id, During(), entry.person_id).where(DutyLogEntry.id == entry.id)
    if (await session.execute(of_departments(query, departments))).first() is None:
        raise missing(ENTRY)
    return entry


def entries(centre_id: UUID, during: During, person_id: UUID | None = None) -> Select[DutyLogEntry]:
    """Entries of a span of time, of everyone or of one person."""
    query = select(DutyLogEntry).where(DutyLogEntry.centre_id == centre_id)
    if during.since is not None:
        query = query.where(DutyLogEntry.occurred_at >= during.since)
    if during.until is not None:
        query = query.where(DutyLogEntry.occurred_at < during.until)
    return query if person_id is None else query.where(DutyLogEntry.person_id == person_id)


def of_departments(query: Select[DutyLogEntry], departments: Iterable[Department]) -> Select[DutyLogEntry]:
    """Only entries of people who held a post of these departments when they wrote."""
    roles = [role.value for role in roles_of(frozenset(departments))]
    wrote_in_post = exists().where(
        Appointment.centre_id == DutyLogEntry.centre_id,
        Appointment.person_id == DutyLogEntry.person_id,
        Appointment.role.in_(roles),
        in_force(DutyLogEntry.recorded_at.expression),
    )
    return query.where(wrote_in_post)


async def entries_of_case(session: AsyncSession, centre_id: UUID, case_id: UUID) -> list[DutyLogEntry]:
    """What was written about a case, in the order it was written in."""
    query = (
        select(DutyLogEntry)
        .where(DutyLogEntry.centre_id == centre_id, DutyLogEntry.case_id == case_id)
        .order_by(DutyLogEntry.recorded_at, DutyLogEntry.id)
    )
    return list((await session.execute(query)).scalars())
