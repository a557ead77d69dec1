"""Lists of cases and duties: one statement a page, rows as the screens show them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.rows import FlagWord
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.clauses import CLAUSES
from app.procedure.duties import DutyCode
from app.procedure.vocabulary import Kind, Role, Status
from app.schema import Schema

Sort = Literal["due", "latest"]


def _known(clause: str) -> str:
    if clause not in CLAUSES:
        raise PydanticCustomError("unknown_clause", "not a clause of the procedure")
    return clause


ClauseWord = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(CLAUSES)})
]
"""The number of one of the procedure's clauses."""

LINE = """
SELECT c.id, c.number, c.kind, c.related_procedure, c.status, c.is_open, c.channel, c.emergency, c.flags,
       c.joint_count, c.topic, c.received_at, c.recorded_at, c.accepted_at, c.closed_at, c.area_id, c.unit_id,
       c.personal ->> 'summary' AS summary, c.personal ->> 'place' AS place,
       b.name || u.number AS unit, c.responsible_role, c.responsible_area_id, c.responsible_person_id,
       p.name AS responsible_person, c.next_duty, c.next_clause, c.next_role, c.next_due_at, c.version
  FROM cases c
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people p ON p.centre_id = c.centre_id AND p.id = c.responsible_person_id
"""


class CaseFilter(Schema):
    """Which cases a list shows; an empty field shows them all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    open: bool | None = Field(default=None, description="Only open, or only finished ones")
    kind: Kind | None = None
    status: list[Status] = Field(default=[], max_length=20)
    area_id: UUID | None = None
    unit_id: UUID | None = None
    resident_id: UUID | None = None
    topic: str | None = Field(default=None, max_length=80)
    number: str | None = Field(default=None, max_length=30)
    role: Role | None = Field(default=None, description="The post that holds it")
    mine: bool = Field(default=False, description="Only those I owe something on")
    flag: FlagWord | None = None
    received_from: AwareDatetime | None = None
    received_to: AwareDatetime | None = None
    overdue: bool = False


class Conditions:
    """Conditions and their values, numbered as the driver wants them."""

    def __init__(self, *first: Any) -> None:
        self.values: list[Any] = list(first)
        self.texts: list[str] = []

    def put(self, value: Any) -> str:
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, text: str, *values: Any) -> None:
        self.texts.append(text.format(*(self.put(value) for value in values)))

    def __str__(self) -> str:
        return " AND ".join(self.texts)


async def cases_page(
    session: AsyncSession,
    actor: Actor,
    wanted: CaseFilter,
    *,
    sort: Sort,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """One page of cases and one row more, by due time or by newest."""
    where = Conditions(actor.centre_id)
    where.texts.append("c.centre_id = $1")
    filtered(where, wanted, actor, now)
    if sort == "due":
        where.texts.append("c.is_open AND c.next_due_at IS NOT NULL")
        order = "c.next_due_at, c.id"
        if after:
            where.add("(c.next_due_at, c.id) > ({}, {})", *after)
    else:
        order = "c.recorded_at DESC, c.id DESC"
        if after:
            where.add("(c.recorded_at, c.id) < ({}, {})", *after)
    statement = page_statement(str(where), order, limit + 1)
    return list(await (await driver(session)).fetch(statement, *where.values))


def page_statement(where: str, order: str, limit: int) -> str:
    """A page's rows are picked first and dressed afterwards.

    Joined before, PostgreSQL takes open cases with a due time for few, reads them all and sorts them,
    where the index gives the first of them in order.
    """
    picked = f"FROM (SELECT c.* FROM cases c WHERE {where} ORDER BY {order} LIMIT {limit}) c\n"  # noqa: S608 - texts of our own
    return LINE.replace("FROM cases c\n", picked) + f" ORDER BY {order}"


def filtered(where: Conditions, wanted: CaseFilter, actor: Actor, now: datetime) -> None:
    """The conditions of a filter, added to those a list has already."""
    within_reach(where, actor)
    for column, value in (
        ("kind", wanted.kind),
        ("area_id", wanted.area_id),
        ("unit_id", wanted.unit_id),
        ("resident_id", wanted.resident_id),
        ("topic", wanted.topic),
        ("number", wanted.number),
        ("responsible_role", wanted.role),
    ):
        if value is not None:
            where.add(f"c.{column} = {{}}", value)
    if wanted.open is not None:
        where.texts.append("c.is_open" if wanted.open else "NOT c.is_open")
    if wanted.status:
        where.add("c.status = ANY({}::text[])", [status.value for status in wanted.status])
    if wanted.flag:
        where.add("{} = ANY(c.flags)", wanted.flag)
    if wanted.received_from:
        where.add("c.received_at >= {}", wanted.received_from)
    if wanted.received_to:
        where.add("c.received_at < {}", wanted.received_to)
    if wanted.overdue:
        where.add("c.is_open AND c.next_due_at < {}", now)
    if wanted.mine:
        where.texts.append(
            "EXISTS (SELECT FROM case_duties d WHERE d.centre_id = c.centre_id AND d.case_id = c.id"
        )
        where.texts[-1] += f" AND {mine(where, actor)})"


DO_ONE_THING = frozenset({Role.PATROL_GUARD, Role.DUTY_ENGINEER, Role.OTHER_STAFF})
"""Posts that list what concerns them, and not the whole centre's matters (PIPL 6 and 51)."""
CONCERNS = """(
  c.received_by = {person} OR c.responsible_person_id = {person}
  OR EXISTS (SELECT FROM case_journal j
              WHERE j.centre_id = c.centre_id AND j.case_id = c.id AND j.by = {person})
  OR EXISTS (SELECT FROM case_duties d
              WHERE d.centre_id = c.centre_id AND d.case_id = c.id AND {mine}))"""


def within_reach(where: Conditions, actor: Actor) -> None:
    """Who does one thing at a time lists what they owe, took in, worked on or have in their hands."""
    posts = {each.role for each in actor.appointments}
    if actor.person_id is None or not posts <= DO_ONE_THING:
        return
    person = where.put(actor.person_id)
    where.texts.append(CONCERNS.format(person=person, mine=mine(where, actor)))


def mine(where: Conditions, actor: Actor) -> str:
    """A duty is the actor's by name, by post, or by the post in the actor's own area."""
    person = where.put(actor.person_id)
    posts = where.put([each.role.value for each in actor.appointments])
    areas = where.put([each.area_id for each in actor.appointments if each.area_id])
    return (
        f"(d.person_id = {person} OR (d.person_id IS NULL AND d.role = ANY({posts}::text[])"
        f" AND (d.area_id IS NULL OR d.area_id = ANY({areas}::uuid[]))))"
    )


class DutyFilter(Schema):
    """Which duties a list shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    overdue: bool | None = None
    code: list[DutyCode] = Field(default=[], max_length=20)
    clause: ClauseWord | None = None
    role: Role | None = None
    area_id: UUID | None = Field(
        default=None, description="The area of the case, or of the post that owes it"
    )
    person_id: UUID | None = Field(default=None, description="Who owes it, by name or by a post held now")
    mine: bool = Field(default=False, description="Those of my posts and of my name")
    due_before: AwareDatetime | None = None


DUTY = """
SELECT d.case_id, d.key, d.code, d.clause, d.subject, d.role, d.area_id, d.department, d.person_id,
       d.started_at, d.due_at, d.limit_at, c.number, c.kind, c.related_procedure, c.status, c.emergency,
       c.flags, c.personal ->> 'summary' AS summary, c.personal ->> 'place' AS place, b.name || u.number
       AS unit, p.name AS person
  FROM case_duties d
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people p ON p.centre_id = d.centre_id AND p.id = d.person_id
"""


OWED_BY = """
(d.person_id = {person} OR d.person_id IS NULL AND EXISTS (
    SELECT FROM appointments a
     WHERE a.centre_id = d.centre_id AND a.person_id = {person} AND a.role = d.role
       AND (d.area_id IS NULL OR a.area_id = d.area_id)
       AND a.starts_at <= {now} AND (a.ends_at IS NULL OR a.ends_at > {now})))
"""
"""What somebody owes by name, or by a post held now, an area manager in the own area."""


async def duties_page(
    session: AsyncSession, actor: Actor, wanted: DutyFilter, *, after: Key | None, limit: int, now: datetime
) -> list[Any]:
    """One page of duties in the order they fall due, and one row more."""
    where = Conditions(actor.centre_id)
    where.texts.append("d.centre_id = $1")
    for column, value in (
        ("clause", wanted.clause),
        ("role", wanted.role),
    ):
        if value is not None:
            where.add(f"d.{column} = {{}}", value)
    if wanted.area_id:
        area = where.put(wanted.area_id)
        where.texts.append(f"(c.area_id = {area} OR d.area_id = {area})")
    if wanted.person_id:
        where.texts.append(OWED_BY.format(person=where.put(wanted.person_id), now=where.put(now)))
    if wanted.code:
        where.add("d.code = ANY({}::text[])", list(wanted.code))
    if wanted.overdue is not None:
        where.add("d.due_at < {}" if wanted.overdue else "d.due_at >= {}", now)
    if wanted.due_before:
        where.add("d.due_at < {}", wanted.due_before)
    if wanted.mine:
        where.texts.append(mine(where, actor))
    within_reach(where, actor)
    if after:
        where.add("(d.due_at, d.case_id, d.key) > ({}, {}, {})", *after)
    statement = f"{DUTY} WHERE {where} ORDER BY d.due_at, d.case_id, d.key LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def duties_of(session: AsyncSession, centre_id: UUID, case_id: UUID) -> list[Any]:
    """What one case owes now."""
    statement = f"{DUTY} WHERE d.centre_id = $1 AND d.case_id = $2 ORDER BY d.due_at, d.key"
    return list(await (await driver(session)).fetch(statement, centre_id, case_id))
