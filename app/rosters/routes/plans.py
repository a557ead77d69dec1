"""Many shifts at once: weekly patterns and sheets, tried first if one likes."""

from zoneinfo import ZoneInfo

from app.procedure.vocabulary import Role
from app.rosters.actions.plans import enter, lines_of_sheet
from app.rosters.guards import KeepsRosters, may_roster, refuse_other_rosters
from app.rosters.queries.desk_hours import desk_hours_now
from app.rosters.schemas.plans import NewPattern, Planned, RosterSheet
from app.rosters.sheets import read_sheet
from app.web.dependencies import SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/shifts", tags=["shifts"], responses=problem_responses(401, 403))


@router.post("/patterns", summary="Put a weekly pattern on the roster")
async def enter_pattern(given: NewPattern, session: SessionDep, actor: KeepsRosters) -> Planned:
    """A shift for each of the days, or none if one cannot stand. Sent twice it is there once."""
    refuse_other_rosters(actor, given.role)
    zone = ZoneInfo((await desk_hours_now(session, actor.centre_id)).zone)
    plan = await enter(
        session,
        actor.centre_id,
        given.pattern().lines(zone),
        may_enter=lambda role: may_roster(actor, [role]),
        dry_run=given.dry_run,
    )
    return Planned.of(plan)


@router.post("/import", summary="Put a sheet on the roster")
async def import_shifts(given: RosterSheet, session: SessionDep, actor: KeepsRosters) -> Planned:
    """Every row, or none: what is wrong is told row by row. Sent twice it is there once."""
    rows = read_sheet(given.content)
    zone = ZoneInfo((await desk_hours_now(session, actor.centre_id)).zone)
    lines, wrong = await lines_of_sheet(session, actor.centre_id, rows, zone)

    def may_enter(role: Role) -> bool:
        return may_roster(actor, [role])

    plan = await enter(
        session, actor.centre_id, lines, may_enter=may_enter, dry_run=given.dry_run, wrong=wrong
    )
    return Planned.of(plan)
