"""指定专人 and the owner of an answer (4.4.5)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.tables import AnswerScript, Designation
from app.database.ids import new_id
from app.database.rows import missing, store
from app.staff.queries.people import PERSON, person_of


async def designate(
    session: AsyncSession, script: AnswerScript, people: Sequence[UUID], *, by: UUID, now: datetime
) -> None:
    """指定专人: from now on only these people answer; an empty list lets everyone answer again."""
    running = select(Designation).where(
        Designation.centre_id == script.centre_id,
        Designation.script_id == script.id,
        Designation.ends_at.is_(None),
    )
    named = set(people)
    for each in (await session.execute(running)).scalars():
        if each.person_id in named:
            named.discard(each.person_id)
        elif each.starts_at < now:
            each.ends_at = now
        else:
            await session.delete(each)
    for person_id in sorted(named):
        await _colleague(session, script.centre_id, person_id)
        session.add(
            Designation(
                centre_id=script.centre_id,
                id=new_id(),
                script_id=script.id,
                person_id=person_id,
                starts_at=now,
                designated_by=by,
            )
        )
    script.version += 1
    await store(session, script)


async def hand_to_owner(session: AsyncSession, script: AnswerScript, owner: UUID) -> None:
    """Give an answer another owner, who keeps it up to date."""
    await _colleague(session, script.centre_id, owner)
    script.owner_id = owner
    script.version += 1
    await store(session, script)


async def _colleague(session: AsyncSession, centre_id: UUID, person_id: UUID) -> None:
    """Somebody who works here, still."""
    person = await person_of(session, centre_id, person_id)
    if person.deactivated_at is not None:
        raise missing(PERSON)
