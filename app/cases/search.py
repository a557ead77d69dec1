"""Finding cases by what was said: the index gives those that may fit, their texts tell how well they do."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import LINE, CaseFilter, Conditions, filtered
from app.cases.terms import home
from app.database.grams import folded, needed, runs
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor

MOST_WORDS = 8
NEWEST = 2_000
"""Of all that may fit, so many of the newest are looked at."""
MOST_UNITS = 200

PRINTED = re.compile(r"(\d{4})?\d{4}-\d{3,}")
TEXTS = ("summary", "words", "place", "salutation")
FOLDED = "lower(normalize(coalesce({}, ''), NFKC))"
SUMMARY, WORDS, PLACE, SALUTATION = (FOLDED.format(f"c.personal ->> '{name}'") for name in TEXTS)
UNIT = "replace(lower(coalesce(b.name || u.number, '')), ' ', '')"
FOUND_LINE = LINE.replace(
    "c.version\n", "c.version, c.personal ->> 'words' AS words, {fit} AS fit\n", 1
).replace("FROM cases c\n", "FROM hit h JOIN cases c ON c.centre_id = $1 AND c.id = h.case_id\n", 1)

UNITS = """
SELECT u.id FROM units u JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 WHERE u.centre_id = $1 AND strpos(replace(lower(b.name || u.number), ' ', ''), $2) > 0 LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, word by word, as it is compared."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, q: str) -> "Asked":
        words = dict.fromkeys(word for word in folded(q).split() if runs(word))
        return cls(tuple(words)[:MOST_WORDS])


async def found_page(
    session: AsyncSession,
    actor: Actor,
    asked: Asked,
    wanted: CaseFilter,
    *,
    after: Key | None,
    limit: int,
    now: datetime,
) -> list[Any]:
    """One page of the cases in which every word occurs, best fit first, then newest; and one row more.

    A word fits best in the summary, then in the resident's words, then in place, home or name; a printed
    number fits above all. Among very many the newest two thousand are looked at.
    """
    if not asked.words:
        return []
    values = Conditions(actor.centre_id)
    hit, fits = await looked_for(session, actor.centre_id, values, asked)
    filtered(values, wanted, actor, now)
    statement = f"""
WITH hit AS MATERIALIZED ({hit}), found AS ({FOUND_LINE.format(fit=_best(fits))} WHERE {_where(values, fits)})
SELECT * FROM found {_beyond(values, after)} ORDER BY fit DESC, recorded_at DESC, id DESC LIMIT {limit + 1}
"""  # noqa: S608 - texts of our own
    return list(await (await driver(session)).fetch(statement, *values.values))


async def looked_for(
    session: AsyncSession, centre_id: UUID, values: Conditions, asked: Asked
) -> tuple[str, list[str]]:
    """Which cases may hold the words, as a statement of its own; and how well each word fits one of them."""
    hit = [await _may_hold(session, centre_id, values, word) for word in asked.words]
    statement = (
        f"SELECT case_id FROM case_terms WHERE centre_id = $1 AND {' AND '.join(hit)}"  # noqa: S608 - texts of our own
        f" ORDER BY recorded_at DESC LIMIT {NEWEST}"
    )
    return statement, [_fit(values, word) for word in asked.words]


async def narrow(session: AsyncSession, centre_id: UUID, values: Conditions, q: str) -> None:
    """Keeps of a list of cases those in which every word occurs."""
    asked = Asked.of(q)
    if not asked.words:
        values.texts.append("false")
        return
    hit, fits = await looked_for(session, centre_id, values, asked)
    values.texts.append(f"c.id IN ({hit})")
    values.texts.extend(f"coalesce({fit}, 0) > 0" for fit in fits)


async def _may_hold(session: AsyncSession, centre_id: UUID, values: Conditions, word: str) -> str:
    """What the index must hold of a case in which this word may occur."""
    pieces = sorted(set().union(*(needed(run) for run in runs(word))))
    ways = [f"terms @> {values.put(pieces)}::text[]"]
    units = await (await driver(session)).fetch(UNITS, centre_id, word, MOST_UNITS)
    if units:
        ways.append(f"terms && {values.put([home(row['id']) for row in units])}::text[]")
    if PRINTED.fullmatch(word):
        ways.append(f"terms @> {values.put([word])}::text[]")
    return f"({' OR '.join(ways)})"


def _fit(values: Conditions, word: str) -> str:
    """How well a word fits a case; 0 where the index was taken in by pairs that stand apart."""
    said = values.put(word)
    return (
        f"(8 * (c.number LIKE '%' || {said}::text AND {said} ~ '-')::int"
        f" + 4 * (strpos({SUMMARY}, {said}) > 0)::int + 2 * (strpos({WORDS}, {said}) > 0)::int"
        f" + (strpos({PLACE}, {said}) > 0 OR strpos({UNIT}, {said}) > 0"
        f" OR strpos({SALUTATION}, {said}) > 0)::int)"
    )


def _best(fits: list[str]) -> str:
    return f"coalesce({' + '.join(fits)}, 0)"


def _where(values: Conditions, fits: list[str]) -> str:
    return " AND ".join([*values.texts, *(f"coalesce({fit}, 0) > 0" for fit in fits)])


def _beyond(values: Conditions, after: Key | None) -> str:
    if after is None:
        return ""
    fit, moment, case_id = (values.put(value) for value in after)
    return f"WHERE (fit, recorded_at, id) < ({fit}::int, {moment}::timestamptz, {case_id}::uuid)"
