"""An empty sheet of units and residents to fill in: its headings, and what may stand under each."""

from io import BytesIO
from typing import Any

from app.procedure.refusal import Words
from app.residents.office_sheet import HEADED, Column
from app.residents.vocabulary import RESIDENT_TYPES

TYPES = Words(
    "、".join(words.zh for words in RESIDENT_TYPES.values()),
    ", ".join(words.en for words in RESIDENT_TYPES.values()),
)
COLUMNS: tuple[tuple[Column, Words, int], ...] = (
    (Column.AREA, Words("新楼栋须填，名称须已建立", "For a new building; it must exist"), 14),
    (Column.BUILDING, Words("必填", "Needed"), 14),
    (Column.UNIT, Words("必填", "Needed"), 12),
    (Column.TYPE, Words(f"{TYPES.zh}；不填为业主", f"{TYPES.en}; owner if empty"), 12),
    (Column.NAME, Words("可不填", "Optional"), 14),
    (Column.SALUTATION, Words("可不填", "Optional"), 12),
    (Column.CONTACT, Words("可不填；入库即加密", "Optional; sealed at once"), 18),
)
SHEETS = Words("房屋与业户", "Homes and residents")
NOTES = Words("填写说明", "How to fill it in")


def template(language: str) -> bytes:
    """The workbook; its first sheet is the one that is read."""
    import xlsxwriter  # noqa: PLC0415 - heavy, and nobody else's matter

    held = BytesIO()
    with xlsxwriter.Workbook(held) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        page, notes = (book.add_worksheet(_in(language, words)) for words in (SHEETS, NOTES))
        page.freeze_panes(1, 0)
        notes.set_column(0, 0, 16)
        notes.set_column(1, 1, 60)
        for place, (column, note, width) in enumerate(COLUMNS):
            heading = _in(language, HEADED[column])
            page.set_column(place, place, width, text)
            page.write_string(0, place, heading, bold)
            _note(notes, place, heading, _in(language, note), bold)
    return held.getvalue()


def _note(page: Any, at: int, heading: str, note: str, bold: Any) -> None:
    page.write_string(at, 0, heading, bold)
    page.write_string(at, 1, note)


def _in(language: str, words: Words) -> str:
    return words.en if language == "en" else words.zh
