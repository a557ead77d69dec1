"""Reading one case: its sheet, its journal, what may be done to it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.available import available_actions
from app.cases.codecs import read_facts
from app.cases.lists import LINE
from app.cases.loading import no_such_case
from app.cases.standings import About, standing
from app.cases.statements import LOAD
from app.cases.views import CaseOut, JournalLine, ResidentOnSheet, line_values
from app.database.keyset import Key
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.events.words import EVENT_WORDS
from app.procedure.facts import CaseFacts
from app.procedure.roles import is_told_of_key
from app.procedure.sheets import missing_on_sheet

SHEET = LINE.replace(
    "c.version\n",
    "c.version, c.building_id, c.facts::text AS facts, c.personal::text AS personal,"
    " c.routing::text AS routing, c.contact_mask, c.received_by, r.name AS received_by_name\n",
) + (
    "  LEFT JOIN people r ON r.centre_id = c.centre_id AND r.id = c.received_by\n"
    " WHERE c.centre_id = $1 AND c.id = $2"
)

JOURNAL = """
SELECT j.number, j.event, j.at, j.by, p.name AS person, j.via, j.payload::text AS payload,
       j.personal::text AS texts, j.hash
  FROM case_journal j LEFT JOIN people p ON p.centre_id = j.centre_id AND p.id = j.by
 WHERE j.centre_id = $1 AND j.case_id = $2 AND j.number > $3
 ORDER BY j.number LIMIT $4
"""


async def case_of(session: AsyncSession, actor: Actor, case_id: UUID, now: datetime) -> CaseOut:
    """One case as the caller may see it, with what the caller may do."""
    row = await (await driver(session)).fetchrow(SHEET, actor.centre_id, case_id)
    if row is None:
        raise no_such_case()
    facts = read_facts(row["facts"])
    where = await standing(session, actor, now, _about(facts, row["building_id"]))
    texts = orjson.loads(row["personal"])
    return CaseOut(
        **line_values(row),
        received_by=row["received_by"],
        received_by_name=row["received_by_name"],
        received_as=facts.received_as,
        captured=facts.captured,
        late_record=facts.late_record,
        resident=_resident(facts, row, texts, actor),
        building_id=row["building_id"],
        doers=list(facts.doers),
        texts=texts,
        facts=_shown(orjson.loads(row["facts"])),
        missing=list(missing_on_sheet(facts)) if facts.sheet_issued else [],
        routing=_why_here(row["routing"], actor),
        available_actions=available_actions(facts, where.context),
    )


def _about(facts: CaseFacts, building_id: UUID | None) -> About:
    return About(
        case_id=facts.id,
        kind=facts.kind,
        topic=facts.topic,
        area_id=facts.area_id,
        building_id=building_id,
        unit_id=facts.unit_id,
        resident_id=facts.resident_id,
    )


def _resident(facts: CaseFacts, row: Any, texts: dict[str, Any], actor: Actor) -> ResidentOnSheet:
    return ResidentOnSheet(
        type=facts.resident_type,
        resident_id=facts.resident_id,
        salutation=texts.get("salutation"),
        contact_state=facts.contact,
        contact=row["contact_mask"],
        key_resident=facts.is_key and is_told_of_key(actor),
    )


def _shown(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without what has a place of its own, and without the key flag, which is not for everyone."""
    return {name: value for name, value in facts.items() if name not in {"is_key", "clocks", "id"}}


def _why_here(routing: str | None, actor: Actor) -> dict[str, Any] | None:
    """The rules that were followed, without what they looked at: the key flag is not for everyone."""
    kept: dict[str, Any] = orjson.loads(routing) if routing else {}
    for told_apart in ("asked", "earlier"):
        kept.pop(told_apart, None)
    if kept and not is_told_of_key(actor):
        kept["matched"] = [each for each in kept["matched"] if not each.get("rests_on_key")]
    return kept or None


async def journal_of(
    session: AsyncSession, actor: Actor, case_id: UUID, after: Key | None, limit: int
) -> list[JournalLine]:
    """The history of a case in its own order, one line more than asked for."""
    start = after[0] if after else 0
    rows = await (await driver(session)).fetch(JOURNAL, actor.centre_id, case_id, start, limit + 1)
    if not rows and not start:
        raise no_such_case()
    return [_journal_line(row) for row in rows]


def _journal_line(row: Any) -> JournalLine:
    payload = orjson.loads(row["payload"])
    texts = orjson.loads(row["texts"]) if row["texts"] else None
    if texts and "contact" in texts:
        texts["contact"] = "****"
    return JournalLine.model_construct(
        number=row["number"],
        event=row["event"],
        label=EVENT_WORDS[row["event"]],
        clause=payload.pop("clause", None),
        at=row["at"],
        by=row["by"],
        person=row["person"],
        via=row["via"],
        payload={name: value for name, value in payload.items() if name not in {"at", "by", "is_key"}},
        texts=texts,
        hash=row["hash"].hex(),
    )


async def standing_facts(
    session: AsyncSession, centre_id: UUID, case_id: UUID
) -> tuple[CaseFacts, str | None, int]:
    """The facts of a case as they stand, its printed number and its version."""
    row = await (await driver(session)).fetchrow(LOAD, centre_id, case_id)
    if row is None:
        raise no_such_case()
    return read_facts(row["facts"]), row["number"], row["version"]
