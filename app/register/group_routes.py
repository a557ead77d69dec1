"""Several centres of a group side by side: counts and rates, and nothing that tells of a person."""

from datetime import date
from typing import Annotated

from fastapi import Query
from sqlalchemy import or_, select

from app.centre.tables import Centre
from app.register import monthly
from app.register.conformance_routes import MOST_READ_NOW, refuse_bad_days
from app.register.measuring import complete_days
from app.register.report_schemas import CentreFigures, GroupReport, rates_together
from app.register.tallies import Period
from app.staff.guards import ReadsGroup
from app.web.dependencies import ClockDep, DatabaseDep, SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/reports", tags=["reports"], responses=problem_responses(401, 403))


@router.get("/group", summary="Report of several centres", responses=problem_responses(422))
async def get_group_report(
    session: SessionDep,
    database: DatabaseDep,
    actor: ReadsGroup,
    clock: ClockDep,
    from_day: Annotated[date, Query(description="First day, included", examples=["2026-04-01"])],
    to_day: Annotated[date, Query(description="Last day, included", examples=["2026-04-30"])],
) -> GroupReport:
    """The centres of the viewer's group. Who belongs to it is said at the installation's command line."""
    refuse_bad_days(from_day, to_day)
    now = clock()
    found: list[CentreFigures] = []
    own = select(Centre.group_name).where(Centre.id == actor.centre_id).scalar_subquery()
    together = select(Centre).where(or_(Centre.id == actor.centre_id, Centre.group_name == own))
    for centre in (await session.execute(together.order_by(Centre.name, Centre.id))).scalars().all():
        await complete_days(database, centre.id, (from_day, to_day), MOST_READ_NOW)
        period = Period.of(from_day, to_day, centre.zone)
        figures = await monthly.figures_between(session, centre.id, period, now)
        found.append(CentreFigures(centre_id=centre.id, centre=centre.name, **dict(figures)))
    return GroupReport(
        from_day=from_day,
        to_day=to_day,
        at=now,
        centres=found,
        rates=rates_together(found),
        accepted=sum(each.accepted for each in found),
    )
