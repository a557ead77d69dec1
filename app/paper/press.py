"""Where papers are made: in processes of their own, a few at a time.

Typesetting takes processor time and a font's worth of memory; neither is taken from who waits at the desk.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.paper.document import Paper
from app.paper.spreadsheet import Sheet

HOUSE = Path(__file__).resolve().parents[2]
AT_ONCE = 2
PDF_SECONDS = 60.0
PAUSE_SECONDS = 120.0


class PressFailed(Exception):
    """The press could not make it. What it said stands in the log, not the document."""


class Press:
    """Makes documents, at most a few at once; who comes later waits."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._places = asyncio.Semaphore(at_once)

    async def pdf(self, paper: Paper, at: datetime) -> bytes:
        """A document as PDF. The same document at the same time is the same file, wherever it is made."""
        return await self._typeset(paper, at, "pdf")

    async def _typeset(self, paper: Paper, at: datetime, form: str) -> bytes:
        job = {"make": form, "at": at.isoformat(), "paper": paper.model_dump(mode="json")}
        async with self._places, _at_work() as process:
            try:
                async with asyncio.timeout(PDF_SECONDS):
                    made, said = await process.communicate(_line(job))
            except TimeoutError as late:
                raise PressFailed("took too long") from late
        _ended_well(process, said)
        return made

    async def xlsx(self, sheet: Sheet, rows: AsyncGenerator[list[Any], None]) -> Path:
        """A table as a workbook, in a file the caller takes away. Rows are handed over as they come."""
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="yingmen-paper-"))
        to = folder / "table.xlsx"
        job = {"make": "xlsx", "to": str(to), "sheet": sheet.model_dump(mode="json")}
        try:
            async with aclosing(rows), self._places, _at_work() as process:
                said = await _fed(process, job, rows)
            _ended_well(process, said)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return to


async def _fed(process: Process, job: dict[str, Any], rows: AsyncGenerator[list[Any], None]) -> bytes:
    assert process.stdin is not None
    assert process.stderr is not None
    listening = asyncio.ensure_future(process.stderr.read())
    try:
        process.stdin.write(_line(job))
        async for row in rows:
            process.stdin.write(_line(row))
            async with asyncio.timeout(PAUSE_SECONDS):
                await process.stdin.drain()
        process.stdin.close()
        async with asyncio.timeout(PAUSE_SECONDS):
            said = await listening
            await process.wait()
    except (TimeoutError, BrokenPipeError, ConnectionResetError) as broken:
        raise PressFailed("stopped while it was fed") from broken
    finally:
        listening.cancel()
    return said


@asynccontextmanager
async def _at_work() -> AsyncIterator[Process]:
    """A press that ends with its job, also when the job is called off."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.paper",
        cwd=HOUSE, stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _ended_well(process: Process, said: bytes) -> None:
    """The fault's name is told, never what was said beside it, which may hold what was to be printed."""
    if process.returncode != 0:
        fault = said.decode(errors="replace").strip().rsplit("\n", 1)[-1].partition(":")[0]
        raise PressFailed(f"ended with {process.returncode}: {fault}")


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
