"""Moments that every list can tell again, wherever it is read."""

from datetime import datetime

EARLIEST, LATEST = 1970, 2200


def of_our_time(moment: datetime) -> datetime:
    """The moment, unless it is of another age: no time zone can be told for it then."""
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError("a moment of another age")
    return moment
