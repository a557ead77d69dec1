"""What a sheet of units and residents looks like, and what came of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.procedure.refusal import Words
from app.residents.sheets import Form
from app.residents.vocabulary import RESIDENT_TYPES, ResidentType

MOST_ROWS = 5000


class Column(StrEnum):
    """What a row tells."""

    AREA = "area"
    BUILDING = "building"
    UNIT = "unit"
    TYPE = "type"
    NAME = "name"
    SALUTATION = "salutation"
    CONTACT = "contact"


HEADINGS: Mapping[str, Column] = {
    **dict.fromkeys(("区域", "片区", "责任区域", "area"), Column.AREA),
    **dict.fromkeys(("楼栋", "楼号", "栋", "building"), Column.BUILDING),
    **dict.fromkeys(("房号", "房间号", "单元房号", "unit", "room"), Column.UNIT),
    **dict.fromkeys(("类型", "身份", "业户类型", "type"), Column.TYPE),
    **dict.fromkeys(("姓名", "业户姓名", "业主姓名", "name"), Column.NAME),
    **dict.fromkeys(("称呼", "salutation"), Column.SALUTATION),
    **dict.fromkeys(("联系方式", "电话", "手机", "联系电话", "contact", "phone"), Column.CONTACT),
}
HEADED: Mapping[Column, Words] = {
    Column.AREA: Words("责任区域", "area"),
    Column.BUILDING: Words("楼栋", "building"),
    Column.UNIT: Words("房号", "unit"),
    Column.TYPE: Words("类型", "type"),
    Column.NAME: Words("姓名", "name"),
    Column.SALUTATION: Words("称呼", "salutation"),
    Column.CONTACT: Words("联系方式", "contact"),
}
"""What a column is called where we write it ourselves."""
SHEET = Form(
    headings=HEADINGS,
    needed=(Column.BUILDING, Column.UNIT),
    told_zh="楼栋、房号（另可有区域、类型、姓名、称呼、联系方式）",
    told_en="building, unit (and, if you like, area, type, name, salutation, contact)",
    most_rows=MOST_ROWS,
)
TYPES: Mapping[str, ResidentType] = {
    name.casefold(): kind
    for kind, words in RESIDENT_TYPES.items()
    for name in (kind.value, words.zh, words.en)
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a row cannot come in. What stands in the row is not repeated: it may name somebody."""

    row: int
    column: Column | None
    reason: Words


@dataclass(slots=True)
class Imported:
    """What came in, or would."""

    entered: bool = False
    buildings: int = 0
    units: int = 0
    residents: int = 0
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)
