"""Conformance over HTTP: what a case owed by which clause, and how a period's duties were kept (3.4)."""

import json
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query

from app.cases.loading import no_such_case
from app.centre.queries import zone_of
from app.database.rows import missing
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.clauses import CLAUSES
from app.procedure.conformance import Outcome
from app.procedure.refusal import Refused, Words, incomplete
from app.procedure.vocabulary import Role
from app.register import tallies
from app.register.conformance_schemas import (
    CaseConformance,
    DutyBehind,
    PeriodConformance,
    Told,
    case_conformance,
    duty_behind,
    period_conformance,
)
from app.register.measuring import bring_up_to_date, complete_days, read
from app.register.tallies import Period, Wanted
from app.residents.guards import CUSTOMER_SERVICE, HEADS
from app.staff.guards import require
from app.web.dependencies import ClockDep, DatabaseDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/conformance", tags=["conformance"], responses=problem_responses(401, 403))

Audits = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, *HEADS, clause="3.4-b"))]
ReadsFigures = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, *CUSTOMER_SERVICE, clause="3.4-b"))]
LONGEST = timedelta(days=731)
CLAUSE = Words("条款", "clause")

CASE = """
SELECT c.number, (SELECT json_agg(json_build_array(j.number, j.event, j.payload) ORDER BY j.number)
          FROM case_journal j WHERE j.centre_id = c.centre_id AND j.case_id = c.id)::text AS journal,
       (SELECT json_object_agg(j.number, coalesce(j.personal ->> 'reason', j.personal ->> 'remark'))
          FROM case_journal j WHERE j.centre_id = c.centre_id AND j.case_id = c.id
           AND coalesce(j.personal ->> 'reason', j.personal ->> 'remark') IS NOT NULL)::text AS reasons
  FROM cases c WHERE c.centre_id = $1 AND c.id = $2
"""
NAMES = "SELECT id, name FROM people WHERE centre_id = $1 AND id = ANY($2::uuid[])"


async def period_asked(
    session: SessionDep,
    actor: ReadsFigures,
    from_day: Annotated[date, Query(description="First day, included", examples=["2026-04-01"])],
    to_day: Annotated[date, Query(description="Last day, included", examples=["2026-04-30"])],
) -> Period:
    """Days of the centre, in its own zone; at most two years."""
    refuse_bad_days(from_day, to_day)
    return Period.of(from_day, to_day, await zone_of(session, actor.centre_id))


def refuse_bad_days(first: date, last: date) -> None:
    """Refuses days in the wrong order, of another age, or too many of them."""
    if not (first.year >= 1970 and last.year <= 2200) or not timedelta(0) <= last - first <= LONGEST:
        raise Refused(BAD_DAYS)


BAD_DAYS = incomplete(
    "bad_period",
    None,
    "起止日期须按先后填写，最长两年",
    "Give the first day and then the last, at most two years",
    "to_day",
)
PeriodDep = Annotated[Period, Depends(period_asked)]


async def up_to_date(database: DatabaseDep, actor: ReadsFigures, clock: ClockDep, period: PeriodDep) -> None:
    """What changed a moment ago is counted too."""
    await bring_up_to_date(database, actor.centre_id, clock(), MOST_READ_NOW)
    await complete_days(database, actor.centre_id, (period.first, period.last), MOST_READ_NOW)


MOST_READ_NOW = 400
"""More than that waits for the worker, which reads them anyway."""


@router.get("", summary="Conformance of a period", dependencies=[Depends(up_to_date)])
async def get_period_conformance(
    session: SessionDep, actor: Audits, clock: ClockDep, period: PeriodDep
) -> PeriodConformance:
    """For each clause, how the duties that fell due in these days were kept."""
    now = clock()
    rows = await tallies.by_clause(session, actor.centre_id, period, now)
    return period_conformance((period.first, period.last), rows, now)


async def _wanted(
    clause_id: Annotated[str, Path(max_length=20, examples=["4.5.1-a"])],
    outcome: Outcome | None = None,
    late: Annotated[bool | None, Query(description="Only late and missed ones, or only the others")] = None,
) -> Wanted:
    if clause_id not in CLAUSES:
        raise missing(CLAUSE)
    return Wanted(clause=clause_id, outcome=outcome, late=late)


@router.get(
    "/clauses/{clause_id}",
    summary="Duties behind a clause's rate",
    responses=problem_responses(404),
    dependencies=[Depends(up_to_date)],
)
async def list_duties_behind(
    session: SessionDep,
    actor: Audits,
    clock: ClockDep,
    period: PeriodDep,
    page: PageDep,
    wanted: Annotated[Wanted, Depends(_wanted)],
) -> Page[DutyBehind]:
    """The cases a rate rests on, as their duties fell due."""
    now = clock()
    rows = await tallies.behind(
        session,
        actor.centre_id,
        period,
        wanted,
        after=key_of(page.cursor, datetime, UUID, int),
        limit=page.limit,
        now=now,
    )
    kept, following = cut(rows, page.limit, lambda row: (row["due_at"], row["case_id"], row["started_by"]))
    return Page(items=[duty_behind(row, now) for row in kept], next_cursor=following)


@router.get("/cases/{case_id}", summary="Conformance of a case", responses=problem_responses(404, 422))
async def get_case_conformance(
    case_id: UUID, session: SessionDep, actor: Audits, clock: ClockDep
) -> CaseConformance:
    """Clause by clause what applied, what met it, in time or late, what was waived and why."""
    connection = await driver(session)
    row = await connection.fetchrow(CASE, actor.centre_id, case_id)
    if row is None:
        raise no_such_case()
    facts, found = read(case_id, json.loads(row["journal"]))
    people = {each for duty in found for each in (duty.by, duty.person_id) if each}
    names = {
        each["id"]: each["name"] for each in await connection.fetch(NAMES, actor.centre_id, list(people))
    }
    reasons = {int(number): reason for number, reason in json.loads(row["reasons"] or "{}").items()}
    return case_conformance(row, facts, found, Told(names, reasons), clock())
