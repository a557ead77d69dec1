"""The auditor's export over HTTP."""

from typing import Annotated

from fastapi import Depends, Query, Response
from fastapi.responses import StreamingResponse

from app.cases.audit import audit_export
from app.cases.seals import SigningKeys
from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.staff.guards import require
from app.web.dependencies import DatabaseDep, SettingsDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/audit", tags=["seals"], responses=problem_responses(401, 403))

LINES = "application/x-ndjson"
TakesItAway = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER, clause="3.4-b"))]


@router.get(
    "/export",
    summary="Journals, seals and keys for an auditor",
    response_class=Response,
    responses={200: {"content": {LINES: {}}, "description": "One JSON document a line"}},
)
async def get_audit_export(
    actor: TakesItAway,
    database: DatabaseDep,
    settings: SettingsDep,
    texts: Annotated[
        bool, Query(description="Also the residents' own words, so that they too are checked")
    ] = False,
) -> Response:
    """The whole centre; without texts unless asked. A small script checks it without our code."""
    keys = SigningKeys(settings.keys().seal)
    lines = audit_export(database, actor.centre_id, keys, texts=texts)
    headers = {
        "Content-Disposition": 'attachment; filename="yingmen-audit.jsonl"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(lines, media_type=LINES, headers=headers)
