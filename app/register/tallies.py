"""Counting over the read model: conformance by clause, and everything a report shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.conformance import Outcome
from app.register.measuring import OF_DAYS_NOT_COUNTED


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a centre, both included, and the moments they begin and end at in its zone."""

    first: date
    last: date
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, first: date, last: date, zone: str) -> "Period":
        """These days as the centre's own clocks tell them."""
        home = ZoneInfo(zone)

        def midnight(day: date) -> datetime:
            return datetime(day.year, day.month, day.day, tzinfo=home)

        return cls(first, last, midnight(first), midnight(last + timedelta(days=1)))


MISSED = "o.outcome = 'open' AND o.due_at < $4"
BY_CLAUSE = f"""
SELECT o.clause,
       count(*) FILTER (WHERE o.outcome = 'met' AND o.ended_at <= o.due_at) AS in_time,
       count(*) FILTER (WHERE o.outcome = 'met' AND o.ended_at > o.due_at) AS late,
       count(*) FILTER (WHERE {MISSED}) AS missed,
       count(*) FILTER (WHERE o.outcome = 'open' AND o.due_at >= $4) AS running,
       count(*) FILTER (WHERE o.outcome = 'waived') AS waived,
       count(*) FILTER (WHERE o.outcome = 'lapsed') AS lapsed
  FROM case_obligations o
 WHERE o.centre_id = $1 AND o.due_at >= $2 AND o.due_at < $3
 GROUP BY o.clause ORDER BY o.clause
"""  # noqa: S608 - a text of our own

LATE = """(CASE o.outcome WHEN 'met' THEN o.ended_at > o.due_at
                     WHEN 'open' THEN o.due_at < {} ELSE false END)"""
BEHIND_A_RATE = """
SELECT o.case_id, o.started_by, c.number, c.kind, o.code, o.clause, o.subject,
       o.started_at, o.due_at, o.extended, o.outcome, o.ended_by, o.ended_at, o.event, o.role,
       p.name AS person, d.name AS by_name
  FROM case_obligations o
  JOIN cases c ON c.centre_id = o.centre_id AND c.id = o.case_id
  LEFT JOIN people p ON p.centre_id = o.centre_id AND p.id = o.person_id
  LEFT JOIN people d ON d.centre_id = o.centre_id AND d.id = o.by
"""

OF_PERIOD = "FROM case_measures m WHERE m.centre_id = $1 AND m.day BETWEEN $2 AND $3"
FIGURES = f"""
SELECT count(*) AS accepted,
       count(*) FILTER (WHERE m.closed_at IS NOT NULL) AS closed,
       count(*) FILTER (WHERE m.first_at <= m.first_due_at) AS first_in_time,
       count(*) FILTER (WHERE m.first_at IS NOT NULL OR m.first_due_at < $4) AS first_due,
       count(*) FILTER (WHERE m.callback_required) AS callbacks_required,
       count(*) FILTER (WHERE m.callback_done) AS callbacks_done,
       count(*) FILTER (WHERE m.reached) AS reached,
       count(*) FILTER (WHERE m.solved) AS solved,
       count(*) FILTER (WHERE m.satisfied) AS satisfied
  {OF_PERIOD} AND NOT 'voided' = ANY(m.deviations)
"""
COUNTS = f"""
SELECT GROUPING(m.kind, m.related_procedure) = 0 AS by_kind, GROUPING(m.channel) = 0 AS by_channel,
       GROUPING(m.area_id) = 0 AS by_area, GROUPING(m.topic) = 0 AS by_topic, GROUPING(m.day) = 0 AS by_day,
       m.kind, m.related_procedure, m.channel, m.area_id, m.topic, m.day, count(*) AS found
  {OF_PERIOD} AND NOT 'voided' = ANY(m.deviations)
 GROUP BY GROUPING SETS ((m.kind, m.related_procedure), (m.channel), (m.area_id), (m.topic), (m.day))
 ORDER BY found DESC, m.kind, m.channel, m.topic, m.day
"""
DEVIATIONS = f"""
SELECT told.deviation, count(*) AS found
  FROM (SELECT m.deviations {OF_PERIOD}) m, unnest(m.deviations) AS told (deviation)
 GROUP BY told.deviation
"""  # noqa: S608 - a text of our own
ADOPTED = """
SELECT c.id, c.number, c.status, c.topic, m.decision, m.implemented,
       coalesce(c.personal ->> 'summary', left(c.personal ->> 'words', 60)) AS matter
  FROM case_measures m JOIN cases c ON c.centre_id = m.centre_id AND c.id = m.case_id
 WHERE m.centre_id = $1 AND m.day BETWEEN $2 AND $3 AND m.decision IN ('adopted', 'partly_adopted')
 ORDER BY c.number LIMIT 200
"""
NOT_COUNTED = f"SELECT count(*) FROM ({OF_DAYS_NOT_COUNTED}) AS waiting"  # noqa: S608 - a text of our own


async def by_clause(session: AsyncSession, centre_id: UUID, period: Period, now: datetime) -> list[Any]:
    """How each clause's duties of a period were kept: those that fell due in it."""
    connection = await driver(session)
    return list(await connection.fetch(BY_CLAUSE, centre_id, period.begins, period.ends, now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which duties behind a rate."""

    clause: str
    outcome: Outcome | None = None
    late: bool | None = None


async def behind(
    session: AsyncSession,
    centre_id: UUID,
    period: Period,
    wanted: Wanted,
    *,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """One page of the duties behind a clause's rate and one more, as they fell due."""
    where = Conditions(centre_id)
    where.texts.append("o.centre_id = $1")
    where.add("o.due_at >= {} AND o.due_at < {}", period.begins, period.ends)
    where.add("o.clause = {}", wanted.clause)
    if wanted.outcome is not None:
        where.add("o.outcome = {}", wanted.outcome)
    if wanted.late is not None:
        where.add(LATE if wanted.late else f"NOT {LATE}", now)
    if after:
        where.add("(o.due_at, o.case_id, o.started_by) > ({}, {}, {})", *after)
    statement = f"{BEHIND_A_RATE} WHERE {where} ORDER BY o.due_at, o.case_id, o.started_by LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything a report of one centre counts."""

    figures: Any
    counts: list[Any]
    deviations: list[Any]
    not_counted: int


async def tally(session: AsyncSession, centre_id: UUID, period: Period, now: datetime) -> Tally:
    """The figures of a period: of every case accepted in it, except the voided ones."""
    connection = await driver(session)
    days = (centre_id, period.first, period.last)
    return Tally(
        figures=await connection.fetchrow(FIGURES, *days, now),
        counts=list(await connection.fetch(COUNTS, *days)),
        deviations=list(await connection.fetch(DEVIATIONS, *days)),
        not_counted=await connection.fetchval(NOT_COUNTED, *days),
    )


async def adopted(session: AsyncSession, centre_id: UUID, period: Period) -> list[Any]:
    """Suggestions of a period that were adopted, and how far they are."""
    return list(await (await driver(session)).fetch(ADOPTED, centre_id, period.first, period.last))
