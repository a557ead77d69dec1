"""The official days off and make-up working days, for the years that are published.

The state announces one year at a time, so a year may be unknown: then nothing is filled in and the
centre's own weekly hours stand.
"""

from dataclasses import dataclass
from datetime import date

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True, slots=True, order=True)
class OfficialDay:
    """A day that differs from its weekday: off on a weekday, or at work on a weekend."""

    on: date
    working: bool
    name: str


def is_published(year: int) -> bool:
    """Whether the official days of that year are known here."""
    from chinese_calendar.constants import holidays  # noqa: PLC0415 - heavy, and asked once a year

    return any(day.year == year for day in holidays)


def official_days(year: int) -> list[OfficialDay]:
    """The year's days off and make-up working days in order; none for a year not yet published."""
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415

    off = [
        OfficialDay(day, False, NAMES.get(name, name)) for day, name in holidays.items() if day.year == year
    ]
    made_up = [
        OfficialDay(day, True, NAMES.get(name, name)) for day, name in workdays.items() if day.year == year
    ]
    return sorted(off + made_up)
