"""The bare handlers the service is measured against: FastAPI and asyncpg doing just the one thing."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from fastapi import FastAPI
from pydantic import BaseModel

LINES = """
SELECT id, number, kind, status, channel, topic, received_at, recorded_at, accepted_at, next_duty,
       next_clause, next_due_at, version, personal ->> 'summary' AS summary
  FROM cases WHERE centre_id = $1 AND is_open AND next_due_at IS NOT NULL ORDER BY next_due_at, id LIMIT 50
"""


class Matter(BaseModel):
    """What is posted."""

    kind: str
    words: str
    channel: str
    unit_id: UUID | None = None


class Line(BaseModel):
    """A case as a line."""

    id: UUID
    number: str | None
    kind: str | None
    status: str
    channel: str
    topic: str | None
    received_at: datetime
    recorded_at: datetime
    accepted_at: datetime | None
    next_duty: str | None
    next_clause: str | None
    next_due_at: datetime | None
    version: int
    summary: str | None


class Event(BaseModel):
    """A line of history."""

    number: int
    event: str
    at: datetime
    payload: str
    personal: str | None


@asynccontextmanager
async def _pool(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["BARE_DSN"], min_size=16, max_size=16) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=_pool)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def write(connection: Any, case_id: UUID, words: str) -> None:
    """A case row and a journal row, in one transaction."""
    async with connection.transaction():
        await connection.execute(
            "INSERT INTO bare_cases (id, body, at) VALUES ($1, $2, $3)", case_id, words, datetime.now(UTC)
        )
        await connection.execute(
            "INSERT INTO bare_journal (case_id, number, body) VALUES ($1, 1, $2)", case_id, words
        )


@app.post("/create", status_code=201)
async def create(matter: Matter) -> dict[str, str]:
    case_id = uuid4()
    async with app.state.pool.acquire() as connection:
        await write(connection, case_id, matter.words)
    return {"id": str(case_id)}


@app.get("/queue/{centre_id}")
async def queue(centre_id: UUID) -> list[Line]:
    async with app.state.pool.acquire() as connection:
        return [Line(**row) for row in await connection.fetch(LINES, centre_id)]


@app.get("/case/{centre_id}/{case_id}")
async def case(centre_id: UUID, case_id: UUID) -> dict[str, Any]:
    async with app.state.pool.acquire() as connection:
        row = await connection.fetchrow(
            "SELECT id, number, kind, status, channel, topic, received_at, recorded_at, accepted_at, version,"
            " facts, personal FROM cases WHERE centre_id = $1 AND id = $2",
            centre_id,
            case_id,
        )
    return dict(row)


@app.get("/journal/{centre_id}/{case_id}")
async def journal(centre_id: UUID, case_id: UUID) -> list[Event]:
    async with app.state.pool.acquire() as connection:
        rows = await connection.fetch(
            "SELECT number, event, at, payload, personal FROM case_journal"
            " WHERE centre_id = $1 AND case_id = $2 ORDER BY number",
            centre_id,
            case_id,
        )
    return [Event(**row) for row in rows]


@app.post("/action/{case_id}")
async def action(case_id: UUID, matter: Matter) -> dict[str, str]:
    async with app.state.pool.acquire() as connection, connection.transaction():
        await connection.execute("UPDATE bare_cases SET at = now() WHERE id = $1", case_id)
        await connection.execute(
            "INSERT INTO bare_journal (case_id, number, body) VALUES ($1, "
            "(SELECT max(number) + 1 FROM bare_journal WHERE case_id = $1), $2)",
            case_id,
            matter.words,
        )
    return {"id": str(case_id)}
