"""How long a month's report and a month's conformance take in a big store.

`python -m tests.load.reports` writes its part of docs/bench.md. YINGMEN_REPORTS names the sizes. The demo's
cases are worked through as people would, measured by the worker, and copied many times over with what was
measured of them, five minutes apart: a million reach back nine years. The copies have no journals: the
reports do not read them.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx
from pydantic import SecretStr

from app.database import embedded, migrations
from app.database.session import Database
from app.demo import fill
from app.procedure.vocabulary import Role
from app.register.measuring import make_complete
from app.settings import Settings
from app.staff.tokens import hash_of
from tests.load.bench import API, free_port, served, write_part
from tests.load.seeds import CASES, DUTIES, OPEN_EVERY

SIZES = tuple(int(size) for size in os.environ.get("YINGMEN_REPORTS", "100000").split(","))
HEADING = "## Reports and conformance of a month"
TOKEN = "reports-of-a-month"
WANTED = 3.0
MINUTES_BETWEEN = 5
A_DAY = 24 * 60 // MINUTES_BETWEEN
TIMES = 5

APART = f"""
CREATE TEMP TABLE copies AS
WITH real AS (SELECT id, unit_id, row_number() OVER (ORDER BY id) - 1 AS place FROM cases
               WHERE number NOT LIKE 'G%')
SELECT n, gen_random_uuid() AS new_id, real.id AS old_id, real.unit_id, '{{}}' AS personal,
       n % {OPEN_EVERY} = 0 AS open, n * interval '{MINUTES_BETWEEN} minutes' AS ago
  FROM generate_series($1::int, $2::int) n JOIN real ON real.place = n % (SELECT count(*) FROM real)
"""
REGISTER = f"""
INSERT INTO register_entries SELECT made.* FROM copies k JOIN register_entries r ON r.id = k.old_id,
    LATERAL jsonb_populate_record(r, jsonb_build_object('id', k.new_id, 'number', 'G' || k.n,
        'ordinal', 1000000 + k.n, 'day', r.day - k.n / {A_DAY}, 'accepted_at', r.accepted_at - k.ago)) made
"""
MEASURES = f"""
INSERT INTO case_measures SELECT made.* FROM copies k JOIN case_measures m ON m.case_id = k.old_id,
    LATERAL jsonb_populate_record(m, jsonb_build_object('case_id', k.new_id, 'is_open', k.open,
        'day', m.day - k.n / {A_DAY}, 'closed_at', m.closed_at - k.ago,
        'first_due_at', m.first_due_at - k.ago, 'first_at', m.first_at - k.ago)) made
"""
OBLIGATIONS = """
INSERT INTO case_obligations SELECT made.* FROM copies k JOIN case_obligations o ON o.case_id = k.old_id,
    LATERAL jsonb_populate_record(o, jsonb_build_object('case_id', k.new_id,
        'started_at', o.started_at - k.ago, 'due_at', o.due_at - k.ago, 'ended_at', o.ended_at - k.ago)) made
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            asyncio.run(_worked_through(settings, server.dsn))
            lines = _grown(settings, server.dsn)
        finally:
            server.stop()
    told = (
        f"Median of {TIMES} answers over HTTP, one after another, of a store of one centre with a case every",
        f"{MINUTES_BETWEEN} minutes; the longest in brackets. Wanted: at most {WANTED:.0f} s.",
        "",
        "| cases | of them in the month | monthly report, s | conformance, s | load average | |",
        "|---|---|---|---|---|---|",
    )
    write_part(HEADING, [*told, *lines])


async def _worked_through(settings: Settings, dsn: str) -> None:
    """The demo centre, its head signed in, and every case of it measured."""
    await fill(settings, lambda _: None)
    connection = await asyncpg.connect(dsn)
    centre, head = await connection.fetchrow(
        "SELECT centre_id, person_id FROM appointments WHERE role = $1", Role.HEAD_OF_CUSTOMER_SERVICE
    )
    now = datetime.now(UTC)
    await connection.execute(
        "INSERT INTO sign_ins (token_hash, id, centre_id, person_id, created_at, last_seen_at, expires_at)"
        " VALUES ($1, gen_random_uuid(), $2, $3, $4, $4, $5)",
        *(hash_of(TOKEN), centre, head, now, now + timedelta(days=7)),
    )
    await connection.close()
    database = Database(settings.sqlalchemy_url())
    await make_complete(database, centre, datetime(1970, 1, 1, tzinfo=UTC), 10_000)
    await database.close()


def _grown(settings: Settings, dsn: str) -> list[str]:
    port, lines = free_port(), []
    told = {"DATABASE_URL": dsn, "YINGMEN_DATA_DIR": str(settings.data_dir), "YINGMEN_PORT": str(port)}
    program = [sys.executable, "-m", "app.cli", "serve"]
    with served(program, told | {"YINGMEN_LOG_LEVEL": "error"}, port):
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            asyncio.run(stock(dsn, before, size))
            lines.append(asyncio.run(_asked(port, size)))
            print(lines[-1], file=sys.stderr)
    return lines


async def stock(dsn: str, before: int, size: int) -> None:
    """Copies of the centre's cases up to this size, with what was measured of each."""
    connection = await asyncpg.connect(dsn)
    await connection.execute("SET jit = off")
    await connection.execute(APART.replace("$1", str(before + 1)).replace("$2", str(size)))
    for statement in (CASES, DUTIES, REGISTER, MEASURES, OBLIGATIONS):
        await connection.execute(statement)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def _asked(port: int, size: int) -> str:
    last = datetime.now(UTC).date() - timedelta(days=3)
    days = {"from_day": str(last - timedelta(days=29)), "to_day": str(last)}
    headers = {"Cookie": f"yingmen_session={TOKEN}"}
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}{API}", headers=headers, timeout=300
    ) as client:
        first = await client.get("/reports/period", params=days)
        assert first.status_code == 200, first.text
        found = first.json()
        assert found["not_counted"] == 0
        report = [await _seconds(client, "/reports/period", days) for _ in range(TIMES)]
        clauses = [await _seconds(client, "/conformance", days) for _ in range(TIMES)]
    kept = max(statistics.median(report), statistics.median(clauses)) < WANTED
    figures = " | ".join(f"{statistics.median(each):.2f} ({max(each):.2f})" for each in (report, clauses))
    load = os.getloadavg()[0]
    return f"| {size:,} | {found['accepted']:,} | {figures} | {load:.1f} | {'ok' if kept else 'missed'} |"


async def _seconds(client: httpx.AsyncClient, address: str, days: dict[str, str]) -> float:
    began = time.perf_counter()
    answer = await client.get(address, params=days)
    assert answer.status_code == 200, answer.text
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
