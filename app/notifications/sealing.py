"""A channel's address and secrets, sealed at rest with a key that the database does not hold."""

import hmac
import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.secret_keys import KeyRing
from app.settings import Settings

NONCE_BYTES = 12
USE = b"yingmen channels 1"
"""Channels have a key of their own, drawn from the installation's sealing key."""


class CannotOpen(Exception):
    """It was sealed with a key that is not at hand, for another channel, or was altered."""


@dataclass(frozen=True, slots=True)
class ChannelKeys:
    """The keys that open channels: all may open, the current one seals."""

    ring: KeyRing = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> "ChannelKeys":
        """The installation's own."""
        contact = settings.keys().contact
        drawn = {name: hmac.digest(key, USE, sha256) for name, key in contact.keys.items()}
        return cls(KeyRing(contact.current, drawn))

    def seal(self, centre_id: UUID, channel_id: UUID, told: dict[str, Any]) -> tuple[bytes, str]:
        """Sealed for this very channel, and the name of the key."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = AESGCM(self.ring.keys[self.ring.current])
        text = json.dumps(told).encode()
        return nonce + cipher.encrypt(nonce, text, centre_id.bytes + channel_id.bytes), self.ring.current

    def open_channel(self, centre_id: UUID, channel_id: UUID, sealed: bytes, key_id: str) -> dict[str, Any]:
        """What was sealed."""
        key = self.ring.keys.get(key_id)
        if key is None:
            raise CannotOpen(key_id)
        bound = centre_id.bytes + channel_id.bytes
        try:
            text = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            raise CannotOpen(key_id) from None
        told: dict[str, Any] = json.loads(text)
        return told
