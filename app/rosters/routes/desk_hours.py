"""前台上班时间: when the desk is open."""

from fastapi import Response

from app.centre.queries import centre_of
from app.procedure.refusal import Refused, conflict
from app.rosters.actions.desk_hours import fill_in_official_days, set_desk_hours
from app.rosters.guards import SetsDeskHours
from app.rosters.holidays import is_published
from app.rosters.queries.desk_hours import desk_hours_now
from app.rosters.schemas.desk_hours import DeskHours, DeskHoursEdit, DeskStatus, OfficialYear
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.web.bodies import Moment
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/desk-hours", tags=["desk hours"], responses=problem_responses(401, 403))


@router.get("", summary="When the desk is open")
async def get_desk_hours(session: SessionDep, actor: ActorDep, response: Response) -> DeskHours:
    """The week, the working days, and every date that differs. Version 0 is the usual week."""
    now = await desk_hours_now(session, actor.centre_id)
    response.headers["ETag"] = etag(now.version)
    return DeskHours.of(now)


@router.put("", summary="Set when the desk is open", responses=problem_responses(412, 428))
async def change_desk_hours(
    edit: DeskHoursEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: SetsDeskHours,
    clock: ClockDep,
    response: Response,
) -> DeskHours:
    """A new version for clocks that start afterwards; earlier ones are kept for due times set by them."""
    await centre_of(session, actor.centre_id, lock=True)
    standing = await desk_hours_now(session, actor.centre_id)
    if standing.version != seen:
        raise changed_meanwhile(standing.version)
    await set_desk_hours(
        session,
        actor.centre_id,
        edit.week(),
        after_version=seen,
        reason=edit.reason,
        by=person_behind(actor),
        now=clock(),
    )
    return await get_desk_hours(session, actor, response)


@router.get("/status", summary="Whether the desk is open")
async def get_desk_status(
    session: SessionDep, actor: ActorDep, clock: ClockDep, at: Moment | None = None
) -> DeskStatus:
    """Now, or at a moment: [opens, closes), so at the closing time it is closed."""
    moment = at or clock()
    calendar = (await desk_hours_now(session, actor.centre_id)).calendar
    spans = calendar.spans_of(calendar.local_date(moment))
    return DeskStatus(
        at=moment,
        is_open=calendar.is_open(moment),
        closes_at=next((closes for opens, closes in spans if opens <= moment < closes), None),
        next_opening=calendar.next_opening(moment),
        is_working_day=calendar.is_working_day(calendar.local_date(moment)),
        version=calendar.version,
    )


@router.post("/official-days", summary="Fill in a year's official days", responses=problem_responses(409))
async def fill_in_official_year(
    wanted: OfficialYear, session: SessionDep, actor: SetsDeskHours, clock: ClockDep, response: Response
) -> DeskHours:
    """Days off and make-up working days as published; a date the centre has set itself stays as it is."""
    if not is_published(wanted.year):
        raise Refused(
            conflict(
                "year_not_published",
                None,
                f"这里还没有{wanted.year}年的官方放假安排，请自行填写",
                f"The official days of {wanted.year} are not known here yet; enter them yourself",
            )
        )
    await centre_of(session, actor.centre_id, lock=True)
    await fill_in_official_days(session, actor.centre_id, wanted.year, by=person_behind(actor), now=clock())
    return await get_desk_hours(session, actor, response)
