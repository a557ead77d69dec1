"""Sheets as offices have them: rows under headings, from xlsx or CSV, read without guessing."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from app.procedure.refusal import Refused, incomplete

C = TypeVar("C", bound=StrEnum)
XLSX_BEGINS = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class SheetRow(Generic[C]):
    """One row under the headings; `number` is its line in the sheet."""

    number: int
    cells: Mapping[C, str]


@dataclass(frozen=True, slots=True)
class Form(Generic[C]):
    """What a sheet must look like: its headings, those it needs, how they are told, its longest."""

    headings: Mapping[str, C]
    needed: Sequence[C]
    told_zh: str
    told_en: str
    most_rows: int


def rows_of(content: bytes, form: Form[C]) -> list[SheetRow[C]]:
    """The rows of a sheet, or a refusal that says what is wrong with the sheet as a whole."""
    is_book = content.startswith(XLSX_BEGINS)
    table = _from_xlsx(content, form.most_rows) if is_book else _from_csv(content)
    lines = [(number, [_text(cell) for cell in line]) for number, line in enumerate(table, start=1)]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise _refused("sheet_empty", "表格是空的", "The sheet is empty")
    columns = [form.headings.get(cell.casefold()) for cell in lines[0][1]]
    if missing := [each.value for each in form.needed if each not in columns]:
        raise _refused(
            "headings_missing",
            f"第一行须有表头：{form.told_zh}（缺 {'、'.join(missing)}）",
            f"The first row needs the headings {form.told_en}; missing: {', '.join(missing)}",
        )
    if len(lines) - 1 > form.most_rows:
        raise _refused(
            "sheet_too_long",
            f"一次最多{form.most_rows}行，请分开导入",
            f"At most {form.most_rows} rows at a time",
        )
    return [SheetRow(number, _named(columns, cells)) for number, cells in lines[1:]]


def _named(columns: Sequence[C | None], cells: Sequence[str]) -> dict[C, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(incomplete(code, None, zh, en, "content"))


UNREADABLE = ("sheet_unreadable", "无法读取，请上传 xlsx 或 CSV 文件", "Unreadable; send an xlsx or CSV file")


def _from_xlsx(content: bytes, most: int) -> Iterable[Sequence[Any]]:
    # Loaded when a sheet comes: a server that reads none stays small.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=most + 2)
    except (CalamineError, IndexError, ValueError, OSError):
        raise _refused(*UNREADABLE) from None


def _from_csv(content: bytes) -> Iterable[Sequence[str]]:
    text = _decoded(content)
    if "\x00" in text:
        raise _refused(*UNREADABLE)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _refused(*UNREADABLE) from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(*UNREADABLE)


def _text(cell: Any) -> str:
    """A cell as one would have typed it; sheets keep times as parts of a day."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, timedelta):
        return _clock(cell.total_seconds() / 86_400)
    if isinstance(cell, float):
        if 0 < cell < 1:
            return _clock(cell)
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:g}"  # telephones are typed as numbers
    return "" if cell is None else str(cell).strip()


def _clock(part_of_day: float) -> str:
    minutes = round(part_of_day * 1440)
    return f"{minutes // 60:02}:{minutes % 60:02}"
