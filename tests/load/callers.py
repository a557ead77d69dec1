"""A light client: keep-alive connections over plain streams, so that the client is not what is measured."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any


@dataclass(frozen=True)
class Ask:
    """One request."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        payload = b"" if self.body is None else json.dumps(self.body).encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(payload)}"]
        if payload:
            lines.append("Content-Type: application/json")
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + payload


@dataclass
class Figures:
    """What one run came to."""

    name: str
    connections: int
    seconds: float
    latencies: list[float]
    server_seconds: float = 0.0
    """What the server's process worked for it: steadier than the clock where others work too."""

    @property
    def server_ms(self) -> float:
        return self.server_seconds * 1000 / len(self.latencies)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share was answered."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


async def run(
    name: str, port: int, make: Callable[[int], Ask], *, connections: int, seconds: float
) -> Figures:
    """Ask again and again on so many connections for so long; any answer but 2xx ends the run."""
    latencies: list[float] = []
    counter = iter(range(10**9))
    began = time.perf_counter()
    await asyncio.gather(
        *(_connection(port, make, counter, latencies, began + seconds) for _ in range(connections))
    )
    return Figures(name, connections, time.perf_counter() - began, latencies)


async def _connection(
    port: int, make: Callable[[int], Ask], counter: Iterator[int], latencies: list[float], until: float
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < until:
            ask = make(next(counter)).as_bytes()
            began = time.perf_counter()
            writer.write(ask)
            status = await _answered(reader)
            latencies.append(time.perf_counter() - began)
            if not 200 <= status < 300:
                raise RuntimeError(f"answered {status}: {ask[:200]!r}")
    finally:
        writer.close()


async def _answered(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


def one_of(asks: list[Ask]) -> Callable[[int], Ask]:
    """These requests in turn."""
    turn = cycle(asks)
    return lambda _: next(turn)
