"""What a decision rests on beside the case: read in one statement, or kept while its version stands."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import script_in_force
from app.cases.standing_statements import ABOVE, AWAY, STANDING, STANDING_TO_ROUTE, SUPERIOR, TOPIC
from app.centre.queries import policy
from app.database.ids import plain
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
from app.routing.queries import Stamp, rule_set_in_force

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
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    about: About,
    *,
    hold: bool = False,
    read: Any = None,
) -> Standing:
    """Everything the rules may ask about; what the decision rests on is locked against change.

    `read` is its row, where that was read together with the case.
    """
    centre = actor.centre_id
    row = read or await _read(session, centre, now, about)
    area_id, unit_id, building_id = (
        each and plain(each) for each in (row["area_id"], row["unit_id"], row["building_id"])
    )
    kept_policy = await _policies.get(session, centre, row["policy_version"])
    kept_calendar = await _calendars.get(session, centre, row["calendar_version"])
    routing, trace = Routing(due=about.due), None
    if about.matter is not None:
        facts = RoutingFacts(
            moment=Moment.at(kept_calendar, now),
            kind=about.kind,
            topic=about.topic,
            area_id=area_id,
            building_id=building_id,
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
        area_managers=frozenset(map(plain, row["area_managers"])),
        heads=frozenset(map(plain, row["heads"])),
        is_key=row["is_key"],
        **further,
    )
    return Standing(context, area_id, unit_id, trace)


async def _read(session: AsyncSession, centre_id: UUID, now: datetime, about: About) -> Any:
    statement = STANDING if about.matter is None else STANDING_TO_ROUTE
    place = about.unit_id, about.building_id, about.area_id, about.resident_id
    return await (await reader(session)).fetchrow(statement, centre_id, now, *place)


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
