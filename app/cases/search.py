"""Finding cases by what was said: the index gives those that may fit, their texts tell how well they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import LINE, CaseFilter, Conditions, filtered, page_statement
from app.cases.terms import home
from app.database.found import PRINTED, Asked
from app.database.grams import needed, runs
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor

NEWEST = 500
"""Of all that may fit, so many of the newest are looked at."""
FIRST_SHARE = 0.02
"""So much of the time a centre has kept cases is looked through first, its newest part."""
RARE = 20
"""A word held by fewer in that part is looked for in the whole: the index alone leads to few cases."""
WIDENED = 3
MOST_UNITS = 1_000

TEXTS = ("summary", "words", "place", "salutation")
SAID = ", ".join(f"coalesce(c.personal ->> '{name}', '') AS {name}" for name in TEXTS)
COMPARED = f"LATERAL (SELECT {SAID} OFFSET 0) said"
"""The texts as they were written, read once a case however many words look into them."""
SPAN = """
SELECT (SELECT min(recorded_at) FROM case_terms WHERE centre_id = $1) AS oldest,
       (SELECT max(recorded_at) FROM case_terms WHERE centre_id = $1) AS latest
"""
FOUND_LINE = LINE.replace(
    "c.version\n", "c.version, c.personal ->> 'words' AS words, picked.fit\n", 1
).replace("FROM cases c\n", "FROM picked JOIN cases c ON c.centre_id = $1 AND c.id = picked.id\n", 1)

UNITS = """
SELECT u.id FROM units u JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 WHERE u.centre_id = $1 AND strpos(replace(lower(b.name || u.number), ' ', ''), $2) > 0 LIMIT $3
"""


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
    number fits above all. Among very many the newest five hundred are looked at.
    """
    if not asked.words:
        return []
    holding, values = Conditions(actor.centre_id), Conditions(actor.centre_id)
    looked = [await _looked_for(session, actor.centre_id, word, holding, values) for word in asked.words]
    filtered(holding, wanted, actor, now)
    ids = values.put(await _newest(await driver(session), holding, looked))
    fits = [f"fit_{place}" for place, _ in enumerate(looked)]
    how = ", ".join(f"{each.fit} AS {fit}" for each, fit in zip(looked, fits, strict=True))
    statement = f"""
WITH fitting AS (
    SELECT c.id, c.recorded_at, {" + ".join(fits)} AS fit
      FROM unnest({ids}::uuid[]) AS hit (case_id)
      JOIN cases c ON c.centre_id = $1 AND c.id = hit.case_id, {COMPARED}, LATERAL (SELECT {how}) how
     WHERE {" AND ".join(f"{fit} > 0" for fit in fits)}
), picked AS MATERIALIZED (
    SELECT * FROM fitting {_beyond(values, after)}
     ORDER BY fit DESC, recorded_at DESC, id DESC LIMIT {limit + 1}
)
{FOUND_LINE} ORDER BY picked.fit DESC, picked.recorded_at DESC, picked.id DESC
"""  # noqa: S608 - texts of our own
    return list(await (await driver(session)).fetch(statement, *values.values))


async def _newest(connection: Any, holding: Conditions, looked: list["LookedFor"]) -> list[UUID]:
    """The newest cases that may hold the words.

    Neither way alone is quick for a word that one case in a hundred holds: from the newest backwards very
    many are read in vain, and by the words' index all that hold it are fetched before the newest are known.
    So the newest part is looked through first, where both indexes together leave little to fetch; what
    stands there tells how far back the newest five hundred reach.
    """
    span = await connection.fetchrow(SPAN, holding.values[0])
    if span["latest"] is None:
        return []
    share = FIRST_SHARE
    for _ in range(WIDENED):
        since = span["latest"] - share * (span["latest"] - span["oldest"])
        found = await _held_since(connection, holding, looked, since)
        if len(found) >= NEWEST:
            return found
        share *= 1.5 * NEWEST / max(len(found), 1)
        if len(found) < RARE or share >= 1:
            break
    return await _held_since(connection, holding, looked, None)


async def _held_since(
    connection: Any, holding: Conditions, looked: list["LookedFor"], since: datetime | None
) -> list[UUID]:
    """Filters come before the cut, so that it hides nothing."""
    joined = "JOIN cases c ON c.centre_id = $1 AND c.id = t.case_id" if holding.texts else ""
    where = ["t.centre_id = $1", *(each.may_hold for each in looked), *holding.texts]
    values = list(holding.values)
    if since is not None:
        values.append(since)
        where.append(f"t.recorded_at >= ${len(values)}")
    # Prepared for this once: a plan for any word and any time would be wrong for most.
    statement = await connection.prepare(
        f"SELECT t.case_id FROM case_terms t {joined} WHERE {' AND '.join(where)}"  # noqa: S608 - texts of our own
        f" ORDER BY t.recorded_at DESC LIMIT {NEWEST}"
    )
    return [row["case_id"] for row in await statement.fetch(*values)]


async def cases_with(
    session: AsyncSession, centre_id: UUID, digests: Sequence[bytes], asked: Asked, limit: int
) -> list[Any]:
    """The newest cases for which one of these contacts was left, and in which every word occurs."""
    where = Conditions(centre_id)
    where.add("c.centre_id = $1 AND c.contact_digest = ANY({}::bytea[])", list(digests))
    if asked.words:
        await _narrow(session, centre_id, where, asked)
    picked = page_statement(str(where), "c.recorded_at DESC, c.id DESC", limit)
    statement = picked.replace("c.version\n", "c.version, c.personal ->> 'words' AS words\n", 1)
    return list(await (await driver(session)).fetch(statement, *where.values))


async def narrow(session: AsyncSession, centre_id: UUID, values: Conditions, q: str) -> None:
    """Keeps of a list of cases those in which every word occurs."""
    asked = Asked.of(q)
    if asked.words:
        await _narrow(session, centre_id, values, asked)
    else:
        values.texts.append("false")


async def _narrow(session: AsyncSession, centre_id: UUID, values: Conditions, asked: Asked) -> None:
    looked = [await _looked_for(session, centre_id, word, values, values) for word in asked.words]
    may_hold = " AND ".join(each.may_hold for each in looked)
    fits = " AND ".join(f"{each.fit} > 0" for each in looked)
    values.texts += [
        f"c.id IN (SELECT t.case_id FROM case_terms t WHERE t.centre_id = $1 AND {may_hold})",  # noqa: S608 - texts of our own
        f"EXISTS (SELECT FROM {COMPARED} WHERE {fits})",
    ]


@dataclass(frozen=True, slots=True)
class LookedFor:
    """One word as conditions: what the index must hold of a case, and how well the word fits its texts.

    The fit is 0 where the index was taken in by pairs that stand apart.
    """

    may_hold: str
    fit: str


async def _looked_for(
    session: AsyncSession, centre_id: UUID, word: str, holding: Conditions, fitting: Conditions
) -> LookedFor:
    """Each condition's values go to the statement it will stand in."""
    said = f"{fitting.put(word)}::text"
    pieces = sorted(set().union(*(needed(run) for run in runs(word))))
    may_hold = [f"t.terms @> {holding.put(pieces)}::text[]"]
    rows = await (await driver(session)).fetch(UNITS, centre_id, word, MOST_UNITS)
    units = [row["id"] for row in rows]
    if units:
        may_hold.append(f"t.terms && {holding.put([home(unit) for unit in units])}::text[]")
    fit = (
        f"4 * {_stands_in('summary', said)}::int + 2 * {_stands_in('words', said)}::int"
        f" + ({_stands_in('place', said)} OR {_stands_in('salutation', said)}"
        f" OR coalesce(c.unit_id = ANY({fitting.put(units)}::uuid[]), false))::int"
    )
    if PRINTED.fullmatch(word):
        may_hold.append(f"t.terms @> {holding.put([word])}::text[]")
    if "-" in word:
        fit += f" + 8 * coalesce(c.number LIKE '%' || {said}, false)::int"
    return LookedFor(f"({' OR '.join(may_hold)})", f"({fit})")


def _stands_in(text: str, said: str) -> str:
    """Whether a text holds the word: as it was written, else folded, which takes ten times as long."""
    folded = f"lower(normalize(said.{text}, NFKC))"
    return f"(strpos(said.{text}, {said}) > 0 OR strpos({folded}, {said}) > 0)"


def _beyond(values: Conditions, after: Key | None) -> str:
    if after is None:
        return ""
    fit, moment, case_id = (values.put(value) for value in after)
    return f"WHERE (fit, recorded_at, id) < ({fit}::int, {moment}::timestamptz, {case_id}::uuid)"
