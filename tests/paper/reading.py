"""Reads a PDF back, as somebody who is handed it would."""

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineWorkbook


def text_of(pdf: bytes) -> str:
    """Everything on its pages, without the spaces and places to break between lines and cells."""
    return "".join(texts_of(pdf))


def texts_of(pdf: bytes) -> list[str]:
    """The same, page by page."""
    return [re.sub(r"[\s\u200b]+", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def faces_of(pdf: bytes) -> set[str]:
    """The fonts it is set in; each is in the file itself."""
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(inner["/FontDescriptor"])
            found.add(str(font["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H"))
    return found


def rows_of_book(workbook: bytes) -> list[list[Any]]:
    """Its first sheet: the heading, the columns' names, then row by row."""
    return CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
