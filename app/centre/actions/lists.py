"""The centre's own lists: where else to ask, what to do in an emergency, what touches a nerve."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import card_of
from app.centre.tables import DirectoryEntry, EmergencyCard, Topic
from app.database.ids import new_id
from app.database.rows import store
from app.procedure.vocabulary import EmergencyType


async def add_entry(session: AsyncSession, centre_id: UUID, values: Mapping[str, Any]) -> DirectoryEntry:
    """Add another body to the directory (4.3.3)."""
    entry = DirectoryEntry(centre_id=centre_id, id=new_id(), **values)
    await store(session, entry)
    return entry


async def change_entry(session: AsyncSession, entry: DirectoryEntry, changes: Mapping[str, Any]) -> None:
    """Correct an entry of the directory."""
    await _change(session, entry, changes)


async def withdraw_entry(session: AsyncSession, entry: DirectoryEntry, now: datetime) -> None:
    """Take an entry out of the directory; cases that named it keep what they said."""
    if entry.withdrawn_at is None:
        await _change(session, entry, {"withdrawn_at": now})


async def write_card(
    session: AsyncSession,
    centre_id: UUID,
    emergency: EmergencyType,
    values: Mapping[str, Any],
    *,
    by: UUID,
    now: datetime,
) -> EmergencyCard:
    """Write the centre's own card for a type of emergency."""
    card = await card_of(session, centre_id, emergency, lock=True)
    if card is None:
        card = EmergencyCard(centre_id=centre_id, id=new_id(), type=emergency.value, version=0)
    await _change(session, card, {**values, "changed_by": by, "changed_at": now})
    return card


async def add_topic(session: AsyncSession, centre_id: UUID, values: Mapping[str, Any]) -> Topic:
    """Add a topic."""
    topic = Topic(centre_id=centre_id, id=new_id(), **values)
    await store(session, topic)
    return topic


async def change_topic(session: AsyncSession, topic: Topic, changes: Mapping[str, Any]) -> None:
    """Change a topic's names, words or mark. Its key stays: cases and scripts are bound to it."""
    await _change(session, topic, changes)


async def _change(
    session: AsyncSession, row: DirectoryEntry | EmergencyCard | Topic, changes: Mapping[str, Any]
) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    await store(session, row)
