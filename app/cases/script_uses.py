"""Who answered by which version of a unified answer, and whom it is still to be told (4.4.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import LINE, Conditions
from app.database.keyset import Key
from app.database.session import driver
from app.schema import Schema

USES = """
SELECT j.case_id, j.number AS entry, j.event, j.at, j.by, p.name AS person, v.id AS version_id,
       v.number AS version, c.number, c.kind, c.personal ->> 'summary' AS summary,
       coalesce((j.payload ->> 'beyond_script')::boolean, false) AS words_added
  FROM case_journal j
  JOIN answer_script_versions v ON v.centre_id = j.centre_id
                               AND v.id = (j.payload ->> 'script_version_id')::uuid
  JOIN cases c ON c.centre_id = j.centre_id AND c.id = j.case_id
  LEFT JOIN people p ON p.centre_id = j.centre_id AND p.id = j.by
"""

ANSWERED_EARLIER = ("replied", "returned", "closed", "archived")
TO_TELL = (
    "c.centre_id = $1 AND c.topic = {} AND c.kind = 'challenge' AND c.status = ANY({}::text[])"
    " AND c.facts ->> 'contact' = 'given'"
    " AND coalesce(c.facts ->> 'unified_answer_told', '') <> {}"
    " AND NOT EXISTS (SELECT FROM case_journal j WHERE j.centre_id = c.centre_id AND j.case_id = c.id"
    " AND j.payload ? 'script_version_id' AND j.payload ->> 'script_version_id' = {})"
)


class ScriptUse(Schema):
    """One answer given by a version: which, when, by whom, on which case."""

    case_id: UUID
    number: str | None
    kind: str | None
    summary: str | None
    event: str
    at: datetime
    by: UUID | None
    person: str | None
    version_id: UUID
    version: int
    words_added: bool


async def uses_page(
    session: AsyncSession, centre_id: UUID, versions: Sequence[UUID], after: Key | None, limit: int
) -> list[Any]:
    """The latest first, and one more than asked for."""
    where = Conditions(centre_id)
    where.texts.append("j.centre_id = $1 AND j.payload ? 'script_version_id'")
    where.add("j.payload ->> 'script_version_id' = ANY({}::text[])", [str(each) for each in versions])
    if after:
        where.add("(j.at, j.case_id, j.number) < ({}, {}, {})", *after)
    order = "ORDER BY j.at DESC, j.case_id DESC, j.number DESC"
    statement = f"{USES} WHERE {where} {order} LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def to_tell_page(
    session: AsyncSession, centre_id: UUID, topic: str, version_id: UUID, after: Key | None, limit: int
) -> list[Any]:
    """Cases of the topic that were answered before this version, by whoever left a contact."""
    where = Conditions(centre_id)
    version = str(version_id)
    where.add(TO_TELL, topic, list(ANSWERED_EARLIER), version, version)
    if after:
        where.add("(c.recorded_at, c.id) < ({}, {})", *after)
    statement = f"{LINE} WHERE {where} ORDER BY c.recorded_at DESC, c.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def script_use(row: Any) -> ScriptUse:
    """A row as the list shows it."""
    return ScriptUse(**{name: row[name] for name in ScriptUse.model_fields})
