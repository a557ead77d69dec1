"""Reading what the head watches: duties missed, and figures that are counted no further than they need."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import DUTY, Conditions, mine, page_statement
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.actors import Appointment as Post
from app.procedure.duties import DutyCode
from app.procedure.vocabulary import Credential, Kind, Role
from app.staff.tables import Appointment
from app.supervision.vocabulary import Watched

MOST_COUNTED = 1000
LOOKED_BACK = timedelta(days=30)
"""How far the board looks back for exceptions; what is open is always shown."""

AT_THE_HANDLER = (
    DutyCode.HANDLE_SHEET,
    DutyCode.DECIDE,
    DutyCode.REPLY,
    DutyCode.ARRIVE,
    DutyCode.RECORD_RESULT,
    DutyCode.WRITE_DUTY_LOG,
    DutyCode.RETURN_SHEET,
)
"""Duties that stand between a sheet and its return."""

OVERDUE_BY_CLAUSE = f"""
SELECT late.clause, late.code, count(*) AS found, min(late.due_at) AS oldest
  FROM unnest($3::text[]) AS asked (code)
 CROSS JOIN LATERAL (
    SELECT d.code, d.clause, d.due_at FROM case_duties d
     WHERE d.centre_id = $1 AND d.code = asked.code AND d.due_at < $2
     ORDER BY d.due_at LIMIT {MOST_COUNTED + 1}) late
 GROUP BY late.clause, late.code ORDER BY late.clause, late.code
"""  # noqa: S608 - a text of our own

_OPEN = "c.centre_id = $1 AND c.is_open AND "
_LATELY = "c.centre_id = $1 AND c.recorded_at >= $3 AND "
_MISSED = "d.centre_id = $1 AND d.due_at < $2 AND d.code = "
CASES_WATCHED: dict[Watched, str] = {
    Watched.NOT_RETURNED: _OPEN
    + f"""c.facts ? 'sheet_issued' AND EXISTS (
            SELECT FROM case_duties d WHERE d.centre_id = $1 AND d.case_id = c.id AND d.due_at < $2
               AND d.code IN ({", ".join(f"'{code}'" for code in AT_THE_HANDLER)}))""",
    Watched.REOPENED: _OPEN
    + """(c.facts ->> 'sheet_round')::integer > 1 AND EXISTS (
            SELECT FROM case_journal j
             WHERE j.centre_id = $1 AND j.case_id = c.id AND j.event = 'Reopened')""",
    Watched.MARKED_FOR_WATCH: _OPEN + "'marked_for_watch' = ANY(c.flags)",
    Watched.EXTENDED: _OPEN + "jsonb_path_exists(c.facts, '$.clocks.*.extended ? (@ == true)')",
    Watched.LATE_RECORDS: _LATELY + "'late_record' = ANY(c.flags)",
    Watched.EXCEPTION_ANSWERS: _LATELY + "c.facts ? 'exception_answer'",
    Watched.WITHOUT_PARITY: _LATELY + "c.facts -> 'reply' -> 'parity' = 'false'",
}
DUTIES_WATCHED: dict[Watched, str] = {
    Watched.CALLBACKS_MISSING: _MISSED + f"'{DutyCode.CALLBACK}'",
    Watched.CALLBACKS_PAST_LIMIT: _MISSED + f"'{DutyCode.CALLBACK}' AND d.limit_at < $2",
    Watched.UNACKNOWLEDGED: _MISSED + f"'{DutyCode.ACKNOWLEDGE_NOTICE}'",
}
FIGURES: dict[Watched, str] = {
    watched: (
        f"FROM cases c WHERE {CASES_WATCHED[watched]}"
        if watched in CASES_WATCHED
        else f"FROM case_duties d WHERE {DUTIES_WATCHED[watched]}"
    )
    for watched in Watched
}
_COUNTED = "(SELECT count(*) FROM (SELECT 1 {} LIMIT {}) AS capped) AS {}"
BOARD = "SELECT " + ", ".join(
    _COUNTED.format(source, MOST_COUNTED + 1, watched) for watched, source in FIGURES.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueFilter:
    """Which missed duties. The area is the case's, the person one who owes them by name or by post."""

    clause: str | None = None
    code: DutyCode | None = None
    role: Role | None = None
    kind: Kind | None = None
    area_id: UUID | None = None
    person_id: UUID | None = None


async def overdue_page(
    session: AsyncSession,
    centre_id: UUID,
    wanted: OverdueFilter,
    *,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """One page of missed duties, the longest missed first, and one row more."""
    where = Conditions(centre_id, now)
    where.texts.append("d.centre_id = $1 AND d.due_at < $2")
    for column, value in (
        ("d.clause", wanted.clause),
        ("d.code", wanted.code),
        ("d.role", wanted.role),
        ("c.kind", wanted.kind),
        ("c.area_id", wanted.area_id),
    ):
        if value is not None:
            where.add(f"{column} = {{}}", value)
    if wanted.person_id:
        where.texts.append(mine(where, await _as_actor(session, centre_id, wanted.person_id, now)))
    if after:
        where.add("(d.due_at, d.case_id, d.key) > ({}, {}, {})", *after)
    statement = f"{DUTY} WHERE {where} ORDER BY d.due_at, d.case_id, d.key LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def _as_actor(session: AsyncSession, centre_id: UUID, person_id: UUID, now: datetime) -> Actor:
    """A person with the posts held now, to ask what that person owes."""
    query = select(Appointment.id, Appointment.role, Appointment.area_id).where(
        Appointment.centre_id == centre_id,
        Appointment.person_id == person_id,
        Appointment.starts_at <= now,
        or_(Appointment.ends_at.is_(None), Appointment.ends_at > now),
    )
    posts = tuple(
        Post(id=post_id, role=Role(role), area_id=area_id)
        for post_id, role, area_id in (await session.execute(query)).all()
    )
    return Actor(centre_id=centre_id, person_id=person_id, credential=Credential.PERSON, appointments=posts)


async def overdue_by_clause(session: AsyncSession, centre_id: UUID, now: datetime) -> list[Any]:
    """How many duties of each sort are missed, and since when; beyond a thousand only that there are more."""
    codes = [code.value for code in DutyCode]
    return list(await (await driver(session)).fetch(OVERDUE_BY_CLAUSE, centre_id, now, codes))


async def watched_page(
    session: AsyncSession,
    centre_id: UUID,
    watched: Watched,
    *,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """The cases behind a figure of the board, the oldest first, and one row more."""
    where = Conditions(centre_id, now, now - LOOKED_BACK)
    where.texts.append("$2::timestamptz IS NOT NULL AND $3::timestamptz IS NOT NULL")  # not all ask for both
    if watched in CASES_WATCHED:
        where.texts.append(CASES_WATCHED[watched])
    else:
        of_case = f"SELECT FROM case_duties d WHERE {DUTIES_WATCHED[watched]} AND d.case_id = c.id"
        where.texts.append(f"c.centre_id = $1 AND EXISTS ({of_case})")
    if after:
        where.add("(c.recorded_at, c.id) > ({}, {})", *after)
    statement = page_statement(str(where), "c.recorded_at, c.id", limit + 1)
    return list(await (await driver(session)).fetch(statement, *where.values))


async def due_between(
    session: AsyncSession, centre_id: UUID, begins: datetime | None, ends: datetime, most: int
) -> list[Any]:
    """Duties that fall due before a moment, and not before another: by due time, and one row more."""
    where = Conditions(centre_id)
    where.texts.append("d.centre_id = $1")
    where.add("d.due_at < {}", ends)
    if begins is not None:
        where.add("d.due_at >= {}", begins)
    statement = f"{DUTY} WHERE {where} ORDER BY d.due_at, d.case_id, d.key LIMIT {most + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def figures(session: AsyncSession, centre_id: UUID, now: datetime) -> dict[Watched, int]:
    """Every figure of the board in one statement."""
    row = await (await driver(session)).fetchrow(BOARD, centre_id, now, now - LOOKED_BACK)
    assert row is not None
    return {watched: row[watched.value] for watched in Watched}
