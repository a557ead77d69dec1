"""Calendars that the tests reckon with."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.procedure.calendars import DeskCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = ((time(8, 30), time(18, 0)),)
NATIONAL_DAY = date(2026, 10, 1)
MAKE_UP_SUNDAY = date(2026, 9, 20)

EVERY_DAY = DeskCalendar(zone="Asia/Shanghai", hours=dict.fromkeys(range(7), DAY), version=1)
WITH_HOLIDAYS = DeskCalendar(
    zone="Asia/Shanghai",
    hours=dict.fromkeys(range(7), DAY),
    exceptions={NATIONAL_DAY: (), date(2026, 10, 2): ((time(9, 0), time(12, 0)),)},
    rest_dates=frozenset(date(2026, 10, day) for day in range(1, 8)),
    extra_working_dates=frozenset({MAKE_UP_SUNDAY, date(2026, 10, 10)}),
    version=2,
)
LUNCH_BREAK = DeskCalendar(
    zone="Asia/Shanghai",
    hours=dict.fromkeys(range(5), ((time(8, 0), time(12, 0)), (time(13, 30), time(17, 30)))),
)
ROUND_THE_CLOCK = DeskCalendar(
    zone="Asia/Shanghai", hours=dict.fromkeys(range(7), ((time(0, 0), time(0, 0)),))
)
NEVER_OPEN = DeskCalendar(zone="Asia/Shanghai")
NOTHING_AT_ALL = DeskCalendar(zone="Asia/Shanghai", working_days=frozenset())
ONE_DAY_ONLY = DeskCalendar(
    zone="Asia/Shanghai",
    exceptions={date(2026, 4, 6): ((time(9, 0), time(10, 0)),)},
    working_days=frozenset(),
    extra_working_dates=frozenset({date(2026, 4, 6)}),
)
BERLIN_NIGHTS = DeskCalendar(
    zone="Europe/Berlin",
    hours=dict.fromkeys(range(7), ((time(0, 0), time(2, 30)), (time(2, 45), time(0, 0)))),
)
CALENDARS = (
    EVERY_DAY,
    WITH_HOLIDAYS,
    LUNCH_BREAK,
    ROUND_THE_CLOCK,
    NEVER_OPEN,
    NOTHING_AT_ALL,
    ONE_DAY_ONLY,
    BERLIN_NIGHTS,
)


def at(text: str) -> datetime:
    """A moment on the wall in Shanghai: `2026-04-01 17:59`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
