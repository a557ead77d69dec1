"""Speed as ratios in one run: the service beside bare handlers, on one machine and one PostgreSQL.

`python -m tests.load.bench` writes docs/bench.md. Nothing here is a test: figures, not assertions.
"""

import asyncio
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import psutil
from pydantic import SecretStr
from sqlalchemy import insert

from app.cases.actions import Desk, take_in
from app.database import embedded, migrations
from app.database.ids import new_id
from app.database.session import Database
from app.demo.estate import Estate, build
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Contact, Kind
from app.residents.contacts import ContactKeys
from app.settings import Settings
from app.staff.tables import SignIn
from app.staff.tokens import hash_of
from tests.load.bare import write
from tests.load.callers import Ask, Figures, one_of, run

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
TOKEN = "bench"
TARGETS = {"create": 0.40, "queue": 0.45, "case + journal": 0.40, "action": 0.45}
REPORT = Path(__file__).parents[2] / "docs" / "bench.md"
OPEN_CASES = 300
MOST_MIB, MOST_SECONDS = 110, 2
HEADING = "## Beside bare handlers"
API, SIGNED = "/api/v1", {"Cookie": f"yingmen_session={TOKEN}"}


@dataclass
class Stage:
    """What the runs share: where things listen, and which cases there are."""

    dsn: str
    estate: Estate
    cases: list[UUID]
    bare_cases: list[UUID]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            stage = asyncio.run(lay_out(settings, server.dsn))
            lines = _measure(settings, stage)
        finally:
            server.stop()
    write_part(HEADING, lines)


def write_part(heading: str, lines: list[str]) -> None:
    """Puts these lines under their heading in the report; the other parts stay as they were."""
    kept = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    parts = {f"## {part.partition(chr(10))[0]}": part for part in kept.split("\n## ")[1:]}
    parts[heading] = "\n".join([heading.removeprefix("## "), "", *lines, ""])
    told = [parts[name].rstrip("\n") for name in sorted(parts, key=lambda name: name != HEADING)]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n\n## ".join(["# Speed", *told]) + "\n", encoding="utf-8")
    print("\n".join(lines))


async def lay_out(settings: Settings, dsn: str) -> Stage:
    """A demo estate, a desk clerk signed in, some hundred open cases, and the bare tables."""
    database, keys = Database(settings.sqlalchemy_url()), ContactKeys.from_settings(settings)
    now = datetime.now(UTC)
    async with database.transaction() as session:
        estate = await build(session, now)
        row = {"centre_id": estate.centre_id, "id": new_id(), "token_hash": hash_of(TOKEN)}
        times = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(days=7)}
        await session.execute(insert(SignIn).values(**row, person_id=estate.people["desk"], **times))
    cases = []
    for _ in range(OPEN_CASES):
        async with database.transaction() as session:
            desk = Desk(session, estate.actor("desk"), now, keys)
            cases.append((await take_in(desk, _form(estate), new_id())).case_id)
    await database.close()
    connection = await asyncpg.connect(dsn)
    await connection.execute("CREATE TABLE bare_cases (id uuid PRIMARY KEY, body text, at timestamptz)")
    await connection.execute(
        "CREATE TABLE bare_journal (case_id uuid, number int, body text, PRIMARY KEY (case_id, number))"
    )
    bare = [uuid4() for _ in range(OPEN_CASES)]
    for case_id in bare:
        await write(connection, case_id, "x")
    await connection.execute("ANALYZE")
    await connection.close()
    return Stage(dsn, estate, cases, bare)


def _form(estate: Estate) -> TakeIn:
    return TakeIn(
        kind=Kind.INQUIRY,
        channel=Channel.PHONE,
        words="门禁卡丢了，补一张要带什么？",
        unit_id=estate.units["3栋502"],
        contact_state=Contact.DECLINED,
        contact_asked=True,
    )


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@contextmanager
def served(program: list[str], env: dict[str, str], port: int) -> Iterator[tuple[psutil.Process, float]]:
    """A server process, and how long it took to its first answer."""
    began = time.perf_counter()
    child = subprocess.Popen(program, env=os.environ | env, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield psutil.Process(child.pid), time.perf_counter() - began
    finally:
        child.terminate()
        child.wait()


def own_program(settings: Settings, stage: Stage, port: int) -> tuple[list[str], dict[str, str]]:
    """How the service itself is started, and with what environment."""
    told = {
        "DATABASE_URL": stage.dsn,
        "YINGMEN_DATA_DIR": str(settings.data_dir),
        "YINGMEN_PORT": str(port),
        "YINGMEN_LOG_LEVEL": "error",
    }
    return [sys.executable, "-m", "app.cli", "serve"], told


def matter_of(stage: Stage) -> dict[str, object]:
    """What is posted."""
    return {
        "kind": "inquiry",
        "channel": "phone",
        "words": "门禁卡丢了，补一张要带什么？",
        "unit_id": str(stage.estate.units["3栋502"]),
    }


def _measure(settings: Settings, stage: Stage) -> list[str]:
    bare_port, own_port = free_port(), free_port()
    bare = [sys.executable, "-m", "uvicorn", "tests.load.bare:app", "--port", str(bare_port)]
    own, own_env = own_program(settings, stage, own_port)
    figures: dict[str, dict[int, tuple[Figures, Figures]]] = {}
    with (
        served([*bare, "--log-level", "error"], {"BARE_DSN": stage.dsn}, bare_port) as (beside, _),
        served(own, own_env, own_port) as (process, started),
    ):
        for name, (theirs, ours) in _asks(stage).items():
            figures[name] = {}
            for connections in (1, 16):
                asyncio.run(run("warm", own_port, one_of(ours), connections=connections, seconds=0.5))
                left = _worked(name, beside, bare_port, theirs, connections)
                right = _worked(name, process, own_port, ours, connections)
                figures[name][connections] = (left, right)
        resident = process.memory_info().rss / 2**20
    raw = {connections: asyncio.run(_raw(stage.dsn, connections)) for connections in (1, 16)}
    return _report(figures, raw, resident, started)


def _worked(name: str, process: psutil.Process, port: int, asks: list[Ask], connections: int) -> Figures:
    """One run, and what the server's process worked meanwhile."""
    before = process.cpu_times()
    found = asyncio.run(run(name, port, one_of(asks), connections=connections, seconds=SECONDS))
    after = process.cpu_times()
    return replace(found, server_seconds=after.user + after.system - before.user - before.system)


def _asks(stage: Stage) -> dict[str, tuple[list[Ask], list[Ask]]]:
    signed, api, centre, matter = SIGNED, API, stage.estate.centre_id, matter_of(stage)

    class Fresh(Ask):
        """A new Idempotency-Key each time."""

        def as_bytes(self) -> bytes:
            return Ask(
                self.method, self.path, self.body, signed | {"Idempotency-Key": str(uuid4())}
            ).as_bytes()

    own_reads = [
        ask
        for case in stage.cases
        for ask in (
            Ask("GET", f"{api}/cases/{case}", headers=signed),
            Ask("GET", f"{api}/cases/{case}/journal", headers=signed),
        )
    ]
    bare_reads = [
        ask
        for case in stage.cases
        for ask in (Ask("GET", f"/case/{centre}/{case}"), Ask("GET", f"/journal/{centre}/{case}"))
    ]
    note = {"note": "已电话提醒"}
    return {
        "create": ([Ask("POST", "/create", matter)], [Fresh("POST", f"{api}/cases", matter)]),
        "queue": (
            [Ask("GET", f"/queue/{centre}")],
            [Ask("GET", f"{api}/cases?sort=due&open=true&limit=50", headers=signed)],
        ),
        "case + journal": (bare_reads, own_reads),
        "action": (
            [Ask("POST", f"/action/{case}", matter) for case in stage.bare_cases],
            [Fresh("POST", f"{api}/cases/{case}/add-note", note) for case in stage.cases],
        ),
    }


async def _raw(dsn: str, connections: int) -> float:
    """Transactions a second on the driver alone."""
    pool = await asyncpg.create_pool(dsn, min_size=connections, max_size=connections)
    until, done = time.perf_counter() + SECONDS, 0

    async def go() -> None:
        nonlocal done
        async with pool.acquire() as connection:
            while time.perf_counter() < until:
                await write(connection, uuid4(), "x")
                done += 1

    await asyncio.gather(*(go() for _ in range(connections)))
    await pool.close()
    return done / SECONDS


def _report(
    figures: dict[str, dict[int, tuple[Figures, Figures]]],
    raw: dict[int, float],
    resident: float,
    started: float,
) -> list[str]:
    lines = [
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {platform.machine()},",
        f"{os.cpu_count()} cores, Python {platform.python_version()}. Embedded PostgreSQL without fsync",
        "for both sides, one server process each, client on loopback. A ratio is our rate over the bare",
        "handler's in the same run; the bare handler is FastAPI and asyncpg doing just that one thing,",
        "without sign-in, rules or journal chain. CPU: the server process' milliseconds a request.",
        "",
        f"Raw asyncpg transaction (case row, journal row, commit): {raw[1]:.0f}/s, on 16 {raw[16]:.0f}/s.",
        "",
        "| what | conn. | bare /s | ours /s | ratio | wanted | p50 ms | p99 ms | p99/p50 | CPU bare | CPU |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, by_connections in figures.items():
        for connections, (left, right) in by_connections.items():
            p50, p99 = right.percentile(0.5), right.percentile(0.99)
            wanted = f"{TARGETS[name]:.2f}" if connections == 16 else ""
            lines.append(
                f"| {name} | {connections} | {left.rate:.0f} | {right.rate:.0f} "
                f"| {right.rate / left.rate:.2f} | {wanted} | {p50:.1f} | {p99:.1f} | {p99 / p50:.1f} "
                f"| {left.server_ms:.2f} | {right.server_ms:.2f} |"
            )
    lines += [
        "",
        f"Resident memory of the server process after the run: {resident:.0f} MiB (wanted: at most 110).",
        f"From process start to the open port: {started:.1f} s (wanted: at most 2).",
        "",
        f"Missed: {', '.join(_missed(figures, resident, started)) or 'nothing'}. The machine's load average",
        f"was {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores: above that number the ratios swing widely.",
    ]
    return lines


def _missed(
    figures: dict[str, dict[int, tuple[Figures, Figures]]], resident: float, started: float
) -> Iterator[str]:
    for name, by_connections in figures.items():
        left, right = by_connections[16]
        if right.rate < TARGETS[name] * left.rate:
            yield f"{name} ({right.rate / left.rate:.2f} of {TARGETS[name]:.2f})"
        slow = [
            n for n, (_, ours) in by_connections.items() if ours.percentile(0.99) > 3 * ours.percentile(0.5)
        ]
        if slow:
            yield f"p99 of {name} on {' and '.join(map(str, slow))}"
    if resident > MOST_MIB:
        yield "memory"
    if started > MOST_SECONDS:
        yield "start"


if __name__ == "__main__":
    main()
