"""`yingmen worker`: what time itself does, step by step, beside the API."""

import asyncio
import signal
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select

from app.cases.attachment_rows import sweep
from app.cases.attachment_store import AttachmentStore
from app.cases.seals import SigningKeys, seal_if_due
from app.centre.tables import Centre
from app.database.session import Database
from app.notifications.addresses import Outside
from app.notifications.delivery import deliver
from app.notifications.reminders import remind_owners
from app.notifications.sealing import ChannelKeys
from app.notifications.sending import Sending, forget_old_deliveries
from app.notifications.stream import forget_old_events
from app.privacy.list_of_erasures import ErasureList
from app.privacy.retention import anonymise
from app.register.measuring import bring_up_to_date, make_complete
from app.register.monthly import make_if_due
from app.residents.contacts import ContactKeys
from app.settings import Settings
from app.supervision.escalation import (
    escalate_overdue_notices,
    look_at_handlers_anew,
    pass_overdue_promises,
    tell_of_lateness,
)
from app.web import logs
from app.web.idempotency import forget_old_keys

log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(minutes=5)
MOST_AT_ONCE = 500
"""Things of one centre a step does before the next centre has its turn."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOST_OF_A_ROUND = 20_000
"""Cases of one centre that a round through the whole store reads."""
CONNECTIONS = 12
"""One for each step, so that none waits for another."""
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


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the steps work with: the store, the keys it does not hold, and the attachments' store."""

    database: Database
    contact_keys: ContactKeys
    signing_keys: SigningKeys
    attachments: AttachmentStore
    sending: Sending | None
    erasures: ErasureList

    @classmethod
    def of(cls, settings: Settings, database: Database) -> "AtHand":
        """As this installation is set."""
        return cls(
            database,
            ContactKeys.from_settings(settings),
            SigningKeys(settings.keys().seal),
            AttachmentStore(settings.attachments_address),
            sending_of(settings, database) if settings.outgoing else None,
            ErasureList(settings.erasure_list),
        )

    async def deliver(self, centre_id: UUID, at: datetime) -> None:
        """What happened reaches whom it concerns."""
        await deliver(self.database, centre_id, at, MOST_AT_ONCE)

    async def send(self, centre_id: UUID, at: datetime) -> None:
        """What leaves by channels sets off; no receiver is waited for."""
        if self.sending is not None:
            await self.sending.send_due(centre_id, at)

    async def take_further(self, centre_id: UUID, at: datetime) -> None:
        """Notices nobody answered, promises nobody kept, residents who became key residents."""
        await escalate_overdue_notices(self.database, centre_id, at, self.contact_keys, MOST_AT_ONCE)
        await pass_overdue_promises(self.database, centre_id, at, self.contact_keys, MOST_AT_ONCE)
        await look_at_handlers_anew(self.database, centre_id, at, self.contact_keys, MOST_AT_ONCE)

    async def tell_of_lateness(self, centre_id: UUID, at: datetime) -> None:
        """What is late is told to its owner, and later above."""
        await tell_of_lateness(self.database, centre_id, at, self.contact_keys, MOST_AT_ONCE)

    async def remind(self, centre_id: UUID, at: datetime) -> None:
        """A unified answer that ends soon is told to its owner."""
        await remind_owners(self.database, centre_id, at)

    async def measure(self, centre_id: UUID, at: datetime) -> None:
        """What the reports count, of every case that has changed."""
        await bring_up_to_date(self.database, centre_id, at, MOST_AT_ONCE)

    async def measure_all(self, centre_id: UUID, _at: datetime) -> None:
        """Also what was missed, and the whole of a store that was never counted."""
        await make_complete(self.database, centre_id, LONG_AGO, MOST_OF_A_ROUND)

    async def report(self, centre_id: UUID, at: datetime) -> None:
        """The month that is over, once: on the first of the next."""
        await make_if_due(self.database, centre_id, at, MOST_OF_A_ROUND)

    async def seal(self, centre_id: UUID, at: datetime) -> None:
        """Once a day of the centre's own zone."""
        async with self.database.transaction() as session:
            await seal_if_due(session, centre_id, at, self.signing_keys)

    async def anonymise(self, centre_id: UUID, at: datetime) -> None:
        """Personal values whose years are over leave the store."""
        await anonymise(self.database, self.attachments, self.erasures, centre_id, at, MOST_AT_ONCE)

    async def forget(self, centre_id: UUID, at: datetime) -> None:
        """Idempotency keys whose thirty days are over, events nobody can resume from."""
        async with self.database.transaction() as session:
            await forget_old_keys(session, centre_id, at)
            await forget_old_events(session, centre_id, at)
            await forget_old_deliveries(session, centre_id, at)

    async def sweep(self, centre_id: UUID, at: datetime) -> None:
        """Files whose upload was refused or broken off."""
        await sweep(self.database, self.attachments, centre_id, at)


def sending_of(settings: Settings, database: Database) -> Sending:
    """The way out of the house, to what this installation counts as outside."""
    outside = Outside.with_networks(settings.outgoing_networks)
    return Sending(database, ChannelKeys.from_settings(settings), outside, now)


def steps_of(hand: AtHand) -> tuple[Step, ...]:
    """Everything time does by itself, each in its own rhythm and centre by centre."""

    def step(name: str, every: timedelta, do: Callable[[UUID, datetime], Awaitable[None]]) -> Step:
        return Step(name, every, lambda at: _in_each_centre(hand.database, do, at))

    return (
        step("deliver", timedelta(milliseconds=250), hand.deliver),
        step("send", timedelta(milliseconds=500), hand.send),
        step("take further", timedelta(seconds=5), hand.take_further),
        step("tell of lateness", timedelta(seconds=30), hand.tell_of_lateness),
        step("remind", timedelta(minutes=1), hand.remind),
        step("measure", timedelta(seconds=20), hand.measure),
        step("measure all", timedelta(hours=1), hand.measure_all),
        step("report", timedelta(minutes=10), hand.report),
        step("seal", timedelta(minutes=10), hand.seal),
        step("anonymise", timedelta(hours=1), hand.anonymise),
        step("forget", timedelta(hours=1), hand.forget),
        step("sweep", timedelta(hours=6), hand.sweep),
    )


async def _in_each_centre(
    database: Database, do: Callable[[UUID, datetime], Awaitable[None]], at: datetime
) -> None:
    """One centre after another, each in transactions of its own; what fails in one hinders no other."""
    async with database.transaction() as session:
        centres = (await session.execute(select(Centre.id).order_by(Centre.id))).scalars().all()
    failed: list[Exception] = []
    for centre_id in centres:
        try:
            await do(centre_id, at)
        except Exception as error:  # noqa: BLE001 - told below, when every centre had its turn
            failed.append(error)
    if failed:
        raise failed[0]


async def work_for(settings: Settings) -> None:
    """The worker of an installation, until SIGTERM or SIGINT."""
    logs.set_up(settings)
    database = Database(settings.sqlalchemy_url(), pool_size=CONNECTIONS, max_overflow=0)
    try:
        await work_until_told(steps_of(AtHand.of(settings, database)))
    finally:
        await database.close()


async def work_until_told(steps: Sequence[Step]) -> None:
    """Works until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    log.info("worker started", steps=[step.name for step in steps])
    await work(steps, now, stopping)
    log.info("worker stopped")
