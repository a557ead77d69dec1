"""Units and residents from the sheet an office has: every row of it, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import TAKEN, UNIQUE_VIOLATION
from app.procedure.refusal import Refused, Words
from app.residents.contacts import ContactKeys
from app.residents.office_sheet import SHEET, TYPES, Column, Imported, Wrong
from app.residents.sheets import SheetRow
from app.residents.tables import Area, Building, Resident, Unit
from app.residents.vocabulary import ContactBasis, PlaceKind, ResidentType

LONGEST = 80


@dataclass(slots=True)
class Known:
    """The places and residents of a centre, as far as the sheet needs them; new ones join on the way."""

    areas: dict[str, UUID]
    buildings: dict[str, UUID]
    units: dict[tuple[UUID, str], UUID]
    residents: set[tuple[UUID, bytes | str | None]]


async def bring_in(
    session: AsyncSession,
    keys: ContactKeys,
    centre_id: UUID,
    rows: Sequence[SheetRow[Column]],
    *,
    dry_run: bool,
) -> Imported:
    """Bring every row in, or none if anything is wrong with one. What is there already is left alone."""
    done, known = Imported(), await _known(session, centre_id)
    made: list[Building | Unit | Resident] = []
    for row in rows:
        made += _of_row(keys, centre_id, row, known, done)
    done.entered = not dry_run and not done.wrong
    if done.entered:
        for sort in (Building, Unit, Resident):
            await _write(session, [each for each in made if isinstance(each, sort)])
    return done


async def _write(session: AsyncSession, made: Sequence[Building | Unit | Resident]) -> None:
    """Somebody may have added the same place by hand meanwhile: then nothing comes in."""
    session.add_all(made)
    try:
        await session.flush()
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise Refused(TAKEN) from error


async def _known(session: AsyncSession, centre_id: UUID) -> Known:
    """Areas are held, so that none is renamed and no other sheet comes in meanwhile."""
    areas = await session.execute(
        select(Area.name, Area.id).where(Area.centre_id == centre_id).with_for_update(key_share=True)
    )
    buildings = await session.execute(
        select(Building.name, Building.id).where(Building.centre_id == centre_id)
    )
    units = await session.execute(
        select(Unit.building_id, Unit.number, Unit.id).where(Unit.centre_id == centre_id)
    )
    found = await session.execute(
        select(Resident.unit_id, Resident.contact_digest, Resident.name, Resident.salutation).where(
            Resident.centre_id == centre_id, Resident.moved_out_on.is_(None)
        )
    )
    residents: set[tuple[UUID, bytes | str | None]] = set()
    for unit_id, digest, name, salutation in found.all():
        residents |= {(unit_id, digest), (unit_id, name or salutation)}
    return Known(
        areas={str(row.name): row.id for row in areas.all()},
        buildings={str(row.name): row.id for row in buildings.all()},
        units={(building, number): place for building, number, place in units.all()},
        residents=residents,
    )


def _of_row(
    keys: ContactKeys, centre_id: UUID, row: SheetRow[Column], known: Known, done: Imported
) -> list[Building | Unit | Resident]:
    wrong = _faults(row, known)
    if wrong:
        done.wrong += wrong
        return []
    made: list[Building | Unit | Resident] = []
    building = known.buildings.get(row.cells[Column.BUILDING])
    if building is None:
        made.append(_building(centre_id, row, known))
        building, done.buildings = made[-1].id, done.buildings + 1
    unit = known.units.get((building, row.cells[Column.UNIT]))
    if unit is None:
        unit = new_id()
        known.units[building, row.cells[Column.UNIT]] = unit
        made.append(Unit(centre_id=centre_id, id=unit, building_id=building, number=row.cells[Column.UNIT]))
        done.units += 1
    resident = _resident(keys, centre_id, unit, row, known)
    if resident is not None:
        made.append(resident)
        done.residents += 1
    done.unchanged += not made
    return made


def _faults(row: SheetRow[Column], known: Known) -> list[Wrong]:
    cells = row.cells
    found = [Wrong(row.number, column, NEEDED) for column in SHEET.needed if column not in cells]
    found += [Wrong(row.number, column, TOO_LONG) for column, cell in cells.items() if len(cell) > LONGEST]
    found += [
        Wrong(row.number, column, NOT_ON_ONE_LINE) for column, cell in cells.items() if not cell.isprintable()
    ]
    area = cells.get(Column.AREA)
    if area is not None and area not in known.areas:
        found.append(Wrong(row.number, Column.AREA, NO_SUCH_AREA))
    elif area is None and cells.get(Column.BUILDING, "") not in known.buildings and len(known.areas) != 1:
        found.append(Wrong(row.number, Column.AREA, AREA_NEEDED))
    if Column.TYPE in cells and cells[Column.TYPE].casefold() not in TYPES:
        found.append(Wrong(row.number, Column.TYPE, NO_SUCH_TYPE))
    return found


def _building(centre_id: UUID, row: SheetRow[Column], known: Known) -> Building:
    name, area = row.cells[Column.BUILDING], row.cells.get(Column.AREA)
    area_id = known.areas[area] if area else next(iter(known.areas.values()))
    known.buildings[name] = new_id()
    return Building(
        centre_id=centre_id,
        id=known.buildings[name],
        area_id=area_id,
        name=name,
        place_kind=PlaceKind.RESIDENTIAL.value,
    )


def _resident(
    keys: ContactKeys, centre_id: UUID, unit_id: UUID, row: SheetRow[Column], known: Known
) -> Resident | None:
    """The resident a row tells of; nobody where it tells of none, or of one who is there already."""
    name, contact = row.cells.get(Column.NAME), row.cells.get(Column.CONTACT)
    if not any(column in row.cells for column in (Column.NAME, Column.SALUTATION, Column.CONTACT)):
        return None
    sealed = keys.seal(centre_id, contact) if contact else None
    same = sealed.digest if sealed else name or row.cells.get(Column.SALUTATION)
    if (unit_id, same) in known.residents:
        return None
    known.residents.add((unit_id, same))
    kind = TYPES[row.cells[Column.TYPE].casefold()] if Column.TYPE in row.cells else ResidentType.OWNER
    return Resident(
        centre_id=centre_id,
        id=new_id(),
        unit_id=unit_id,
        type=kind.value,
        name=name,
        salutation=row.cells.get(Column.SALUTATION),
        contact_ciphertext=sealed.ciphertext if sealed else None,
        contact_key=sealed.key_id if sealed else None,
        contact_digest=sealed.digest if sealed else None,
        contact_mask=sealed.mask if sealed else None,
        contact_basis=ContactBasis.SERVICE_CONTRACT.value if sealed else None,
    )


NEEDED = Words("必填", "Needed")
TOO_LONG = Words(f"最长 {LONGEST} 字", f"At most {LONGEST} characters")
NOT_ON_ONE_LINE = Words("须为一行可见文字", "One line of printable characters")
NO_SUCH_AREA = Words("没有这个责任区域，请先建立", "There is no such area: add it first")
AREA_NEEDED = Words("新楼栋须注明责任区域", "A new building needs its area")
NO_SUCH_TYPE = Words("类型为业主、租户、家属或使用人", "The type is owner, tenant, family member or occupant")
