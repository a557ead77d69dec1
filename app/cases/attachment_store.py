"""Where the content of attachments is kept: a folder, or an S3-compatible store."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from uuid import UUID

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK = 256 * 1024


class ContentMissing(Exception):
    """A row speaks of content that the store does not hold."""


def place_of(centre_id: UUID, case_id: UUID, attachment_id: UUID, sha256: bytes) -> str:
    """Centre, case, attachment, and the hash: what is stored is never overwritten by anything else."""
    return f"{centre_id}/{case_id}/{attachment_id}/{sha256.hex()}"


class AttachmentStore:
    """Whole files by their place. A folder is made when the first one comes."""

    def __init__(self, address: str) -> None:
        self._store = _opened(address)

    async def keep(self, place: str, content: bytes) -> None:
        """Keep a file. It is there whole or not at all; keeping it twice changes nothing."""
        await self._store.put_async(place, content)

    async def read(self, place: str) -> AsyncIterator[bytes]:
        """The file in pieces; a missing one is told before the first piece."""
        try:
            found = await self._store.get_async(place)
        except FileNotFoundError as error:
            raise ContentMissing(place) from error
        return (bytes(piece) async for piece in found.stream(min_chunk_size=CHUNK))

    async def kept_before(self, centre_id: UUID, moment: datetime) -> AsyncIterator[str]:
        """The places of a centre's files that were kept before a moment."""
        async for batch in self._store.list(str(centre_id)):
            for found in batch:
                if found["last_modified"] < moment:
                    yield found["path"]

    async def remove(self, places: list[str]) -> None:
        """Remove files for good."""
        await self._store.delete_async(places)


def _opened(address: str) -> "ObjectStore":
    from obstore.store import LocalStore, from_url  # noqa: PLC0415 - heavy, and many a process never needs it

    parts = urlsplit(address)
    if parts.scheme == "file":
        return LocalStore(Path(unquote(parts.path)), mkdir=True)
    return from_url(address)
