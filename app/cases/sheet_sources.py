"""What a handling sheet is filled from: the case, its journal, and the names of those who took part."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import read_facts
from app.cases.loading import no_such_case
from app.cases.queries import JOURNAL, SHEET
from app.database.session import driver
from app.procedure.facts import CaseFacts

MOST_EVENTS = 2000
PEOPLE = "SELECT id, name FROM people WHERE centre_id = $1 AND id = ANY($2::uuid[])"
BESIDE = """
SELECT ce.name AS centre, ce.zone, a.name AS area,
       (SELECT count(*) FROM attachments t WHERE t.centre_id = $1 AND t.case_id = $2) AS attachments
  FROM centres ce LEFT JOIN areas a ON a.centre_id = $1 AND a.id = $3 WHERE ce.id = $1
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, with who did it."""

    event: str
    at: datetime
    person: str | None
    payload: dict[str, Any]
    texts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a sheet may tell."""

    row: Any
    facts: CaseFacts
    texts: dict[str, Any]
    events: list[Happened]
    names: dict[str, str]
    centre: str
    zone: ZoneInfo
    area: str | None
    attachments: int

    def last(self, *events: str, whole: bool = False) -> Happened | None:
        """The last such event since the work last began; `whole` looks at all of the case."""
        for each in reversed(self.events):
            if each.event in events:
                return each
            if each.event == "Reopened" and not whole:
                return None
        return None

    def all(self, event: str) -> list[Happened]:
        """Every such event."""
        return [each for each in self.events if each.event == event]

    def name(self, person: Any) -> str:
        """How the person is called."""
        return self.names.get(str(person), "") if person else ""


async def source_of(session: AsyncSession, centre_id: UUID, case_id: UUID) -> Source:
    """The case as its sheet tells it, or a refusal."""
    connection = await driver(session)
    row = await connection.fetchrow(SHEET, centre_id, case_id)
    if row is None:
        raise no_such_case()
    facts = read_facts(row["facts"])
    events = [_happened(each) for each in await connection.fetch(JOURNAL, centre_id, case_id, 0, MOST_EVENTS)]
    beside = await connection.fetchrow(BESIDE, centre_id, case_id, facts.area_id)
    took_part = {*facts.doers, *facts.handled_by, facts.accepted_by, facts.received_by, facts.decided_by}
    people = await connection.fetch(PEOPLE, centre_id, [each for each in took_part if each])
    return Source(
        row=row,
        facts=facts,
        texts=json.loads(row["personal"]),
        events=events,
        names={str(each["id"]): each["name"] for each in people},
        centre=beside["centre"],
        zone=ZoneInfo(beside["zone"]),
        area=beside["area"],
        attachments=beside["attachments"],
    )


def _happened(row: Any) -> Happened:
    texts = json.loads(row["texts"]) if row["texts"] else {}
    return Happened(row["event"], row["at"], row["person"], json.loads(row["payload"]), texts)
