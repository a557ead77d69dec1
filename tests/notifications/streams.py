"""Somebody who listens to the stream over a real connection."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

PATIENCE = 20.0


@dataclass(frozen=True)
class Heard:
    """One event as it came over the wire."""

    event: str
    number: int
    data: dict[str, Any]


@dataclass
class Ear:
    """A listener, with all it has heard so far."""

    heard: list[Heard] = field(default_factory=list)
    signs_of_life: int = 0
    over: bool = False
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait_for(self, event: str, count: int = 1) -> list[Heard]:
        async with asyncio.timeout(PATIENCE):
            while len(self.of(event)) < count:
                assert not self.over, f"the stream ended after {self.heard}"
                self.came.clear()
                await self.came.wait()
        return self.of(event)

    async def until_over(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self.over:
                self.came.clear()
                await self.came.wait()

    def of(self, event: str) -> list[Heard]:
        return [each for each in self.heard if each.event == event]

    @property
    def last(self) -> int:
        return self.heard[-1].number

    async def take(self, answer: httpx.Response) -> None:
        fields: dict[str, str] = {}
        try:
            async for line in answer.aiter_lines():
                if line.startswith(":"):
                    self.signs_of_life += 1
                elif line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "event" in fields:
                    self.heard.append(Heard(fields["event"], int(fields["id"]), json.loads(fields["data"])))
                    fields = {}
                self.came.set()
        except httpx.TransportError:
            pass  # a server that is killed cuts the line: what counts is what was heard
        finally:
            self.over = True
            self.came.set()


@asynccontextmanager
async def listening(address: str, headers: dict[str, str], last: int | None = None) -> AsyncIterator[Ear]:
    """Listens as long as the block lasts."""
    told = headers | ({} if last is None else {"Last-Event-ID": str(last)})
    ear = Ear()
    async with (
        httpx.AsyncClient(timeout=httpx.Timeout(PATIENCE, read=None)) as client,
        client.stream("GET", f"{address}/api/v1/stream", headers=told) as answer,
    ):
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        task = asyncio.create_task(ear.take(answer))
        try:
            yield ear
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The app on a port of this machine, in this process."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, log_config=None, log_level="error", ws="none", timeout_graceful_shutdown=5
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[held]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has nothing to wait for
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{held.getsockname()[1]}"
        finally:
            await app.state.listening.end()
            server.should_exit = True
            await serving
