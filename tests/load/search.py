"""How long a search over many cases takes, beside a plain LIKE on the same store in the same run.

`python -m tests.load.search` writes its part of docs/bench.md. YINGMEN_SEARCH names the sizes.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import asyncpg
from pydantic import SecretStr

from app.database import embedded, migrations
from app.settings import Settings
from tests.load.bench import API, SIGNED, Stage, free_port, lay_out, own_program, served, write_part
from tests.load.callers import Ask, Figures, one_of, run
from tests.load.seeds import FOUND, grow

SIZES = tuple(int(size) for size in os.environ.get("YINGMEN_SEARCH", "10000,100000").split(","))
LENGTHS = (1, 2, 4)
HEADING = "## Finding cases by what was said"
ASKED = 200
"""So many different queries of each length, cut out of what residents said."""
BESIDE = 30
SECONDS = 6
LIKE = """
SELECT id FROM cases WHERE centre_id = $1
   AND (personal ->> 'summary' LIKE $2 OR personal ->> 'words' LIKE $2)
 ORDER BY recorded_at DESC, id DESC LIMIT 51
"""
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            lines = _measured(settings, asyncio.run(lay_out(settings, server.dsn)))
        finally:
            server.stop()
    write_part(HEADING, [*TOLD, *lines])


TOLD = (
    f"{ASKED} queries of each length, cut at random out of what the cases say (frequent words come often),",
    "one connection. Ours is a page of 50 over HTTP, best fit first, with marks; LIKE is one statement on",
    f"the driver over summary and words, the newest 51, unranked, {BESIDE} of the same queries.",
    "Words that many cases hold fill LIKE's page early; rare ones make it read the whole store.",
    "",
    "| cases | characters | ours p50 ms | ours p95 ms | LIKE p50 ms | LIKE p95 ms | seeded in s |",
    "|---|---|---|---|---|---|---|",
)


def _measured(settings: Settings, stage: Stage) -> list[str]:
    lines, port = [], free_port()
    with served(*own_program(settings, stage, port), port):
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            began = time.perf_counter()
            units = list(stage.estate.units.values())
            asyncio.run(grow(stage.dsn, units, before, size, FOUND))
            seeded = time.perf_counter() - began
            for length in LENGTHS:
                lines.append(asyncio.run(_line(stage, port, size, length)) + f" {seeded:.0f} |")
                print(lines[-1], file=sys.stderr)
    return lines


async def _line(stage: Stage, port: int, size: int, length: int) -> str:
    connection = await asyncpg.connect(stage.dsn)
    queries = await _queries(connection, length)
    asks = [Ask("GET", f"{API}/cases?q={quote(each)}&limit=50", headers=SIGNED) for each in queries]
    await run("warm", port, one_of(asks), connections=1, seconds=1)
    ours = await run("search", port, one_of(asks), connections=1, seconds=SECONDS)
    beside = await _like(connection, stage, queries[:BESIDE])
    await connection.close()
    told = (figures.percentile(share) for figures in (ours, beside) for share in (0.5, 0.95))
    return f"| {size:,} | {length} | {' | '.join(f'{each:.1f}' for each in told)} |"


async def _queries(connection: asyncpg.Connection, length: int) -> list[str]:
    """Pieces of what some residents said."""
    rows = await connection.fetch(
        "SELECT personal ->> 'words' AS words FROM cases WHERE number LIKE 'G%' ORDER BY random() LIMIT $1",
        ASKED,
    )
    chance = random.Random(length)
    cut = []
    for row in rows:
        piece = chance.choice(CHINESE.findall(row["words"]))
        at = chance.randint(0, len(piece) - length)
        cut.append(piece[at : at + length])
    return cut


async def _like(connection: asyncpg.Connection, stage: Stage, queries: Sequence[str]) -> Figures:
    latencies = []
    for each in queries:
        began = time.perf_counter()
        await connection.fetch(LIKE, stage.estate.centre_id, f"%{each}%")
        latencies.append(time.perf_counter() - began)
    return Figures("like", 1, sum(latencies), latencies)


if __name__ == "__main__":
    main()
