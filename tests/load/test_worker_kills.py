"""The worker is killed in the middle of escalation and delivery: each step once, nothing lost."""

import asyncio
import random
import socket
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta

import asyncpg
import pytest

from app.cases.actions import Desk, take_in
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Contact, Department, Kind, Role
from app.residents.contacts import ContactKeys
from app.rosters.actions.desk_hours import set_desk_hours
from app.rosters.hours import DeskWeek
from app.settings import Settings
from tests.factories.centres import SmallCentre, small_centre
from tests.houses import folder
from tests.load.seeds import SEEDS
from tests.load.test_kills import House, postgres_in

EACH_TIME = 12
"""Calls for help, and as many inquiries, that are late when the worker starts."""
PATIENCE = 120.0
ESCALATED = "SELECT count(*) FROM case_journal WHERE event IN ('NoticeSent', 'DutyEscalated')"
WAITING = "SELECT count(*) FROM outbox WHERE delivered_at IS NULL"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    with folder() as place, postgres_in(place / "postgres") as postgres:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        made = House(place, postgres, port)
        assert made.command("migrate").wait(120) == 0, made.said("migrate")
        yield made


@pytest.fixture
async def database(house: House) -> AsyncIterator[Database]:
    opened = Database(house.postgres.url(), pool_size=2)
    yield opened
    await opened.close()


@pytest.fixture
async def centre(database: Database) -> SmallCentre:
    """A desk that never closes, so that the run does not depend on the hour it is run at."""
    now = datetime.now(UTC)
    async with database.transaction() as session:
        made = await small_centre(session, now)
        always = DeskWeek(weekly=(((time(0), time(0)),),) * 7)
        await set_desk_hours(session, made.id, always, after_version=0, reason="不打烊", by=None, now=now)
    return made


async def late_matters(database: Database, centre: SmallCentre, settings: Settings) -> None:
    """Help that was called ten minutes ago, inquiries of last week: nobody has done anything."""
    keys, now = ContactKeys.from_settings(settings), datetime.now(UTC)
    called = TakeIn(kind=Kind.HELP, channel=Channel.PHONE, place="地库B2", department=Department.SECURITY)
    asked = TakeIn(
        kind=Kind.INQUIRY,
        channel=Channel.PHONE,
        words="门禁卡丢了",
        unit_id=centre.unit,
        contact_asked=True,
        contact_state=Contact.DECLINED,
    )
    for taken, ago in ((called, timedelta(minutes=6)), (asked, timedelta(days=7))):
        for _ in range(EACH_TIME):
            async with database.transaction() as session:
                desk = Desk(session, centre.actor(Role.FRONT_DESK), now - ago, keys)
                await take_in(desk, taken, new_id())


async def until(connection: asyncpg.Connection, query: str, enough: int, *, up: bool) -> int:
    async def looked() -> int:
        while True:
            found = int(await connection.fetchval(query))
            if (found >= enough) if up else (found <= enough):
                return found
            await asyncio.sleep(0.002)

    return await asyncio.wait_for(looked(), PATIENCE)


def kill(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait(10)


@pytest.mark.seeds
async def test_a_worker_killed_in_the_middle_tells_of_everything_once(
    house: House, centre: SmallCentre, database: Database, settings: Settings
) -> None:
    chance = random.Random(SEEDS)
    connection = await asyncpg.connect(house.postgres.dsn)
    in_the_middle = 0
    try:
        for _ in range(SEEDS):
            await late_matters(database, centre, settings)
            before = int(await connection.fetchval(ESCALATED))
            worker = house.command("worker")
            # Every third time it dies later, while it delivers what it escalated.
            enough = before + chance.choice((chance.randint(1, EACH_TIME), 2 * EACH_TIME))
            reached = await until(connection, ESCALATED, enough, up=True)
            await asyncio.sleep(chance.random() * 0.05)
            kill(worker)
            left = int(await connection.fetchval(WAITING))
            in_the_middle += reached < before + 2 * EACH_TIME or left > 0
        worker = house.command("worker")
        await until(connection, ESCALATED, SEEDS * EACH_TIME * 3, up=True)
        await until(connection, WAITING, 0, up=False)
        kill(worker)
        await _each_step_was_taken_once(connection)
        await _everyone_concerned_was_told(connection, centre)
    finally:
        await connection.close()
    print(f"{SEEDS} kills, {in_the_middle} of them with work left undone")
    assert in_the_middle > 0, "the worker never died at work"
    assert house.command("verify").wait(120) == 0, house.said("verify")


async def _each_step_was_taken_once(connection: asyncpg.Connection) -> None:
    """Each call for help was told to the supervisor and once to the head, each late inquiry once."""
    notices = await connection.fetch(
        "SELECT case_id, payload ->> 'role' AS role FROM case_journal WHERE event = 'NoticeSent'"
    )
    told = Counter((row["case_id"], row["role"]) for row in notices)
    assert set(told.values()) == {1}
    assert Counter(role for _, role in told) == {
        Role.SECURITY_DUTY_SUPERVISOR: SEEDS * EACH_TIME,
        Role.HEAD_OF_CUSTOMER_SERVICE: SEEDS * EACH_TIME,
    }
    late = await connection.fetch(
        "SELECT case_id, payload ->> 'duty' AS duty, payload ->> 'step' AS step"
        "  FROM case_journal WHERE event = 'DutyEscalated'"
    )
    steps = Counter((row["case_id"], row["duty"], row["step"]) for row in late)
    assert set(steps.values()) == {1}
    assert len({case for case, _, _ in steps}) == SEEDS * EACH_TIME


async def _everyone_concerned_was_told(connection: asyncpg.Connection, centre: SmallCentre) -> None:
    """The head has one line for each unanswered call; the desk's lines together count every late case."""
    head, desk = (centre.people[each] for each in (Role.HEAD_OF_CUSTOMER_SERVICE, Role.FRONT_DESK))
    calls = await connection.fetch(
        "SELECT case_id FROM notifications WHERE person_id = $1 AND told = 'notified'", head
    )
    assert len(calls) == len({row["case_id"] for row in calls}) == SEEDS * EACH_TIME
    counted = await connection.fetchval(
        "SELECT sum(count) FROM notifications WHERE person_id = $1 AND told = 'overdue'", desk
    )
    assert counted >= SEEDS * EACH_TIME
