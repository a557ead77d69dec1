"""What time does by itself: in rhythm, without one failure hindering the rest, ending in order."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from app import worker
from app.worker import Step, work

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
SOON = timedelta(milliseconds=5)


async def until(steps: list[Step], done: asyncio.Event) -> None:
    stopping = asyncio.Event()
    working = asyncio.create_task(work(steps, lambda: NOON, stopping))
    await asyncio.wait_for(done.wait(), 5)
    stopping.set()
    await asyncio.wait_for(working, 5)


async def test_a_step_is_done_again_and_again_with_the_moment_of_the_clock() -> None:
    moments: list[datetime] = []
    thrice = asyncio.Event()

    async def note(moment: datetime) -> None:
        moments.append(moment)
        if len(moments) == 3:
            thrice.set()

    await until([Step("note", SOON, note)], thrice)
    assert moments[:3] == [NOON, NOON, NOON]


async def test_a_failing_step_is_told_without_its_values_and_hinders_no_other() -> None:
    thrice, rounds = asyncio.Event(), 0

    async def fail(_: datetime) -> None:
        raise ValueError("13800001234")

    async def go_on(_: datetime) -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            thrice.set()

    with capture_logs() as lines:
        await until([Step("fail", SOON, fail), Step("go on", SOON, go_on)], thrice)
    failed = [line for line in lines if line["event"] == "step failed"]
    assert (failed[0]["step"], failed[0]["error"]) == ("fail", "ValueError")
    assert "13800001234" not in str(lines)


async def test_a_step_under_way_is_finished_before_the_worker_ends() -> None:
    begun, finished = asyncio.Event(), False

    async def slow(_: datetime) -> None:
        nonlocal finished
        begun.set()
        await asyncio.sleep(0.1)
        finished = True

    await until([Step("slow", SOON, slow)], begun)
    assert finished


async def test_a_step_that_never_ends_does_not_keep_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LAST_WORDS", 0.05)
    begun = asyncio.Event()

    async def hang(_: datetime) -> None:
        begun.set()
        await asyncio.Event().wait()

    await until([Step("hang", SOON, hang)], begun)
