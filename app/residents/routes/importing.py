"""Units and residents from the sheet an office has."""

from fastapi import APIRouter

from app.residents.actions.importing import bring_in
from app.residents.guards import ContactKeysDep, KeepsPlaces
from app.residents.office_sheet import SHEET
from app.residents.schemas.importing import ImportOut, ResidentSheet
from app.residents.sheets import rows_of
from app.web.dependencies import SessionDep
from app.web.problems import problem_responses

router = APIRouter(prefix="/residents", tags=["residents"], responses=problem_responses(401, 403))


@router.post(
    "/import", summary="Bring a sheet of units and residents in", responses=problem_responses(409, 422)
)
async def import_residents(
    given: ResidentSheet, session: SessionDep, actor: KeepsPlaces, keys: ContactKeysDep
) -> ImportOut:
    """Every row, or none: what is wrong is told row by row. Sent twice it is there once."""
    rows = rows_of(given.content, SHEET)
    return ImportOut.of(await bring_in(session, keys, actor.centre_id, rows, dry_run=given.dry_run))
