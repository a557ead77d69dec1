"""When the desk is open, as seen from outside."""

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, JsonValue, StringConstraints

from app.procedure.calendars import Hours
from app.rosters.hours import DayException, DeskWeek
from app.rosters.queries.desk_hours import DeskHoursNow
from app.rosters.vocabulary import DayKind
from app.schema import Schema
from app.web.bodies import Body, Line, Short

OnTheWall = Annotated[
    str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"), Field(examples=["08:30"])
]


class OpenHours(Body):
    """[opens, closes): at the closing time the desk is closed. 00:00 closes at the day's end."""

    opens: OnTheWall
    closes: OnTheWall


Day = Annotated[list[OpenHours], Field(max_length=4)]
WEEK: list[JsonValue] = [[{"opens": "08:30", "closes": "18:00"}]] * 7


class Exceptional(Body):
    """A date that differs from its weekday. Without hours a holiday is closed, another day as usual."""

    on: date
    kind: DayKind
    name: Short | None = None
    hours: Day | None = None


class DeskHoursEdit(Body):
    """The desk's whole calendar, and why it changes."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "weekly": WEEK,
                "working_days": [0, 1, 2, 3, 4],
                "exceptions": [{"on": "2026-10-01", "kind": "holiday", "name": "国庆节", "hours": None}],
                "reason": "国庆节当天前台不开",
            }
        }
    )

    weekly: Annotated[list[Day], Field(min_length=7, max_length=7, description="Monday first")]
    working_days: Annotated[
        list[Annotated[int, Field(ge=0, le=6)]],
        Field(max_length=7, description="Days that limits in working days count; Monday is 0"),
    ]
    exceptions: Annotated[list[Exceptional], Field(max_length=1000)]
    reason: Line

    def week(self) -> DeskWeek:
        return DeskWeek(
            weekly=tuple(_read(day) for day in self.weekly),
            working_days=frozenset(self.working_days),
            exceptions=tuple(
                DayException(
                    on=each.on,
                    kind=each.kind,
                    name=each.name,
                    hours=None if each.hours is None else _read(each.hours),
                )
                for each in sorted(self.exceptions, key=lambda each: each.on)
            ),
        )


class DeskHours(Schema):
    """前台上班时间: the week, the working days, and the dates that differ."""

    zone: str
    weekly: list[list[OpenHours]]
    working_days: list[int]
    exceptions: list[Exceptional]
    version: int
    changed_at: AwareDatetime | None
    changed_by: UUID | None
    reason: str | None

    @classmethod
    def of(cls, now: DeskHoursNow) -> "DeskHours":
        return cls(
            zone=now.zone,
            weekly=[_write(day) for day in now.week.weekly],
            working_days=sorted(now.week.working_days),
            exceptions=[
                Exceptional(
                    on=each.on,
                    kind=each.kind,
                    name=each.name,
                    hours=None if each.hours is None else _write(each.hours),
                )
                for each in now.week.exceptions
            ],
            version=now.version,
            changed_at=now.changed_at,
            changed_by=now.changed_by,
            reason=now.reason,
        )


class DeskStatus(Schema):
    """Whether the desk is open at a moment, and when that next changes."""

    at: AwareDatetime
    is_open: bool
    closes_at: AwareDatetime | None
    next_opening: AwareDatetime | None
    is_working_day: bool
    version: int


class OfficialYear(Body):
    """The year whose official days off and make-up working days are filled in."""

    model_config = ConfigDict(json_schema_extra={"example": {"year": 2026}})

    year: Annotated[int, Field(ge=2004, le=2200)]


def _read(day: Iterable[OpenHours]) -> tuple[Hours, ...]:
    return tuple((time.fromisoformat(each.opens), time.fromisoformat(each.closes)) for each in day)


def _write(day: Iterable[Hours]) -> list[OpenHours]:
    return [
        OpenHours(opens=opens.isoformat("minutes"), closes=closes.isoformat("minutes"))
        for opens, closes in day
    ]
