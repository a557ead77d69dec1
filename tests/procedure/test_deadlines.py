"""Due times: what each kind of clock counts, and what holds for all of them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from app.procedure.calendars import DeskCalendar
from app.procedure.deadlines import LONGEST, ClockKind, Limit, due
from app.procedure.policy import Policy
from tests.procedure.calendars import (
    BERLIN_NIGHTS,
    DAY,
    EVERY_DAY,
    LUNCH_BREAK,
    NEVER_OPEN,
    NOTHING_AT_ALL,
    ONE_DAY_ONLY,
    ROUND_THE_CLOCK,
    WITH_HOLIDAYS,
    at,
)


@pytest.mark.parametrize(
    ("wall", "open_then"),
    [
        ("2026-04-01 08:29:59", False),
        ("2026-04-01 08:30", True),
        ("2026-04-01 17:59", True),
        ("2026-04-01 17:59:59.999999", True),
        ("2026-04-01 18:00", False),
        ("2026-04-01 23:59", False),
        ("2026-04-01 00:00", False),
    ],
)
def test_desk_hours_include_the_opening_and_not_the_closing(wall: str, open_then: bool) -> None:
    assert EVERY_DAY.is_open(at(wall)) is open_then


def test_a_round_the_clock_desk_is_open_at_midnight() -> None:
    assert ROUND_THE_CLOCK.is_open(at("2026-04-01 00:00"))
    assert ROUND_THE_CLOCK.is_open(at("2026-04-01 23:59:59.999999"))


def test_the_desk_closes_for_lunch() -> None:
    assert LUNCH_BREAK.next_opening(at("2026-04-01 12:00")) == at("2026-04-01 13:30")
    assert LUNCH_BREAK.after_desk_minutes(at("2026-04-01 11:50"), 30) == at("2026-04-01 13:50")


def test_a_holiday_is_closed_and_special_hours_stand_over_the_weekday() -> None:
    assert not WITH_HOLIDAYS.is_open(at("2026-10-01 10:00"))
    assert WITH_HOLIDAYS.next_opening(at("2026-10-01 10:00")) == at("2026-10-02 09:00")
    assert not WITH_HOLIDAYS.is_open(at("2026-10-02 13:00"))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-04-01 09:00", "2026-04-01 09:30"),
        ("2026-04-01 17:30", "2026-04-01 18:00"),
        ("2026-04-01 17:45", "2026-04-02 08:45"),
        ("2026-04-01 18:00", "2026-04-02 09:00"),
        ("2026-04-01 22:30", "2026-04-02 09:00"),
        ("2026-04-02 03:00", "2026-04-02 09:00"),
    ],
)
def test_half_an_hour_of_the_desk_waits_out_the_night(start: str, expected: str) -> None:
    assert due(Policy().limit("ack_call"), at(start), EVERY_DAY) == at(expected)


def test_night_help_is_taken_over_half_an_hour_after_opening() -> None:
    limit = Policy().limit("take_over_at_opening")
    assert due(limit, at("2026-04-01 22:30"), EVERY_DAY) == at("2026-04-02 09:00")
    assert due(Limit(clock=ClockKind.NEXT_OPENING), at("2026-04-01 22:30"), EVERY_DAY) == at(
        "2026-04-02 08:30"
    )


def test_help_runs_on_the_wall_clock_through_the_night() -> None:
    policy = Policy()
    night = at("2026-04-01 23:58")
    assert due(policy.limit("acknowledge_notice"), night, EVERY_DAY) == at("2026-04-02 00:03")
    assert due(policy.limit("arrive_emergency"), night, EVERY_DAY) == at("2026-04-02 00:13")


@pytest.mark.clause("4.1.1.4-d")
def test_working_days_skip_the_weekend_though_the_desk_is_open() -> None:
    friday = at("2026-04-03 10:00")
    assert EVERY_DAY.is_open(at("2026-04-04 10:00"))
    assert due(Policy().limit("suggestion_progress"), friday, EVERY_DAY) == at("2026-04-08 18:00")


def test_the_day_of_the_start_is_not_a_working_day_that_counts() -> None:
    one = Limit(clock=ClockKind.WORKING_DAYS, amount=1)
    assert due(one, at("2026-04-01 00:00"), EVERY_DAY) == at("2026-04-02 18:00")
    assert due(one, at("2026-04-01 23:59"), EVERY_DAY) == at("2026-04-02 18:00")


def test_working_days_skip_holidays_and_count_make_up_days() -> None:
    one = Limit(clock=ClockKind.WORKING_DAYS, amount=1)
    assert due(one, at("2026-09-19 10:00"), WITH_HOLIDAYS) == at("2026-09-20 18:00")
    assert due(one, at("2026-09-30 10:00"), WITH_HOLIDAYS) == at("2026-10-08 18:00")
    three = Limit(clock=ClockKind.WORKING_DAYS, amount=3)
    assert due(three, at("2026-09-30 10:00"), WITH_HOLIDAYS) == at("2026-10-10 18:00")


def test_a_working_day_with_the_desk_closed_ends_at_midnight() -> None:
    closed = DeskCalendar(
        zone="Asia/Shanghai",
        hours=dict.fromkeys(range(7), DAY),
        exceptions={date(2026, 4, 2): ()},
    )
    one = Limit(clock=ClockKind.WORKING_DAYS, amount=1)
    assert due(one, at("2026-04-01 10:00"), closed) == at("2026-04-03 00:00")


def test_working_hours_are_desk_hours_of_working_days() -> None:
    four = Policy().limit("approval")
    assert due(four, at("2026-04-01 09:00"), EVERY_DAY) == at("2026-04-01 13:00")
    assert due(four, at("2026-04-03 16:00"), EVERY_DAY) == at("2026-04-06 10:30")
    assert due(four, at("2026-04-04 09:00"), EVERY_DAY) == at("2026-04-06 12:30")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-04-01 07:00", "2026-04-01 18:00"),
        ("2026-04-01 17:59", "2026-04-01 18:00"),
        ("2026-04-01 18:00", "2026-04-02 18:00"),
        ("2026-04-04 10:00", "2026-04-04 18:00"),
    ],
)
def test_the_same_working_day_is_the_day_of_the_desk(start: str, expected: str) -> None:
    assert due(Policy().limit("overall_reply"), at(start), EVERY_DAY) == at(expected)


def test_calendar_days_keep_the_time_on_the_wall() -> None:
    assert due(Policy().limit("keep_contact"), at("2026-04-01 15:20"), EVERY_DAY) == at("2026-04-15 15:20")


def _berlin(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN_NIGHTS.tz, fold=fold)


def test_calendar_days_keep_the_wall_clock_when_clocks_change() -> None:
    one = Limit(clock=ClockKind.CALENDAR_DAYS, amount=1)
    for before, after in (
        ("2026-03-28 12:00", "2026-03-29 12:00"),
        ("2026-10-24 12:00", "2026-10-25 12:00"),
    ):
        assert due(one, _berlin(before), BERLIN_NIGHTS) == _berlin(after).astimezone(UTC)


def test_a_time_that_the_change_of_clocks_skips_is_the_change_itself() -> None:
    one = Limit(clock=ClockKind.CALENDAR_DAYS, amount=1)
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert due(one, _berlin("2026-03-28 02:10"), BERLIN_NIGHTS) == change
    assert due(one, _berlin("2026-03-28 02:59:59"), BERLIN_NIGHTS) == change


def test_desk_hours_across_a_change_of_clocks_lose_and_gain_the_hour() -> None:
    all_night = DeskCalendar(zone="Europe/Berlin", hours={6: ((time(0, 0), time(6, 0)),)})
    lengths = [
        closes - opens
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5))
        for opens, closes in all_night.spans_of(day)
    ]
    assert lengths == [timedelta(hours=5), timedelta(hours=7), timedelta(hours=6)]


def test_minutes_repeated_by_the_clocks_are_open_both_times() -> None:
    assert BERLIN_NIGHTS.is_open(_berlin("2026-10-25 02:10"))
    assert BERLIN_NIGHTS.is_open(_berlin("2026-10-25 02:10", fold=1))
    spans = BERLIN_NIGHTS.spans_of(date(2026, 10, 25))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("clock", ClockKind)
@pytest.mark.parametrize("calendar", [NEVER_OPEN, NOTHING_AT_ALL])
def test_a_desk_that_never_opens_still_gives_every_clock_an_end(
    clock: ClockKind, calendar: DeskCalendar
) -> None:
    start = at("2026-04-01 10:00")
    ends = due(Limit(clock=clock, amount=3), start, calendar)
    assert start <= ends <= start + timedelta(days=6)


def test_a_desk_that_never_opens_runs_on_the_wall_clock() -> None:
    start = at("2026-04-01 10:00")
    minutes = Limit(clock=ClockKind.DESK_MINUTES, amount=90)
    assert due(minutes, start, NEVER_OPEN) == start + timedelta(minutes=90)
    assert NEVER_OPEN.next_opening(start) is None
    days = Limit(clock=ClockKind.WORKING_DAYS, amount=2)
    assert due(days, at("2026-04-03 10:00"), NEVER_OPEN) == at("2026-04-08 00:00")
    assert due(days, at("2026-04-03 10:00"), NOTHING_AT_ALL) == at("2026-04-06 00:00")


def test_when_the_calendar_runs_out_the_wall_clock_counts_on() -> None:
    minutes = Limit(clock=ClockKind.DESK_MINUTES, amount=90)
    assert due(minutes, at("2026-04-01 10:00"), ONE_DAY_ONLY) == at("2026-04-06 10:30")
    assert due(minutes, at("2026-05-01 10:00"), ONE_DAY_ONLY) == at("2026-05-01 11:30")


def test_years_are_reckoned_as_exactly_as_days() -> None:
    year_of_days = Limit(clock=ClockKind.WORKING_DAYS, amount=2610)
    assert due(year_of_days, at("2026-04-01 10:00"), EVERY_DAY) == at("2036-04-02 18:00")


def test_due_times_stand_in_utc() -> None:
    for clock in ClockKind:
        assert due(Limit(clock=clock, amount=1), at("2026-04-01 10:00"), EVERY_DAY).tzinfo is UTC


@pytest.mark.parametrize("year", [1, 1899, 9000, 9999])
@pytest.mark.parametrize("clock", ClockKind)
def test_no_time_however_odd_breaks_the_reckoning(year: int, clock: ClockKind) -> None:
    start = datetime(year, 6, 1, tzinfo=UTC)
    assert due(Limit(clock=clock, amount=LONGEST), start, EVERY_DAY) == start


def test_a_time_without_offset_starts_no_clock() -> None:
    with pytest.raises(ValueError, match="offset"):
        due(Limit(clock=ClockKind.MINUTES), datetime(2026, 4, 1), EVERY_DAY)  # noqa: DTZ001


@pytest.mark.parametrize("amount", [-1, LONGEST + 1])
def test_a_limit_is_neither_negative_nor_endless(amount: int) -> None:
    with pytest.raises(ValueError, match="neither"):
        Limit(clock=ClockKind.MINUTES, amount=amount)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"zone": "Nowhere/At_All"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"hours": {7: DAY}}, "weekdays"),
        ({"working_days": frozenset({9})}, "weekdays"),
        ({"hours": {0: ((time(18), time(8)),)}}, "split"),
        ({"hours": {0: ((time(8), time(8)),)}}, "split"),
        ({"hours": {0: ((time(8), time(12)), (time(11), time(14)))}}, "overlap"),
        ({"exceptions": {date(2026, 4, 1): ((time(8), time(0)), (time(9), time(10)))}}, "overlap"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(bad: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        DeskCalendar(**{"zone": "Asia/Shanghai", **bad})  # type: ignore[arg-type]
