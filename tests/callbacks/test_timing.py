"""Tries are made at different times of day: which one comes next."""

from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from app.callbacks.outcomes import Try
from app.callbacks.timing import best_time

ZONE = ZoneInfo("Asia/Shanghai")


def at(hour: int) -> datetime:
    return datetime(2026, 4, 1, hour, 0, tzinfo=ZONE).astimezone(UTC)


def tried(*hours: int, reached: bool = False) -> list[Try]:
    return [Try(at=at(hour), by=uuid4(), reached=reached) for hour in hours]


@pytest.mark.parametrize(
    ("came", "hours", "zh"),
    [
        (9, (), "上午（业户来时的时段）"),
        (20, (), "傍晚（业户来时的时段）"),
        (20, (20,), "上午（傍晚已试）"),
        (14, (9, 10), "下午（上午已试）"),
        (9, (9, 15), "傍晚（上午、下午已试）"),
        (14, (9, 15, 19), "下午（上午、下午、傍晚已试）"),
        (9, (11, 12), "傍晚（上午、下午已试）"),
    ],
)
def test_the_part_of_the_day_that_was_tried_least_comes_next(
    came: int, hours: tuple[int, ...], zh: str
) -> None:
    assert best_time(tried(*hours), at(came), ZONE).zh == zh


def test_a_call_that_reached_the_resident_does_not_speak_against_its_time() -> None:
    assert best_time(tried(9, reached=True), at(9), ZONE).zh.startswith("上午")
