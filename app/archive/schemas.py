"""An owner file, and the sheets in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.cases.views import View
from app.procedure.vocabulary import Decision, Kind, ResidentType


class OwnerFile(View):
    """The file of a unit: how much is in it."""

    unit_id: UUID
    unit: str = Field(examples=["1栋602"])
    area_id: UUID
    owner_file_numbers: list[str] = Field(description="As the desk wrote them when filing")
    entries: int
    suggestions: int
    challenges: int
    last_filed_at: datetime


class OwnerFileEntry(View):
    """A filed sheet. The sheet itself is the case."""

    case_id: UUID
    number: str | None
    kind: Kind
    topic: str | None
    owner_file_number: str
    unit: str | None
    summary: str | None
    decision: Decision | None = Field(description="What became of a suggestion")
    resident_type: ResidentType
    salutation: str | None
    contact: str | None = Field(description="Masked")
    joint_count: int
    attachments: int
    received_at: datetime
    closed_at: datetime | None
    filed_at: datetime
    filed_by: str | None


def file_of(row: Any) -> OwnerFile:
    """A file, from its row."""
    return OwnerFile(**{name: row[name] for name in OwnerFile.model_fields})


def entry_of(row: Any) -> OwnerFileEntry:
    """A filed sheet, from its row; an unknown resident type stands at its default and is not stored."""
    values = {name: row[name] for name in OwnerFileEntry.model_fields}
    return OwnerFileEntry(**values | {"resident_type": row["resident_type"] or ResidentType.UNKNOWN})
