"""Buildings, and the places that all share."""

from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import func

from app.centre.queries import centre_of
from app.residents import queries
from app.residents.actions.places import add_building, change_place
from app.residents.codes import TITLE, codes_paper
from app.residents.guards import KeepsPlaces
from app.residents.schemas.places import Building, BuildingEdit, NewBuilding
from app.residents.tables import Building as BuildingRow
from app.residents.vocabulary import PlaceKind
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.papers import AS_PAPER, PaperFormat, PaperFormatQuery, PressDep, paper_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/buildings", tags=["places"], responses=problem_responses(401, 403))
AS_COUNTED = Order(
    (func.length(BuildingRow.name), BuildingRow.name, BuildingRow.id),
    (int, str, UUID),
    lambda row: (len(row[0].name), row[0].name, row[0].id),
)
"""2栋 before 10栋."""


@router.get("", summary="Buildings and shared places")
async def list_buildings(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    area_id: UUID | None = None,
    place_kind: PlaceKind | None = None,
) -> Page[Building]:
    """In the order they are counted in: 2栋 before 10栋."""
    query = queries.buildings(actor.centre_id, area_id, place_kind)
    rows, following = await page_of(session, query, AS_COUNTED, page)
    return Page(items=[Building.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Add a building", status_code=201, responses=problem_responses(404, 409))
async def create_building(
    given: NewBuilding, actor: KeepsPlaces, making: MakingDep, response: Response
) -> Building:
    """A building or a shared place belongs to exactly one area."""
    building = await making.made(
        lambda: add_building(
            making.session,
            actor.centre_id,
            area_id=given.area_id,
            name=given.name,
            place_kind=given.place_kind,
        ),
        lambda made: queries.building_of(making.session, actor.centre_id, made),
    )
    response.headers["ETag"] = etag(building.version)
    return Building.of(building)


@router.get("/codes", summary="Codes to put up at the places", response_class=Response, responses=AS_PAPER)
async def get_place_codes(
    request: Request,
    session: SessionDep,
    actor: KeepsPlaces,
    clock: ClockDep,
    press: PressDep,
    form: PaperFormatQuery = PaperFormat.PDF,
) -> Response:
    """One code for each place in use: a phone that reads it opens the form for help, its place filled in."""
    centre = await centre_of(session, actor.centre_id)
    ordered = queries.buildings(actor.centre_id, None, None).order_by(*AS_COUNTED.columns)
    rows = (await session.scalars(ordered)).all()
    places = [(row.id, row.name) for row in rows if row.in_use]
    paper = codes_paper(centre.name, str(request.base_url), places)
    return await paper_answer(press, paper, form, clock(), TITLE)


@router.get("/{building_id}", summary="One building", responses=problem_responses(404))
async def get_building(
    building_id: UUID, session: SessionDep, actor: ActorDep, response: Response
) -> Building:
    """A building with the version to name when changing it."""
    building = await queries.building_of(session, actor.centre_id, building_id)
    response.headers["ETag"] = etag(building.version)
    return Building.of(building)


@router.patch("/{building_id}", summary="Change a building", responses=problem_responses(404, 409, 412, 428))
async def change_building(
    building_id: UUID,
    edit: BuildingEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsPlaces,
    response: Response,
) -> Building:
    """In another area from now on: open cases stay with whom they are."""
    building = await queries.building_of(session, actor.centre_id, building_id, lock=True)
    if building.version != seen:
        raise changed_meanwhile(building.version)
    await change_place(session, building, edit.model_dump(mode="python"))
    response.headers["ETag"] = etag(building.version)
    return Building.of(building)
