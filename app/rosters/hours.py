"""A desk's week and its exceptions, as they are stored and as the rules read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from app.procedure.calendars import MONDAY_TO_FRIDAY, DeskCalendar, Hours
from app.rosters.holidays import OfficialDay
from app.rosters.vocabulary import DayKind

EVERY_DAY: tuple[Hours, ...] = ((time(8, 30), time(18, 0)),)


@dataclass(frozen=True, slots=True)
class DayException:
    """A date that differs from its weekday.

    Without hours of its own a holiday is closed; another day keeps the hours of its weekday.
    """

    on: date
    kind: DayKind
    name: str | None = None
    hours: tuple[Hours, ...] | None = None


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """Hours by weekday, the days that count as working days, and what differs from them."""

    weekly: tuple[tuple[Hours, ...], ...]
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    exceptions: tuple[DayException, ...] = ()

    def calendar(self, zone: str, version: int) -> DeskCalendar:
        """As the rules read it."""
        return DeskCalendar(
            zone=zone,
            hours=dict(enumerate(self.weekly)),
            exceptions=dict(self._hours_of_exceptions()),
            working_days=self.working_days,
            rest_dates=self._dates(DayKind.HOLIDAY),
            extra_working_dates=self._dates(DayKind.MAKE_UP_DAY),
            version=version,
        )

    def with_official(self, days: Iterable[OfficialDay]) -> "DeskWeek":
        """With the official days filled in; a date the centre has set itself stays as it is."""
        own = {each.on for each in self.exceptions}
        added = [self._official(day) for day in days if day.on not in own]
        exceptions = tuple(sorted((*self.exceptions, *added), key=lambda each: each.on))
        return DeskWeek(self.weekly, self.working_days, exceptions)

    def _official(self, day: OfficialDay) -> DayException:
        if not day.working:
            return DayException(day.on, DayKind.HOLIDAY, day.name)
        closed_then = not self.weekly[day.on.weekday()]
        hours = self._usual_hours() if closed_then else None
        return DayException(day.on, DayKind.MAKE_UP_DAY, day.name, hours)

    def _usual_hours(self) -> tuple[Hours, ...] | None:
        """The hours of the first working day: those of a weekend day that is worked instead."""
        return next((self.weekly[day] for day in sorted(self.working_days) if self.weekly[day]), None)

    def _hours_of_exceptions(self) -> Iterable[tuple[date, tuple[Hours, ...]]]:
        for each in self.exceptions:
            if each.hours is not None or each.kind is DayKind.HOLIDAY:
                yield each.on, each.hours or ()

    def _dates(self, kind: DayKind) -> frozenset[date]:
        return frozenset(each.on for each in self.exceptions if each.kind is kind)


USUAL_WEEK = DeskWeek(weekly=(EVERY_DAY,) * 7)
"""Where a centre begins: open 08:30 to 18:00 every day, its working days Monday to Friday."""


def write_week(week: DeskWeek) -> dict[str, list[Any]]:
    """As plain JSON values."""
    return {
        "weekly": [_write_hours(hours) for hours in week.weekly],
        "working_days": sorted(week.working_days),
        "exceptions": [
            {
                "on": each.on.isoformat(),
                "kind": each.kind.value,
                "name": each.name,
                "hours": None if each.hours is None else _write_hours(each.hours),
            }
            for each in week.exceptions
        ],
    }


def read_week(weekly: list[Any], working_days: list[Any], exceptions: list[Any]) -> DeskWeek:
    """From plain JSON values."""
    return DeskWeek(
        weekly=tuple(_read_hours(hours) for hours in weekly),
        working_days=frozenset(working_days),
        exceptions=tuple(
            DayException(
                on=date.fromisoformat(each["on"]),
                kind=DayKind(each["kind"]),
                name=each["name"],
                hours=None if each["hours"] is None else _read_hours(each["hours"]),
            )
            for each in exceptions
        ),
    )


def _write_hours(hours: Iterable[Hours]) -> list[list[str]]:
    return [[opens.isoformat("minutes"), closes.isoformat("minutes")] for opens, closes in hours]


def _read_hours(hours: Iterable[Any]) -> tuple[Hours, ...]:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in hours)
