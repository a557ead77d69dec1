"""A draft of the own duty log, from the times the cases hold. The person reads, changes, confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver
from app.procedure.events.words import EVENT_WORDS
from app.procedure.refusal import Words

DONE_BY_HAND = (
    "Acknowledged",
    "Dispatched",
    "Arrived",
    "PoliceCalled",
    "ResultRecorded",
    "TakenIn",
)

STEPS = """
SELECT j.case_id, j.number, j.event, coalesce((j.payload ->> 'occurred_at')::timestamptz, j.at) AS at,
       CASE WHEN j.event = 'ResultRecorded' THEN j.personal ->> 'result' END AS result,
       CASE WHEN j.event = 'ResultRecorded' THEN j.personal ->> 'process' END AS process,
       doer.name AS doer, c.number AS case_number,
       nullif(concat_ws(' ', b.name || u.number, c.personal ->> 'place'), '') AS place,
       c.personal ->> 'summary' AS summary
  FROM case_journal j
  JOIN cases c ON c.centre_id = j.centre_id AND c.id = j.case_id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people doer ON doer.centre_id = j.centre_id AND doer.id = (j.payload ->> 'doer')::uuid
 WHERE j.centre_id = $1 AND j.by = $2 AND j.event = ANY($3::text[]) AND c.kind = 'help'
   AND ($4::uuid IS NULL OR j.case_id = $4) AND j.at >= $5 AND j.at < $6
 ORDER BY at, j.case_id, j.number LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one case gives to the log: its lines as one text, in both languages."""

    case_id: UUID
    number: str | None
    occurred_at: datetime
    text: Words
    written: bool


async def drafts(
    session: AsyncSession,
    centre_id: UUID,
    person_id: UUID,
    *,
    since: datetime,
    until: datetime,
    case_id: UUID | None,
    zone: str,
) -> list[Draft]:
    """One draft a case, of what the person did in it in that time, and whether the own entry is there."""
    connection = await driver(session)
    rows = await connection.fetch(STEPS, centre_id, person_id, list(DONE_BY_HAND), case_id, since, until)
    cases: dict[UUID, list[Any]] = {}
    for row in rows:
        cases.setdefault(row["case_id"], []).append(row)
    there = await connection.fetch(
        "SELECT DISTINCT case_id FROM duty_log_entries"
        " WHERE centre_id = $1 AND person_id = $2 AND case_id = ANY($3::uuid[])",
        centre_id,
        person_id,
        list(cases),
    )
    written = {row["case_id"] for row in there}
    return [_draft(each, ZoneInfo(zone), written) for each in cases.values()]


def _draft(steps: Sequence[Any], zone: ZoneInfo, written: set[UUID]) -> Draft:
    first = steps[0]
    what = " ".join(filter(None, (first["place"], first["summary"])))
    zh = "；".join(_line(each, zone, zh=True) for each in steps)
    en = "; ".join(_line(each, zone, zh=False) for each in steps)
    return Draft(
        case_id=first["case_id"],
        number=first["case_number"],
        occurred_at=first["at"],
        text=Words(f"{what}：{zh}。", f"{what}: {en}."),
        written=first["case_id"] in written,
    )


def _line(step: Any, zone: ZoneInfo, *, zh: bool) -> str:
    words = EVENT_WORDS[step["event"]]
    told = [f"{step['at'].astimezone(zone):%H:%M} {words.zh if zh else words.en}"]
    if step["doer"]:
        told.append(step["doer"])
    said = "，".join(filter(None, (step["process"], step["result"])))
    if said:
        told.append(("：" if zh else ": ") + said)
    return " ".join(told[:2]) + "".join(told[2:]) if step["doer"] else "".join(told)
