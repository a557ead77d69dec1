"""A resident's record: who, at which unit, by what contact, with which needs of service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.outbox import enqueue
from app.database.rows import store
from app.procedure.refusal import Refusal, Refused, incomplete
from app.residents.contacts import ContactKeys, SealedContact
from app.residents.queries import unit_of
from app.residents.tables import Resident
from app.residents.vocabulary import CareNeed, ContactBasis

KEY_CHANGED = "resident_key_changed"
"""Cases look again at the resident's open suggestions when this arrives (4.1.2.1)."""


@dataclass(frozen=True, slots=True)
class LeftContact:
    """A contact with the ground on which it is kept."""

    contact: str
    basis: ContactBasis


@dataclass(frozen=True, slots=True)
class Care:
    """What a household needs from the service, with its consent and until when."""

    needs: tuple[CareNeed, ...]
    consent_on: date | None = None
    expires_on: date | None = None


async def add_resident(
    session: AsyncSession,
    keys: ContactKeys,
    centre_id: UUID,
    *,
    unit_id: UUID,
    left: LeftContact | None,
    values: Mapping[str, Any],
) -> Resident:
    """Record a resident of a unit; the contact is sealed before it is stored."""
    await unit_of(session, centre_id, unit_id)
    resident = Resident(centre_id=centre_id, id=new_id(), unit_id=unit_id, **values)
    _leave_contact(keys, resident, left)
    await store(session, resident)
    return resident


async def change_resident(session: AsyncSession, resident: Resident, changes: Mapping[str, Any]) -> None:
    """Correct a resident's record."""
    if "unit_id" in changes:
        await unit_of(session, resident.centre_id, changes["unit_id"])
    for name, value in changes.items():
        setattr(resident, name, value)
    await _changed(session, resident)


async def change_contact(
    session: AsyncSession, keys: ContactKeys, resident: Resident, left: LeftContact | None
) -> None:
    """Replace a resident's contact, or take it away."""
    _leave_contact(keys, resident, left)
    await _changed(session, resident)


async def set_key_flag(
    session: AsyncSession, resident: Resident, *, is_key: bool, by: UUID, now: datetime
) -> None:
    """重要业户: set or taken away. Why is not stored, since it could tell of a person's standing."""
    if resident.is_key == is_key:
        return
    resident.is_key, resident.key_set_by, resident.key_set_at = is_key, by, now
    await _changed(session, resident)
    payload = {"resident_id": str(resident.id), "is_key": is_key}
    await enqueue(session, resident.centre_id, KEY_CHANGED, resident.id, payload, now=now)


async def set_care(session: AsyncSession, resident: Resident, care: Care, *, today: date) -> None:
    """Keep a service need, only with consent and only until a day; no needs take it away."""
    refusal = _care_cannot_be_kept(care, today) if care.needs else None
    if refusal is not None:
        raise Refused(refusal)
    resident.care_needs = [need.value for need in care.needs]
    resident.care_consent_on = care.consent_on if care.needs else None
    resident.care_expires_on = care.expires_on if care.needs else None
    await _changed(session, resident)


async def reseal_contacts(session: AsyncSession, keys: ContactKeys, centre_id: UUID, most: int = 500) -> int:
    """Seal up to so many contacts of older keys with the current one; 0 when none is left."""
    older = (
        select(Resident)
        .where(Resident.centre_id == centre_id, Resident.contact_key != keys.sealing.current)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    found = (await session.execute(older)).scalars().all()
    for resident in found:
        if resident.contact_ciphertext is not None and resident.contact_key is not None:
            plain = keys.open_contact(centre_id, resident.contact_ciphertext, resident.contact_key)
            _place(resident, keys.seal(centre_id, plain))
    await session.flush()
    return len(found)


def _leave_contact(keys: ContactKeys, resident: Resident, left: LeftContact | None) -> None:
    _place(resident, keys.seal(resident.centre_id, left.contact) if left else None)
    resident.contact_basis = left.basis.value if left else None


def _place(resident: Resident, sealed: SealedContact | None) -> None:
    resident.contact_ciphertext = sealed.ciphertext if sealed else None
    resident.contact_key = sealed.key_id if sealed else None
    resident.contact_digest = sealed.digest if sealed else None
    resident.contact_mask = sealed.mask if sealed else None


async def _changed(session: AsyncSession, resident: Resident) -> None:
    resident.version += 1
    await store(session, resident)


def _care_cannot_be_kept(care: Care, today: date) -> Refusal | None:
    if care.consent_on is None or care.expires_on is None:
        given = {"consent_on": care.consent_on, "expires_on": care.expires_on}
        return incomplete(
            "care_needs_consent",
            None,
            "服务需要须经业户同意，并注明到期日",
            "A service need is kept only with consent and an expiry day",
            *(name for name, value in given.items() if value is None),
        )
    if care.consent_on > today:
        return incomplete(
            "consent_in_the_future",
            None,
            "同意日期不能晚于今天",
            "Consent cannot be given in the future",
            "consent_on",
        )
    if care.expires_on <= today:
        return incomplete(
            "expiry_has_passed", None, "到期日须晚于今天", "The expiry day must lie ahead", "expires_on"
        )
    return None
