"""Reading owner files: what is filed under a unit, or in the centre's own folder."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions
from app.database.keyset import Key
from app.database.session import driver

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
    where = Conditions(centre_id)
    if unit_id is None:
        where.texts.append(IN_THE_CENTRES_FOLDER)
    else:
        where.texts.append(UNDER_A_UNIT)
        where.add("c.unit_id = {}", unit_id)
    if after:
        where.add("(j.at, c.id) < ({}, {})", *after)
    statement = f"{ENTRIES} AND {where} ORDER BY j.at DESC, c.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))
