"""A list is read to its end or ended where it stops: no cursor is left for another to undo."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.paper import lists
from app.paper.lists import ListColumn, TooLong, cells_of, table_of

ZONE = ZoneInfo("Asia/Shanghai")
COLUMNS = (ListColumn("序号", lambda row: row, sort="number"),)


class Cursor:
    """Rows without end, that know whether they were ended."""

    ended = False

    async def rows(self) -> AsyncGenerator[Any, None]:
        try:
            number = 0
            while True:
                number += 1
                yield number
        finally:
            self.ended = True


async def test_too_long_a_list_ends_its_cursor_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ON_PAPER", 2)
    cursor = Cursor()
    rows = cursor.rows()  # held here, so that nothing but the list itself ends it
    with pytest.raises(TooLong):
        await table_of(COLUMNS, rows, ZONE)
    assert cursor.ended


async def test_a_workbook_given_up_ends_its_cursor_at_once() -> None:
    cursor = Cursor()
    rows = cursor.rows()
    async with aclosing(cells_of(COLUMNS, rows, ZONE)) as cells:
        assert await anext(cells) == [1]
    assert cursor.ended


async def test_a_row_that_cannot_be_written_ends_its_cursor_at_once() -> None:
    cursor = Cursor()
    rows = cursor.rows()
    wrong = (ListColumn("序号", lambda row: row["number"]),)
    with pytest.raises(TypeError):
        await table_of(wrong, rows, ZONE)
    assert cursor.ended
