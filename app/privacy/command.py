"""What the command line asks of privacy: erasing again after a restore, sealing contacts with a new key."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.cases.attachment_store import AttachmentStore
from app.cases.sealed_contacts import BEFORE_ALL, reseal_contacts_of_cases
from app.centre.tables import Centre
from app.database import migrations
from app.database.session import Database
from app.notifications.actions import reseal_channels
from app.notifications.sealing import ChannelKeys
from app.privacy.list_of_erasures import ErasureList
from app.privacy.retention import apply_again
from app.residents.actions.records import reseal_contacts
from app.residents.contacts import ContactKeys
from app.settings import Settings


async def erase_again(settings: Settings, list_file: Path) -> int:
    """Apply the list to a store that came back, brought to today's shape first."""
    await migrations.upgrade(settings.sqlalchemy_url())
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    try:
        return await apply_again(
            database, AttachmentStore(settings.attachments_address), ErasureList(list_file)
        )
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Resealed:
    """How much was sealed with the current key."""

    contacts: int
    channels: int


async def reseal(settings: Settings) -> Resealed:
    """Seal with the current key whatever an older one sealed: residents' contacts, cases' contacts, channels.

    Nothing is left under an older key once this has found nothing to do and no process knows that key.
    """
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    keys, contacts = ContactKeys.from_settings(settings), 0
    try:
        async with database.transaction() as session:
            centres = (await session.execute(select(Centre.id).order_by(Centre.id))).scalars().all()
            channels = await reseal_channels(session, ChannelKeys.from_settings(settings))
        for centre_id in centres:
            contacts += await _residents(database, keys, centre_id) + await _cases(database, keys, centre_id)
    finally:
        await database.close()
    return Resealed(contacts, channels)


async def _residents(database: Database, keys: ContactKeys, centre_id: UUID) -> int:
    done = 0
    while True:
        async with database.transaction() as session:
            sealed = await reseal_contacts(session, keys, centre_id)
        if not sealed:
            return done
        done += sealed


async def _cases(database: Database, keys: ContactKeys, centre_id: UUID) -> int:
    done, last = 0, BEFORE_ALL
    while True:
        async with database.transaction() as session:
            sealed, following = await reseal_contacts_of_cases(session, keys, centre_id, last)
        done += sealed
        if following is None:
            return done
        last = following
