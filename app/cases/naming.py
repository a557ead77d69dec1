"""What on a sheet tells who the resident is: it may not stand where everyone reads."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.statements import SEALED_CONTACT
from app.database.session import driver
from app.procedure.facts import CaseFacts
from app.residents.contacts import CannotOpen, ContactKeys

SHORTEST = 2
"""A single sign tells nobody."""

HOME = """
SELECT b.name || u.number AS whole, u.number
  FROM units u JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 WHERE u.centre_id = $1 AND u.id = $2
"""


async def names_on_sheet(
    session: AsyncSession,
    keys: ContactKeys,
    centre_id: UUID,
    facts: CaseFacts,
    personal: Mapping[str, Any],
) -> frozenset[str]:
    """Salutation, co-signers, the home and the contact."""
    names = {str(personal.get("salutation") or ""), *(personal.get("co_signers") or ())}
    names.add(await contact_told(session, keys, centre_id, facts.id) or "")
    if facts.unit_id is not None:
        home = await (await driver(session)).fetchrow(HOME, centre_id, facts.unit_id)
        if home is not None:
            names |= {home["whole"], home["number"]}
    return frozenset(name for name in names if len(name) >= SHORTEST)


async def contact_told(
    session: AsyncSession, keys: ContactKeys, centre_id: UUID, case_id: UUID
) -> str | None:
    """The contact of a case as it was given, opened for the centre's own use or a logged reveal."""
    sealed = await (await driver(session)).fetchrow(SEALED_CONTACT, centre_id, case_id)
    if sealed is None:
        return None
    return opened(keys, centre_id, case_id, sealed["contact_ciphertext"], sealed["contact_key"])


def opened(keys: ContactKeys, centre_id: UUID, case_id: UUID, ciphertext: bytes, key_id: str) -> str:
    """The contact under its seal. Until a key changes, the oldest are sealed for their centre alone."""
    try:
        return keys.open_contact(centre_id, ciphertext, key_id, case_id)
    except CannotOpen:
        return keys.open_contact(centre_id, ciphertext, key_id)
