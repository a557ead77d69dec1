"""Reading areas, buildings, units and residents. Contacts leave here only as masks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.found import Asked, how_well
from app.database.rows import missing, row_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import ResidentType
from app.residents.tables import Area, Building, ContactReveal, Resident, Unit

AREA = Words("区域", "area")
BUILDING = Words("楼栋", "building")
UNIT = Words("房号", "unit")
RESIDENT = Words("业户", "resident")


async def area_of(session: AsyncSession, centre_id: UUID, area_id: UUID, *, lock: bool = False) -> Area:
    """An area of this centre, or a refusal."""
    return await row_of(session, Area, centre_id, area_id, AREA, lock=lock)


async def building_of(
    session: AsyncSession, centre_id: UUID, building_id: UUID, *, lock: bool = False
) -> Building:
    """A building of this centre, or a refusal."""
    return await row_of(session, Building, centre_id, building_id, BUILDING, lock=lock)


async def unit_of(session: AsyncSession, centre_id: UUID, unit_id: UUID, *, lock: bool = False) -> Unit:
    """A unit of this centre, or a refusal."""
    return await row_of(session, Unit, centre_id, unit_id, UNIT, lock=lock)


async def resident_of(
    session: AsyncSession, centre_id: UUID, resident_id: UUID, *, lock: bool = False
) -> Resident:
    """A resident of this centre, or a refusal."""
    return await row_of(session, Resident, centre_id, resident_id, RESIDENT, lock=lock)


@dataclass(frozen=True, slots=True)
class Location:
    """A unit as people say it, with the building and the area it belongs to."""

    unit_id: UUID
    building_id: UUID
    area_id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class ResidentKnown:
    """What a case needs of a resident. The contact stays sealed."""

    resident_id: UUID
    unit_id: UUID
    building_id: UUID
    area_id: UUID
    unit_label: str
    type: ResidentType
    salutation: str | None
    is_key: bool
    contact_ciphertext: bytes | None
    contact_key: str | None
    contact_digest: bytes | None
    contact_mask: str | None


LABEL = Building.name + Unit.number


def _located(*columns: Any) -> Select[Any]:
    """Units with their building, within one centre."""
    same = (Building.centre_id == Unit.centre_id) & (Building.id == Unit.building_id)
    return select(*columns).join(Building, same)


async def location(session: AsyncSession, centre_id: UUID, unit_id: UUID) -> Location | None:
    """Where a unit lies; none if this centre has no such unit."""
    query = _located(Unit.id, Unit.building_id, Building.area_id, LABEL)
    found = (
        await session.execute(query.where(Unit.centre_id == centre_id, Unit.id == unit_id))
    ).one_or_none()
    return None if found is None else Location(*found)


async def location_of(session: AsyncSession, centre_id: UUID, unit_id: UUID) -> Location:
    """Where a unit lies, or a refusal."""
    found = await location(session, centre_id, unit_id)
    if found is None:
        raise missing(UNIT)
    return found


async def area_of_building(session: AsyncSession, centre_id: UUID, building_id: UUID) -> UUID | None:
    """The area a building or shared place belongs to."""
    query = select(Building.area_id).where(Building.centre_id == centre_id, Building.id == building_id)
    return (await session.execute(query)).scalar_one_or_none()


async def area_exists(session: AsyncSession, centre_id: UUID, area_id: UUID) -> bool:
    """Whether this centre has such an area."""
    query = select(Area.id).where(Area.centre_id == centre_id, Area.id == area_id)
    return (await session.execute(query)).scalar_one_or_none() is not None


async def resident_known(session: AsyncSession, centre_id: UUID, resident_id: UUID) -> ResidentKnown | None:
    """What a case takes over from a resident's record, in one statement."""
    query = _located(
        Resident.id,
        Resident.unit_id,
        Unit.building_id,
        Building.area_id,
        LABEL,
        Resident.type,
        Resident.salutation,
        Resident.is_key,
        Resident.contact_ciphertext,
        Resident.contact_key,
        Resident.contact_digest,
        Resident.contact_mask,
    ).join(Resident, (Resident.centre_id == Unit.centre_id) & (Resident.unit_id == Unit.id))
    found = (
        await session.execute(query.where(Resident.centre_id == centre_id, Resident.id == resident_id))
    ).one_or_none()
    if found is None:
        return None
    values = dict(zip(ResidentKnown.__slots__, found, strict=True))
    return ResidentKnown(**values | {"type": ResidentType(values["type"])})


def areas(centre_id: UUID) -> Select[Area]:
    """The centre's areas."""
    return select(Area).where(Area.centre_id == centre_id)


def buildings(centre_id: UUID, area_id: UUID | None, place_kind: str | None) -> Select[Building]:
    """The centre's buildings and shared places."""
    query = select(Building).where(Building.centre_id == centre_id)
    if area_id is not None:
        query = query.where(Building.area_id == area_id)
    return query if place_kind is None else query.where(Building.place_kind == place_kind)


def units(centre_id: UUID, building_id: UUID | None, q: str | None) -> Select[Any]:
    """Units with their label and area; `q` is as people say it: 1栋602, 602, 1栋."""
    query = _located(Unit, LABEL.label("label"), Building.area_id, Building.name.label("building")).where(
        Unit.centre_id == centre_id
    )
    if building_id is not None:
        query = query.where(Unit.building_id == building_id)
    return query if q is None else query.where(_spaceless(LABEL).contains(_said(q), autoescape=True))


def residents(
    centre_id: UUID,
    *,
    unit_id: UUID | None = None,
    building_id: UUID | None = None,
    name: str | None = None,
    with_moved_out: bool = False,
) -> Select[Any]:
    """Residents with the label and area of their unit."""
    query = (
        _located(
            Resident,
            LABEL.label("label"),
            Building.area_id,
            Building.name.label("building"),
            Unit.number.label("number"),
        )
        .join(Resident, (Resident.centre_id == Unit.centre_id) & (Resident.unit_id == Unit.id))
        .where(Resident.centre_id == centre_id)
    )
    if unit_id is not None:
        query = query.where(Resident.unit_id == unit_id)
    if building_id is not None:
        query = query.where(Unit.building_id == building_id)
    if name is not None:
        words = [column.contains(name, autoescape=True) for column in (Resident.name, Resident.salutation)]
        query = query.where(or_(*words))
    return query if with_moved_out else query.where(Resident.moved_out_on.is_(None))


def residents_with(centre_id: UUID, digest: bytes) -> Select[Any]:
    """The residents who left exactly this contact, found by its keyed hash alone."""
    return residents(centre_id, with_moved_out=True).where(Resident.contact_digest == digest)


def found_residents(
    centre_id: UUID, asked: Asked, digests: Sequence[bytes]
) -> tuple[Select[Any], ColumnElement[int]]:
    """Residents at whose home, in whose name every word occurs, and whose contact is one of these.

    And how well they fit: a name better than a home. Who moved out is found as well.
    """
    names = ((Resident.name, 2), (Resident.salutation, 2), (_spaceless(LABEL), 1))
    fit, fits = how_well(asked, names)
    query = residents(centre_id, with_moved_out=True).add_columns(fit.label("fit")).where(fits)
    if digests:
        query = query.where(Resident.contact_digest.in_(digests))
    return (query if asked.words or digests else query.where(false())), fit


def reveals(centre_id: UUID, resident_id: UUID | None = None) -> Select[ContactReveal]:
    """Who was shown a contact, when and why."""
    query = select(ContactReveal).where(ContactReveal.centre_id == centre_id)
    return query if resident_id is None else query.where(ContactReveal.resident_id == resident_id)


def _spaceless(column: Any) -> Any:
    return func.replace(func.lower(column), " ", "")


def _said(q: str) -> str:
    return "".join(q.split()).lower()
