"""Reading the register: one row for each acceptance, in the order of its numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions
from app.cases.search import narrow
from app.database.keyset import Key
from app.database.session import driver
from app.database.streams import Rows, stream
from app.procedure.vocabulary import Channel, Kind

ROW = """
SELECT r.id, r.day, r.ordinal, r.number, r.kind AS registered_kind,
       r.related_procedure AS registered_procedure,
       r.received_at, r.accepted_at, r.channel, accepted.name AS accepted_by,
       CASE WHEN c.facts ? 'captured' THEN received.name END AS handed_over_by,
       CASE WHEN c.facts ? 'captured' THEN c.received_as END AS handed_over_as,
       c.kind, c.related_procedure, c.status, b.name || u.number AS unit, c.personal ->> 'place' AS place,
       c.personal ->> 'salutation' AS salutation, c.contact_mask AS contact,
       coalesce(c.personal ->> 'summary', c.personal ->> 'words') AS matter, c.personal ->> 'words' AS words,
       CASE WHEN c.facts ? 'finished_by_desk'
            THEN coalesce(c.personal ->> 'answer', c.personal ->> 'result') END AS on_the_spot,
       c.facts ? 'sheet_issued' AS has_sheet, c.responsible_role, c.responsible_area_id,
       c.responsible_person_id, responsible.name AS responsible_person,
       (SELECT max(j.at) FROM case_journal j
         WHERE j.centre_id = c.centre_id AND j.case_id = c.id AND j.event = 'SheetReturned') AS returned_at,
       c.closed_at,
       CASE WHEN c.facts ?| ARRAY['callbacks', 'impossible_confirmed', 'unreachable_closed']
            THEN jsonb_strip_nulls(jsonb_build_object(
                 'sheet_round', c.facts -> 'sheet_round', 'callbacks', c.facts -> 'callbacks',
                 'impossible_confirmed', c.facts -> 'impossible_confirmed',
                 'unreachable_closed', c.facts -> 'unreachable_closed'))::text
            ELSE '{}' END AS facts,
       CASE WHEN c.status = 'voided' THEN
            (SELECT j.personal ->> 'reason' FROM case_journal j
              WHERE j.centre_id = c.centre_id AND j.case_id = c.id AND j.event = 'Voided') END AS void_reason
  FROM register_entries r
  JOIN cases c ON c.centre_id = r.centre_id AND c.id = r.id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people accepted ON accepted.centre_id = r.centre_id AND accepted.id = r.accepted_by
  LEFT JOIN people received ON received.centre_id = c.centre_id AND received.id = c.received_by
  LEFT JOIN people responsible
         ON responsible.centre_id = c.centre_id AND responsible.id = c.responsible_person_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Which rows of the register; an empty field shows them all."""

    from_day: date | None = None
    to_day: date | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    voided: bool | None = None
    latest_first: bool = False


async def register_page(
    session: AsyncSession,
    centre_id: UUID,
    wanted: RegisterFilter,
    q: str | None,
    after: Key | None,
    limit: int,
) -> list[Any]:
    """One page of the register, of the cases in which the words of `q` occur, and one row more."""
    where = _conditions(centre_id, wanted)
    if q is not None:
        await narrow(session, centre_id, where, q)
    way, beyond = ("DESC", "<") if wanted.latest_first else ("ASC", ">")
    if after:
        where.add(f"(r.day, r.ordinal) {beyond} ({{}}, {{}})", *after)
    statement = f"{ROW} WHERE {where} ORDER BY r.day {way}, r.ordinal {way} LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def _conditions(centre_id: UUID, wanted: RegisterFilter) -> Conditions:
    where = Conditions(centre_id)
    where.texts.append("r.centre_id = $1")
    if wanted.from_day:
        where.add("r.day >= {}", wanted.from_day)
    if wanted.to_day:
        where.add("r.day <= {}", wanted.to_day)
    if wanted.kind:
        where.add("c.kind = {}", wanted.kind)
    if wanted.channel:
        where.add("r.channel = {}", wanted.channel)
    if wanted.voided is not None:
        where.texts.append("c.status = 'voided'" if wanted.voided else "c.status <> 'voided'")
    return where


def register_lines(session: AsyncSession, centre_id: UUID, wanted: RegisterFilter) -> Rows:
    """Every row that is wanted, in the order of its number, as it is read."""
    where = _conditions(centre_id, wanted)
    statement = f"{ROW} WHERE {where} ORDER BY r.day, r.ordinal"
    return stream(session, statement, *where.values)


async def register_row(session: AsyncSession, centre_id: UUID, number: str) -> Any | None:
    """The row of a printed number."""
    statement = f"{ROW} WHERE r.centre_id = $1 AND c.number = $2"
    return await (await driver(session)).fetchrow(statement, centre_id, number)
