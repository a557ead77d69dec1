"""From the procedure's words for haste to due times, by the kinds of clock a limit may run on."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.procedure.calendars import LAST_YEAR, DeskCalendar
from app.procedure.fields import record

__all__ = ["ClockKind", "DeskCalendar", "Limit", "due"]

LONGEST = 100_000
"""The greatest amount a limit may carry, whatever its unit."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(LAST_YEAR, 1, 1, tzinfo=UTC)


class ClockKind(StrEnum):
    """What counts while a limit runs."""

    MINUTES = "minutes"
    DESK_MINUTES = "desk_minutes"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    SAME_WORKING_DAY = "same_working_day"
    NEXT_OPENING = "next_opening"
    MINUTES_AFTER_OPENING = "minutes_after_opening"


@record
class Limit:
    """So much of one kind of time; the same working day and the next opening need no amount."""

    clock: ClockKind
    amount: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= LONGEST:
            raise ValueError("a limit is neither negative nor endless")


def due(limit: Limit, start: datetime, calendar: DeskCalendar) -> datetime:
    """When a clock that starts then runs out: in UTC, never before the start.

    A start outside the years a calendar is made for is due at once, so that no input can break it.
    """
    if start.tzinfo is None:
        raise ValueError("a clock starts at a moment with its offset")
    if not EARLIEST <= start < LATEST:
        return start
    start = start.astimezone(UTC)
    reckoned = RECKONED_BY[limit.clock](calendar, start, limit.amount)
    return min(max(start, reckoned), LATEST)


def _opening(calendar: DeskCalendar, start: datetime) -> datetime:
    return calendar.next_opening(start) or start


RECKONED_BY: Mapping[ClockKind, Callable[[DeskCalendar, datetime, int], datetime]] = {
    ClockKind.MINUTES: lambda calendar, start, amount: start + timedelta(minutes=amount),
    ClockKind.DESK_MINUTES: DeskCalendar.after_desk_minutes,
    ClockKind.WORKING_HOURS: DeskCalendar.working_hours_after,
    ClockKind.WORKING_DAYS: DeskCalendar.working_days_after,
    ClockKind.CALENDAR_DAYS: DeskCalendar.calendar_days_after,
    ClockKind.SAME_WORKING_DAY: lambda calendar, start, amount: calendar.end_of_desk_day(start),
    ClockKind.NEXT_OPENING: lambda calendar, start, amount: _opening(calendar, start),
    ClockKind.MINUTES_AFTER_OPENING: lambda calendar, start, amount: (
        _opening(calendar, start) + timedelta(minutes=amount)
    ),
}
