"""A new centre: residential, with the first topics in place and everything else to its own taste."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.presets import SAMPLE_CARDS, TOPICS
from app.centre.tables import Centre, EmergencyCard, Topic
from app.centre.vocabulary import ProjectType
from app.database.ids import new_id
from app.database.rows import store


async def open_centre(
    session: AsyncSession, *, name: str, zone: str, now: datetime, is_demo: bool = False
) -> Centre:
    """Open a centre. The rules are written for residential projects alone (2.1)."""
    centre = Centre(
        id=new_id(),
        name=name,
        zone=zone,
        project_type=ProjectType.RESIDENTIAL.value,
        is_demo=is_demo,
        created_at=now,
    )
    await store(session, centre)
    await set_up_topics(session, centre)
    return centre


async def set_up_topics(session: AsyncSession, centre: Centre) -> None:
    """The first list of topics: those that are important or sensitive in any estate (A10)."""
    session.add_all(
        Topic(
            centre_id=centre.id,
            id=new_id(),
            key=preset.key,
            name_zh=preset.name_zh,
            name_en=preset.name_en,
            mark=preset.mark.value,
            words=list(preset.words),
        )
        for preset in TOPICS
    )
    await session.flush()


async def lay_out_sample_cards(session: AsyncSession, centre: Centre, now: datetime) -> None:
    """Cards to start from, each marked as a sample. A centre's own procedure is never invented."""
    session.add_all(
        EmergencyCard(
            centre_id=centre.id,
            id=new_id(),
            type=sample.type.value,
            is_sample=True,
            first_calls=[{"who": who, "number": number or None} for who, number in sample.calls],
            things_to_do=list(sample.do),
            never_do=list(sample.do_not),
            commander=None,
            changed_at=now,
        )
        for sample in SAMPLE_CARDS
    )
    await session.flush()


async def change_profile(session: AsyncSession, centre: Centre, changes: Mapping[str, Any]) -> None:
    """Change the centre's profile."""
    for name, value in changes.items():
        setattr(centre, name, value)
    centre.version += 1
    await store(session, centre)
