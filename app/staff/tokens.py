"""Tokens of sessions and keys of other systems: random, shown once, stored only as a hash."""

import hashlib
import secrets

KEY_PREFIX = "ymk_"
"""Lets a key that was left lying about be recognised for what it is."""


def new_session_token() -> str:
    """What a browser keeps in its cookie."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """What another system sends as `Authorization: Bearer …`."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """All that is stored. The token is random, so a plain fast hash gives nothing away."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
