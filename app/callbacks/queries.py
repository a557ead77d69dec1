"""Reading callbacks: what is owed, with all the caller needs at hand; and what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions
from app.database.keyset import Key
from app.database.session import driver
from app.database.streams import Rows, stream
from app.procedure.duties import DutyCode
from app.procedure.vocabulary import Kind, Satisfaction

WORK = """
SELECT d.case_id, d.key, d.due_at, d.limit_at, c.number, c.kind, c.version, c.flags, c.joint_count, c.topic,
       b.name || u.number AS unit, c.personal ->> 'place' AS place, c.personal ->> 'salutation' AS salutation,
       c.contact_mask AS contact, c.received_at, z.zone, coalesce(r.care_needs, '{}') AS care,
       c.personal ->> 'summary' AS summary, c.personal ->> 'words' AS words,
       c.personal::text AS texts, c.facts::text AS facts,
       ARRAY(SELECT p.id FROM people p WHERE p.centre_id = c.centre_id
              AND p.id IN (SELECT value::uuid FROM jsonb_array_elements_text(c.facts -> 'handled_by'))
              ORDER BY p.id) AS handler_ids,
       ARRAY(SELECT p.name FROM people p WHERE p.centre_id = c.centre_id
              AND p.id IN (SELECT value::uuid FROM jsonb_array_elements_text(c.facts -> 'handled_by'))
              ORDER BY p.id) AS handlers,
       (SELECT max(j.at) FROM case_journal j
         WHERE j.centre_id = c.centre_id AND j.case_id = c.id AND j.event = 'SheetReturned') AS returned_at
  FROM case_duties d
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
  JOIN centres z ON z.id = d.centre_id
  LEFT JOIN residents r ON r.centre_id = c.centre_id AND r.id = c.resident_id
        AND r.care_expires_on >= ($2::timestamptz AT TIME ZONE z.zone)::date
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
"""

RECORDS = """
SELECT j.case_id, j.number AS entry, j.at, j.payload::text AS payload, j.personal ->> 'comments' AS comments,
       p.name AS called_by, c.number, c.kind, b.name || u.number AS unit,
       c.personal ->> 'salutation' AS salutation, c.contact_mask AS contact
  FROM case_journal j
  JOIN cases c ON c.centre_id = j.centre_id AND c.id = j.case_id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people p ON p.centre_id = j.centre_id AND p.id = j.by
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Which callbacks that are owed."""

    overdue: bool | None = None
    kind: Kind | None = None
    not_handled_by: UUID | None = None


async def work_page(
    session: AsyncSession,
    centre_id: UUID,
    wanted: WorkFilter,
    *,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """One page of the callbacks owed, as they fall due, and one row more."""
    where = Conditions(centre_id, now)
    where.texts.append(f"d.centre_id = $1 AND d.code = '{DutyCode.CALLBACK}'")
    if wanted.overdue is not None:
        where.add("d.due_at < {}" if wanted.overdue else "d.due_at >= {}", now)
    if wanted.kind:
        where.add("c.kind = {}", wanted.kind)
    if wanted.not_handled_by:
        where.add("NOT coalesce(c.facts -> 'handled_by', '[]') ? {}", str(wanted.not_handled_by))
    if after:
        where.add("(d.due_at, d.case_id, d.key) > ({}, {}, {})", *after)
    statement = f"{WORK} WHERE {where} ORDER BY d.due_at, d.case_id, d.key LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Which tries, by the day of the call in the centre's zone."""

    from_day: date | None = None
    to_day: date | None = None
    reached: bool | None = None
    satisfaction: Satisfaction | None = None


async def records_page(
    session: AsyncSession, centre_id: UUID, wanted: RecordFilter, after: Key | None, limit: int
) -> list[Any]:
    """One page of tries, the newest first, and one row more."""
    where = _recorded(centre_id, wanted)
    if after:
        where.add("(j.at, j.case_id, j.number) < ({}, {}, {})", *after)
    order = "j.at DESC, j.case_id DESC, j.number DESC"
    statement = f"{RECORDS} WHERE {where} ORDER BY {order} LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def _recorded(centre_id: UUID, wanted: RecordFilter) -> Conditions:
    where = Conditions(centre_id)
    where.texts.append("j.centre_id = $1 AND j.event = 'CalledBack'")
    in_zone = "({}::date + {}::integer)::timestamp AT TIME ZONE (SELECT zone FROM centres WHERE id = $1)"
    if wanted.from_day:
        where.add(f"j.at >= {in_zone}", wanted.from_day, 0)
    if wanted.to_day:
        where.add(f"j.at < {in_zone}", wanted.to_day, 1)
    if wanted.reached is not None:
        where.add("(j.payload ->> 'reached')::boolean = {}", wanted.reached)
    if wanted.satisfaction:
        where.add("j.payload ->> 'satisfaction' = {}", wanted.satisfaction)
    return where


def record_lines(session: AsyncSession, centre_id: UUID, wanted: RecordFilter) -> Rows:
    """Every try that is wanted, the oldest first, as it is read."""
    where = _recorded(centre_id, wanted)
    statement = f"{RECORDS} WHERE {where} ORDER BY j.at, j.case_id, j.number"
    return stream(session, statement, *where.values)
