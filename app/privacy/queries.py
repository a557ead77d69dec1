"""Reading requests, erasures, and everything that is held of a resident."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.cases.tables import Case
from app.database.rows import missing
from app.database.session import driver
from app.privacy.tables import Erasure, PrivacyRequest
from app.procedure.refusal import Words
from app.residents.tables import Building, Resident, Unit
from app.staff.tables import Person

REQUEST = Words("个人信息请求", "request")

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


def requests(centre_id: UUID, state: str | None) -> Select[*tuple[Any, ...]]:
    """The requests of a centre, with the names of those they speak of."""
    receiver, decider = aliased(Person), aliased(Person)
    query = (
        select(
            PrivacyRequest,
            func.coalesce(Resident.name, Resident.salutation).label("resident"),
            (Building.name + Unit.number).label("unit"),
            receiver.name.label("received_by_name"),
            decider.name.label("decided_by_name"),
        )
        .join(Resident, _same(Resident, PrivacyRequest.centre_id, PrivacyRequest.resident_id))
        .join(Unit, _same(Unit, Resident.centre_id, Resident.unit_id))
        .join(Building, _same(Building, Unit.centre_id, Unit.building_id))
        .outerjoin(receiver, _same(receiver, PrivacyRequest.centre_id, PrivacyRequest.received_by))
        .outerjoin(decider, _same(decider, PrivacyRequest.centre_id, PrivacyRequest.decided_by))
        .where(PrivacyRequest.centre_id == centre_id)
    )
    return query if state is None else query.where(PrivacyRequest.state == state)


async def request_named(session: AsyncSession, centre_id: UUID, request_id: UUID) -> Any:
    """One request with those names."""
    query = requests(centre_id, None).where(PrivacyRequest.id == request_id)
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise missing(REQUEST)
    return row


def erasures(centre_id: UUID) -> Select[*tuple[Any, ...]]:
    """What was erased, with the number of the case and the name of who decided it."""
    return (
        select(Erasure, Case.number, Person.name)
        .outerjoin(Case, _same(Case, Erasure.centre_id, Erasure.subject_id))
        .outerjoin(Person, _same(Person, Erasure.centre_id, Erasure.erased_by))
        .where(Erasure.centre_id == centre_id)
    )


def _same(table: Any, centre_id: Any, row_id: Any) -> Any:
    return (table.centre_id == centre_id) & (table.id == row_id)


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
