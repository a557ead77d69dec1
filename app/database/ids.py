"""Identifiers: made by the application, in the order of time, so that indexes stay dense."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return uuid7()
