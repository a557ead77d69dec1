"""Areas, buildings and units, as seen from outside."""

from uuid import UUID

from pydantic import MISSING, ConfigDict

from app.residents.tables import Area as AreaRow
from app.residents.tables import Building as BuildingRow
from app.residents.tables import Unit as UnitRow
from app.residents.vocabulary import PlaceKind
from app.schema import Schema
from app.web.bodies import Body, Line, Short


class Area(Schema):
    """责任区域: the part of the estate one area customer manager answers for (3.2)."""

    id: UUID
    name: str
    description: str | None
    in_use: bool
    version: int

    @classmethod
    def of(cls, row: AreaRow) -> "Area":
        return cls.model_validate(row, from_attributes=True)


class NewArea(Body):
    """An area of responsibility."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "东区", "description": "1至6栋与东门花园"}}
    )

    name: Short
    description: Line | None = None


class AreaEdit(Body):
    """What of an area changes."""

    name: Short | MISSING = MISSING
    description: Line | MISSING | None = MISSING
    in_use: bool | MISSING = MISSING


class Building(Schema):
    """A building, or a place that all share."""

    id: UUID
    area_id: UUID
    name: str
    place_kind: PlaceKind
    in_use: bool
    version: int

    @classmethod
    def of(cls, row: BuildingRow) -> "Building":
        return cls.model_validate(row, from_attributes=True)


class NewBuilding(Body):
    """A building, or a place that all share, of an area."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "area_id": "01968a30-0000-7000-8000-000000000001",
                "name": "1栋",
                "place_kind": "residential",
            }
        }
    )

    area_id: UUID
    name: Short
    place_kind: PlaceKind = PlaceKind.RESIDENTIAL


class BuildingEdit(Body):
    """What of a building changes."""

    area_id: UUID | MISSING = MISSING
    name: Short | MISSING = MISSING
    place_kind: PlaceKind | MISSING = MISSING
    in_use: bool | MISSING = MISSING


class Unit(Schema):
    """A home or a shop, with its label as people say it: 1栋602."""

    id: UUID
    building_id: UUID
    area_id: UUID
    number: str
    label: str
    in_use: bool
    version: int

    @classmethod
    def of(cls, row: UnitRow, label: str, area_id: UUID) -> "Unit":
        return cls(
            id=row.id,
            building_id=row.building_id,
            area_id=area_id,
            number=row.number,
            label=label,
            in_use=row.in_use,
            version=row.version,
        )


class NewUnit(Body):
    """A home or a shop of a building."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"building_id": "01968a30-0000-7000-8000-000000000002", "number": "602"}
        }
    )

    building_id: UUID
    number: Short


class UnitEdit(Body):
    """What of a unit changes."""

    number: Short | MISSING = MISSING
    in_use: bool | MISSING = MISSING
