"""The owner-file sheet as a document; printing it is reading the file."""

from zoneinfo import ZoneInfo

from fastapi import Response

from app.archive.actions import refuse_unopened
from app.archive.guards import FolderDep, ReadsFiles
from app.archive.papers import ENTRIES, USES, owner_file_paper
from app.archive.queries import LogFilter, entry_lines, log_page
from app.centre.queries import centre_of
from app.paper.lists import cells_of, listed, sheet_of, table_of
from app.paper.writing import printed
from app.residents.queries import location_of
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

router = Room(prefix="/owner-files")
OWN_FOLDER = "中心自存卷（匿名、无房号）"
LAST_USES = 200


@router.get(
    "/{folder}/document",
    summary="An owner file's sheet",
    response_class=Response,
    responses={**AS_TABLE, **problem_responses(404, 409)},
)
async def get_owner_file_document(
    unit_id: FolderDep,
    session: SessionDep,
    actor: ReadsFiles,
    clock: ClockDep,
    press: PressDep,
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """What is filed, and who looked or has it. The file is opened with a reason first."""
    now, me = clock(), person_behind(actor)
    await refuse_unopened(session, actor.centre_id, unit_id, by=me, now=now)
    centre = await centre_of(session, actor.centre_id)
    zone = ZoneInfo(centre.zone)
    unit = (await location_of(session, actor.centre_id, unit_id)).label if unit_id else OWN_FOLDER
    rows = entry_lines(session, actor.centre_id, unit_id)
    name = f"业主档案 {unit}"
    if form is TableFormat.XLSX:
        sheet = sheet_of(ENTRIES, "归档", f"{centre.name} {name}")
        return await sheet_answer(press, sheet, cells_of(ENTRIES, rows, zone), name)
    entries = await short_enough(table_of(ENTRIES, rows, zone, blank=3))
    wanted = LogFilter(unit_id=unit_id, centre_folder=unit_id is None)
    uses = await log_page(session, actor.centre_id, wanted, None, LAST_USES)
    log = await table_of(USES, listed(uses), zone, title="查阅、借阅登记")
    who = await name_of(session, actor.centre_id, me)
    paper = owner_file_paper(centre.name, unit, entries, log, printed(who, now, zone))
    return await paper_answer(press, paper, form, now, name)
