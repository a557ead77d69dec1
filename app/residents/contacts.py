"""A resident's contact: sealed in the store, found again by a keyed hash, shown as a mask.

A seal is bound to its centre, so a sealed value copied into another centre's row does not open; the
contact of a case is bound to its case too. Keys rotate: each sealed value names its key, new values use
the current one. The search key is a key of its own, because changing it would make every stored contact
impossible to find.
"""

import hmac
import os
import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.secret_keys import KeyRing
from app.settings import Settings

NONCE_BYTES = 12
HIDDEN = "****"
OF_A_CASE = b"contact of a case"

_PHONE = re.compile(r"\+?[\d\s().\-]{3,}(?:(?:转|ext\.?|x|#)\s*\d{1,6})?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#)\s*(\d{1,6})$", re.IGNORECASE)
_MOBILE_WITH_COUNTRY = re.compile(r"(?:\+86|0086|86)(1\d{10})")
_COUNTRY = re.compile(r"(?:\+86|0086)(\d{7,})")


class CannotOpen(Exception):
    """The value was sealed with a key that is not at hand, for another centre, or was altered."""


@dataclass(frozen=True, slots=True)
class SealedContact:
    """What is stored of a contact. Only `mask` may ever be shown without a reason."""

    ciphertext: bytes = field(repr=False)
    key_id: str
    digest: bytes = field(repr=False)
    mask: str


@dataclass(frozen=True, slots=True)
class ContactKeys:
    """The keys at hand: all that may open, the one that seals, the one that searches."""

    sealing: KeyRing
    search: bytes = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> "ContactKeys":
        """The installation's own keys."""
        secret = settings.keys()
        return cls(secret.contact, secret.contact_search)

    def seal(self, centre_id: UUID, contact: str, case_id: UUID | None = None) -> SealedContact:
        """Seal a contact for this centre, or for this very case of it."""
        nonce = os.urandom(NONCE_BYTES)
        current = self.sealing.current
        cipher = AESGCM(self.sealing.keys[current])
        ciphertext = nonce + cipher.encrypt(nonce, contact.strip().encode(), _bound_to(centre_id, case_id))
        return SealedContact(ciphertext, current, self.digest(centre_id, contact), mask(contact))

    def open_contact(
        self, centre_id: UUID, ciphertext: bytes, key_id: str, case_id: UUID | None = None
    ) -> str:
        """The contact as it was given. Who calls this owes a reason and a line in the log."""
        if key_id not in self.sealing.keys:
            raise CannotOpen(key_id)
        nonce, sealed = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
        try:
            bound = _bound_to(centre_id, case_id)
            return AESGCM(self.sealing.keys[key_id]).decrypt(nonce, sealed, bound).decode()
        except (InvalidTag, ValueError):
            raise CannotOpen(key_id) from None

    def digest(self, centre_id: UUID, contact: str) -> bytes:
        """The keyed hash that finds a contact exactly, however it was written down."""
        return hmac.digest(self.search, centre_id.bytes + normalise(contact).encode(), sha256)

    def reference(self, centre_id: UUID, case_id: UUID, contact: str) -> str:
        """What a case's journal says of a contact: a keyed hash that is the same under every sealing key.

        It differs from case to case, so that journals handed to an auditor tell of no one who returns.
        """
        told = OF_A_CASE + centre_id.bytes + case_id.bytes + normalise(contact).encode()
        return hmac.digest(self.search, told, sha256).hex()


def _bound_to(centre_id: UUID, case_id: UUID | None) -> bytes:
    return centre_id.bytes + (case_id.bytes if case_id else b"")


def normalise(contact: str) -> str:
    """The same number for the same telephone: 138 0000-0000, +86 13800000000, １３８…"""
    text = unicodedata.normalize("NFKC", contact).strip()
    if not _PHONE.fullmatch(text):
        return "".join(text.split()).casefold()
    extension = _EXTENSION.search(text)
    main = text[: extension.start()] if extension else text
    number = re.sub(r"[^\d+]", "", main)
    if mobile := _MOBILE_WITH_COUNTRY.fullmatch(number):
        number = mobile.group(1)
    elif home := _COUNTRY.fullmatch(number):
        number = "0" + home.group(1)
    return f"{number}#{extension.group(1)}" if extension else number


def mask(contact: str) -> str:
    """138****0000 for a number, z****@example.com for mail, first and last sign for the rest."""
    text = normalise(contact)
    name, at, host = text.rpartition("@")
    if at and name:
        return name[0] + HIDDEN + at + host
    number = text.partition("#")[0]
    if number.lstrip("+").isdigit():
        return _mask_number(number)
    return text[0] + HIDDEN + text[-1] if len(text) > 2 else HIDDEN


def _mask_number(number: str) -> str:
    if len(number) >= 11:
        return number[:3] + HIDDEN + number[-4:]
    if len(number) >= 7:
        return number[:2] + HIDDEN + number[-2:]
    return HIDDEN + number[-1:]
