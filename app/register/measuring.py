"""Keeping the read model true: cases whose journal has grown are read once more."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import read_event
from app.database.session import Database, driver
from app.procedure.conformance import Obligation, obligations
from app.procedure.facts import CaseFacts
from app.procedure.measures import measures

BATCH = 200
LATELY = timedelta(days=2)

BEHIND = """
SELECT c.id FROM cases c
  LEFT JOIN case_measures m ON m.centre_id = c.centre_id AND m.case_id = c.id
 WHERE c.centre_id = $1 AND c.is_open AND m.version IS DISTINCT FROM c.version
 UNION
SELECT c.id FROM case_measures m
  JOIN cases c ON c.centre_id = m.centre_id AND c.id = m.case_id
 WHERE m.centre_id = $1 AND m.is_open AND m.version <> c.version
 UNION
SELECT c.id FROM cases c
  LEFT JOIN case_measures m ON m.centre_id = c.centre_id AND m.case_id = c.id
 WHERE c.centre_id = $1 AND c.recorded_at >= $2 AND m.version IS DISTINCT FROM c.version
 LIMIT $3
"""
"""Open ones, ones that were open when they were last read, and new ones: no others change."""

BEHIND_AT_ALL = """
SELECT c.id FROM cases c
  LEFT JOIN case_measures m ON m.centre_id = c.centre_id AND m.case_id = c.id
 WHERE c.centre_id = $1 AND c.recorded_at >= $2 AND m.version IS DISTINCT FROM c.version
 LIMIT $3
"""
OF_DAYS_NOT_COUNTED = """
SELECT r.id FROM register_entries r
 WHERE r.centre_id = $1 AND r.day BETWEEN $2 AND $3
   AND NOT EXISTS (SELECT FROM case_measures m WHERE m.centre_id = r.centre_id AND m.case_id = r.id)
 UNION
SELECT c.id FROM case_measures m
  JOIN cases c ON c.centre_id = m.centre_id AND c.id = m.case_id
 WHERE m.centre_id = $1 AND m.day BETWEEN $2 AND $3 AND m.is_open AND m.version <> c.version
 UNION
SELECT c.id FROM cases c
  JOIN case_measures m ON m.centre_id = c.centre_id AND m.case_id = c.id
 WHERE c.centre_id = $1 AND c.is_open AND NOT m.is_open
   AND m.day BETWEEN $2 AND $3 AND m.version <> c.version
"""
"""Of these days: never read, open when last read, or open again. Finished ones are not looked at one by one:
their rows are wide, and nothing that is counted changes in them."""

BEHIND_OF_DAYS = f"{OF_DAYS_NOT_COUNTED} LIMIT $4"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('measures ' || $1::text, 0))"
JOURNALS = """
SELECT c.id, c.version, c.is_open, n.zone,
       (SELECT json_agg(json_build_array(j.number, j.event, j.payload) ORDER BY j.number)
          FROM case_journal j WHERE j.centre_id = c.centre_id AND j.case_id = c.id)::text AS journal
  FROM cases c JOIN centres n ON n.id = c.centre_id
 WHERE c.centre_id = $1 AND c.id = ANY($2::uuid[])
"""
"""In one statement, so that the journal is that of the version: no writer is kept waiting for it."""
FORGET = "DELETE FROM case_measures WHERE centre_id = $1 AND case_id = ANY($2::uuid[])"
KEEP = """
WITH measured AS (
    INSERT INTO case_measures SELECT * FROM jsonb_populate_recordset(NULL::case_measures, $1::jsonb))
INSERT INTO case_obligations SELECT * FROM jsonb_populate_recordset(NULL::case_obligations, $2::jsonb)
"""


async def bring_up_to_date(database: Database, centre_id: UUID, now: datetime, most: int = BATCH) -> int:
    """Read anew up to so many of the cases that have changed; how many were read."""
    return await _read(database, centre_id, most, BEHIND, now - LATELY)


async def make_complete(database: Database, centre_id: UUID, since: datetime, most: int) -> int:
    """The same over every case recorded since a day, also those that nothing is expected of any more."""
    return await _read(database, centre_id, most, BEHIND_AT_ALL, since)


async def complete_days(
    database: Database, centre_id: UUID, days: tuple[date, date], most: int = BATCH
) -> int:
    """The same over the cases accepted on these days."""
    return await _read(database, centre_id, most, BEHIND_OF_DAYS, *days)


async def _read(database: Database, centre_id: UUID, most: int, behind: str, *of: Any) -> int:
    done = 0
    while done < most:
        async with database.transaction() as session:
            connection = await driver(session)
            rows = await connection.fetch(behind, centre_id, *of, min(BATCH, most - done))
            if not rows:
                break
            await measure(session, centre_id, [row["id"] for row in rows])
        done += len(rows)
    return done


async def measure(session: AsyncSession, centre_id: UUID, cases: list[UUID]) -> None:
    """Read these cases' journals, and write down what became of each duty and what is counted."""
    connection = await driver(session)
    await connection.execute(ONE_AT_A_TIME, str(centre_id))
    rows = await connection.fetch(JOURNALS, centre_id, cases)
    counted: list[dict[str, Any]] = []
    owed: list[dict[str, Any]] = []
    for row in rows:
        facts, found = read(row["id"], json.loads(row["journal"]))
        counted.append(_measured(row, facts, found))
        owed += [_obliged(centre_id, row["id"], each) for each in found]
    for line in counted:
        line["centre_id"] = str(centre_id)
    await connection.execute(FORGET, centre_id, [row["id"] for row in rows])
    await connection.execute(KEEP, json.dumps(counted), json.dumps(owed))


def read(case_id: UUID, journal: list[Any]) -> tuple[CaseFacts, list[Obligation]]:
    """A journal's facts and obligations; no personal value is needed for it."""
    return obligations(
        case_id, ((number, read_event(event, payload, None)) for number, event, payload in journal)
    )


def _measured(row: Any, facts: CaseFacts, found: list[Obligation]) -> dict[str, Any]:
    figures = measures(facts, found)
    accepted = facts.accepted_at and facts.accepted_at.astimezone(ZoneInfo(row["zone"])).date()
    return {
        "case_id": str(row["id"]),
        "version": row["version"],
        "is_open": row["is_open"],
        "day": accepted.isoformat() if accepted else None,
        "kind": facts.kind,
        "related_procedure": facts.related_procedure,
        "channel": facts.channel,
        "area_id": _text(facts.area_id),
        "topic": facts.topic,
        "decision": facts.decision,
        "implemented": facts.implemented,
        "closed_at": _text(facts.closed_at),
        "first_due_at": _text(figures.first_due_at),
        "first_at": _text(figures.first_at),
        "callback_required": figures.callback_required,
        "callback_done": figures.callback_done,
        "reached": figures.reached,
        "solved": figures.solved,
        "satisfied": figures.satisfied,
        "deviations": list(figures.deviations),
    }


def _obliged(centre_id: UUID, case_id: UUID, each: Obligation) -> dict[str, Any]:
    same = ("code", "clause", "subject", "role", "extended", "outcome", "started_by", "ended_by", "event")
    return {
        "centre_id": str(centre_id),
        "case_id": str(case_id),
        **{name: getattr(each, name) for name in same},
        **{
            name: _text(getattr(each, name))
            for name in ("person_id", "started_at", "due_at", "ended_at", "by")
        },
    }


def _text(value: UUID | datetime | None) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else str(value) if value else None
