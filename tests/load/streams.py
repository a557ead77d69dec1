"""How fast an event reaches everybody who listens: two server processes, one worker, one machine.

`python -m tests.load.streams` writes its part of docs/bench.md. Figures, not assertions.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from pydantic import SecretStr

from app.cases.actions import Desk, perform, take_in
from app.database import embedded, migrations
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import Supervise
from app.procedure.vocabulary import Channel, Kind
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.load.bench import SIGNED, Stage, free_port, lay_out, own_program, served, write_part

HEADING = "## The stream"
LISTENERS = int(os.environ.get("BENCH_LISTENERS", "500"))
EVENTS = 20
EVERY = 0.5


class Crowd:
    """Listeners on plain sockets, so that the client is not what is measured."""

    def __init__(self) -> None:
        self.greeted = 0
        self.arrived: list[tuple[int, float]] = []
        self.writers: list[asyncio.StreamWriter] = []

    async def join(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        self.writers.append(writer)
        asked = f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: {SIGNED['Cookie']}\r\n\r\n"
        writer.write(asked.encode())
        while line := await reader.readline():
            if line.startswith(b"event: hello"):
                self.greeted += 1
            elif line.startswith(b"data: ") and b'"version"' in line:
                self.arrived.append((json.loads(line[6:])["version"], time.time()))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            stage = asyncio.run(lay_out(settings, server.dsn))
            write_part(HEADING, _measure(settings, stage))
        finally:
            server.stop()


def _measure(settings: Settings, stage: Stage) -> list[str]:
    ports = free_port(), free_port()
    first, first_env = own_program(settings, stage, ports[0])
    second, second_env = own_program(settings, stage, ports[1])
    worker = subprocess.Popen([sys.executable, "-m", "app.cli", "worker"], env=os.environ | first_env)
    try:
        with served(first, first_env, ports[0]) as (one, _), served(second, second_env, ports[1]) as (two, _):
            return asyncio.run(_listen(settings, stage, ports, (one, two)))
    finally:
        worker.terminate()
        worker.wait()


async def _listen(
    settings: Settings, stage: Stage, ports: tuple[int, int], servers: tuple[psutil.Process, psutil.Process]
) -> list[str]:
    database, keys = Database(settings.sqlalchemy_url()), ContactKeys.from_settings(settings)
    before = [process.memory_info().rss / 2**20 for process in servers]
    crowd = Crowd()
    tasks = [asyncio.create_task(crowd.join(ports[each % 2])) for each in range(LISTENERS)]
    await _until(lambda: crowd.greeted == LISTENERS)
    async with database.transaction() as session:
        desk = Desk(session, stage.estate.actor("desk"), datetime.now(UTC), keys)
        case = (
            await take_in(desk, TakeIn(kind=Kind.HELP, channel=Channel.PHONE, place="大堂"), new_id())
        ).case_id
    await _until(lambda: len(crowd.arrived) >= LISTENERS)
    await asyncio.sleep(EVERY)
    crowd.arrived.clear()
    committed: dict[int, float] = {}
    for _ in range(EVENTS):
        async with database.transaction() as session:
            head = Desk(session, stage.estate.actor("head"), datetime.now(UTC), keys)
            receipt: Any = await perform(head, case, Supervise(instruction="请尽快"))
        committed[receipt.version] = time.time()
        await asyncio.sleep(EVERY)
    await _until(lambda: len(crowd.arrived) >= EVENTS * LISTENERS)
    after = [process.memory_info().rss / 2**20 for process in servers]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await database.close()
    late = sorted((at - committed[version]) * 1000 for version, at in crowd.arrived)
    return _report(late, before, after, len(crowd.arrived))


async def _until(holds: Any) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - sockets, counted
            await asyncio.sleep(0.02)


def _report(late: list[float], before: list[float], after: list[float], arrived: int) -> list[str]:
    grown = sum(after) - sum(before)
    load = os.getloadavg()[0]
    middle, most = late[len(late) // 2], late[int(len(late) * 0.95)]
    told = f"{before[0]:.0f} and {before[1]:.0f} MiB before, {after[0]:.0f} and {after[1]:.0f} MiB with"
    return [
        f"`python -m tests.load.streams`, {datetime.now(UTC):%Y-%m-%d}: {LISTENERS} listeners on two server",
        f"processes, one worker that looks for work four times a second, {EVENTS} events. From the commit of",
        "the change to its arrival at a listener, waiting for the worker's next look included:",
        "",
        "| events × listeners | arrived | p50 ms | p95 ms | max ms |",
        "|---|---|---|---|---|",
        f"| {EVENTS * LISTENERS} | {arrived} | {middle:.0f} | {most:.0f} | {late[-1]:.0f} |",
        "",
        f"Memory of the two servers: {told}",
        f"everybody listening, {grown * 1024 / LISTENERS:.0f} KiB a listener.",
        f"The machine's load average was {load:.1f} on {os.cpu_count()} cores.",
    ]


if __name__ == "__main__":
    main()
