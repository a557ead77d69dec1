"""When the desk is open, in the version that stands now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre
from app.procedure.calendars import DeskCalendar
from app.rosters.hours import USUAL_WEEK, DeskWeek, read_week
from app.rosters.tables import DeskHours


@dataclass(frozen=True, slots=True)
class DeskHoursNow:
    """The desk's week with its version, and who set it when. Version 0 is the usual week."""

    zone: str
    week: DeskWeek = USUAL_WEEK
    version: int = 0
    changed_at: datetime | None = None
    changed_by: UUID | None = None
    reason: str | None = None

    @property
    def calendar(self) -> DeskCalendar:
        """As the rules read it."""
        return self.week.calendar(self.zone, self.version)


async def desk_hours_now(session: AsyncSession, centre_id: UUID) -> DeskHoursNow:
    """The desk hours that stand now; the usual week while nobody has set any."""
    query = (
        select(Centre.zone, DeskHours)
        .outerjoin(DeskHours, DeskHours.centre_id == Centre.id)
        .where(Centre.id == centre_id)
        .order_by(DeskHours.version.desc().nulls_last())
        .limit(1)
    )
    zone, row = (await session.execute(query)).one()
    if row is None:
        return DeskHoursNow(zone)
    week = read_week(row.weekly, row.working_days, row.exceptions)
    return DeskHoursNow(zone, week, row.version, row.changed_at, row.changed_by, row.reason)


async def calendar(session: AsyncSession, centre_id: UUID) -> DeskCalendar:
    """The desk's calendar, as due times are reckoned by it."""
    return (await desk_hours_now(session, centre_id)).calendar
