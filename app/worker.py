"""`yingmen worker`: what time itself does, step by step, beside the API."""

import asyncio
import signal
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(minutes=5)
LAST_WORDS = 10.0
"""Seconds that a step under way has to finish when the worker is told to stop."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done again and again: what it is called, how often, and what it does at a moment."""

    name: str
    every: timedelta
    perform: Callable[[datetime], Awaitable[object]]


def now() -> datetime:
    """The wall clock, the only one outside of tests."""
    return datetime.now(UTC)


async def work(steps: Sequence[Step], clock: Callable[[], datetime], stopping: asyncio.Event) -> None:
    """Performs each step in its own rhythm until told to stop; a failing step hinders no other."""
    tasks = [asyncio.create_task(_repeat(step, clock, stopping), name=step.name) for step in steps]
    await stopping.wait()
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=LAST_WORDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(step: Step, clock: Callable[[], datetime], stopping: asyncio.Event) -> None:
    failures = 0
    while not stopping.is_set():
        try:
            await step.perform(clock())
            failures = 0
        except Exception as error:  # noqa: BLE001 - the next round may succeed
            failures += 1
            _tell_of_failure(step, error, failures)
        pause = min(LONGEST_PAUSE, step.every * 2 ** min(failures, 16))
        try:
            await asyncio.wait_for(stopping.wait(), max(pause, step.every).total_seconds())
        except TimeoutError:
            continue


def _tell_of_failure(step: Step, error: Exception, failures: int) -> None:
    """Says where a step failed, without the values that the error's own words may carry."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error(
        "step failed",
        step=step.name,
        error=type(error).__name__,
        where=" > ".join(places[-4:]),
        failures=failures,
    )


async def work_until_told(steps: Sequence[Step]) -> None:
    """Works until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    log.info("worker started", steps=[step.name for step in steps])
    await work(steps, now, stopping)
    log.info("worker stopped")
