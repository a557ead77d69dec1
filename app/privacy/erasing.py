"""Personal values leave the store: the journal keeps its chain, the figures keep their counts.

Every column that may hold personal text stands in `columns`; a test fails where one is not listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_store import place_of
from app.cases.terms import terms_of
from app.database.ids import new_id
from app.database.session import driver
from app.privacy.list_of_erasures import ErasureList
from app.privacy.vocabulary import Ground, Subject

LOCK_CASES = """
SELECT id, unit_id, number, is_open FROM cases WHERE centre_id = $1 AND id = ANY($2::uuid[])
 ORDER BY id FOR UPDATE
"""
OF_RESIDENT = """
SELECT c.id, c.is_open FROM cases c
 WHERE c.centre_id = $1
   AND (c.resident_id = $2
        OR c.contact_digest = (SELECT r.contact_digest FROM residents r WHERE r.centre_id = $1 AND r.id = $2))
"""
ERASE_CASES = (
    """UPDATE case_journal SET personal = NULL, salts = NULL, contact_ciphertext = NULL, contact_key = NULL
        WHERE centre_id = $1 AND case_id = ANY($2::uuid[])
          AND (personal IS NOT NULL OR salts IS NOT NULL OR contact_key IS NOT NULL)""",
    """UPDATE cases SET personal = '{}', contact_digest = NULL, contact_mask = NULL
        WHERE centre_id = $1 AND id = ANY($2::uuid[])""",
    """UPDATE duty_log_entries SET process = '', result = NULL
        WHERE centre_id = $1 AND case_id = ANY($2::uuid[])""",
    "UPDATE contact_reveals SET note = NULL WHERE centre_id = $1 AND case_id = ANY($2::uuid[])",
)
FOUND_BY = "UPDATE case_terms SET terms = $3::text[] WHERE centre_id = $1 AND case_id = $2"
REMOVE_ATTACHMENTS = """
DELETE FROM attachments WHERE centre_id = $1 AND case_id = ANY($2::uuid[]) RETURNING case_id, id, sha256
"""
ERASE_RESIDENT = (
    """UPDATE residents SET name = NULL, salutation = NULL, contact_ciphertext = NULL, contact_key = NULL,
              contact_digest = NULL, contact_mask = NULL, contact_basis = NULL, is_key = false,
              key_set_by = NULL, key_set_at = NULL, care_needs = '{}', care_consent_on = NULL,
              care_expires_on = NULL,
              version = version + 1
        WHERE centre_id = $1 AND id = $2""",
    "UPDATE contact_reveals SET note = NULL WHERE centre_id = $1 AND resident_id = $2",
    """UPDATE owner_file_viewings SET note = NULL
        WHERE centre_id = $1
          AND unit_id = (SELECT r.unit_id FROM residents r WHERE r.centre_id = $1 AND r.id = $2)""",
    """UPDATE owner_file_borrowings SET note = NULL, return_note = NULL
        WHERE centre_id = $1
          AND unit_id = (SELECT r.unit_id FROM residents r WHERE r.centre_id = $1 AND r.id = $2)""",
    "UPDATE privacy_requests SET details = NULL, reason = NULL WHERE centre_id = $1 AND resident_id = $2",
)
WRITE_DOWN = """
INSERT INTO erasures (centre_id, id, subject, subject_id, ground, erased_at, erased_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Who erases, when, why, and where it is written down outside the store."""

    centre_id: UUID
    at: datetime
    by: UUID | None
    ground: Ground
    kept: ErasureList


async def cases_of_resident(session: AsyncSession, centre_id: UUID, resident_id: UUID) -> list[Any]:
    """The cases that speak of a resident: by the record, or by the same contact."""
    return list(await (await driver(session)).fetch(OF_RESIDENT, centre_id, resident_id))


async def erase_resident(session: AsyncSession, erasing: Erasing, resident_id: UUID) -> list[str]:
    """Erase a resident and every case of theirs; the places of files to remove once this has lasted."""
    found = await cases_of_resident(session, erasing.centre_id, resident_id)
    places = await erase_cases(session, erasing, [row["id"] for row in found])
    await empty_resident(session, erasing.centre_id, resident_id)
    await _write_down(session, erasing, Subject.RESIDENT, [resident_id])
    return places


async def erase_cases(session: AsyncSession, erasing: Erasing, cases: Sequence[UUID]) -> list[str]:
    """Erase cases; the places of the files to remove once this has lasted."""
    places = await empty_cases(session, erasing.centre_id, cases)
    await _write_down(session, erasing, Subject.CASE, cases)
    return places


async def empty_cases(session: AsyncSession, centre_id: UUID, cases: Sequence[UUID]) -> list[str]:
    """Take every personal value out of these cases, and out of whatever is written beside them."""
    connection = await driver(session)
    rows = await connection.fetch(LOCK_CASES, centre_id, list(cases))
    for statement in ERASE_CASES:
        await connection.execute(statement, centre_id, list(cases))
    for row in rows:
        terms = sorted(terms_of({}, row["unit_id"], row["number"]))
        await connection.execute(FOUND_BY, centre_id, row["id"], terms)
    removed = await connection.fetch(REMOVE_ATTACHMENTS, centre_id, list(cases))
    return [place_of(centre_id, row["case_id"], row["id"], row["sha256"]) for row in removed]


async def empty_resident(session: AsyncSession, centre_id: UUID, resident_id: UUID) -> None:
    """Take every personal value out of a resident's record; the record itself stays, as a number."""
    connection = await driver(session)
    for statement in ERASE_RESIDENT:
        await connection.execute(statement, centre_id, resident_id)


async def _write_down(session: AsyncSession, erasing: Erasing, subject: Subject, ids: Sequence[UUID]) -> None:
    """In the store, and outside of it before the store commits: an older backup knows nothing of it."""
    connection = await driver(session)
    rows = [
        (erasing.centre_id, new_id(), subject.value, each, erasing.ground.value, erasing.at, erasing.by)
        for each in ids
    ]
    await connection.executemany(WRITE_DOWN, rows)
    erasing.kept.add(erasing.centre_id, subject, ids, erasing.at)
