"""What stands on a sheet of paper, block by block; the same for print, for the screen and when left blank."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Align = Literal["left", "center", "right"]


class Part(BaseModel):
    """A part of a sheet. It is made once and not changed."""

    model_config = ConfigDict(frozen=True)


class Entry(Part):
    """A label and what is written beside it. Left blank, `lines` keeps room to write by hand."""

    label: str
    text: str = ""
    lines: int = Field(default=1, description="Room to keep, in lines of handwriting")


class Section(Part):
    """A ruled part of a form: rows of entries, up to four side by side."""

    type: Literal["section"] = "section"
    title: str | None = None
    rows: tuple[tuple[Entry, ...], ...]


class Column(Part):
    """A column of a table: its heading and its share of the width."""

    heading: str
    share: float = 1
    align: Align = "left"


class Table(Part):
    """A ruled table with a heading on every page. `blank` lines stay empty for writing."""

    type: Literal["table"] = "table"
    title: str | None = None
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0


class Signatures(Part):
    """A line to sign on for each, with room for the date."""

    type: Literal["signatures"] = "signatures"
    names: tuple[str, ...]


class Note(Part):
    """A remark below the form."""

    type: Literal["note"] = "note"
    text: str


class Code(Part):
    """A code to be read by a phone's camera, and the words under it."""

    words: str
    address: str


class Codes(Part):
    """Codes to cut out and put up, three side by side."""

    type: Literal["codes"] = "codes"
    codes: tuple[Code, ...]


Block = Section | Table | Signatures | Note | Codes


class Paper(Part):
    """One document: whose, what it is called, its number, and its blocks in order."""

    centre: str
    title: str = Field(examples=["业户投诉、建议、问询、质疑和求助处理工作单"])
    number: str | None = None
    heading: tuple[str, ...] = Field(default=(), description="Words between title and form")
    blocks: tuple[Block, ...]
    foot: str = Field(default="", description="Who printed it when, at the foot of each page")
    landscape: bool = False
