"""How things are written on paper: boxes to tick, times, lists; empty where there is nothing to write."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

TICKED, EMPTY = "■", "□"
GAP = "　"


def boxes(options: Mapping[str, str], chosen: str | Iterable[str] | None = None) -> str:
    """Every option with a box before it, ticked where chosen; on a blank form none is."""
    ticked = {chosen} if isinstance(chosen, str) else set(chosen or ())
    return GAP.join(f"{TICKED if value in ticked else EMPTY}{words}" for value, words in options.items())


YES_NO = {"yes": "是", "no": "否"}


def yes_no(answer: bool | None) -> str:
    """Two boxes, none ticked while it is not known."""
    return boxes(YES_NO, None if answer is None else ("yes" if answer else "no"))


def minute(at: datetime | str | None, zone: ZoneInfo) -> str:
    """A moment as the centre's clock shows it."""
    if at is None:
        return ""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def hour(at: datetime | None, zone: ZoneInfo) -> str:
    """Its time of day."""
    return at.astimezone(zone).strftime("%H:%M") if at else ""


def day(on: date | None) -> str:
    """A day."""
    return on.isoformat() if on else ""


def where(unit: str | None, place: str | None) -> str:
    """A home and the place in it; one of them where both say the same."""
    return joined(*dict.fromkeys((unit, place)), by=" ")


def joined(*words: str | None, by: str = GAP) -> str:
    """Those of the words that are there."""
    return by.join(each for each in words if each)


def days_between(first: date | None, last: date | None) -> str:
    """A span of days, in words."""
    if first and first == last:
        return day(first)
    if not (first or last):
        return "全部"
    return f"{day(first) or '最早'} 至 {day(last) or '最近'}"


def printed(person: str | None, at: datetime, zone: ZoneInfo) -> str:
    """Who printed it when, for the foot of the page."""
    return joined(minute(at, zone), person, by=" ") + " 打印"
