"""The desk's calendar: when it is open, and which days are working days.

The desk of an estate may open every day of the week while its office works Monday to Friday, so the
two notions stand side by side: desk hours say when the desk answers, working days count the days
that time limits are given in. The document names neither; both belong to the centre.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
Span = tuple[datetime, datetime]

MIDNIGHT = time(0, 0)
MONDAY_TO_FRIDAY = frozenset(range(5))
A_DAY = timedelta(days=1)
LAST_YEAR = 9000


@dataclass(frozen=True, kw_only=True)
class DeskCalendar:
    """Desk hours by weekday (Monday is 0), with exceptions by date, and the centre's working days.

    Hours are half-open, [open, close): at 18:00 a desk open until 18:00 is closed. A close of 00:00
    is the midnight that ends the day. An exception replaces the hours of its date; no hours there
    mean a holiday. A date that is both a rest date and an extra working date is worked.
    """

    zone: str
    hours: Mapping[int, tuple[Hours, ...]] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    rest_dates: frozenset[date] = frozenset()
    extra_working_dates: frozenset[date] = frozenset()
    version: int = 0

    def __post_init__(self) -> None:
        _zone(self.zone)
        if not frozenset({*self.hours, *self.working_days}) <= frozenset(range(7)):
            raise ValueError("weekdays run from 0, Monday, to 6, Sunday")
        for hours in (*self.hours.values(), *self.exceptions.values()):
            _check(hours)

    @cached_property
    def tz(self) -> ZoneInfo:
        return _zone(self.zone)

    def local_date(self, at: datetime) -> date:
        """The date on the desk's wall."""
        return at.astimezone(self.tz).date()

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at this moment."""
        return any(opens <= at < closes for opens, closes in self.spans_of(self.local_date(at)))

    def next_opening(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which the desk is open; none if it never opens again."""
        for opens, closes in self._spans_from(at):
            if at < closes:
                return max(at, opens)
        return None

    def is_working_day(self, day: date) -> bool:
        """Whether limits given in working days count this date."""
        if day in self.extra_working_dates:
            return True
        return day.weekday() in self.working_days and day not in self.rest_dates

    def after_desk_minutes(self, start: datetime, minutes: int) -> datetime:
        """When the desk has been open for so many minutes since the start.

        A start outside desk hours waits for the next opening. Once the desk never opens again, the
        clock on the wall counts on.
        """
        return _after(start, timedelta(minutes=minutes), self._spans_from(start))

    def working_hours_after(self, start: datetime, hours: int) -> datetime:
        """The same in working hours: desk hours that fall on a working day."""
        spans = self._spans_from(start, on_working_days=True)
        return _after(start, timedelta(hours=hours), spans)

    def working_days_after(self, start: datetime, days: int) -> datetime:
        """The end of the desk hours on the n-th working day after the day of the start.

        A working day on which the desk stays closed ends at midnight. Once no working day follows
        any more, every day counts. No days at all mean the start itself.
        """
        if days == 0:
            return start
        day = self.local_date(start)
        counted = 0
        for working_day in self._working_days_from(day + A_DAY):
            day = working_day
            counted += 1
            if counted == days:
                break
        return self._end_of(day + A_DAY * (days - counted))

    def calendar_days_after(self, start: datetime, days: int) -> datetime:
        """The same time on the wall, so many days later."""
        if days == 0:
            return start
        there = start.astimezone(self.tz).replace(tzinfo=None, fold=0) + timedelta(days=days)
        return self._moment(there.date(), there.time())

    def end_of_desk_day(self, start: datetime) -> datetime:
        """The last closing of the day, or of the next day the desk opens when that has passed.

        The day of a desk that never opens again ends at midnight.
        """
        opening = self.next_opening(start)
        return self._end_of(self.local_date(opening or start))

    def end_of_day(self, day: date) -> datetime:
        """The desk's last closing of a date; midnight where it stays closed."""
        return self._end_of(day)

    def spans_of(self, day: date) -> tuple[Span, ...]:
        """Desk hours of a date as moments, in order and apart, whatever the clocks do."""
        spans: list[Span] = []
        for opens, closes in self.exceptions.get(day, self.hours.get(day.weekday(), ())):
            begin, end = self._moment(day, opens), self._closing(day, closes)
            if spans:
                begin = max(begin, spans[-1][1])
            if begin < end:
                spans.append((begin, end))
        return tuple(spans)

    def _spans_from(self, at: datetime, *, on_working_days: bool = False) -> Iterator[Span]:
        """Every span of desk hours from the date of `at` on; ends where none can follow."""
        weekdays = frozenset(weekday for weekday, hours in self.hours.items() if hours)
        if on_working_days:
            weekdays &= self.working_days
        special = frozenset({*self.exceptions, *self.extra_working_dates})
        for day in _dates_from(self.local_date(at), weekdays, special):
            if not on_working_days or self.is_working_day(day):
                yield from self.spans_of(day)

    def _working_days_from(self, day: date) -> Iterator[date]:
        """Every working day from a date on; ends where none can follow."""
        dates = _dates_from(day, self.working_days, self.extra_working_dates)
        return (each for each in dates if self.is_working_day(each))

    def _end_of(self, day: date) -> datetime:
        spans = self.spans_of(day)
        return spans[-1][1] if spans else self._closing(day, MIDNIGHT)

    def _closing(self, day: date, clock: time) -> datetime:
        """A closing time; one that a change of clocks repeats is the later of the two."""
        if clock == MIDNIGHT:
            return self._moment(day + A_DAY, MIDNIGHT)
        return self._moment(day, clock, fold=1)

    def _moment(self, day: date, clock: time, fold: int = 0) -> datetime:
        """A time on the wall as a moment; one that a change of clocks skips is that change."""
        first = datetime.combine(day, clock.replace(fold=0), self.tz).astimezone(UTC)
        second = datetime.combine(day, clock.replace(fold=1), self.tz).astimezone(UTC)
        if first <= second:
            return second if fold else first
        return self._change_between(second, first)

    def _change_between(self, before: datetime, after: datetime) -> datetime:
        """The moment at which clocks were put forward."""
        offset_after = after.astimezone(self.tz).utcoffset()
        while after - before > timedelta(seconds=1):
            middle = before + (after - before) / 2
            if middle.astimezone(self.tz).utcoffset() == offset_after:
                after = middle
            else:
                before = middle
        return after.replace(microsecond=0)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no such zone: {name!r}") from None


def _check(hours: tuple[Hours, ...]) -> None:
    for opens, closes in hours:
        if closes != MIDNIGHT and closes <= opens:
            raise ValueError("desk hours end after they begin; a night is split at midnight")
    for (_, closes), (opens, _) in pairwise(hours):
        if closes == MIDNIGHT or opens < closes:
            raise ValueError("desk hours of a day stand in order and do not overlap")


def _after(start: datetime, wanted: timedelta, spans: Iterator[Span]) -> datetime:
    """When so much open time has passed since the start."""
    cursor = start
    for opens, closes in spans:
        if closes <= cursor:
            continue
        cursor = max(cursor, opens)
        if wanted <= closes - cursor:
            return cursor + wanted
        wanted -= closes - cursor
        cursor = closes
    return cursor + wanted


def _dates_from(day: date, weekdays: frozenset[int], special: frozenset[date]) -> Iterator[date]:
    """Every date that may count: each day while a weekday repeats, else only the special ones."""
    if not weekdays:
        yield from (each for each in sorted(special) if each >= day)
        return
    while day.year <= LAST_YEAR:
        yield day
        day += A_DAY
