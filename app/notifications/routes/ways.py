"""Why a case went where it went, over HTTP."""

from uuid import UUID

from app.cases.guards import DeskDep
from app.notifications.schemas.ways import CaseRouting
from app.notifications.ways import way_of
from app.procedure.roles import is_told_of_key
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(tags=["cases"], responses=problem_responses(401, 403))


@router.get(
    "/cases/{case_id}/routing",
    summary="Why a case went where it went",
    responses=problem_responses(404, 422),
)
async def explain_case_routing(case_id: UUID, desk: DeskDep) -> CaseRouting:
    """Which rules were tried, stage by stage, and who was found for each post, both as they stood then.

    Of the rules: which matched, and what failed first in the others. Of the persons: why they were found
    (shift, appointment, area, acting). Rules that ask which residents are key residents are told to the desk,
    the head and the centre manager alone.
    """
    way = await way_of(desk.session, desk.actor.centre_id, case_id)
    return CaseRouting.of(way, sees_key=is_told_of_key(desk.actor))
