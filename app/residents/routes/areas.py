"""Areas of responsibility (3.2)."""

from uuid import UUID

from fastapi import Response

from app.residents import queries
from app.residents.actions.places import add_area, change_place
from app.residents.guards import KeepsPlaces
from app.residents.schemas.places import Area, AreaEdit, NewArea
from app.residents.tables import Area as AreaRow
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.dependencies import SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/areas", tags=["places"], responses=problem_responses(401, 403))
BY_NAME = Order((AreaRow.name, AreaRow.id), (str, UUID), lambda row: (row[0].name, row[0].id))


@router.get("", summary="Areas of responsibility")
async def list_areas(session: SessionDep, actor: ActorDep, page: PageDep) -> Page[Area]:
    """Each is answered for by one area customer manager."""
    rows, following = await page_of(session, queries.areas(actor.centre_id), BY_NAME, page)
    return Page(items=[Area.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Add an area", status_code=201, responses=problem_responses(409))
async def create_area(given: NewArea, actor: KeepsPlaces, making: MakingDep, response: Response) -> Area:
    """Appoint its customer manager next: without one its sheets go to the head."""
    area = await making.made(
        lambda: add_area(making.session, actor.centre_id, name=given.name, description=given.description),
        lambda made: queries.area_of(making.session, actor.centre_id, made),
    )
    response.headers["ETag"] = etag(area.version)
    return Area.of(area)


@router.get("/{area_id}", summary="One area", responses=problem_responses(404))
async def get_area(area_id: UUID, session: SessionDep, actor: ActorDep, response: Response) -> Area:
    """An area with the version to name when changing it."""
    area = await queries.area_of(session, actor.centre_id, area_id)
    response.headers["ETag"] = etag(area.version)
    return Area.of(area)


@router.patch("/{area_id}", summary="Change an area", responses=problem_responses(404, 409, 412, 428))
async def change_area(
    area_id: UUID, edit: AreaEdit, seen: IfMatch, session: SessionDep, actor: KeepsPlaces, response: Response
) -> Area:
    """Only what is given changes."""
    area = await queries.area_of(session, actor.centre_id, area_id, lock=True)
    if area.version != seen:
        raise changed_meanwhile(area.version)
    await change_place(session, area, edit.model_dump())
    response.headers["ETag"] = etag(area.version)
    return Area.of(area)
