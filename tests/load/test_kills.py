"""The server is killed in the middle of intake, again and again: nothing is lost, nothing doubled."""

import asyncio
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from app.database import embedded
from app.database.embedded import EmbeddedServer
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.vocabulary import Role
from tests.factories.centres import SmallCentre, small_centre
from tests.houses import environment, folder
from tests.load.seeds import SEEDS

CLIENTS = 6
START = 120.0
"""Seconds within which the server answers again, however busy the machine."""
ROLES = (Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE, Role.OTHER_STAFF)
"""The desk's cases get a number at once, the colleague's are captured and have none yet."""


@dataclass
class House:
    """A data folder with a PostgreSQL that lives on, and a server that does not."""

    data_dir: Path
    postgres: EmbeddedServer
    port: int
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.data_dir / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app.cli", *words],
                env=environment(self.data_dir, self.port, DATABASE_URL=self.postgres.dsn),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def said(self, command: str) -> str:
        return (self.data_dir / f"{command}.log").read_text(encoding="utf-8")

    async def start(self, client: httpx.AsyncClient) -> None:
        self.process = self.command("serve")
        self.starts += 1
        patience = time.monotonic() + START
        while time.monotonic() < patience and self.process.poll() is None:
            try:
                if (await client.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
        ended = self.process.poll()
        raise AssertionError(f"the server did not come up ({ended}): {self.said('serve')[-2000:]}")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@dataclass
class Answered:
    """What the clients were told: for each key the answers it got, in order."""

    answers: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    sent: dict[str, tuple[Role, dict[str, Any]]] = field(default_factory=dict)
    cut_off: int = 0
    """Requests that were under way when the server died."""

    def add(self, key: str, told: dict[str, Any]) -> None:
        self.answers.setdefault(key, []).append((told["id"], told["number"]))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    with folder() as place, postgres_in(place / "postgres") as postgres:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        made = House(place, postgres, port)
        assert made.command("migrate").wait(120) == 0, made.said("migrate")
        yield made
        made.kill()


@pytest.fixture
async def centre(house: House) -> SmallCentre:
    database = Database(house.postgres.url(), pool_size=1)
    async with database.transaction() as session:
        made = await small_centre(session, datetime.now(UTC))
    await database.close()
    return made


@contextmanager
def postgres_in(place: Path) -> Iterator[EmbeddedServer]:
    server = embedded.start(place)
    try:
        yield server
    finally:
        server.stop()


@pytest.mark.seeds
async def test_a_server_killed_in_the_middle_of_intake_loses_nothing_and_doubles_nothing(
    house: House, centre: SmallCentre
) -> None:
    told, chance = Answered(), random.Random(SEEDS)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}", timeout=20) as client:
        await house.start(client)
        stopping = asyncio.Event()
        clients = [
            asyncio.create_task(_take_in_again_and_again(centre, client, told, number, stopping))
            for number in range(CLIENTS)
        ]
        for _ in range(SEEDS):
            await _until_there_is_work(told, chance.randint(5, 40), clients)
            house.kill()
            await house.start(client)
        stopping.set()
        await asyncio.wait_for(asyncio.gather(*clients), 60)
        await _every_key_answers_the_same_again(centre, client, told)
        house.kill()
    print(f"{SEEDS} kills, {len(told.answers)} cases answered, {told.cut_off} requests cut off")
    assert told.cut_off > 0, "no request was under way when the server died"
    await _everything_is_there_once(house, centre, told)
    assert house.command("verify").wait(120) == 0, house.said("verify")


async def _until_there_is_work(told: Answered, more: int, clients: list[asyncio.Task[None]]) -> None:
    """Some cases later, so that the server dies at work; a client that gave up ends the run at once."""
    wanted, patience = len(told.answers) + more, time.monotonic() + START
    while len(told.answers) < wanted:
        for each in clients:
            if each.done():
                each.result()
        assert time.monotonic() < patience, "the server takes nothing in"
        await asyncio.sleep(0.002)


async def _take_in_again_and_again(
    centre: SmallCentre, client: httpx.AsyncClient, told: Answered, number: int, stopping: asyncio.Event
) -> None:
    chance, role = random.Random(number), ROLES[number % len(ROLES)]
    while not stopping.is_set():
        key = str(new_id())
        body = _matter(centre, role, key, by_phone=number % 2 == 0)
        told.sent[key] = role, body
        for _ in range(chance.choice((1, 1, 2))):
            told.add(key, await _insist(centre, client, told, role, key, body))


def _matter(centre: SmallCentre, role: Role, key: str, *, by_phone: bool) -> dict[str, Any]:
    """What a colleague's phone sends names its own id; what the desk types does not."""
    matter: dict[str, Any] = {
        "kind": "inquiry",
        "summary": "门禁卡补办",
        "words": "门禁卡丢了，怎么补？",
        "unit_id": str(centre.unit),
        "channel": "met_on_patrol" if role is Role.OTHER_STAFF else "phone",
        "salutation": "王女士",
        "resident_type": "owner",
        "contact": "13800001234",
        "contact_state": "given",
        "contact_asked": True,
    }
    return matter | ({"id": key} if by_phone else {})


async def _insist(
    centre: SmallCentre, client: httpx.AsyncClient, told: Answered, role: Role, key: str, body: dict[str, Any]
) -> dict[str, Any]:
    """Send it, and with the same key again for as long as nobody answers."""
    headers = centre.signed_in(role) | {"Idempotency-Key": key}
    patience = time.monotonic() + START
    while time.monotonic() < patience:
        try:
            answer = await client.post("/api/v1/cases", json=body, headers=headers)
        except httpx.ConnectError:
            await asyncio.sleep(0.05)
        except httpx.TransportError:
            told.cut_off += 1
        else:
            assert answer.status_code == 201, answer.text
            found: dict[str, Any] = answer.json()
            return found
    raise AssertionError("the server did not come back")


async def _every_key_answers_the_same_again(
    centre: SmallCentre, client: httpx.AsyncClient, told: Answered
) -> None:
    """After the last kill each key is sent once more: the first answer's id and number, no new case."""
    for key, (role, body) in told.sent.items():
        told.add(key, await _insist(centre, client, told, role, key, body))
    for answers in told.answers.values():
        assert len(answers) > 1
        assert len(set(answers)) == 1, answers


async def _everything_is_there_once(house: House, centre: SmallCentre, told: Answered) -> None:
    """In the store: exactly the cases that were answered, each number once, the register without gaps."""
    connection = await asyncpg.connect(house.postgres.dsn)
    try:
        stored = await connection.fetch("SELECT id, number FROM cases WHERE centre_id = $1", centre.id)
        entries = await connection.fetch(
            "SELECT day, ordinal, number FROM register_entries WHERE centre_id = $1 ORDER BY day, ordinal",
            centre.id,
        )
    finally:
        await connection.close()
    answered = Counter(answers[0] for answers in told.answers.values())
    assert Counter((str(row["id"]), row["number"]) for row in stored) == answered
    for day in {row["day"] for row in entries}:
        ordinals = [row["ordinal"] for row in entries if row["day"] == day]
        assert ordinals == list(range(1, len(ordinals) + 1))
    assert {row["number"] for row in entries} == {row["number"] for row in stored} - {None}
