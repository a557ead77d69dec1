"""A wire between a browser and the house, which a test can cut at any point of a request."""

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

HERE = "127.0.0.1"
LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
CHUNKED = re.compile(rb"^transfer-encoding:.*chunked", re.IGNORECASE | re.MULTILINE)
WRITING = re.compile(rb"^(POST|PUT) /api/v1/(cases|duty-log)")
OWN = re.compile(rb"^GET /(?!api/)")
"""The app's own files, which a phone has in its own store."""
BODILESS = re.compile(rb"^HTTP/1.1 (1\d\d|204|304)")


class Cut(StrEnum):
    """Where a request that writes is cut."""

    NOWHERE = "nowhere"
    BEFORE = "before the house has it"
    AFTER = "after the house has done it, before any answer"
    HALF = "in the middle of the answer"


class Hung(Exception):
    """One side is gone."""


@dataclass
class Wire:
    """Carries requests to the house; the next ones that write are cut as `cuts` says."""

    house: int
    cuts: deque[Cut] = field(default_factory=deque)
    whole: bool = True
    seen: int = 0
    cut: int = 0
    _server: asyncio.Server | None = None
    _lines: set[asyncio.StreamWriter] = field(default_factory=set)

    async def lay(self) -> int:
        self._server = await asyncio.start_server(self._line, HERE, 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def take_away(self) -> None:
        self.break_off()
        if self._server is not None:
            self._server.close()

    def break_off(self) -> None:
        """No network: what was open is cut, and nothing new gets through."""
        self.whole = False
        for line in list(self._lines):
            line.close()

    def mend(self) -> None:
        self.whole = True
        self.cuts.clear()

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        upstream: asyncio.StreamWriter | None = None
        try:
            back, upstream = await asyncio.open_connection(HERE, self.house)
            while await self._exchange(reader, writer, back, upstream):
                pass
        except (Hung, OSError):
            pass  # A wire that was cut: just what is being tried.
        finally:
            self._lines.discard(writer)
            for each in (writer, upstream):
                if each is not None:
                    each.close()

    async def _exchange(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        back: asyncio.StreamReader,
        upstream: asyncio.StreamWriter,
    ) -> bool:
        asked = await _message(reader)
        cut = self._next_cut() if WRITING.match(asked) else Cut.NOWHERE
        if cut is Cut.BEFORE or not (self.whole or OWN.match(asked)):
            return False
        upstream.write(asked)
        await upstream.drain()
        told = await _message(back)
        if cut is Cut.AFTER:
            return False
        writer.write(told[: len(told) - 20] if cut is Cut.HALF else told)
        await writer.drain()
        return cut is not Cut.HALF

    def _next_cut(self) -> Cut:
        self.seen += 1
        next_one = self.cuts.popleft() if self.cuts else Cut.NOWHERE
        self.cut += next_one is not Cut.NOWHERE
        return next_one


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One request or answer, whole."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        if BODILESS.match(head):
            return head
        if CHUNKED.search(head):
            return head + await _chunks(reader)
        length = LENGTH.search(head)
        return head + (await reader.readexactly(int(length[1])) if length else b"")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise Hung from error


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    told = b""
    while True:
        size = await reader.readuntil(b"\r\n")
        piece = await reader.readexactly(int(size, 16) + 2)
        told += size + piece
        if piece == b"\r\n":
            return told
