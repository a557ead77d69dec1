"""The worker is killed in the middle of delivering, again and again: nothing is lost, order is kept."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from app.cases.actions import Desk, perform, take_in
from app.database import embedded
from app.database.ids import new_id
from app.database.session import Database
from app.notifications.actions import NewChannel, add_channel
from app.notifications.leaving import event_id
from app.notifications.sealing import ChannelKeys
from app.notifications.vocabulary import Sort
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import Supervise
from app.procedure.vocabulary import Channel, Department, Kind, Role
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD
from tests.houses import environment, folder
from tests.load.seeds import SEEDS
from tests.notifications.receivers import Receiver, receiving

PATIENCE = 120.0


@dataclass
class Office:
    """A centre with work to deliver, and a worker that does not live long."""

    data_dir: Path
    dsn: str
    store: Database
    centre: SmallCentre
    keys: ContactKeys
    receiver: Receiver

    def worker(self) -> subprocess.Popen[bytes]:
        told = environment(self.data_dir, 1, DATABASE_URL=self.dsn, YINGMEN_OUTGOING_NETWORKS="127.0.0.0/8")
        with (self.data_dir / "worker.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app.cli", "worker"], env=told, stdout=log, stderr=log
            )

    async def work(self, cases: list[UUID]) -> None:
        """One more call for help, and something more on each of the cases before it."""
        now = datetime.now(UTC)
        async with self.store.transaction() as session:
            desk = Desk(session, self.centre.actor(DESK), now, self.keys)
            matter = TakeIn(
                kind=Kind.HELP, channel=Channel.PHONE, place="地库B2", department=Department.SECURITY
            )
            cases.append((await take_in(desk, matter, new_id())).case_id)
        for case in cases[-3:]:
            async with self.store.transaction() as session:
                head = Desk(session, self.centre.actor(HEAD), now, self.keys)
                await perform(head, case, Supervise(instruction="请尽快"))

    async def until_it_delivers(self, more: int) -> None:
        wanted, patience = len(self.receiver.got) + more, time.monotonic() + PATIENCE
        while len(self.receiver.got) < wanted and await self.left():
            assert time.monotonic() < patience, self.said()
            await asyncio.sleep(0.01)

    async def left(self) -> int:
        connection = await asyncpg.connect(self.dsn)
        try:
            waiting: int = await connection.fetchval(
                "SELECT (SELECT count(*) FROM outbox WHERE delivered_at IS NULL)"
                " + (SELECT count(*) FROM deliveries WHERE state = 'waiting')"
            )
        finally:
            await connection.close()
        return waiting

    async def claims_run_out(self) -> None:
        """The minute passes for which the dead one had claimed what it was sending."""
        connection = await asyncpg.connect(self.dsn)
        await connection.execute("UPDATE deliveries SET claimed_until = NULL, next_try_at = created_at")
        await connection.close()

    def said(self) -> str:
        return (self.data_dir / "worker.log").read_text(encoding="utf-8")[-2000:]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    with folder() as place:
        server = embedded.start(place / "postgres")
        try:
            migrate = [sys.executable, "-m", "app.cli", "migrate"]
            told = environment(place, 1, DATABASE_URL=server.dsn)
            await asyncio.to_thread(subprocess.run, migrate, env=told, check=True, capture_output=True)
            settings = Settings(data_dir=place)
            store = Database(server.url(), pool_size=2)
            async with receiving() as receiver:
                async with store.transaction() as session:
                    now = datetime.now(UTC)
                    centre = await small_centre(session, now)
                    _, secret = await add_channel(
                        session,
                        centre.id,
                        NewChannel(name="平台", sort=Sort.WEBHOOK, address=receiver.address),
                        ChannelKeys.from_settings(settings),
                        by=centre.people[Role.ADMINISTRATOR],
                        now=now,
                    )
                assert secret is not None
                receiver.secrets = [secret]
                keys = ContactKeys.from_settings(settings)
                yield Office(place, server.dsn, store, centre, keys, receiver)
            await store.close()
        finally:
            server.stop()


@pytest.mark.seeds
async def test_a_worker_killed_in_the_middle_of_delivering_loses_nothing_and_keeps_the_order(
    office: Office,
) -> None:
    chance, cases, kills_at_work = random.Random(SEEDS), list[UUID](), 0
    office.receiver.after = 0.02
    for _ in range(SEEDS):
        for _ in range(5):
            await office.work(cases)
        worker = office.worker()
        try:
            await office.until_it_delivers(chance.randint(1, 25))
            await asyncio.sleep(chance.random() * 0.1)
            kills_at_work += await office.left() > 0
        finally:
            worker.kill()
            await asyncio.to_thread(worker.wait, 10)
        await office.claims_run_out()
    worker = office.worker()
    try:
        await office.until_it_delivers(10**9)
        await asyncio.sleep(0.1)
    finally:
        worker.terminate()
        await asyncio.to_thread(worker.wait, 30)
    print(f"{SEEDS} kills, {len(office.receiver.ids())} events, {len(office.receiver.got)} arrivals")
    assert kills_at_work > 0, "no delivery was under way when the worker died"
    await _everything_arrived_in_order(office, cases)


async def _everything_arrived_in_order(office: Office, cases: list[UUID]) -> None:
    connection = await asyncpg.connect(office.dsn)
    try:
        journal = await connection.fetch("SELECT case_id, number FROM case_journal ORDER BY 1, 2")
        told = await connection.fetch("SELECT person_id, case_id, entry FROM notifications")
        numbers = await connection.fetch("SELECT number FROM stream_events ORDER BY number")
    finally:
        await connection.close()
    wanted = {f"evt_{event_id(row['case_id'], row['number'])}" for row in journal}
    assert set(office.receiver.ids()) == wanted
    for case in cases:
        entries = office.receiver.entries(str(case))
        assert entries == [row["number"] for row in journal if row["case_id"] == case]
    assert len(set(told)) == len(told) > 0
    assert [row["number"] for row in numbers] == list(range(1, len(numbers) + 1))
    assert office.receiver.unverified == 0
