"""Rosters, leaves and who is on duty, as seen from outside."""

from uuid import UUID

from pydantic import MISSING, AwareDatetime, ConfigDict, JsonValue

from app.procedure.vocabulary import Department, Role
from app.rosters.queries.shifts import OnDuty as Present
from app.rosters.tables import Leave as LeaveRow
from app.rosters.tables import Shift as ShiftRow
from app.schema import Schema
from app.web.bodies import Body, Moment

SHIFT: dict[str, JsonValue] = {
    "person_id": "01968a30-0000-7000-8000-000000000004",
    "role": "security_duty_supervisor",
    "starts_at": "2026-04-01T08:00:00+08:00",
    "ends_at": "2026-04-01T20:00:00+08:00",
}
LEAVE: dict[str, JsonValue] = {
    "person_id": "01968a30-0000-7000-8000-000000000004",
    "starts_at": "2026-04-02T00:00:00+08:00",
    "ends_at": "2026-04-04T00:00:00+08:00",
}


class Shift(Schema):
    """当值: who is to be on duty in which post, and whether they came."""

    id: UUID
    person_id: UUID
    role: Role
    department: Department | None
    area_id: UUID | None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    signed_on_at: AwareDatetime | None
    signed_off_at: AwareDatetime | None
    cancelled_at: AwareDatetime | None
    version: int

    @classmethod
    def of(cls, row: ShiftRow) -> "Shift":
        return cls.model_validate(row, from_attributes=True)


class NewShift(Body):
    """A person in a post from then to then. The department follows from the post."""

    model_config = ConfigDict(json_schema_extra={"example": SHIFT})

    person_id: UUID
    role: Role
    starts_at: Moment
    ends_at: Moment
    area_id: UUID | None = None


class ShiftEdit(Body):
    """What of a shift changes."""

    person_id: UUID | MISSING = MISSING
    starts_at: Moment | MISSING = MISSING
    ends_at: Moment | MISSING = MISSING
    area_id: UUID | MISSING | None = MISSING


class OnDuty(Schema):
    """Someone on duty. `signed_on_at` is empty while only the roster says so."""

    role: Role
    department: Department | None
    person_id: UUID
    area_id: UUID | None
    shift_id: UUID
    name: str
    work_phone: str | None
    signed_on_at: AwareDatetime | None
    ends_at: AwareDatetime

    @classmethod
    def of(cls, present: Present) -> "OnDuty":
        return cls.model_validate(present, from_attributes=True)


class DutyAt(Schema):
    """Everyone on duty at a moment; a post that nobody holds then stands in `unmanned`."""

    at: AwareDatetime
    on_duty: list[OnDuty]
    unmanned: list[Role]


class Leave(Schema):
    """A time in which a person is away. Why is nobody's business here."""

    id: UUID
    person_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    cancelled_at: AwareDatetime | None

    @classmethod
    def of(cls, row: LeaveRow) -> "Leave":
        return cls.model_validate(row, from_attributes=True)


class NewLeave(Body):
    """From when to when a person is away."""

    model_config = ConfigDict(json_schema_extra={"example": LEAVE})

    person_id: UUID
    starts_at: Moment
    ends_at: Moment
