"""What waits for approval: the very words, who asks, until when (4.4.4)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions, mine
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.conflicts_of_interest import APPROVERS
from app.schema import Schema

WAITING = """
SELECT c.id AS case_id, c.number, c.topic, c.flags, c.personal ->> 'summary' AS summary,
       c.personal ->> 'words' AS words, c.personal ->> 'findings' AS findings,
       c.personal ->> 'proposed_text' AS proposed_text, c.facts -> 'approval' ->> 'digest' AS digest,
       (c.facts -> 'approval' ->> 'requested_by')::uuid AS requested_by, p.name AS person,
       coalesce((c.facts ->> 'rejections')::integer, 0) AS rejections, d.key, d.started_at AS requested_at,
       d.due_at, d.role, c.version
  FROM case_duties d
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
  LEFT JOIN people p ON p.centre_id = c.centre_id AND p.id = (c.facts -> 'approval' ->> 'requested_by')::uuid
"""


class WaitingWords(Schema):
    """Words that wait. Who approves names `version` with If-Match: any change since is refused."""

    case_id: UUID
    number: str | None
    topic: str | None
    flags: list[str]
    summary: str | None
    words: str | None = Field(description="What the resident said")
    findings: str | None
    proposed_text: str | None = Field(description="The exact words; the approval holds for nothing else")
    digest: str
    requested_by: UUID | None
    person: str | None
    requested_at: datetime
    rejections: int
    due_at: datetime
    overdue: bool
    mine: bool = Field(description="Whether the decision lies with one of my posts")
    version: int


async def waiting_page(session: AsyncSession, actor: Actor, after: Key | None, limit: int) -> list[Any]:
    """As they fall due, and one more than asked for; who does not approve sees only their own words."""
    where = Conditions(actor.centre_id)
    where.texts.append("d.centre_id = $1 AND d.code = 'approve'")
    if not actor.holds(*APPROVERS):
        where.add("(c.facts -> 'approval' ->> 'requested_by')::uuid = {}", actor.person_id)
    is_mine = mine(where, actor)
    if after:
        where.add("(d.due_at, d.case_id) > ({}, {})", *after)
    statement = WAITING.replace("c.version\n", f"c.version, coalesce({is_mine}, false) AS mine\n")
    statement += f" WHERE {where} ORDER BY d.due_at, d.case_id LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def waiting_words(row: Any, now: datetime) -> WaitingWords:
    """A row as the inbox shows it."""
    names = WaitingWords.model_fields.keys() - {"overdue"}
    return WaitingWords(**{name: row[name] for name in names}, overdue=row["due_at"] < now)
