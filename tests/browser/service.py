"""The real service on one port, which a test may stop and start again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from sqlalchemy import text

from app.database.session import Database
from app.demo.filling import fill, sign_ins_file
from app.main import create_app
from app.settings import Settings
from tests.conftest import Server

HERE = "127.0.0.1"
STORED = """
SELECT c.id, c.personal->>'place' AS place,
       (SELECT count(*) FROM attachments a WHERE a.case_id = c.id) AS files,
       (SELECT array_agg(j.event ORDER BY j.number) FROM case_journal j WHERE j.case_id = c.id) AS events
  FROM cases c WHERE c.personal->>'place' LIKE :place
"""


@dataclass
class Service:
    """A served demo centre in real time."""

    settings: Settings
    database: Database
    passwords: dict[str, str]
    port: int = 0
    _server: uvicorn.Server | None = None
    _serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        app = create_app(self.settings, database=self.database)
        config = uvicorn.Config(
            app, host=HERE, port=self.port, log_level="critical", ws="none", timeout_graceful_shutdown=0
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.02)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """At once: whoever is connected is cut off."""
        assert self._server is not None
        assert self._serving is not None
        self._server.should_exit = True
        await self._serving

    async def cookies(self, login: str, port: int) -> list[Any]:
        """A signed-in browser's cookies, for the wire that leads here."""
        async with httpx.AsyncClient(base_url=f"http://{HERE}:{self.port}/api/v1") as client:
            body = {"login": login, "password": self.passwords[login]}
            answer = await client.post("/session", json=body)
            assert answer.status_code < 300, answer.text
            return [
                {"name": each.name, "value": each.value, "url": f"http://{HERE}:{port}"}
                for each in client.cookies.jar
            ]

    async def stored(self, place: str) -> list[dict[str, Any]]:
        """The cases at places that begin like this, with their files and their history."""
        async with self.database.transaction() as session:
            found = await session.execute(text(STORED), {"place": place + "%"})
            return [dict(each) for each in found.mappings()]


@asynccontextmanager
async def service_of(server: Server, folder: Path) -> AsyncIterator[Service]:
    async with server.copy(f"{server.template}_faults") as database:
        settings = Settings(
            data_dir=folder,
            database_url=database.engine.url.render_as_string(hide_password=False),
            log_level="error",
            password_memory_kib=8,
            password_rounds=1,
        )
        settings.make_keys()
        await fill(settings, lambda _: None)
        passwords = json.loads(sign_ins_file(settings).read_text(encoding="utf-8"))
        service = Service(settings, database, passwords)
        await service.start()
        yield service
        await service.stop()
