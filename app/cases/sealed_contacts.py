"""The contacts of cases under their seals: held against the journal, and sealed anew when the key changes.

The chain covers a keyed hash of the contact, never its seal, so a new key changes no digest. Journals begun
before that cover the seal itself: such a contact keeps its digest, loses its salt when it is sealed anew
(as an erased value does), and is from then on vouched for by a seal that opens in its own case alone.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.faults import Fault
from app.cases.naming import opened
from app.cases.rows import CONTACT
from app.database.session import driver
from app.residents.contacts import CannotOpen, ContactKeys, mask

BEFORE_ALL = UUID(int=0)
NEXT_CASES = "SELECT id FROM cases WHERE centre_id = $1 AND id > $2 ORDER BY id LIMIT $3"
OLDER = """
SELECT case_id, number, contact_ciphertext, contact_key FROM case_journal
 WHERE centre_id = $1 AND case_id = ANY($2::uuid[])
   AND (contact_key <> $3 OR starts_with(personal ->> 'contact', '\\x'))
 ORDER BY case_id, number FOR UPDATE
"""
SEAL_ANEW = """
UPDATE case_journal
   SET contact_ciphertext = $4, contact_key = $5,
       personal = CASE WHEN starts_with(personal ->> 'contact', '\\x') THEN personal - 'contact'
                       ELSE personal END,
       salts = CASE WHEN starts_with(personal ->> 'contact', '\\x') THEN salts - 'contact' ELSE salts END
 WHERE centre_id = $1 AND case_id = $2 AND number = $3
"""


async def reseal_contacts_of_cases(
    session: AsyncSession, keys: ContactKeys, centre_id: UUID, after: UUID, most: int = 500
) -> tuple[int, UUID | None]:
    """Seal the contacts of the next so many cases with the current key: how many, and the last case."""
    connection = await driver(session)
    cases = [row["id"] for row in await connection.fetch(NEXT_CASES, centre_id, after, most)]
    if not cases:
        return 0, None
    rows = await connection.fetch(OLDER, centre_id, cases, keys.sealing.current)
    anew = []
    for row in rows:
        plain = opened(keys, centre_id, row["case_id"], row["contact_ciphertext"], row["contact_key"])
        sealed = keys.seal(centre_id, plain, row["case_id"])
        anew.append((centre_id, row["case_id"], row["number"], sealed.ciphertext, sealed.key_id))
    await connection.executemany(SEAL_ANEW, anew)
    return len(anew), cases[-1]


def faults_of_contacts(
    keys: ContactKeys, case: dict[str, Any], journal: list[dict[str, Any]]
) -> Iterator[tuple[Fault, object]]:
    """Every contact opens, is the one its journal tells, and the last of them is the one the case shows."""
    last, all_open = None, True
    for entry in journal:
        try:
            contact = _told(keys, entry)
        except CannotOpen:
            all_open = False
            yield Fault.CONTACT_UNREADABLE, entry["number"]
        except _Differs:
            all_open = False
            yield Fault.CONTACT_CHANGED, entry["number"]
        else:
            last = contact or last
    if all_open and (case["contact_digest"], case["contact_mask"]) != _shown(keys, case, last):
        yield Fault.CONTACT_CHANGED, "contact_mask"


class _Differs(Exception):
    """The sealed contact is not the one the journal tells."""


def _told(keys: ContactKeys, entry: dict[str, Any]) -> str | None:
    told, key_id = (entry["personal"] or {}).get(CONTACT), entry["contact_key"]
    if key_id is None:
        if told is not None:
            raise _Differs
        return None
    centre_id, case_id = UUID(entry["centre_id"]), UUID(entry["case_id"])
    stored = str(entry["contact_ciphertext"])
    ciphertext = bytes.fromhex(stored.removeprefix("\\x"))
    if CONTACT not in (entry["digests"] or {}):
        raise _Differs
    if told == f"{stored}:{key_id}":
        return keys.open_contact(centre_id, ciphertext, key_id)
    contact = keys.open_contact(centre_id, ciphertext, key_id, case_id)
    if told is not None and told != keys.reference(centre_id, case_id, contact):
        raise _Differs
    return contact


def _shown(keys: ContactKeys, case: dict[str, Any], contact: str | None) -> tuple[str | None, str | None]:
    if contact is None:
        return None, None
    return "\\x" + keys.digest(UUID(case["centre_id"]), contact).hex(), mask(contact)
