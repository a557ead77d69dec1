"""A sheet of any length, its rows written as they come.

The library makes an object of every cell, which is most of what a long table costs. Here a row is one text,
put into the same stream in which the library itself keeps finished rows; all else stays its own.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

BEGAN = date(1899, 12, 30)
"""The day a sheet counts its days from."""
DAY = 86_400
SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x")
EDGE = re.compile(r"^\s|\s$")

Cell = Callable[[int, Any], str]
"""A value as the cell of a row."""


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes finished rows, below those written one cell at a time."""

    def write_line(self, at: int, cells: Sequence[str]) -> None:
        """The row of this place; rows come in their order."""
        self._write_single_row(at)
        self.row_data_fh.write(f'<row r="{at + 1}">{"".join(cells)}</row>')
        self.dim_rowmax = at


def blank(place: int, form: Any) -> Callable[[int], str]:
    """An empty cell, ruled like the others."""
    column, style = xl_col_to_name(place), form._get_xf_index()  # noqa: SLF001 - how a cell names its form
    return lambda row: f'<c r="{column}{row}" s="{style}"/>'


def number(place: int, form: Any) -> Cell:
    """A number."""
    begin, style = f'<c r="{xl_col_to_name(place)}', form._get_xf_index()  # noqa: SLF001
    return lambda row, value: f'{begin}{row}" s="{style}"><v>{value:.16G}</v></c>'


def text(place: int, form: Any) -> Cell:
    """A text, with whatever signs stand in it."""
    begin, style = f'<c r="{xl_col_to_name(place)}', form._get_xf_index()  # noqa: SLF001

    def cell(row: int, value: str) -> str:
        space = ' xml:space="preserve"' if EDGE.search(value) else ""
        return f'{begin}{row}" s="{style}" t="inlineStr"><is><t{space}>{_told(value)}</t></is></c>'

    return cell


def _told(value: str) -> str:
    if not SPECIAL.search(value):
        return value
    told: str = Worksheet._escape_control_characters(value)  # noqa: SLF001
    return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def day_number(value: str) -> int:
    """A day as a sheet counts it."""
    return (date.fromisoformat(value) - BEGAN).days


def moment_number(value: str) -> float:
    """A moment of the centre's clock as a sheet counts it."""
    at = datetime.fromisoformat(value)
    return (at.date() - BEGAN).days + (at.hour * 3600 + at.minute * 60 + at.second) / DAY
