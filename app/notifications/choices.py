"""Who was found for each post a case was given to or that was told of it; kept when they are found."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.notifications.holders import Ground, HoldsPost, Present
from app.notifications.tables import PersonChosen
from app.procedure.events.help import NoticeSent
from app.procedure.events.intake import MadeResponsible
from app.procedure.vocabulary import Role

CHOOSING = (MadeResponsible.__name__, NoticeSent.__name__)
"""The events by which a post, or a person by name, is given a case or told of it."""


async def keep_choices(
    session: AsyncSession, centre_id: UUID, rows: Iterable[Any], there: Present, now: datetime
) -> None:
    """Write down who is there now for what these entries of journals ask for."""
    chosen = [
        {
            "centre_id": centre_id,
            "id": new_id(),
            "case_id": row["case_id"],
            "entry": row["number"],
            "person_id": each.person_id,
            "role": each.role.value,
            "by": each.by.value,
            "area_id": each.area_id,
            "since": each.since,
            "until": each.until,
            "signed_on": each.signed_on,
            "acting": each.acting,
            "chosen_at": now,
        }
        for row in rows
        if row["event"] in CHOOSING
        for each in found_for(json.loads(row["payload"]), there)
    ]
    if chosen:
        await session.execute(insert(PersonChosen).values(chosen).on_conflict_do_nothing())


def found_for(asked: dict[str, Any], there: Present) -> Iterator[HoldsPost]:
    """Each person once: by name where one is named, else whoever holds the post or comes next."""
    role = Role(asked["role"]) if asked.get("role") else None
    if asked.get("person_id"):
        yield _named(UUID(asked["person_id"]), role, there)
    elif role is not None:
        area_id = UUID(asked["area_id"]) if asked.get("area_id") else None
        look = there.holding if asked.get("nobody_on_duty") else there.reached_for
        yield from {each.person_id: each for each in look(role, area_id)}.values()


def _named(person_id: UUID, role: Role | None, there: Present) -> HoldsPost:
    held = [each for each in there.holding(role) if each.person_id == person_id] if role else []
    return held[0] if held else HoldsPost(person_id, "", None, role or Role.OTHER_STAFF, Ground.NAMED)
