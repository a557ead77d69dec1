"""Setting the desk's calendar. A due time names the version it was reckoned from, so none is overwritten."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, incomplete
from app.rosters.holidays import is_published, official_days
from app.rosters.hours import DeskWeek, write_week
from app.rosters.queries.desk_hours import desk_hours_now
from app.rosters.tables import DeskHours


async def set_desk_hours(
    session: AsyncSession,
    centre_id: UUID,
    week: DeskWeek,
    *,
    after_version: int,
    reason: str,
    by: UUID | None,
    now: datetime,
) -> DeskHours:
    """Put a new version of the desk's calendar after the one that was seen."""
    _refuse_muddled_hours(week)
    hours = DeskHours(
        centre_id=centre_id,
        id=new_id(),
        version=after_version + 1,
        changed_at=now,
        changed_by=by,
        reason=reason,
        **write_week(week),
    )
    await store(session, hours)
    return hours


async def fill_in_official_days(
    session: AsyncSession, centre_id: UUID, year: int, *, by: UUID | None, now: datetime
) -> DeskHours | None:
    """Fill in a year's official days off and make-up days; nothing for a year not yet published."""
    if not is_published(year):
        return None
    standing = await desk_hours_now(session, centre_id)
    week = standing.week.with_official(official_days(year))
    if week == standing.week:
        return None
    return await set_desk_hours(
        session,
        centre_id,
        week,
        after_version=standing.version,
        reason=f"{year}年法定节假日与调休",
        by=by,
        now=now,
    )


def _refuse_muddled_hours(week: DeskWeek) -> None:
    dates = [each.on for each in week.exceptions]
    if len(set(dates)) < len(dates):
        raise Refused(
            incomplete(
                "date_twice",
                None,
                "同一日期只能设一次例外",
                "A date can differ from its weekday only once",
                "exceptions",
            )
        )
    try:
        week.calendar("UTC", 0)
    except ValueError:
        raise Refused(
            incomplete(
                "hours_muddled",
                None,
                "时段须按先后排列、不重叠、开门早于关门；跨夜的在零点分开",
                "Hours stand in order and apart, and open before they close; a night is split at midnight",
                "weekly",
                "exceptions",
            )
        ) from None
