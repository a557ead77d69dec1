"""What on a sheet tells who the resident is: it may not stand where everyone reads."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver
from app.residents.contacts import ContactKeys

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
    unit_id: UUID | None,
    personal: Mapping[str, Any],
    contact: Mapping[str, str],
) -> frozenset[str]:
    """Salutation, co-signers, the home and the contact."""
    names = {str(personal.get("salutation") or ""), *(personal.get("co_signers") or ())}
    if "contact_ciphertext" in contact:
        names.add(contact_told(keys, centre_id, contact) or "")
    if unit_id is not None:
        home = await (await driver(session)).fetchrow(HOME, centre_id, unit_id)
        if home is not None:
            names |= {home["whole"], home["number"]}
    return frozenset(name for name in names if len(name) >= SHORTEST)


def contact_told(keys: ContactKeys, centre_id: UUID, contact: Mapping[str, str]) -> str | None:
    """The contact of a sheet as it was given, for the centre's own use within one transaction."""
    sealed = contact.get("contact_ciphertext")
    if sealed is None:
        return None
    return keys.open_contact(centre_id, bytes.fromhex(sealed.removeprefix("\\x")), contact["contact_key"])
