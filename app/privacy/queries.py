"""Reading requests, erasures, and everything that is held of a resident."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver
from app.privacy.tables import Erasure, PrivacyRequest

RESIDENT = """
SELECT r.type, r.name, r.salutation, b.name || u.number AS unit, r.contact_basis, r.care_needs,
       r.care_consent_on, r.care_expires_on, r.moved_out_on, r.contact_ciphertext, r.contact_key
  FROM residents r
  JOIN units u ON u.centre_id = r.centre_id AND u.id = r.unit_id
  JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 WHERE r.centre_id = $1 AND r.id = $2
"""
CASES = """
SELECT c.number, c.kind, c.channel, c.status, c.received_at, c.closed_at, c.personal::text AS texts,
       (SELECT count(*) FROM attachments a
         WHERE a.centre_id = c.centre_id AND a.case_id = c.id) AS attachments
  FROM cases c WHERE c.centre_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.recorded_at
"""
REVEALS = """
SELECT s.revealed_at, s.reason FROM contact_reveals s
 WHERE s.centre_id = $1 AND (s.resident_id = $2 OR s.case_id = ANY($3::uuid[])) ORDER BY s.revealed_at
"""
ACCESS = """
SELECT s.person_id, p.name, s.reason, count(*) AS times,
       count(DISTINCT coalesce(s.resident_id, s.case_id)) AS residents
  FROM contact_reveals s LEFT JOIN people p ON p.centre_id = s.centre_id AND p.id = s.person_id
 WHERE s.centre_id = $1 AND s.revealed_at >= $2 AND s.revealed_at < $3
 GROUP BY s.person_id, p.name, s.reason ORDER BY times DESC, p.name, s.reason
"""


def requests(centre_id: UUID, state: str | None) -> Select[PrivacyRequest]:
    """The requests of a centre."""
    query = select(PrivacyRequest).where(PrivacyRequest.centre_id == centre_id)
    return query if state is None else query.where(PrivacyRequest.state == state)


def erasures(centre_id: UUID) -> Select[Erasure]:
    """What was erased."""
    return select(Erasure).where(Erasure.centre_id == centre_id)


async def held_of(
    session: AsyncSession, centre_id: UUID, resident_id: UUID, cases: list[UUID]
) -> tuple[Any, list[dict[str, Any]], list[dict[str, Any]]]:
    """A resident's record, cases and the showings of the contact, as they stand."""
    connection = await driver(session)
    resident = await connection.fetchrow(RESIDENT, centre_id, resident_id)
    found = [dict(row) for row in await connection.fetch(CASES, centre_id, cases)]
    for each in found:
        each["texts"] = json.loads(each["texts"])
    shown = [dict(row) for row in await connection.fetch(REVEALS, centre_id, resident_id, cases)]
    return resident, found, shown


async def access(session: AsyncSession, centre_id: UUID, begins: datetime, ends: datetime) -> list[Any]:
    """Who was shown contacts between two moments, and how often."""
    return list(await (await driver(session)).fetch(ACCESS, centre_id, begins, ends))
