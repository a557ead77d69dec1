"""Reading owner files: what is filed under a unit, or in the centre's own folder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.archive.tables import OwnerFileBorrowing, OwnerFileViewing
from app.cases.lists import Conditions
from app.database.keyset import Key
from app.database.rows import row_of
from app.database.session import driver
from app.database.streams import Rows, stream
from app.procedure.refusal import Words

UNDER_A_UNIT = "NOT coalesce((j.payload ->> 'centre_folder')::boolean, false)"
IN_THE_CENTRES_FOLDER = "(j.payload ->> 'centre_folder')::boolean"

FILES = f"""
SELECT u.id AS unit_id, b.name || u.number AS unit, b.name AS building, u.number, b.area_id,
       filed.entries, filed.suggestions, filed.challenges, filed.last_filed_at, filed.owner_file_numbers
  FROM units u
  JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 CROSS JOIN LATERAL (
    SELECT count(*) AS entries, max(j.at) AS last_filed_at,
           count(*) FILTER (WHERE c.kind = 'suggestion') AS suggestions,
           count(*) FILTER (WHERE c.kind = 'challenge') AS challenges,
           array_agg(DISTINCT j.payload ->> 'owner_file_number') AS owner_file_numbers
      FROM cases c
      JOIN case_journal j ON j.centre_id = c.centre_id AND j.case_id = c.id AND j.event = 'Archived'
     WHERE c.centre_id = u.centre_id AND c.unit_id = u.id AND c.status = 'archived' AND {UNDER_A_UNIT}
 ) filed
"""  # noqa: S608 - a text of our own

ENTRIES = """
SELECT c.id AS case_id, c.number, c.kind, c.topic, c.received_at, c.closed_at, c.joint_count,
       c.facts ->> 'resident_type' AS resident_type, c.facts ->> 'decision' AS decision,
       c.personal ->> 'salutation' AS salutation, c.contact_mask AS contact,
       coalesce(c.personal ->> 'summary', c.personal ->> 'words') AS summary,
       b.name || u.number AS unit, j.at AS filed_at, p.name AS filed_by,
       j.payload ->> 'owner_file_number' AS owner_file_number,
       (SELECT count(*) FROM attachments a
         WHERE a.centre_id = c.centre_id AND a.case_id = c.id) AS attachments
  FROM case_journal j
  JOIN cases c ON c.centre_id = j.centre_id AND c.id = j.case_id AND c.status = 'archived'
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN people p ON p.centre_id = j.centre_id AND p.id = j.by
 WHERE j.centre_id = $1 AND j.event = 'Archived'
"""


async def files_page(
    session: AsyncSession, centre_id: UUID, q: str | None, after: Key | None, limit: int
) -> list[Any]:
    """One page of the units that have something filed, and one row more."""
    where = Conditions(centre_id)
    where.texts.append("u.centre_id = $1 AND filed.entries > 0")
    if q:
        where.add("strpos(lower(replace(b.name || u.number, ' ', '')), {}) > 0", "".join(q.split()).lower())
    if after:
        where.add("(b.name, u.number, u.id) > ({}, {}, {})", *after)
    statement = f"{FILES} WHERE {where} ORDER BY b.name, u.number, u.id LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def entries_page(
    session: AsyncSession, centre_id: UUID, unit_id: UUID | None, after: Key | None, limit: int
) -> list[Any]:
    """What is filed under a unit, or without one in the centre's own folder; the newest first."""
    where = _in_folder(centre_id, unit_id)
    if after:
        where.add("(j.at, c.id) < ({}, {})", *after)
    statement = f"{ENTRIES} AND {where} ORDER BY j.at DESC, c.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


def entry_lines(session: AsyncSession, centre_id: UUID, unit_id: UUID | None) -> Rows:
    """All of a file in the order it was filed, as it is read."""
    where = _in_folder(centre_id, unit_id)
    return stream(session, f"{ENTRIES} AND {where} ORDER BY j.at, c.id", *where.values)


def _in_folder(centre_id: UUID, unit_id: UUID | None) -> Conditions:
    where = Conditions(centre_id)
    if unit_id is None:
        where.texts.append(IN_THE_CENTRES_FOLDER)
    else:
        where.texts.append(UNDER_A_UNIT)
        where.add("c.unit_id = {}", unit_id)
    return where


VIEWING = Words("查阅记录", "viewing")
BORROWING = Words("借阅记录", "borrowing")


async def opened_since(
    session: AsyncSession, centre_id: UUID, unit_id: UUID | None, person_id: UUID, since: datetime
) -> bool:
    """Whether this person opened the file since then."""
    query = select(OwnerFileViewing.id).where(
        OwnerFileViewing.centre_id == centre_id,
        OwnerFileViewing.unit_id == unit_id if unit_id else OwnerFileViewing.unit_id.is_(None),
        OwnerFileViewing.person_id == person_id,
        OwnerFileViewing.viewed_at >= since,
    )
    return (await session.execute(query.limit(1))).first() is not None


async def out_now(session: AsyncSession, centre_id: UUID, unit_id: UUID | None) -> bool:
    """Whether somebody has the paper file."""
    query = select(OwnerFileBorrowing.id).where(
        OwnerFileBorrowing.centre_id == centre_id,
        OwnerFileBorrowing.unit_id == unit_id if unit_id else OwnerFileBorrowing.unit_id.is_(None),
        OwnerFileBorrowing.returned_at.is_(None),
    )
    return (await session.execute(query.limit(1))).first() is not None


async def viewing_of(session: AsyncSession, centre_id: UUID, viewing_id: UUID) -> OwnerFileViewing:
    """A viewing of this centre, or a refusal."""
    return await row_of(session, OwnerFileViewing, centre_id, viewing_id, VIEWING)


async def borrowing_of(
    session: AsyncSession, centre_id: UUID, borrowing_id: UUID, *, lock: bool = False
) -> OwnerFileBorrowing:
    """A borrowing of this centre, or a refusal."""
    return await row_of(session, OwnerFileBorrowing, centre_id, borrowing_id, BORROWING, lock=lock)


LOG = """
SELECT l.id, l.sort, l.unit_id, b.name || u.number AS unit, l.person_id, p.name AS person, l.at, l.reason,
       l.note, l.due_on, l.lent_by, l.returned_at, l.taken_back_by, l.return_note
  FROM (
    SELECT v.centre_id, v.id, 'viewing' AS sort, v.unit_id, v.person_id, v.viewed_at AS at, v.reason, v.note,
           NULL::date AS due_on, NULL::text AS lent_by, NULL::timestamptz AS returned_at,
           NULL::text AS taken_back_by, NULL::text AS return_note
      FROM owner_file_viewings v WHERE v.centre_id = $1
    UNION ALL
    SELECT o.centre_id, o.id, 'borrowing', o.unit_id, o.borrowed_by, o.borrowed_at, o.reason, o.note,
           o.due_on, lent.name, o.returned_at, back.name, o.return_note
      FROM owner_file_borrowings o
      LEFT JOIN people lent ON lent.centre_id = o.centre_id AND lent.id = o.lent_by
      LEFT JOIN people back ON back.centre_id = o.centre_id AND back.id = o.taken_back_by
     WHERE o.centre_id = $1
  ) l
  JOIN people p ON p.centre_id = l.centre_id AND p.id = l.person_id
  LEFT JOIN units u ON u.centre_id = l.centre_id AND u.id = l.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines of the log: of one unit, of the centre's own folder, or only what is still out."""

    unit_id: UUID | None = None
    centre_folder: bool = False
    out: bool = False


async def log_page(
    session: AsyncSession, centre_id: UUID, wanted: LogFilter, after: Key | None, limit: int
) -> list[Any]:
    """Viewings and borrowings, the latest first, and one line more."""
    where = Conditions(centre_id)
    where.texts.append("true")
    if wanted.unit_id:
        where.add("l.unit_id = {}", wanted.unit_id)
    if wanted.centre_folder:
        where.texts.append("l.unit_id IS NULL")
    if wanted.out:
        where.texts.append("l.sort = 'borrowing' AND l.returned_at IS NULL")
    if after:
        where.add("(l.at, l.id) < ({}, {})", *after)
    statement = f"{LOG} WHERE {where} ORDER BY l.at DESC, l.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))
