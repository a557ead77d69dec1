"""A list on paper and as a workbook, from one description of its columns."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.paper.document import Align, Column, Table
from app.paper.spreadsheet import Field, Sheet, Sort
from app.paper.writing import day, minute

MOST_ON_PAPER = 2000


class TooLong(Exception):
    """More rows than anyone would carry: a workbook holds them."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its heading, how its value is read from a row, and its room on paper and in a workbook."""

    heading: str
    value: Callable[[Any], Any]
    share: float = 1
    width: int = 12
    sort: Sort = "text"
    align: Align = "left"


Columns = Sequence[ListColumn]
Rows = AsyncGenerator[Any, None]
"""Rows as they are read. Who reads them ends them, there and then: a cursor left to be collected later
would be undone on a connection that somebody else has by then."""


def sheet_of(columns: Columns, title: str, heading: str) -> Sheet:
    """The workbook such a list is written to."""
    fields = tuple(Field(heading=each.heading, sort=each.sort, width=each.width) for each in columns)
    return Sheet(title=title, heading=heading, fields=fields)


async def listed(rows: Sequence[Any]) -> Rows:
    """Rows that are all there already."""
    for row in rows:
        yield row


async def cells_of(columns: Columns, rows: Rows, zone: ZoneInfo) -> AsyncGenerator[list[Any], None]:
    """Rows as a workbook takes them, one by one."""
    async with aclosing(rows):
        async for row in rows:
            yield [_cell(each.value(row), zone) for each in columns]


def _cell(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0).isoformat()
    return value.isoformat() if isinstance(value, date) else value


async def table_of(
    columns: Columns, rows: Rows, zone: ZoneInfo, *, blank: int = 0, title: str | None = None
) -> Table:
    """The list as a table for paper; too long a list is refused."""
    lines: list[tuple[str, ...]] = []
    async with aclosing(rows):
        async for row in rows:
            if len(lines) == MOST_ON_PAPER:
                raise TooLong
            lines.append(tuple(_written(each.value(row), zone) for each in columns))
    return blank_table(columns, blank if not lines else 0, title).model_copy(update={"rows": tuple(lines)})


def blank_table(columns: Columns, lines: int, title: str | None = None) -> Table:
    """The same table with nothing written."""
    ruled = tuple(Column(heading=each.heading, share=each.share, align=each.align) for each in columns)
    return Table(title=title, columns=ruled, blank=lines)


def _written(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return minute(value, zone)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else str(value)
