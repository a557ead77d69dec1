"""Many shifts at once, as seen from outside."""

from datetime import date, time
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, model_validator

from app.procedure.vocabulary import Role
from app.rosters.plans import Pattern, Plan
from app.rosters.schemas.shifts import Shift
from app.rosters.sheets import Column
from app.schema import Schema
from app.web.bodies import Body, Label, OfficeSheet

PATTERN: dict[str, JsonValue] = {
    "person_id": "01968a30-0000-7000-8000-000000000004",
    "role": "security_duty_supervisor",
    "weekdays": [0, 2, 4],
    "starts": "20:00",
    "ends": "08:00",
    "first_day": "2026-04-01",
    "last_day": "2026-04-30",
    "dry_run": True,
}
LONGEST_DAYS = 400


class NewPattern(Body):
    """The same hours on some weekdays (Monday is 0). Hours that end before they start end a day later."""

    model_config = ConfigDict(json_schema_extra={"example": PATTERN})

    person_id: UUID
    role: Role
    weekdays: list[int] = Field(min_length=1, max_length=7)
    starts: time
    ends: time
    first_day: date = Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))
    last_day: date = Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))
    area_id: UUID | None = None
    dry_run: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> "NewPattern":
        if not all(0 <= day <= 6 for day in self.weekdays):
            raise ValueError("weekdays run from 0, Monday, to 6, Sunday")
        if not 0 <= (self.last_day - self.first_day).days <= LONGEST_DAYS:
            raise ValueError(f"the last day follows the first, within {LONGEST_DAYS} days")
        if self.starts.tzinfo or self.ends.tzinfo:
            raise ValueError("hours are those of the centre's own zone")
        return self

    def pattern(self) -> Pattern:
        """As it is entered."""
        return Pattern(
            **self.model_dump(exclude={"weekdays", "dry_run"}),
            weekdays=frozenset(self.weekdays),
        )


class RosterSheet(OfficeSheet):
    """A sheet with the headings 姓名 岗位 日期 上班 下班 [片区], or name post date start end [area]."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "content": "5aeT5ZCNLOWyl+S9jSzml6XmnJ8s5LiK54+tLOS4i+ePrQo=",
                "dry_run": True,
            }
        }
    )


class RowError(Schema):
    """Why a row cannot be entered. For a pattern the row is the number of the day."""

    row: int
    column: Column | None
    reason: Label


class Planned(Schema):
    """What was entered, or would be. With any error nothing was."""

    entered: bool
    made: list[Shift]
    unchanged: int = Field(description="Shifts that stood on the roster already")
    errors: list[RowError]

    @classmethod
    def of(cls, plan: Plan) -> "Planned":
        return cls(
            entered=plan.entered,
            made=[Shift.of(each) for each in plan.made],
            unchanged=plan.unchanged,
            errors=[
                RowError(row=each.row, column=each.column, reason=Label.of(each.reason))
                for each in plan.wrong
            ],
        )
