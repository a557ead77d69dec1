"""A draft of the routing rules over past cases: which would have gone elsewhere, and why."""

import json
from asyncio import to_thread
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.keyset import Key
from app.database.session import driver
from app.procedure.refusal import Words
from app.routing.comparing import Difference, differences
from app.routing.compiled import CompiledRuleSet
from app.routing.facts import RoutingFacts
from app.routing.vocabulary import Stage

BATCH = 500

PAST = """
SELECT id, number, kind, recorded_at, personal ->> 'words' AS words, personal ->> 'summary' AS summary,
       routing::text AS routing
  FROM cases
 WHERE centre_id = $1 AND recorded_at >= $2 AND recorded_at < $3
   AND ($4::timestamptz IS NULL OR (recorded_at, id) > ($4, $5::uuid))
 ORDER BY recorded_at, id LIMIT $6
"""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the cases were recorded, where to go on, and how far at most."""

    since: datetime
    until: datetime
    after: Key | None
    most: int
    shown: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case that would have gone another way."""

    case_id: UUID
    number: str | None
    kind: str | None
    recorded_at: datetime
    summary: str | None
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class Replayed:
    """What a stretch of cases came to. `left_out` are those that keep nothing of what their rules saw."""

    examined: int = 0
    changed: int = 0
    left_out: int = 0
    ways: Counter[tuple[Stage, Words, Words]] = field(default_factory=Counter)
    shown: list[Elsewhere] = field(default_factory=list)
    goes_on: Key | None = None


async def replay(
    session: AsyncSession, centre_id: UUID, before: CompiledRuleSet, after: CompiledRuleSet, span: Span
) -> Replayed:
    """Both rule sets on what each case's own rules looked at when it came, batch by batch."""
    connection, told, at = await driver(session), Replayed(), span.after
    while told.examined < span.most:
        wanted = min(BATCH, span.most - told.examined)
        since, last = at or (None, None)
        rows = await connection.fetch(PAST, centre_id, span.since, span.until, since, last, wanted + 1)
        batch, more = rows[:wanted], len(rows) > wanted
        await to_thread(_compared, told, batch, before, after, span.shown)
        if not more:
            return told
        at = batch[-1]["recorded_at"], batch[-1]["id"]
    told.goes_on = at
    return told


def _compared(
    told: Replayed, rows: Sequence[Any], before: CompiledRuleSet, after: CompiledRuleSet, shown: int
) -> None:
    for row in rows:
        told.examined += 1
        kept = json.loads(row["routing"] or "{}").get("asked")
        if kept is None:
            told.left_out += 1
            continue
        found = differences(before, after, RoutingFacts.from_record(kept, row["words"] or ""))
        if not found:
            continue
        told.changed += 1
        told.ways.update(_ways(found))
        if len(told.shown) < shown:
            told.shown.append(_elsewhere(row, found))


def _ways(found: tuple[Difference, ...]) -> Iterator[tuple[Stage, Words, Words]]:
    return ((each.stage, each.before.adds, each.after.adds) for each in found)


def _elsewhere(row: Any, found: tuple[Difference, ...]) -> Elsewhere:
    return Elsewhere(row["id"], row["number"], row["kind"], row["recorded_at"], row["summary"], found)
