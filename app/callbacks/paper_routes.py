"""The callback record as a document."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Response

from app.callbacks.guards import ReadsRecords, records_wanted
from app.callbacks.papers import RECORDS, TITLE, callback_paper
from app.callbacks.queries import RecordFilter, record_lines
from app.centre.queries import centre_of
from app.paper.lists import cells_of, sheet_of, table_of
from app.paper.writing import days_between, printed
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
from app.web.rooms import Room

router = Room(prefix="/callbacks")


@router.get(
    "/records/document",
    summary="The callback record as a document",
    response_class=Response,
    responses=AS_TABLE,
)
async def get_callback_document(
    session: SessionDep,
    actor: ReadsRecords,
    clock: ClockDep,
    press: PressDep,
    wanted: Annotated[RecordFilter, Depends(records_wanted)],
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """《回访记录表》 of some days, the oldest first, contacts masked. A workbook takes any number of rows."""
    now = clock()
    centre = await centre_of(session, actor.centre_id)
    zone, days = ZoneInfo(centre.zone), days_between(wanted.from_day, wanted.to_day)
    rows = record_lines(session, actor.centre_id, wanted)
    name = f"{TITLE} {days}"
    if form is TableFormat.XLSX:
        sheet = sheet_of(RECORDS, "回访记录", f"{centre.name} {name}")
        return await sheet_answer(press, sheet, cells_of(RECORDS, rows, zone), name)
    table = await short_enough(table_of(RECORDS, rows, zone, blank=3))
    who = await name_of(session, actor.centre_id, actor.person_id)
    return await paper_answer(
        press, callback_paper(centre.name, table, days, printed(who, now, zone)), form, now, name
    )
