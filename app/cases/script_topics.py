"""Topics that many challenge: what was asked, on which cases, a first draft of the questions (4.4.5-a)."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.questions import first_draft
from app.cases.lists import LINE
from app.cases.views import CaseLine, case_line
from app.centre.queries import policy
from app.database.session import driver
from app.schema import Schema

MOST_CASES = 50

WAITING = """
SELECT c.topic, min(d.due_at) AS due_at, (array_agg(c.id ORDER BY d.due_at, c.id))[1] AS case_id
  FROM case_duties d JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
 WHERE d.centre_id = $1 AND d.code = 'consider_script' AND c.topic IS NOT NULL
 GROUP BY c.topic ORDER BY min(d.due_at), c.topic
"""

ASKED = """
WITH asked AS (
    SELECT id FROM cases
     WHERE centre_id = $1 AND topic = $2 AND kind = 'challenge' AND recorded_at > $3 AND status <> 'voided'
), linked AS (
    SELECT c.id FROM case_links l JOIN cases c ON c.centre_id = l.centre_id AND c.id = l.other_id
     WHERE l.centre_id = $1 AND l.case_id IN (SELECT id FROM asked)
       AND c.kind = 'challenge' AND c.recorded_at > $3 AND c.status <> 'voided'
)
SELECT id FROM asked UNION SELECT id FROM linked
"""

WORDS = """
SELECT c.personal::text AS personal FROM cases c
 WHERE c.centre_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.recorded_at, c.id
"""


class ScriptProposal(Schema):
    """A topic whose unified answer the head is asked to decide on."""

    topic: str
    count: int = Field(description="Challenges on the topic, by its name or by a link, within the days")
    threshold: int
    days: int
    due_at: datetime
    case_id: UUID = Field(description="The case that asks: decide on it with `decide-on-script`")
    cases: list[CaseLine]
    questions: list[str] = Field(description="What residents asked, without their names: a first draft")


async def proposals(session: AsyncSession, centre_id: UUID, now: datetime) -> list[ScriptProposal]:
    """Every topic that waits for a decision, as its duty falls due."""
    kept = await policy(session, centre_id)
    connection = await driver(session)
    since = now - timedelta(days=kept.script_threshold_days)
    told: list[ScriptProposal] = []
    for waiting in await connection.fetch(WAITING, centre_id):
        ids = [row["id"] for row in await connection.fetch(ASKED, centre_id, waiting["topic"], since)]
        ids = ids or [waiting["case_id"]]
        told.append(
            ScriptProposal(
                topic=waiting["topic"],
                count=len(ids),
                threshold=kept.script_threshold_count,
                days=kept.script_threshold_days,
                due_at=waiting["due_at"],
                case_id=waiting["case_id"],
                cases=await _lines(session, centre_id, ids),
                questions=await _questions(session, centre_id, ids),
            )
        )
    return told


async def _lines(session: AsyncSession, centre_id: UUID, ids: list[UUID]) -> list[CaseLine]:
    which = "WHERE c.centre_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.recorded_at DESC, c.id DESC"
    rows = await (await driver(session)).fetch(f"{LINE} {which} LIMIT {MOST_CASES}", centre_id, ids)
    return [case_line(row) for row in rows]


async def _questions(session: AsyncSession, centre_id: UUID, ids: list[UUID]) -> list[str]:
    rows = await (await driver(session)).fetch(WORDS, centre_id, ids)
    return first_draft(_said(json.loads(row["personal"])) for row in rows)


def _said(texts: dict[str, Any]) -> tuple[str, list[str]]:
    names = [texts.get("salutation"), *(texts.get("co_signers") or ())]
    return texts.get("words") or texts.get("summary") or "", [name for name in names if name]
