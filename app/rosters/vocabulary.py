"""The rosters' own words."""

from enum import StrEnum


class DayKind(StrEnum):
    """Why a date differs from its weekday."""

    HOLIDAY = "holiday"
    MAKE_UP_DAY = "make_up_day"
    SPECIAL_HOURS = "special_hours"


class SwapState(StrEnum):
    """How far a swap of shifts has come."""

    ASKED = "asked"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
