"""A roster as offices have it: a sheet of rows, from xlsx or CSV."""

from collections.abc import Mapping
from enum import StrEnum

from app.residents import sheets
from app.residents.sheets import Form

MOST_ROWS = 1000


class Column(StrEnum):
    """What a row of a roster tells."""

    PERSON = "person"
    POST = "post"
    DATE = "date"
    STARTS = "starts"
    ENDS = "ends"
    AREA = "area"


HEADINGS: Mapping[str, Column] = {
    "姓名": Column.PERSON,
    "人员": Column.PERSON,
    "name": Column.PERSON,
    "person": Column.PERSON,
    "岗位": Column.POST,
    "post": Column.POST,
    "role": Column.POST,
    "日期": Column.DATE,
    "date": Column.DATE,
    "上班": Column.STARTS,
    "开始": Column.STARTS,
    "start": Column.STARTS,
    "starts": Column.STARTS,
    "下班": Column.ENDS,
    "结束": Column.ENDS,
    "end": Column.ENDS,
    "ends": Column.ENDS,
    "片区": Column.AREA,
    "区域": Column.AREA,
    "area": Column.AREA,
}
NEEDED = (Column.PERSON, Column.POST, Column.DATE, Column.STARTS, Column.ENDS)
SheetRow = sheets.SheetRow[Column]
ROSTER = Form(
    headings=HEADINGS,
    needed=NEEDED,
    told_zh="姓名、岗位、日期、上班、下班",
    told_en="name, post, date, start, end",
    most_rows=MOST_ROWS,
)


def read_sheet(content: bytes) -> list[SheetRow]:
    """The rows of a roster sheet, or a refusal that says what is wrong with the sheet as a whole."""
    return sheets.rows_of(content, ROSTER)
