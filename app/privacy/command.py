"""What the command line asks of privacy: erasing again after a restore, sealing contacts with a new key."""

from pathlib import Path

from sqlalchemy import select

from app.cases.attachment_store import AttachmentStore
from app.centre.tables import Centre
from app.database import migrations
from app.database.session import Database
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


async def reseal(settings: Settings) -> int:
    """Seal every resident's contact with the current key; how many there were."""
    database, keys, done = (
        Database(settings.sqlalchemy_url(), pool_size=1),
        ContactKeys.from_settings(settings),
        0,
    )
    try:
        async with database.transaction() as session:
            centres = (await session.execute(select(Centre.id).order_by(Centre.id))).scalars().all()
        for centre_id in centres:
            while True:
                async with database.transaction() as session:
                    sealed = await reseal_contacts(session, keys, centre_id)
                if not sealed:
                    break
                done += sealed
    finally:
        await database.close()
    return done
