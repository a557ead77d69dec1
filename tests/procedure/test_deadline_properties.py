"""What holds for every clock, every calendar and every start."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.procedure.calendars import DeskCalendar
from app.procedure.deadlines import ClockKind, Limit, due
from tests.procedure.calendars import (
    CALENDARS,
    NEVER_OPEN,
    NOTHING_AT_ALL,
    ONE_DAY_ONLY,
)

LIMITS = st.builds(Limit, clock=st.sampled_from(ClockKind), amount=st.integers(0, 400))
STARTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(LIMITS, STARTS, st.sampled_from(CALENDARS))
def test_nothing_is_due_before_it_starts(limit: Limit, start: datetime, calendar: DeskCalendar) -> None:
    assert due(limit, start, calendar) >= start


@given(LIMITS, STARTS, st.timedeltas(timedelta(0), timedelta(days=9)), st.sampled_from(CALENDARS))
def test_what_starts_later_is_never_due_earlier(
    limit: Limit, start: datetime, later: timedelta, calendar: DeskCalendar
) -> None:
    assert due(limit, start, calendar) <= due(limit, start + later, calendar)


@given(LIMITS, STARTS, st.integers(0, 400), st.sampled_from(CALENDARS))
def test_a_longer_limit_is_never_due_earlier(
    limit: Limit, start: datetime, more: int, calendar: DeskCalendar
) -> None:
    longer = Limit(clock=limit.clock, amount=limit.amount + more)
    assert due(limit, start, calendar) <= due(longer, start, calendar)


@given(STARTS, st.integers(0, 3000), st.sampled_from(CALENDARS))
def test_the_desk_was_open_for_just_so_many_minutes(
    start: datetime, minutes: int, calendar: DeskCalendar
) -> None:
    if calendar in (NEVER_OPEN, NOTHING_AT_ALL, ONE_DAY_ONLY):
        return
    end = calendar.after_desk_minutes(start, minutes)
    spans = [
        span
        for days in range((end - start).days + 3)
        for span in calendar.spans_of(calendar.local_date(start) + timedelta(days=days))
    ]
    open_time = sum(
        (max(timedelta(0), min(closes, end) - max(opens, start)) for opens, closes in spans),
        timedelta(0),
    )
    assert open_time == timedelta(minutes=minutes)


@given(STARTS, st.sampled_from(CALENDARS))
def test_the_desk_is_open_at_its_next_opening_and_not_before(start: datetime, calendar: DeskCalendar) -> None:
    opening = calendar.next_opening(start)
    if opening is None:
        assert not calendar.is_open(start)
        return
    assert calendar.is_open(opening)
    assert opening == start or not calendar.is_open(start)
    assert opening == start or not calendar.is_open(start + (opening - start) / 2)
