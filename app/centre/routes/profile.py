"""The centre's profile."""

from fastapi import Response

from app.centre import queries
from app.centre.actions.opening import change_profile
from app.centre.guards import KeepsProfile
from app.centre.schemas.profile import Centre, CentreEdit
from app.staff.guards import AnyActorDep
from app.web.dependencies import SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/centre", tags=["centre"], responses=problem_responses(401, 403))


@router.get("", summary="The profile of my centre")
async def get_centre(session: SessionDep, actor: AnyActorDep, response: Response) -> Centre:
    """Who and where the centre is. The procedure is written for residential projects."""
    centre = await queries.centre_of(session, actor.centre_id)
    response.headers["ETag"] = etag(centre.version)
    return Centre.of(centre)


@router.patch("", summary="Change the profile of my centre", responses=problem_responses(412, 428))
async def change_centre(
    edit: CentreEdit, seen: IfMatch, session: SessionDep, actor: KeepsProfile, response: Response
) -> Centre:
    """Name, address, telephones. The project type can never be empty; the time zone stays."""
    centre = await queries.centre_of(session, actor.centre_id, lock=True)
    if centre.version != seen:
        raise changed_meanwhile(centre.version)
    await change_profile(session, centre, edit.model_dump())
    response.headers["ETag"] = etag(centre.version)
    return Centre.of(centre)
