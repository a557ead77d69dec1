"""值班工作本 as a document."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Response

from app.centre.queries import centre_of
from app.paper.lists import cells_of, sheet_of, table_of
from app.paper.writing import joined, minute, printed
from app.rosters.guards import logs_read_by
from app.rosters.papers import ENTRIES, TITLE, duty_log_paper
from app.rosters.queries.duty_log_lines import duty_log_lines
from app.rosters.queries.shifts import During
from app.rosters.routes.duty_log import Wanted
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.staff.queries.people import name_of
from app.web.dependencies import ClockDep, SessionDep
from app.web.papers import (
    AS_TABLE,
    PressDep,
    TableFormat,
    TableFormatQuery,
    paper_answer,
    sheet_answer,
    short_enough,
)

router = APIRouter(prefix="/duty-log", tags=["duty log"])


@router.get(
    "/document",
    summary="The duty log as a document",
    response_class=Response,
    responses=AS_TABLE,
)
async def get_duty_log_document(
    wanted: Annotated[Wanted, Query()],
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    press: PressDep,
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """《值班工作本》, my own; a supervisor's department or one of its people, where that is asked for."""
    now, me = clock(), person_behind(actor)
    others = wanted.everyone or wanted.person_id not in {None, me}
    departments = logs_read_by(actor) if others else None
    person = None if wanted.everyone else wanted.person_id or me
    centre = await centre_of(session, actor.centre_id)
    zone = ZoneInfo(centre.zone)
    during = During(wanted.since, wanted.until)
    lines = duty_log_lines(session, actor.centre_id, during, person, departments)
    if form is TableFormat.XLSX:
        sheet = sheet_of(ENTRIES, TITLE, f"{centre.name} {TITLE}")
        return await sheet_answer(press, sheet, cells_of(ENTRIES, lines, zone), TITLE)
    table = await short_enough(table_of(ENTRIES, lines, zone, blank=6))
    whose = await name_of(session, actor.centre_id, person) or "本部门"
    span = joined(minute(wanted.since, zone), minute(wanted.until, zone), by=" 至 ") or "全部"
    who = await name_of(session, actor.centre_id, me)
    paper = duty_log_paper(centre.name, table, whose, span, printed(who, now, zone))
    return await paper_answer(press, paper, form, now, TITLE)
