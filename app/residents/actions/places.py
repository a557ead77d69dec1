"""Areas of responsibility, buildings and shared places, homes and shops."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.residents.queries import area_of, building_of
from app.residents.tables import Area, Building, Unit
from app.residents.vocabulary import PlaceKind


async def add_area(
    session: AsyncSession, centre_id: UUID, *, name: str, description: str | None = None
) -> Area:
    """Add an area of responsibility (3.2)."""
    area = Area(centre_id=centre_id, id=new_id(), name=name, description=description)
    await store(session, area)
    return area


async def add_building(
    session: AsyncSession, centre_id: UUID, *, area_id: UUID, name: str, place_kind: PlaceKind
) -> Building:
    """Add a building or a shared place to an area."""
    await area_of(session, centre_id, area_id)
    building = Building(
        centre_id=centre_id, id=new_id(), area_id=area_id, name=name, place_kind=place_kind.value
    )
    await store(session, building)
    return building


async def add_unit(session: AsyncSession, centre_id: UUID, *, building_id: UUID, number: str) -> Unit:
    """Add a home or a shop to a building."""
    await building_of(session, centre_id, building_id)
    unit = Unit(centre_id=centre_id, id=new_id(), building_id=building_id, number=number)
    await store(session, unit)
    return unit


async def change_place(
    session: AsyncSession, place: Area | Building | Unit, changes: Mapping[str, Any]
) -> None:
    """Change an area, a building or a unit; a building may move to another area."""
    if "area_id" in changes:
        await area_of(session, place.centre_id, changes["area_id"])
    for name, value in changes.items():
        setattr(place, name, value)
    place.version += 1
    await store(session, place)
