"""Showing a contact in full: with a reason, and never without a line in the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, conflict
from app.residents.contacts import ContactKeys
from app.residents.tables import ContactReveal, Resident
from app.residents.vocabulary import RevealReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """Who is shown a contact, when and why."""

    by: UUID
    at: datetime
    reason: RevealReason
    note: str | None = None


async def reveal_contact(session: AsyncSession, keys: ContactKeys, resident: Resident, reveal: Reveal) -> str:
    """A resident's contact as it was given. The log and the showing stand or fall together."""
    if resident.contact_ciphertext is None or resident.contact_key is None:
        raise Refused(conflict("no_contact", None, "该业户没有留下联系方式", "This resident left no contact"))
    await log_reveal(session, resident.centre_id, reveal, resident_id=resident.id)
    return keys.open_contact(resident.centre_id, resident.contact_ciphertext, resident.contact_key)


async def log_reveal(
    session: AsyncSession,
    centre_id: UUID,
    reveal: Reveal,
    *,
    resident_id: UUID | None = None,
    case_id: UUID | None = None,
) -> None:
    """Write down that a contact was shown, from a resident's record or from a case."""
    shown = ContactReveal(
        centre_id=centre_id,
        id=new_id(),
        resident_id=resident_id,
        case_id=case_id,
        person_id=reveal.by,
        revealed_at=reveal.at,
        reason=reveal.reason.value,
        note=reveal.note,
    )
    await store(session, shown)
