"""Units and residents from the sheet an office has."""

from typing import Annotated, Any, Literal

from fastapi import Query, Response

from app.residents.actions.importing import bring_in
from app.residents.guards import ContactKeysDep, KeepsPlaces
from app.residents.office_sheet import SHEET
from app.residents.schemas.importing import ImportOut, ResidentSheet
from app.residents.sheets import rows_of
from app.residents.template import SHEETS, template
from app.web.dependencies import SessionDep
from app.web.papers import FILE, XLSX, attached
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/residents", tags=["residents"], responses=problem_responses(401, 403))


@router.post(
    "/import", summary="Bring a sheet of units and residents in", responses=problem_responses(409, 422)
)
async def import_residents(
    given: ResidentSheet, session: SessionDep, actor: KeepsPlaces, keys: ContactKeysDep
) -> ImportOut:
    """Every row, or none: what is wrong is told row by row. Sent twice it is there once."""
    rows = rows_of(given.content, SHEET)
    return ImportOut.of(await bring_in(session, keys, actor.centre_id, rows, dry_run=given.dry_run))


AS_WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"description": "The empty sheet", "content": {XLSX: FILE}}
}


@router.get(
    "/import/template", summary="An empty sheet to fill in", response_class=Response, responses=AS_WORKBOOK
)
async def get_import_template(
    actor: KeepsPlaces, language: Annotated[Literal["zh", "en"], Query()] = "zh"
) -> Response:
    """The headings a sheet of units and residents has, and on a second page what may stand under each."""
    name = SHEETS.en if language == "en" else SHEETS.zh
    return Response(template(language), media_type=XLSX, headers=attached(f"{name}.xlsx"))
