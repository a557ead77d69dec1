"""Reports over HTTP: a month, or any range of days, and several centres side by side."""

from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre, Topic
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.register import tallies
from app.register.conformance_routes import PeriodDep, ReadsFigures, up_to_date
from app.register.report_schemas import Report, adopted_suggestion, figures_of
from app.residents.tables import Area
from app.web.dependencies import ClockDep, SessionDep
from app.web.problems import problem_responses

router = APIRouter(prefix="/reports", tags=["reports"], responses=problem_responses(401, 403))


@router.get("/period", summary="Report of a period", dependencies=[Depends(up_to_date)])
async def get_report(session: SessionDep, actor: ReadsFigures, clock: ClockDep, period: PeriodDep) -> Report:
    """Counts, the five rates with their formulas, deviations, and what became of adopted suggestions."""
    now = clock()
    told = await tallies.tally(session, actor.centre_id, period, now)
    adopted = await tallies.adopted(session, actor.centre_id, period)
    name = (await session.execute(select(Centre.name).where(Centre.id == actor.centre_id))).scalar_one()
    return Report(
        centre=name,
        from_day=period.first,
        to_day=period.last,
        at=now,
        adopted=[adopted_suggestion(row) for row in adopted],
        **figures_of(told, *await _names(session, actor)),
    )


async def _names(session: AsyncSession, actor: Actor) -> tuple[dict[UUID, Words], dict[str, Words]]:
    areas = await session.execute(select(Area.id, Area.name).where(Area.centre_id == actor.centre_id))
    topics = await session.execute(
        select(Topic.key, Topic.name_zh, Topic.name_en).where(Topic.centre_id == actor.centre_id)
    )
    return (
        {area: Words(name, name) for area, name in areas.all()},
        {key: Words(zh, en) for key, zh, en in topics.all()},
    )
