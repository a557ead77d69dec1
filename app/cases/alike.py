"""Matters like one at hand: by what was said, by the place, by who said it. A person says what they are."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.likeness import Like, most_like
from app.cases.lists import LINE
from app.cases.loading import no_such_case
from app.centre.queries import policy
from app.database.grams import grams
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.suggestion import MOST_JOINT_FOR_THE_HEAD
from app.procedure.vocabulary import Kind

Sameness = Literal["topic", "resident", "unit", "place"]
CANDIDATES = 500
"""So many of the newest that share a pair of characters are compared word by word."""
LIKE_ENOUGH = 0.15
"""Below this two matters have little more than a turn of phrase in common."""

SUBJECT = """
SELECT c.kind, c.topic, c.resident_id, c.unit_id, c.building_id, c.personal ->> 'place' AS place,
       concat_ws(' ', c.personal ->> 'summary', c.personal ->> 'words') AS said,
       array(SELECT CASE WHEN l.case_id = c.id THEN l.other_id ELSE l.case_id END FROM case_links l
              WHERE l.centre_id = c.centre_id AND (l.case_id = c.id OR l.other_id = c.id)) AS linked
  FROM cases c WHERE c.centre_id = $1 AND c.id = $2
"""
OTHERS = f"""
SELECT c.id, c.resident_id, concat_ws(' ', c.personal ->> 'summary', c.personal ->> 'words') AS said
  FROM (SELECT t.case_id FROM case_terms t JOIN cases o ON o.centre_id = t.centre_id AND o.id = t.case_id
         WHERE t.centre_id = $1 AND t.terms && $2::text[] AND t.recorded_at > $3 AND o.kind = $4
           AND o.id <> $5 AND o.status <> 'voided'
         ORDER BY t.recorded_at DESC LIMIT {CANDIDATES}) near
  JOIN cases c ON c.centre_id = $1 AND c.id = near.case_id
"""  # noqa: S608 - texts of our own
NEARBY = """
SELECT c.id FROM cases c
 WHERE c.centre_id = $1 AND c.recorded_at > $2 AND c.id <> $3 AND c.status <> 'voided'
   AND ((c.is_open AND c.resident_id = $4)
        OR (c.kind = $5 AND (c.unit_id = $6 OR (c.building_id = $7 AND c.personal ->> 'place' = $8))))
 ORDER BY c.recorded_at DESC LIMIT 5
"""
LINES = LINE.replace("c.version\n", "c.version, c.resident_id, c.building_id\n", 1) + (
    " WHERE c.centre_id = $1 AND c.id = ANY($2::uuid[])"
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Another matter: how it is like the one at hand, and whether somebody linked them already."""

    row: Any
    likeness: float
    shared: tuple[str, ...]
    same: tuple[Sameness, ...]
    linked: bool


@dataclass(frozen=True, slots=True)
class AlikeCases:
    """The matters like one, and whether enough residents have the same idea to ask for joining them."""

    cases: list[Alike]
    may_be_joint: bool


async def alike_cases(session: AsyncSession, actor: Actor, case_id: UUID, now: datetime) -> AlikeCases:
    """The five likest of the same kind within the centre's days, and those of the same place or person.

    Nothing is linked or joined by this: it proposes, a person confirms.
    """
    connection = await driver(session)
    subject = await connection.fetchrow(SUBJECT, actor.centre_id, case_id)
    if subject is None:
        raise no_such_case()
    since = now - timedelta(days=(await policy(session, actor.centre_id)).similar_days)
    pairs = sorted(gram for gram in grams(subject["said"]) if len(gram) > 1)
    others = await connection.fetch(OTHERS, actor.centre_id, pairs, since, subject["kind"], case_id)
    found = await asyncio.to_thread(most_like, subject["said"], [row["said"] for row in others], len(others))
    likest = {others[like.index]["id"]: like for like in found[:5]}
    near = await connection.fetch(
        NEARBY,
        actor.centre_id,
        since,
        case_id,
        subject["resident_id"],
        subject["kind"],
        subject["unit_id"],
        subject["building_id"],
        subject["place"],
    )
    ids = [*likest, *(row["id"] for row in near if row["id"] not in likest)]
    rows = {row["id"]: row for row in await connection.fetch(LINES, actor.centre_id, ids)}
    cases = [_alike(subject, rows[each], likest.get(each)) for each in ids]
    return AlikeCases(cases, _may_be_joint(subject, others, found))


def _alike(subject: Any, row: Any, like: Like | None) -> Alike:
    return Alike(
        row=row,
        likeness=like.likeness if like else 0.0,
        shared=like.shared if like else (),
        same=_same(subject, row),
        linked=row["id"] in subject["linked"],
    )


def _same(subject: Any, row: Any) -> tuple[Sameness, ...]:
    columns: tuple[tuple[Sameness, str], ...] = (
        ("topic", "topic"),
        ("resident", "resident_id"),
        ("unit", "unit_id"),
        ("place", "place"),
    )
    return tuple(name for name, column in columns if subject[column] and subject[column] == row[column])


def _may_be_joint(subject: Any, others: Sequence[Any], found: Sequence[Like]) -> bool:
    """Whether so many different residents suggest the like that it would be a joint suggestion (X13)."""
    if subject["kind"] != Kind.SUGGESTION:
        return False
    alike = [others[like.index] for like in found if like.likeness >= LIKE_ENOUGH]
    persons = {row["resident_id"] or row["id"] for row in alike} - {subject["resident_id"]}
    return len(persons) + 1 > MOST_JOINT_FOR_THE_HEAD
