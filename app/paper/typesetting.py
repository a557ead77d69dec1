"""From the blocks of a document to pages. This is done in a process of its own: see `press`."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from app.paper import fonts

FORM = Path(__file__).with_name("form.typ")
RARE = "字库未收之字以其统一码代替：{}。手写时请按原字填写。"
Format = Literal["pdf", "png"]


class Unclean(Exception):
    """The form could be set only with a warning: a face or a rule of it is not as it should be."""


def typeset(paper: dict[str, Any], at: datetime, form: Format = "pdf") -> list[bytes]:
    """The document as one PDF, or as a picture of each page."""
    import typst  # noqa: PLC0415 - heavy, and nobody else's matter

    said, lacking = _legible(paper)
    for block in said["blocks"]:
        for code in block.get("codes", ()):
            code["picture"] = _picture(code["address"])
    if lacking:
        said["blocks"].append({"type": "note", "text": RARE.format("、".join(sorted(lacking)))})
    made, warnings = typst.compile_with_warnings(
        FORM.read_bytes(),
        font_paths=_faces(),
        ignore_system_fonts=True,
        format=form,
        ppi=110 if form == "png" else None,
        sys_inputs={"paper": json.dumps(said, ensure_ascii=False)},
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    if warnings:
        raise Unclean("; ".join(each.message for each in warnings))
    pages: Any = made  # one PDF, or a picture of each page
    return [pages] if isinstance(pages, bytes) else list(pages)


def _picture(address: str) -> str:
    import segno  # noqa: PLC0415 - only for the few documents with codes

    # A quarter of it may be scratched or wet.
    return str(segno.make(address, error="q", micro=False).svg_inline(border=2))


@cache
def _faces() -> Any:
    import typst  # noqa: PLC0415 - heavy, and nobody else's matter

    folder = fonts.files()[0].parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _legible(paper: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The same document with every text in signs that the faces have."""
    lacking: set[str] = set()
    has = fonts.signs()

    def said(value: Any) -> Any:
        if isinstance(value, str):
            text, missing = fonts.legible(value, has)
            lacking.update(missing)
            return text
        if isinstance(value, list | tuple):
            return [said(each) for each in value]
        return {name: said(each) for name, each in value.items()} if isinstance(value, dict) else value

    return said(paper), lacking
