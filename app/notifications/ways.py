"""Why a case went where it went: what its rules were asked and said, and who was found for each post."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.loading import no_such_case
from app.database.session import driver
from app.notifications.choices import CHOOSING
from app.notifications.holders import Ground
from app.procedure.labels import label_of
from app.procedure.notices import NEXT_IN_CHAIN
from app.procedure.refusal import Words
from app.procedure.vocabulary import Role
from app.routing.compiled import CompiledRuleSet
from app.routing.explanations import Explanation, explain
from app.routing.facts import RoutingFacts
from app.routing.persons import by_appointment, by_shift, in_place_of
from app.routing.queries import known_topics, rule_set_numbered, rules_of

CASE = """
SELECT c.routing::text AS routing, c.personal ->> 'words' AS words, z.zone
  FROM cases c JOIN centres z ON z.id = c.centre_id
 WHERE c.centre_id = $1 AND c.id = $2
"""
ENTRIES = """
SELECT j.number, j.event, j.at, j.by, j.payload::text AS payload,
       EXISTS (SELECT FROM outbox o
                WHERE o.centre_id = j.centre_id AND o.subject_id = j.case_id AND o.delivered_at IS NULL
                  AND j.number BETWEEN (o.payload ->> 'from')::integer AND (o.payload ->> 'to')::integer
       ) AS waits
  FROM case_journal j
 WHERE j.centre_id = $1 AND j.case_id = $2 AND j.event = ANY($3::text[])
 ORDER BY j.number
"""
CHOSEN = """
SELECT h.entry, h.person_id, p.name, h.role, h.by, h.since, h.until, h.signed_on, h.acting, h.chosen_at,
       a.name AS area
  FROM persons_chosen h
  JOIN people p ON p.centre_id = h.centre_id AND p.id = h.person_id
  LEFT JOIN areas a ON a.centre_id = h.centre_id AND a.id = h.area_id
 WHERE h.centre_id = $1 AND h.case_id = $2
 ORDER BY h.entry, h.id
"""
BY_NAME = Words("办理时指名", "named when it was given")
DEFAULTS = 0
"""The number under which a centre without rules of its own has the default ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found for a post, why, and when; `stands_in` where the post itself was empty."""

    person_id: UUID
    name: str
    role: Role
    why: Words
    stands_in: bool
    chosen_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """The case was given to a post or a post was told of it, by which clause, and who was found for it.

    `waits` while nobody has been looked for: that is done the moment after the case is written.
    """

    entry: int
    event: str
    at: datetime
    by: UUID | None
    role: Role | None
    clause: str
    must_acknowledge: bool
    nobody_on_duty: bool
    waits: bool
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One time the centre's rules were asked about the case, told anew from what they were asked then."""

    at: datetime
    desk_open: bool
    told: Explanation
    as_then: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The whole way of a case so far."""

    asked: tuple[Asked, ...]
    given: tuple[Given, ...]


async def way_of(session: AsyncSession, centre_id: UUID, case_id: UUID) -> Way:
    """Everything that sent this case where it is."""
    connection = await driver(session)
    row = await connection.fetchrow(CASE, centre_id, case_id)
    if row is None:
        raise no_such_case()
    zone = ZoneInfo(row["zone"])
    chosen: dict[int, list[Any]] = {}
    for each in await connection.fetch(CHOSEN, centre_id, case_id):
        chosen.setdefault(each["entry"], []).append(each)
    entries = await connection.fetch(ENTRIES, centre_id, case_id, list(CHOOSING))
    return Way(
        asked=await _asked(session, centre_id, row),
        given=tuple(_given(each, chosen.get(each["number"], []), zone) for each in entries),
    )


async def _asked(session: AsyncSession, centre_id: UUID, row: Any) -> tuple[Asked, ...]:
    kept = json.loads(row["routing"]) if row["routing"] else {}
    times = [each for each in (*kept.get("earlier", ()), kept) if "asked" in each]
    rule_sets = {
        number: await _rule_set(session, centre_id, number) for number in {each["version"] for each in times}
    }
    return tuple(_told_anew(rule_sets[each["version"]], each, row["words"] or "") for each in times)


async def _rule_set(session: AsyncSession, centre_id: UUID, number: int) -> CompiledRuleSet:
    row = None if number == DEFAULTS else await rule_set_numbered(session, centre_id, number)
    return CompiledRuleSet(number, rules_of(row), await known_topics(session, centre_id))


def _told_anew(rule_set: CompiledRuleSet, kept: Mapping[str, Any], words: str) -> Asked:
    facts = RoutingFacts.from_record(kept["asked"], words)
    told = explain(rule_set, facts)
    then = [(each["stage"], each["rule"]) for each in kept["matched"]]
    now = [(each.stage.value, each.rule) for each in told.routed.trace]
    return Asked(datetime.fromisoformat(kept["asked"]["at"]), facts.moment.desk_open, told, then == now)


def _given(row: Any, chosen: list[Any], zone: ZoneInfo) -> Given:
    payload = json.loads(row["payload"])
    role = Role(payload["role"]) if payload.get("role") else None
    return Given(
        entry=row["number"],
        event=row["event"],
        at=row["at"],
        by=row["by"],
        role=role,
        clause=payload["clause"],
        must_acknowledge=payload.get("must_acknowledge", False),
        nobody_on_duty=payload.get("nobody_on_duty", False),
        waits=row["waits"],
        found=tuple(_found(each, role, zone) for each in chosen),
    )


def _found(row: Any, asked: Role | None, zone: ZoneInfo) -> Found:
    role = Role(row["role"])
    why = _why(row, role, zone)
    stands_in = asked is not None and role is not asked
    if asked is not None and stands_in:
        why = in_place_of(_passed_over(asked, role), role, why)
    return Found(row["person_id"], row["name"], role, why, stands_in, row["chosen_at"])


def _why(row: Any, role: Role, zone: ZoneInfo) -> Words:
    match Ground(row["by"]):
        case Ground.SHIFT:
            return by_shift(row["until"], zone, signed_on=row["signed_on"])
        case Ground.APPOINTMENT:
            return by_appointment(role, row["since"], zone, acting=row["acting"], area=row["area"])
        case Ground.NAMED:
            return BY_NAME


def _passed_over(asked: Role, found: Role) -> list[Words]:
    """The posts of the chain that were empty, from the one that was asked for."""
    empty: list[Words] = []
    post: Role | None = asked
    while post is not None and post is not found:
        empty.append(label_of(post))
        post = NEXT_IN_CHAIN.get(post)
    return empty
