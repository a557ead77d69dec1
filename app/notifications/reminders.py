"""An answer that ends reminds its owner: once, some days before, in the inbox and by the channels chosen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import ending_soon
from app.answers.tables import AnswerScript, ScriptVersion
from app.centre.queries import policy
from app.database.ids import new_id
from app.database.session import Database
from app.notifications.hearing import Reminded
from app.notifications.holders import Present, present
from app.notifications.leaving import Leaving
from app.notifications.stream import Streamed, ring, write_down
from app.notifications.tables import Notification
from app.notifications.vocabulary import Told
from app.procedure.roles import HEAD
from app.rosters.queries.desk_hours import calendar
from app.staff.tables import Person

CLAUSE = "4.4.5-a"


async def remind_owners(database: Database, centre_id: UUID, now: datetime) -> int:
    """Tell whoever owns an answer that ends within the centre's days; once for each end, however many look.

    It is told while the desk is open: an answer that ends at midnight wakes nobody so many days before.
    """
    async with database.transaction() as session:
        reminded = await _remind(session, centre_id, now)
    if reminded:
        await ring(database, centre_id)
    return len(reminded)


async def _remind(session: AsyncSession, centre_id: UUID, now: datetime) -> Sequence[Reminded]:
    days = (await policy(session, centre_id)).script_reminder_days
    ending = await ending_soon(session, centre_id, now, now + timedelta(days=days))
    if not ending or not await _desk_is_there(session, centre_id, now):
        return []
    there = await present(session, centre_id, now)
    here = await _still_here(session, centre_id, {script.owner_id for script, _ in ending})
    rows = [
        _row(version, person, now)
        for script, version in ending
        for person in _who_sees_to_it(script.owner_id, here, there)
    ]
    reminded = await _into_inboxes(session, rows, {version.id: script for script, version in ending})
    leaving = await Leaving.of_centre(session, centre_id)
    await leaving.write_reminders_down(session, reminded, there, now)
    await write_down(session, centre_id, [_streamed(each) for each in reminded], now)
    return reminded


async def _desk_is_there(session: AsyncSession, centre_id: UUID, now: datetime) -> bool:
    """A desk that never opens holds nothing back."""
    hours = await calendar(session, centre_id)
    return hours.is_open(now) or hours.next_opening(now) is None


async def _still_here(session: AsyncSession, centre_id: UUID, people: set[UUID]) -> set[UUID]:
    query = select(Person.id).where(
        Person.centre_id == centre_id, Person.id.in_(people), Person.deactivated_at.is_(None)
    )
    return set((await session.execute(query)).scalars())


def _who_sees_to_it(owner: UUID, here: set[UUID], there: Present) -> set[UUID]:
    """Its owner; where that one has left, holds no post or is away, the head as well."""
    posted = {each.person_id for held in there.posts.values() for each in held}
    told = {owner} & here
    if owner not in here & posted:
        told |= {each.person_id for each in there.reached_for(HEAD)}
    return told


async def _into_inboxes(
    session: AsyncSession, rows: list[dict[str, Any]], scripts: dict[UUID, AnswerScript]
) -> Sequence[Reminded]:
    """Who was told just now; what stands in the inbox already, by whichever worker, is not told again."""
    if not rows:
        return []
    made = await session.execute(
        insert(Notification).values(rows).on_conflict_do_nothing().returning(Notification.id)
    )
    new = set(made.scalars())
    return [
        Reminded(
            row["id"],
            row["person_id"],
            scripts[row["script_version_id"]].id,
            row["script_version_id"],
            row["ends_at"],
        )
        for row in rows
        if row["id"] in new
    ]


def _row(version: ScriptVersion, person_id: UUID, now: datetime) -> dict[str, Any]:
    return {
        "centre_id": version.centre_id,
        "id": new_id(),
        "person_id": person_id,
        "told": Told.SCRIPT_ENDS,
        "clause": CLAUSE,
        "script_version_id": version.id,
        "ends_at": version.effective_to,
        "must_acknowledge": False,
        "happened_at": now,
        "created_at": now,
    }


def _streamed(reminded: Reminded) -> Streamed:
    payload = {
        "id": str(reminded.id),
        "script_id": str(reminded.script_id),
        "told": Told.SCRIPT_ENDS,
        "clause": CLAUSE,
        "must_acknowledge": False,
    }
    return Streamed("notification", None, payload, reminded.person_id)
