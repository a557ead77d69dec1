"""The register as a document: a page to sign, or a workbook of any length."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Response

from app.centre.queries import centre_of
from app.paper.lists import cells_of, sheet_of, table_of
from app.paper.writing import days_between, printed
from app.register.guards import ReadsRegister, register_wanted
from app.register.papers import IN_A_WORKBOOK, TITLE, on_paper, register_paper
from app.register.queries import RegisterFilter, register_lines
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

router = Room(prefix="/register")


@router.get("/document", summary="The register as a document", response_class=Response, responses=AS_TABLE)
async def get_register_document(
    session: SessionDep,
    actor: ReadsRegister,
    clock: ClockDep,
    press: PressDep,
    wanted: Annotated[RegisterFilter, Depends(register_wanted)],
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """《前台受理工作登记表》 of some days, contacts masked. A workbook takes any number of rows."""
    now = clock()
    centre = await centre_of(session, actor.centre_id)
    zone, days = ZoneInfo(centre.zone), days_between(wanted.from_day, wanted.to_day)
    rows = register_lines(session, actor.centre_id, wanted)
    name = f"{TITLE} {days}"
    if form is TableFormat.XLSX:
        sheet = sheet_of(IN_A_WORKBOOK, "登记表", f"{centre.name} {name}")
        return await sheet_answer(press, sheet, cells_of(IN_A_WORKBOOK, rows, zone), name)
    table = await short_enough(table_of(on_paper(zone), rows, zone, blank=3))
    who = await name_of(session, actor.centre_id, actor.person_id)
    return await paper_answer(
        press, register_paper(centre.name, table, days, printed(who, now, zone)), form, now, name
    )
