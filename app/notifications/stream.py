"""A centre's stream of events: numbered by whoever delivers, told to every server after the commit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database, driver
from app.notifications.tables import StreamEvent

BELL = "yingmen_stream"
KEPT = timedelta(days=7)
"""How long a listener may be away and still come back without a gap."""

TAKE = """
INSERT INTO stream_heads AS head (centre_id, number) VALUES ($1, $2)
ON CONFLICT (centre_id) DO UPDATE SET number = head.number + $2
RETURNING number
"""
"""Held until the commit: numbers become visible in their order, whoever else delivers."""

WRITE = """
INSERT INTO stream_events (centre_id, number, event, person_id, case_id, payload, at)
SELECT $1, t.number, t.event, t.person_id, t.case_id, t.payload::jsonb, $7
  FROM unnest($2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::text[])
       AS t (number, event, person_id, case_id, payload)
"""
HEADS = "SELECT centre_id, number FROM stream_heads WHERE centre_id = ANY($1::uuid[])"
READ = """
SELECT number, event, person_id, payload::text AS payload FROM stream_events
 WHERE centre_id = $1 AND number > $2 AND number <= $3 ORDER BY number LIMIT $4
"""
OLDEST = "SELECT min(number) FROM stream_events WHERE centre_id = $1"


@dataclass(frozen=True, slots=True)
class Streamed:
    """What the stream tells: ids and short labels only, to one person or to the whole centre."""

    event: str
    case_id: UUID | None
    payload: dict[str, Any]
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event with its number, ready to be sent."""

    number: int
    event: str
    person_id: UUID | None
    data: str

    def is_for(self, person_id: UUID) -> bool:
        return self.person_id is None or self.person_id == person_id


async def write_down(
    session: AsyncSession, centre_id: UUID, events: Sequence[Streamed], now: datetime
) -> None:
    """Number the events and keep them, in the transaction that delivers them."""
    if not events:
        return
    connection = await driver(session)
    last = await connection.fetchval(TAKE, centre_id, len(events))
    numbers = list(range(last - len(events) + 1, last + 1))
    columns = zip(
        *(
            (each.event, each.person_id, each.case_id, json.dumps(each.payload, ensure_ascii=False))
            for each in events
        ),
        strict=True,
    )
    await connection.execute(WRITE, centre_id, numbers, *map(list, columns), now)


async def ring(database: Database, centre_id: UUID) -> None:
    """Tell every server that there is something new. After the commit: NOTIFY makes commits queue."""
    async with database.reading() as session:
        await (await driver(session)).execute("SELECT pg_notify($1, $2)", BELL, str(centre_id))


async def heads(session: AsyncSession, centres: Iterable[UUID]) -> dict[UUID, int]:
    """How far each centre's stream has come."""
    rows = await (await driver(session)).fetch(HEADS, list(centres))
    return {row["centre_id"]: row["number"] for row in rows}


async def read(session: AsyncSession, centre_id: UUID, after: int, until: int, most: int) -> list[Numbered]:
    """Events behind a number, in their order."""
    rows = await (await driver(session)).fetch(READ, centre_id, after, until, most)
    return [Numbered(row["number"], row["event"], row["person_id"], row["payload"]) for row in rows]


async def place_of(session: AsyncSession, centre_id: UUID) -> tuple[int, int]:
    """The last number of a centre's stream, and the number behind which all is still kept."""
    head = (await heads(session, [centre_id])).get(centre_id, 0)
    first: int | None = await (await driver(session)).fetchval(OLDEST, centre_id)
    return head, head if first is None else first - 1


async def forget_old_events(session: AsyncSession, centre_id: UUID, now: datetime) -> None:
    """What nobody can resume from any more."""
    await session.execute(
        delete(StreamEvent).where(StreamEvent.centre_id == centre_id, StreamEvent.at < now - KEPT)
    )
