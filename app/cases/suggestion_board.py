"""The way of suggestions at a glance, and what was done because of them, without anybody's name."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import LINE, Conditions
from app.cases.views import CaseLine, line_values
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.vocabulary import Decision
from app.schema import Schema


class Stage(StrEnum):
    """Where a suggestion stands on its way (4.1)."""

    STUDY = "study"
    DECIDED = "decided"
    CARRIED_OUT = "carried_out"
    DONE = "done"


REPLIED = "c.facts ? 'reply' AND c.facts ->> 'decision' IN ('adopted', 'partly_adopted')"
AT: dict[Stage, str] = {
    Stage.STUDY: "c.is_open AND c.status IN ('accepted', 'in_study')",
    Stage.DECIDED: "c.is_open AND c.status = 'decided'",
    Stage.CARRIED_OUT: f"c.is_open AND {REPLIED} AND NOT c.facts ? 'implemented'",
    Stage.DONE: "c.facts ? 'implemented'",
}

COLUMNS = (
    "c.facts ->> 'decision' AS decision, coalesce((c.facts ->> 'study_notes')::integer, 0) AS study_notes,"
    " (c.facts -> 'steps')::text AS steps, c.facts ? 'implementation_planned' AS planned,"
    " coalesce((c.facts ->> 'contacts_in_implementation')::integer, 0) AS contacts,"
    " (c.facts ->> 'published_at')::timestamptz AS published_at,"
    " (SELECT min(d.due_at) FROM case_duties d WHERE d.centre_id = c.centre_id AND d.case_id = c.id"
    " AND d.code = 'keep_contact') AS contact_due_at, c.version\n"
)
SUGGESTION = LINE.replace("c.version\n", COLUMNS)

DONE = """
SELECT c.id, c.topic, c.joint_count, c.personal ->> 'public_title' AS title,
       c.personal ->> 'public_text' AS text, (c.facts ->> 'published_at')::timestamptz AS published_at
  FROM cases c
"""


class SuggestionLine(CaseLine):
    """A suggestion with how far its way has gone."""

    decision: Decision | None
    study_notes: int
    steps: int
    steps_done: int
    planned: bool
    contacts: int = Field(description="How often the resident heard of it while it was carried out")
    contact_due_at: datetime | None
    published_at: datetime | None


class DoneLine(Schema):
    """您的建议，我们做到了: what was asked for and done, and by how many; nobody is named."""

    title: str | None
    text: str | None
    topic: str | None
    residents: int
    published_at: datetime


async def suggestions_page(
    session: AsyncSession, centre_id: UUID, stage: Stage, after: Key | None, limit: int
) -> list[Any]:
    """One stage of the board, the newest first, and one more than asked for."""
    where = Conditions(centre_id)
    where.texts.append(f"c.centre_id = $1 AND c.kind = 'suggestion' AND c.status <> 'voided' AND {AT[stage]}")
    if after:
        where.add("(c.recorded_at, c.id) < ({}, {})", *after)
    order = "ORDER BY c.recorded_at DESC, c.id DESC"
    statement = f"{SUGGESTION} WHERE {where} {order} LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def suggestion_line(row: Any) -> SuggestionLine:
    """A row as the board shows it."""
    steps: list[dict[str, Any]] = json.loads(row["steps"]) if row["steps"] else []
    same = ("decision", "study_notes", "planned", "contacts", "contact_due_at", "published_at")
    return SuggestionLine(
        **line_values(row),
        **{name: row[name] for name in same},
        steps=len(steps),
        steps_done=sum(1 for step in steps if step.get("done_at")),
    )


async def done_page(session: AsyncSession, centre_id: UUID, after: Key | None, limit: int) -> list[Any]:
    """What stands on the board, the latest first, and one more than asked for."""
    where = Conditions(centre_id)
    where.texts.append("c.centre_id = $1 AND c.facts ? 'published_at' AND c.status <> 'voided'")
    at = "(c.facts ->> 'published_at')::timestamptz"
    if after:
        where.add(f"({at}, c.id) < ({{}}, {{}})", *after)
    statement = f"{DONE} WHERE {where} ORDER BY {at} DESC, c.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))
