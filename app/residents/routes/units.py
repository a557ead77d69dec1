"""Homes and shops: 1栋602."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from sqlalchemy import func

from app.residents import queries
from app.residents.actions.places import add_unit, change_place
from app.residents.guards import KeepsPlaces
from app.residents.schemas.places import NewUnit, Unit, UnitEdit
from app.residents.tables import Building as BuildingRow
from app.residents.tables import Unit as UnitRow
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.dependencies import SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/units", tags=["places"], responses=problem_responses(401, 403))
AS_COUNTED = Order(
    (
        func.length(BuildingRow.name),
        BuildingRow.name,
        func.length(UnitRow.number),
        UnitRow.number,
        UnitRow.id,
    ),
    (int, str, int, str, UUID),
    lambda row: (len(row.building), row.building, len(row[0].number), row[0].number, row[0].id),
)
Said = Annotated[str | None, Query(max_length=80, description="As people say it", examples=["1栋602", "602"])]


@router.get("", summary="Homes and shops")
async def list_units(
    session: SessionDep, actor: ActorDep, page: PageDep, building_id: UUID | None = None, q: Said = None
) -> Page[Unit]:
    """Found by building, or by what people say: building and number in one breath."""
    rows, following = await page_of(session, queries.units(actor.centre_id, building_id, q), AS_COUNTED, page)
    items = [Unit.of(row[0], row.label, row.area_id) for row in rows]
    return Page(items=items, next_cursor=following)


@router.post("", summary="Add a home or a shop", status_code=201, responses=problem_responses(404, 409))
async def create_unit(given: NewUnit, actor: KeepsPlaces, making: MakingDep, response: Response) -> Unit:
    """Its number is unique in its building."""
    unit = await making.made(
        lambda: add_unit(making.session, actor.centre_id, building_id=given.building_id, number=given.number),
        lambda made: queries.unit_of(making.session, actor.centre_id, made),
    )
    return await _told(making.session, unit, response)


@router.get("/{unit_id}", summary="One home or shop", responses=problem_responses(404))
async def get_unit(unit_id: UUID, session: SessionDep, actor: ActorDep, response: Response) -> Unit:
    """A unit with the version to name when changing it."""
    return await _told(session, await queries.unit_of(session, actor.centre_id, unit_id), response)


@router.patch(
    "/{unit_id}", summary="Change a home or a shop", responses=problem_responses(404, 409, 412, 428)
)
async def change_unit(
    unit_id: UUID, edit: UnitEdit, seen: IfMatch, session: SessionDep, actor: KeepsPlaces, response: Response
) -> Unit:
    """Its number is corrected; its building stays."""
    unit = await queries.unit_of(session, actor.centre_id, unit_id, lock=True)
    if unit.version != seen:
        raise changed_meanwhile(unit.version)
    await change_place(session, unit, edit.model_dump())
    return await _told(session, unit, response)


async def _told(session: SessionDep, unit: UnitRow, response: Response) -> Unit:
    response.headers["ETag"] = etag(unit.version)
    where = await queries.location_of(session, unit.centre_id, unit.id)
    return Unit.of(unit, where.label, where.area_id)
