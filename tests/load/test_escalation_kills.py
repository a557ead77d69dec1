"""The worker is killed in the middle of escalating, again and again: each step once, none lost."""

import asyncio
import random
import subprocess
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from app.cases.actions import Desk, take_in
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Department, Kind, Role
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD
from tests.houses import folder
from tests.load.seeds import SEEDS
from tests.load.test_kills import House, postgres_in

PATIENCE = 120.0
A_WHILE_AGO = timedelta(minutes=32)
"""Long enough for the notice (5 minutes) and the arrival (30) to be late, too short for a second step."""

TAKEN = """
SELECT count(*) FROM case_journal
 WHERE event = 'DutyEscalated' OR event = 'NoticeSent' AND payload ->> 'role' = $1
"""
STILL_OWED = """
SELECT count(*) FROM case_duties d JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
 WHERE d.code = 'arrive' AND coalesce((c.facts #>> ARRAY['clocks', d.key, 'told'])::integer, 0) = 0
    OR d.code = 'acknowledge_notice' AND NOT EXISTS (
       SELECT FROM case_journal j
        WHERE j.case_id = c.id AND j.event = 'NoticeSent' AND j.payload ->> 'role' = $1)
"""


@dataclass
class Overdue:
    """A centre in which much is late, and a worker that does not live long."""

    house: House
    store: Database
    centre: SmallCentre
    keys: ContactKeys
    cases: list[UUID]

    async def calls_for_help(self, count: int) -> None:
        """Nobody has answered them for half an hour."""
        then = datetime.now(UTC) - A_WHILE_AGO
        for _ in range(count):
            async with self.store.transaction() as session:
                desk = Desk(session, self.centre.actor(DESK), then, self.keys)
                matter = TakeIn(
                    kind=Kind.HELP, channel=Channel.PHONE, place="地库B2", department=Department.SECURITY
                )
                self.cases.append((await take_in(desk, matter, new_id())).case_id)

    async def count(self, statement: str) -> int:
        connection = await asyncpg.connect(self.house.postgres.dsn)
        try:
            counted: int = await connection.fetchval(statement, HEAD.value)
        finally:
            await connection.close()
        return counted

    async def until_it_escalates(self, more: int) -> None:
        wanted, patience = await self.count(TAKEN) + more, time.monotonic() + PATIENCE
        while await self.count(TAKEN) < wanted and await self.count(STILL_OWED):
            assert time.monotonic() < patience, self.house.said("worker")[-2000:]
            await asyncio.sleep(0.01)


@pytest.fixture
async def overdue() -> AsyncIterator[Overdue]:
    with folder() as place, postgres_in(place / "postgres") as postgres:
        house = House(place, postgres, port=1)
        migrated = await asyncio.to_thread(house.command("migrate").wait, 120)
        assert migrated == 0, house.said("migrate")
        store = Database(postgres.url(), pool_size=2)
        async with store.transaction() as session:
            centre = await small_centre(session, datetime.now(UTC))
        keys = ContactKeys.from_settings(Settings(data_dir=place))
        yield Overdue(house, store, centre, keys, [])
        await store.close()


@pytest.mark.seeds
@pytest.mark.clause("4.2.1-a", "3.4-b")
async def test_a_worker_killed_in_the_middle_of_escalating_takes_each_step_once_and_loses_none(
    overdue: Overdue,
) -> None:
    chance, kills_at_work = random.Random(SEEDS), 0
    for _ in range(SEEDS):
        await overdue.calls_for_help(10)
        worker = overdue.house.command("worker")
        try:
            await overdue.until_it_escalates(chance.randint(1, 15))
            await asyncio.sleep(chance.random() * 0.02)
            kills_at_work += await overdue.count(STILL_OWED) > 0
        finally:
            await _ended(worker, worker.kill)
    worker = overdue.house.command("worker")
    try:
        await overdue.until_it_escalates(10**9)
        await _everything_told(overdue)
    finally:
        await _ended(worker, worker.terminate)
    taken = await overdue.count(TAKEN)
    print(f"{SEEDS} kills, {kills_at_work} in the middle, {len(overdue.cases)} cases, {taken} escalations")
    assert kills_at_work > 0, "nothing was late any more when the worker died"
    await _each_step_was_taken_once(overdue)


async def _ended(worker: subprocess.Popen[bytes], end: Callable[[], None]) -> None:
    end()
    await asyncio.to_thread(worker.wait, 30)


async def _everything_told(overdue: Overdue) -> None:
    patience = time.monotonic() + PATIENCE
    while await overdue.count("SELECT count(*) FROM outbox WHERE delivered_at IS NULL AND $1 <> ''"):
        assert time.monotonic() < patience, overdue.house.said("worker")[-2000:]
        await asyncio.sleep(0.05)


async def _each_step_was_taken_once(overdue: Overdue) -> None:
    connection = await asyncpg.connect(overdue.house.postgres.dsn)
    try:
        notices = await connection.fetch(
            "SELECT case_id, payload ->> 'role' AS role FROM case_journal WHERE event = 'NoticeSent'"
        )
        late = await connection.fetch(
            "SELECT case_id, payload ->> 'duty' AS duty, payload ->> 'step' AS step"
            " FROM case_journal WHERE event = 'DutyEscalated'"
        )
        told = await connection.fetch("SELECT person_id, case_id, entry FROM notifications")
    finally:
        await connection.close()
    chain = Counter((row["case_id"], row["role"]) for row in notices)
    expected = {
        (case, role.value) for case in overdue.cases for role in (Role.SECURITY_DUTY_SUPERVISOR, HEAD)
    }
    assert set(chain) == expected
    assert set(chain.values()) == {1}
    steps = Counter((row["case_id"], row["duty"], row["step"]) for row in late)
    assert set(steps.values()) == {1}
    assert {case for case, _, _ in steps} == set(overdue.cases)
    heads = overdue.centre.people[HEAD]
    reached = {row["case_id"] for row in told if row["person_id"] == heads}
    assert reached >= set(overdue.cases)
    assert len(set(told)) == len(told)
