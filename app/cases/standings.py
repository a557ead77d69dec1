"""What a decision rests on beside the case: read in one statement, or kept while its version stands."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import script_in_force
from app.centre.queries import policy
from app.database.session import reader
from app.procedure.actors import Actor
from app.procedure.calendars import DeskCalendar
from app.procedure.context import Context, Routing, ScriptInForce, Superior
from app.procedure.policy import Policy
from app.procedure.vocabulary import Kind, Role
from app.residents.vocabulary import PlaceKind
from app.rosters.queries.desk_hours import calendar
from app.rosters.queries.shifts import on_duty
from app.routing.decisions import route
from app.routing.facts import Moment, RoutingFacts
from app.routing.queries import STAMP_COLUMNS, Stamp, rule_set_in_force

T = TypeVar("T")

ROSTERED = frozenset(
    {
        Role.SECURITY_DUTY_SUPERVISOR,
        Role.ENGINEERING_DUTY_SUPERVISOR,
        Role.CONTROL_ROOM_OPERATOR,
        Role.PATROL_GUARD,
        Role.DUTY_ENGINEER,
    }
)
"""Posts that somebody holds only while a shift of theirs runs; the others are there by appointment."""

STAND_ABOVE = frozenset({Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER})
"""The end of the chain: there by appointment, unless on leave."""

STANDING = """
WITH home AS (
    SELECT coalesce($3::uuid, (SELECT unit_id FROM residents WHERE centre_id = $1 AND id = $6)) AS unit_id
), site AS (
    SELECT coalesce($4::uuid, (SELECT building_id FROM units
                                  WHERE centre_id = $1 AND id = (SELECT unit_id FROM home))) AS building_id
), place AS (
    SELECT coalesce(
        (SELECT b.area_id FROM units u JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
          WHERE u.centre_id = $1 AND u.id = (SELECT unit_id FROM home)),
        (SELECT b.area_id FROM buildings b WHERE b.centre_id = $1 AND b.id = $4),
        $5::uuid) AS area_id
), posts AS (
    SELECT person_id, role, area_id FROM appointments
     WHERE centre_id = $1 AND role IN ('area_customer_manager', 'head_of_customer_service')
       AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
), away AS (
    SELECT person_id FROM leaves
     WHERE centre_id = $1 AND person_id IN (SELECT person_id FROM posts) AND cancelled_at IS NULL
       AND starts_at <= $2 AND ends_at > $2
)
SELECT
    (SELECT max(version) FROM policy_versions WHERE centre_id = $1) AS policy_version,
    (SELECT max(version) FROM desk_hours WHERE centre_id = $1) AS calendar_version,
    (SELECT area_id FROM place) AS area_id,
    (SELECT building_id FROM site) AS building_id,
    (SELECT b.place_kind FROM buildings b WHERE b.centre_id = $1 AND b.id = (SELECT building_id FROM site))
        AS place_kind,
    (SELECT unit_id FROM home) AS unit_id,
    ARRAY(SELECT person_id FROM posts WHERE role = 'area_customer_manager'
             AND area_id = (SELECT area_id FROM place)
             AND person_id NOT IN (SELECT person_id FROM away)) AS area_managers,
    ARRAY(SELECT person_id FROM posts WHERE role = 'head_of_customer_service') AS heads,
    (SELECT is_key FROM residents WHERE centre_id = $1 AND id = $6) AS is_key
"""
STANDING_TO_ROUTE = f"{STANDING.rstrip()}, {STAMP_COLUMNS}"

SUPERIOR = """
SELECT boss.role, boss.person_id, EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = boss.centre_id AND l.person_id = boss.person_id AND l.cancelled_at IS NULL
           AND l.starts_at <= $2 AND l.ends_at > $2) AS away
  FROM appointments mine
  JOIN appointments boss ON boss.centre_id = mine.centre_id AND boss.id = mine.reports_to_id
 WHERE mine.centre_id = $1 AND mine.person_id = $3
   AND mine.starts_at <= $2 AND (mine.ends_at IS NULL OR mine.ends_at > $2)
   AND boss.starts_at <= $2 AND (boss.ends_at IS NULL OR boss.ends_at > $2)
 ORDER BY mine.starts_at LIMIT 1
"""

ABOVE = """
SELECT DISTINCT a.role
  FROM appointments a
  JOIN people p ON p.centre_id = a.centre_id AND p.id = a.person_id
 WHERE a.centre_id = $1 AND a.role IN ('head_of_customer_service', 'centre_manager')
   AND a.starts_at <= $2 AND (a.ends_at IS NULL OR a.ends_at > $2) AND p.deactivated_at IS NULL
   AND NOT EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = a.centre_id AND l.person_id = a.person_id AND l.cancelled_at IS NULL
           AND l.starts_at <= $2 AND l.ends_at > $2)
"""
"""Which of the two at the end of the chain are really there, as holder or acting."""

TOPIC = """
WITH asked AS (
    SELECT id, facts FROM cases
     WHERE centre_id = $1 AND topic = $2 AND kind = 'challenge' AND recorded_at > $3 AND status <> 'voided'
     LIMIT 100
), linked AS (
    SELECT c.id FROM case_links l JOIN cases c ON c.centre_id = l.centre_id AND c.id = l.other_id
     WHERE l.centre_id = $1 AND (l.case_id = $4 OR l.case_id IN (SELECT id FROM asked))
       AND c.kind = 'challenge' AND c.recorded_at > $3 AND c.status <> 'voided'
)
SELECT
    (SELECT count(*) FROM (SELECT id FROM asked UNION SELECT id FROM linked) both_ways
      WHERE id IS DISTINCT FROM $4) AS recently,
    EXISTS (SELECT FROM asked WHERE id IS DISTINCT FROM $4 AND facts ? 'script_asked') AS considered
"""
"""How often a topic was challenged of late, by its name or by a link, beside the case itself."""


AWAY = """
SELECT p.id FROM people p
 WHERE p.centre_id = $1 AND p.id = ANY($2::uuid[])
   AND (p.deactivated_at IS NOT NULL OR EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = p.centre_id AND l.person_id = p.id AND l.cancelled_at IS NULL
           AND l.starts_at <= $3 AND l.ends_at > $3))
"""
"""Who of these people cannot be asked now (X19)."""


class Kept(Generic[T]):
    """The last version of something a centre rarely changes, so that it is not read for every case."""

    def __init__(
        self, read: Callable[[AsyncSession, UUID], Awaitable[T]], version: Callable[[T], int]
    ) -> None:
        self._read, self._version = read, version
        self._of: dict[UUID, T] = {}

    async def get(self, session: AsyncSession, centre_id: UUID, version: int | None) -> T:
        held = self._of.get(centre_id)
        if held is None or self._version(held) != (version or 0):
            held = self._of[centre_id] = await self._read(session, centre_id)
        return held


_policies: Kept[Policy] = Kept(policy, lambda kept: kept.version)
_calendars: Kept[DeskCalendar] = Kept(calendar, lambda kept: kept.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What of a case the standing depends on."""

    case_id: UUID | None = None
    kind: Kind | None
    topic: str | None = None
    area_id: UUID | None = None
    building_id: UUID | None = None
    unit_id: UUID | None = None
    resident_id: UUID | None = None
    names_script: bool = False
    matter: Mapping[str, Any] | None = None
    """What the routing rules look at, where the action sends the case on its way."""
    due: Mapping[str, int] = field(default_factory=dict)
    """The shorter limits that the rules gave it when they routed it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The context of a decision, the area the case belongs to (A19), the home it is about, the trace."""

    context: Context
    area_id: UUID | None
    unit_id: UUID | None
    trace: dict[str, Any] | None = None


async def standing(
    session: AsyncSession, actor: Actor, now: datetime, about: About, *, hold: bool = False
) -> Standing:
    """Read everything the rules may ask about; what the decision rests on is locked against change."""
    connection = await reader(session)
    centre = actor.centre_id
    statement = STANDING if about.matter is None else STANDING_TO_ROUTE
    row = await connection.fetchrow(
        statement, centre, now, about.unit_id, about.building_id, about.area_id, about.resident_id
    )
    assert row is not None
    kept_policy = await _policies.get(session, centre, row["policy_version"])
    kept_calendar = await _calendars.get(session, centre, row["calendar_version"])
    routing, trace = Routing(due=about.due), None
    if about.matter is not None:
        facts = RoutingFacts(
            moment=Moment.at(kept_calendar, now),
            kind=about.kind,
            topic=about.topic,
            area_id=row["area_id"],
            building_id=row["building_id"],
            place_kind=PlaceKind(row["place_kind"]) if row["place_kind"] else None,
            is_key=bool(row["is_key"]),
            **about.matter,
        )
        routing, trace = await _routed(
            session, centre, facts.as_taken_in(), now, Stamp(row["rule_set"], row["topics"])
        )
    further: dict[str, Any] = {}
    if about.kind is Kind.HELP:
        further = await _help(session, actor, now)
    elif about.kind is Kind.CHALLENGE and (topic := about.topic or routing.topic):
        further = await _challenge(session, centre, about.case_id, topic, now, kept_policy, hold=hold)
    elif about.names_script and about.topic:
        further = {"script": await _unified_answer(session, centre, about.topic, now, hold=hold)}
    context = Context(
        now=now,
        actor=actor,
        policy=kept_policy.tightened(routing.due),
        calendar=kept_calendar,
        routing=routing,
        area_managers=frozenset(row["area_managers"]),
        heads=frozenset(row["heads"]),
        is_key=row["is_key"],
        **further,
    )
    return Standing(context, row["area_id"], row["unit_id"], trace)


async def _help(session: AsyncSession, actor: Actor, now: datetime) -> dict[str, Any]:
    """Who is really on duty, and to whom the caller reports."""
    rostered = {each.role for each in await on_duty(session, actor.centre_id, now, tuple(ROSTERED))}
    connection = await reader(session)
    above = {Role(row["role"]) for row in await connection.fetch(ABOVE, actor.centre_id, now)}
    there = frozenset(set(Role) - ROSTERED - STAND_ABOVE) | frozenset(rostered) | above
    told: dict[str, Any] = {"on_duty": there}
    if actor.holds(Role.CONTROL_ROOM_OPERATOR):
        told["superior"] = await _superior(session, actor, now)
    return told


async def _superior(session: AsyncSession, actor: Actor, now: datetime) -> Superior | None:
    """自己上级: by name while really there, otherwise by post, so that the chain goes on from it."""
    connection = await reader(session)
    boss = await connection.fetchrow(SUPERIOR, actor.centre_id, now, actor.person_id)
    if boss is None:
        return None
    role = Role(boss["role"])
    there = not boss["away"]
    if role in ROSTERED:
        there = boss["person_id"] in {
            each.person_id for each in await on_duty(session, actor.centre_id, now, (role,))
        }
    return Superior(role=role, person_id=boss["person_id"] if there else None)


async def _challenge(
    session: AsyncSession,
    centre_id: UUID,
    case_id: UUID | None,
    topic: str,
    now: datetime,
    kept: Policy,
    *,
    hold: bool,
) -> dict[str, Any]:
    """The unified answer in force, held against withdrawal until this is done; how often it was asked."""
    since = now - timedelta(days=kept.script_threshold_days)
    often = await (await reader(session)).fetchrow(TOPIC, centre_id, topic, since, case_id)
    assert often is not None
    return {
        "script": await _unified_answer(session, centre_id, topic, now, hold=hold),
        "same_topic_recently": often["recently"] + 1,
        "script_already_considered": often["considered"],
    }


async def _unified_answer(
    session: AsyncSession, centre_id: UUID, topic: str, now: datetime, *, hold: bool
) -> ScriptInForce | None:
    """The one in force, and who of those named for it is away."""
    script = await script_in_force(session, centre_id, topic, now, hold=hold)
    if script is None or not script.designees:
        return script
    away = await (await reader(session)).fetch(AWAY, centre_id, list(script.designees), now)
    return replace(script, absent=frozenset(row["id"] for row in away))


async def _routed(
    session: AsyncSession, centre_id: UUID, facts: RoutingFacts, now: datetime, stamp: Stamp
) -> tuple[Routing, dict[str, Any]]:
    """What the centre's own rules add, and which of them: names and numbers, never the resident's words."""
    found = route(await rule_set_in_force(session, centre_id, stamp), facts)
    kept = found.as_record() | {"asked": facts.as_record(now)}
    return found.as_routing(), kept
