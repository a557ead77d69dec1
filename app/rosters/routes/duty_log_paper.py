"""值班工作本 as a document."""

from zoneinfo import ZoneInfo

from fastapi import Response

from app.centre.queries import centre_of
from app.paper.lists import cells_of, sheet_of, table_of
from app.paper.writing import joined, minute, printed
from app.procedure.labels import label_of
from app.procedure.vocabulary import Role
from app.rosters.papers import ENTRIES, TITLE, duty_log_paper
from app.rosters.queries.duty_log_lines import duty_log_lines
from app.rosters.routes.duty_log import AskedDep
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
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/duty-log", tags=["duty log"])


@router.get(
    "/document",
    summary="The duty log as a document",
    response_class=Response,
    responses={**AS_TABLE, **problem_responses(404)},
)
async def get_duty_log_document(
    asked: AskedDep,
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    press: PressDep,
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """《值班工作本》, my own; a supervisor's department or one of its people, where that is asked for."""
    now, me = clock(), person_behind(actor)
    centre = await centre_of(session, actor.centre_id)
    zone = ZoneInfo(centre.zone)
    lines = duty_log_lines(session, actor.centre_id, asked.during, asked.person_id, asked.departments)
    if form is TableFormat.XLSX:
        sheet = sheet_of(ENTRIES, TITLE, f"{centre.name} {TITLE}")
        return await sheet_answer(press, sheet, cells_of(ENTRIES, lines, zone), TITLE)
    table = await short_enough(table_of(ENTRIES, lines, zone, blank=6))
    whose = await name_of(session, actor.centre_id, asked.person_id) or "本部门"
    span = joined(minute(asked.during.since, zone), minute(asked.during.until, zone), by=" 至 ") or "全部"
    post = label_of(Role(asked.shift.role)).zh if asked.shift else ""
    who = await name_of(session, actor.centre_id, me)
    paper = duty_log_paper(centre.name, table, joined(whose, post, by=" "), span, printed(who, now, zone))
    return await paper_answer(press, paper, form, now, TITLE)
