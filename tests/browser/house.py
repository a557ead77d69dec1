"""The whole house for a browser: the real service with the demo centre, at a time that a test knows."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import time_machine
import uvicorn

from app.database.session import Database
from app.demo.filling import fill, sign_ins_file
from app.main import create_app
from app.settings import Settings

HERE = "127.0.0.1"


@dataclass
class RunningClock:
    """Time that begins at a chosen moment and goes on as time does."""

    began_at: datetime
    started: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        return self.began_at + timedelta(seconds=time.monotonic() - self.started)


@dataclass(frozen=True)
class House:
    """Where the house answers, what time it has, and who may come in."""

    address: str
    clock: RunningClock
    passwords: dict[str, str]


@asynccontextmanager
async def house_at(moment: datetime, settings: Settings, database: Database) -> AsyncIterator[House]:
    """A served demo centre whose day begins at this moment."""
    with time_machine.travel(moment, tick=True):
        await fill(settings, lambda _: None)
    passwords = json.loads(sign_ins_file(settings).read_text(encoding="utf-8"))
    async with opened_at(moment, settings, database, passwords) as house:
        yield house


@asynccontextmanager
async def opened_at(
    moment: datetime, settings: Settings, database: Database, passwords: dict[str, str]
) -> AsyncIterator[House]:
    """Served, with whatever is in it."""
    clock = RunningClock(moment)
    app = create_app(settings, clock=clock, database=database)
    # The header would tell the browser the real time, which is not the time of this house.
    config = uvicorn.Config(app, host=HERE, port=0, log_level="error", date_header=False, ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield House(f"http://{HERE}:{port}", clock, passwords)
    server.should_exit = True
    await serving
