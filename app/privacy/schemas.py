"""Requests about one's own data, what comes of them, and who looked at contacts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.privacy.vocabulary import Ground, RequestKind, RequestState, Subject
from app.residents.vocabulary import RevealReason
from app.web.bodies import Body, Label, Line, Long


class NewRequest(Body):
    """A resident asks about the own data; taken down by whoever hears it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"resident_id": "01890a5d-ac96-774b-bcce-b302099a8057", "kind": "erase"}]
        }
    )

    resident_id: UUID
    kind: RequestKind
    details: Long | None = Field(default=None, description="What exactly, in a sentence; erasable")


class Decision(Body):
    """What becomes of a request, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"granted": True, "reason": "业户已迁出，无未办结事项"}]}
    )

    granted: bool
    reason: Line


class RequestOut(BaseModel):
    """A request and its decision."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    kind: RequestKind
    details: str | None
    received_at: datetime
    received_by: UUID
    state: RequestState
    decided_at: datetime | None
    decided_by: UUID | None
    reason: str | None


class PersonalData(BaseModel):
    """Everything the centre holds of a resident, to be handed over."""

    resident: dict[str, Any]
    cases: list[dict[str, Any]]
    reveals: list[dict[str, Any]] = Field(description="When the contact was shown in full, and why")
    made_at: datetime


class ErasureOut(BaseModel):
    """Something that was erased: an id, and nothing else."""

    model_config = ConfigDict(from_attributes=True)

    subject: Subject
    subject_id: UUID
    ground: Ground
    erased_at: datetime
    erased_by: UUID | None


class Shown(BaseModel):
    """How often one colleague was shown contacts, for one reason."""

    person_id: UUID
    name: str | None
    reason: RevealReason
    times: int
    residents: int = Field(description="Different residents and cases among them")


class AccessReport(BaseModel):
    """Who saw contacts in full, in a range of days."""

    from_day: date
    to_day: date
    total: int
    lines: list[Shown]


class Notice(BaseModel):
    """What residents are told about their data, to be read out, printed or hung up."""

    centre: str
    retention_years: int
    text: Label
