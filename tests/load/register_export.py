"""How long and how much memory the register's workbook takes, and whether the desk waits meanwhile.

`python -m tests.load.register_export` writes its part of docs/bench.md. YINGMEN_EXPORT names the sizes.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
from pydantic import SecretStr

from app.database import embedded, migrations
from app.settings import Settings
from tests.load.bench import API, SIGNED, free_port, lay_out, own_program, served, write_part
from tests.load.seeds import LISTED, grow

SIZES = tuple(int(size) for size in os.environ.get("YINGMEN_EXPORT", "10000,100000").split(","))
HEADING = "## The register as a workbook"
COLUMNS = (
    "| rows | seconds | rows a second | file MiB | server grows by MiB | press MiB |"
    " a page of the queue, alone / meanwhile, ms | |"
)
MIB = 1024 * 1024
ALLOWED_MIB = 100


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            stage = asyncio.run(lay_out(settings, server.dsn))
            lines = []
            port = free_port()
            with served(*own_program(settings, stage, port), port) as (process, _):
                for before, size in zip((0, *SIZES), SIZES, strict=False):
                    asyncio.run(grow(stage.dsn, list(stage.estate.units.values()), before, size, LISTED))
                    lines.append(asyncio.run(_export(process, port, size)))
                    print(lines[-1], file=sys.stderr)
        finally:
            server.stop()
    write_part(HEADING, [COLUMNS, "|---|---|---|---|---|---|---|---|", *lines])


async def _export(process: psutil.Process, port: int, size: int) -> str:
    """One export, while a desk asks for its queue all the time."""
    address = f"http://127.0.0.1:{port}{API}"
    async with httpx.AsyncClient(base_url=address, headers=SIGNED, timeout=3600) as client:
        alone = [await _page(client) for _ in range(50)]
        before = process.memory_info().rss
        watch = asyncio.ensure_future(_watched(process))
        asking = asyncio.ensure_future(_asking(client))
        began = time.perf_counter()
        length = 0
        async with client.stream("GET", "/register/document", params={"format": "xlsx"}) as answer:
            assert answer.status_code == 200
            async for piece in answer.aiter_bytes():
                length += len(piece)
        seconds = time.perf_counter() - began
        watch.cancel()
        asking.cancel()
        most, press = await _ended(watch)
        meanwhile = await _ended(asking)
    grown = (most - before) / MIB
    told = "ok" if max(grown, press / MIB) < ALLOWED_MIB else "too much"
    waits = f"{_median(alone)} / {_median(meanwhile)}"
    return (
        f"| {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {length / MIB:.1f} | {grown:.0f} |"
        f" {press / MIB:.0f} | {waits} | {told} |"
    )


def _median(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f}"


async def _ended(task: "asyncio.Future[Any]") -> Any:
    return await task


async def _page(client: httpx.AsyncClient) -> float:
    began = time.perf_counter()
    answer = await client.get("/cases", params={"limit": 50})
    assert answer.status_code == 200
    return time.perf_counter() - began


async def _asking(client: httpx.AsyncClient) -> list[float]:
    found = []
    try:
        while True:
            found.append(await _page(client))
            await asyncio.sleep(0.05)
    except asyncio.CancelledError:
        return found


async def _watched(process: psutil.Process) -> tuple[int, int]:
    """The most memory that the server, and that a press beside it, had."""
    server = press = 0
    try:
        while True:
            server = max(server, process.memory_info().rss)
            for child in process.children(recursive=True):
                try:
                    if "app.paper" in child.cmdline():
                        press = max(press, child.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        return server, press


if __name__ == "__main__":
    main()
