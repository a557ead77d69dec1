"""The monthly report: made once when a month is over, and kept as it was told then. Figures alone."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre, Topic
from app.database.ids import new_id
from app.database.rows import missing
from app.database.session import Database
from app.procedure.refusal import Words
from app.register.measuring import complete_days
from app.register.report_schemas import Figures, figures_of
from app.register.tables import MonthlyReport
from app.register.tallies import Period, tally
from app.residents.tables import Area

MONTHLY_REPORT = Words("月报", "monthly report")


async def make_if_due(database: Database, centre_id: UUID, now: datetime, most: int) -> MonthlyReport | None:
    """The report of the month before, once everything in it is counted; nothing if it is there already."""
    async with database.transaction() as session:
        centre = (await session.execute(select(Centre).where(Centre.id == centre_id))).scalar_one()
        month = month_before(now, centre.zone)
        period = of_month(month, centre.zone)
        if centre.created_at >= period.ends or await _is_made(session, centre_id, month):
            return None
    if await complete_days(database, centre_id, (period.first, period.last), most) == most:
        return None
    async with database.transaction() as session:
        figures = await figures_between(session, centre_id, period, now)
        if figures.not_counted:
            return None
        return await _keep(session, centre_id, month, figures, now)


def month_before(now: datetime, zone: str) -> date:
    """The first day of the month that is over, as the centre's own calendar has it."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def of_month(month: date, zone: str) -> Period:
    """A whole month."""
    following = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return Period.of(month, following - timedelta(days=1), zone)


async def figures_between(session: AsyncSession, centre_id: UUID, period: Period, now: datetime) -> Figures:
    """Counts and rates of a period, with the centre's own words for areas and topics."""
    told = await tally(session, centre_id, period, now)
    return Figures(**figures_of(told, *await names(session, centre_id)))


async def names(session: AsyncSession, centre_id: UUID) -> tuple[dict[UUID, Words], dict[str, Words]]:
    """The centre's words for its areas and topics."""
    areas = await session.execute(select(Area.id, Area.name).where(Area.centre_id == centre_id))
    topics = await session.execute(
        select(Topic.key, Topic.name_zh, Topic.name_en).where(Topic.centre_id == centre_id)
    )
    return (
        {area: Words(name, name) for area, name in areas.all()},
        {key: Words(zh, en) for key, zh, en in topics.all()},
    )


async def _is_made(session: AsyncSession, centre_id: UUID, month: date) -> bool:
    query = select(MonthlyReport.id).where(MonthlyReport.centre_id == centre_id, MonthlyReport.month == month)
    return (await session.execute(query)).scalar_one_or_none() is not None


async def _keep(
    session: AsyncSession, centre_id: UUID, month: date, figures: Figures, now: datetime
) -> MonthlyReport | None:
    """Whichever worker comes first."""
    document: dict[str, Any] = figures.model_dump(mode="json")
    kept = (
        insert(MonthlyReport)
        .values(centre_id=centre_id, id=new_id(), month=month, made_at=now, figures=document)
        .on_conflict_do_nothing(index_elements=["centre_id", "month"])
        .returning(MonthlyReport)
    )
    return (await session.execute(kept)).scalar_one_or_none()


def monthly_reports(centre_id: UUID) -> Select[MonthlyReport]:
    """The reports of a centre's months."""
    return select(MonthlyReport).where(MonthlyReport.centre_id == centre_id)


async def monthly_report(session: AsyncSession, centre_id: UUID, month: date) -> MonthlyReport:
    """The report of a month, as it was made."""
    query = monthly_reports(centre_id).where(MonthlyReport.month == month)
    found = (await session.execute(query)).scalar_one_or_none()
    if found is None:
        raise missing(MONTHLY_REPORT)
    return found
