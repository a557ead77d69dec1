"""A table as a workbook, row by row: however long it is, only one row is held. See `press`."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

Sort = Literal["text", "number", "moment", "day"]
MOST_ROWS = 1_048_000
LONGEST = 32_000
LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Field(BaseModel):
    """A column: its heading, what stands in it, how wide it is in signs."""

    heading: str
    sort: Sort = "text"
    width: int = 12


class Sheet(BaseModel):
    """A table to be written: what it is called and its columns."""

    title: str
    heading: str
    fields: tuple[Field, ...]


def write(sheet: Sheet, rows: Iterable[str], to: Path) -> int:
    """Each row is a JSON list, moments as the centre's clock shows them. How many were written."""
    import xlsxwriter  # noqa: PLC0415 - heavy, and nobody else's matter

    count = 0
    with xlsxwriter.Workbook(str(to), {"constant_memory": True, **PLAIN}) as book:
        forms = _formats(book)
        writers = [_writer(place, each.sort, forms) for place, each in enumerate(sheet.fields)]
        page: Any = None
        for line in rows:
            at = count % MOST_ROWS
            if at == 0:
                page = _new_page(book, sheet, forms, count // MOST_ROWS)
            told = zip(writers, json.loads(line), strict=True)
            page.write_line(at + 2, [write(at + 3, value) for write, value in told])
            count += 1
        if page is None:
            _new_page(book, sheet, forms, 0)
    return count


def _formats(book: Any) -> dict[str, Any]:
    ruled = {"border": 1, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
    return {
        "title": book.add_format({"bold": True, "font_name": "黑体", "font_size": 14}),
        "heading": book.add_format({**ruled, "bold": True, "align": "center", "text_wrap": True}),
        "text": book.add_format({**ruled, "text_wrap": True, "num_format": "@"}),
        "quoted": book.add_format({**ruled, "text_wrap": True, "num_format": "@", "quote_prefix": True}),
        "number": book.add_format(ruled),
        "moment": book.add_format({**ruled, "num_format": "yyyy-mm-dd hh:mm"}),
        "day": book.add_format({**ruled, "num_format": "yyyy-mm-dd"}),
    }


def _new_page(book: Any, sheet: Sheet, forms: dict[str, Any], before: int) -> Any:
    from app.paper.long_sheet import LongSheet  # noqa: PLC0415

    name = sheet.title if before == 0 else f"{sheet.title}（{before + 1}）"
    page = book.add_worksheet(name, worksheet_class=LongSheet)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.freeze_panes(2, 0)
    page.set_footer("&C第 &P 页 共 &N 页")
    for place, each in enumerate(sheet.fields):
        page.set_column(place, place, each.width)
    page.write_string(0, 0, sheet.heading, forms["title"])
    for place, each in enumerate(sheet.fields):
        page.write_string(1, place, each.heading, forms["heading"])
    return page


def _writer(place: int, sort: Sort, forms: dict[str, Any]) -> Callable[[int, Any], str]:
    """How a column's values are written. A text stays one, whatever it looks like: it is never reckoned."""
    from app.paper import long_sheet  # noqa: PLC0415

    blank = long_sheet.blank(place, forms["text"])
    if sort == "text":
        plain, quoted = (long_sheet.text(place, forms[name]) for name in ("text", "quoted"))

        def text(row: int, value: Any) -> str:
            if value is None or value == "":
                return blank(row)
            told = _no_longer_than_a_cell(str(value))
            return quoted(row, told) if told.startswith(LIKE_FORMULAS) else plain(row, told)

        return text
    counted = {"day": long_sheet.day_number, "moment": long_sheet.moment_number}.get(sort)
    number = long_sheet.number(place, forms[sort])

    def reckoned(row: int, value: Any) -> str:
        if value is None or value == "":
            return blank(row)
        return number(row, counted(value) if counted else value)

    return reckoned


def _no_longer_than_a_cell(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
