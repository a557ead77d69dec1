"""An owner file, and the sheets in it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from app.archive.vocabulary import FileReason
from app.cases.views import View
from app.procedure.vocabulary import Decision, Kind, ResidentType
from app.web.bodies import Body, Line


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


class OpenFile(Body):
    """Why the file is opened."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "handle_case", "note": "核对答复"}})

    reason: FileReason
    note: Line | None = None


class LendFile(Body):
    """Who takes the paper file, until when and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "borrowed_by": "0198b7a0-0000-7000-8000-000000000001",
                "due_on": "2026-04-08",
                "reason": "inspection",
            }
        }
    )

    borrowed_by: UUID
    due_on: date
    reason: FileReason
    note: Line | None = None


class TakeBack(Body):
    """The state in which it came back, where there is something to say."""

    note: Line | None = None


class FileViewing(View):
    """A file was opened."""

    id: UUID
    unit_id: UUID | None
    person_id: UUID
    viewed_at: datetime
    reason: FileReason
    note: str | None
    open_until: datetime = Field(description="Until then the file is open to who opened it")


class FileBorrowing(View):
    """A paper file went out."""

    id: UUID
    unit_id: UUID | None
    borrowed_by: UUID
    lent_by: UUID
    borrowed_at: datetime
    due_on: date
    reason: FileReason
    note: str | None
    returned_at: datetime | None
    taken_back_by: UUID | None
    return_note: str | None


class FileLogLine(View):
    """A viewing or a borrowing, as the log has it."""

    id: UUID
    sort: str = Field(description="`viewing` or `borrowing`")
    unit_id: UUID | None
    unit: str | None = Field(description="Empty for the centre's own folder")
    person_id: UUID
    person: str
    at: datetime
    reason: FileReason
    note: str | None
    due_on: date | None
    lent_by: str | None
    returned_at: datetime | None
    taken_back_by: str | None
    return_note: str | None


def log_line_of(row: Any) -> FileLogLine:
    """A line of the log, from its row."""
    return FileLogLine(**{name: row[name] for name in FileLogLine.model_fields})
