"""While an answer is being given, its wording can be neither withdrawn nor replaced."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.actions.decisions import approve, withdraw
from app.answers.actions.wordings import Wording, begin_script, draft_version, submit
from app.answers.queries import open_versions, script_in_force, script_of, version_of
from app.centre.actions.lists import add_topic
from app.database.session import Database
from tests.conftest import NOON
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.scripts import DESK, FEES, HEAD, SAY

LATER = NOON + timedelta(seconds=1)


async def with_script(database: Database) -> tuple[SmallCentre, UUID, UUID]:
    """A centre with a wording in force."""
    async with database.transaction() as session:
        here = await small_centre(session, NOON)
        await add_topic(session, here.id, FEES)
        script = await begin_script(
            session, here.id, "fees", Wording(say=SAY), author=here.people[DESK], now=NOON
        )
        version = (await open_versions(session, here.id, [script.id]))[script.id]
        await submit(session, version, NOON)
        await approve(session, script, version, by=here.people[HEAD], now=NOON)
        return here, script.id, version.id


async def take_back(session: AsyncSession, here: SmallCentre, script_id: UUID, version_id: UUID) -> None:
    script = await script_of(session, here.id, script_id, lock=True)
    version = await version_of(session, script, version_id)
    await withdraw(session, script, version, "有误", by=here.people[HEAD], now=LATER)


async def test_a_withdrawal_waits_for_the_answer_under_way(own_database: Database) -> None:
    here, script_id, version_id = await with_script(own_database)

    async def withdrawing() -> None:
        async with own_database.transaction() as session:
            await take_back(session, here, script_id, version_id)

    async with own_database.transaction() as answering:
        assert await script_in_force(answering, here.id, "fees", NOON, hold=True) is not None
        waiting = asyncio.create_task(withdrawing())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await waiting
    async with own_database.transaction() as next_one:
        assert await script_in_force(next_one, here.id, "fees", NOON, hold=True) is None


async def test_an_answer_that_came_second_sees_the_withdrawal(own_database: Database) -> None:
    here, script_id, version_id = await with_script(own_database)

    async def answering() -> object:
        async with own_database.transaction() as session:
            return await script_in_force(session, here.id, "fees", NOON, hold=True)

    async with own_database.transaction() as session:
        await take_back(session, here, script_id, version_id)
        waiting = asyncio.create_task(answering())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    assert await waiting is None


async def test_an_answer_that_came_second_gets_the_newer_wording(own_database: Database) -> None:
    here, script_id, _ = await with_script(own_database)

    async with own_database.transaction() as session:
        script = await script_of(session, here.id, script_id, lock=True)
        newer = await draft_version(
            session, script, Wording(say="新口径。"), author=here.people[DESK], now=LATER
        )
        await submit(session, newer, LATER)

    async def answering() -> object:
        async with own_database.transaction() as session:
            return await script_in_force(session, here.id, "fees", NOON, hold=True)

    async with own_database.transaction() as session:
        script = await script_of(session, here.id, script_id, lock=True)
        version = await version_of(session, script, newer.id)
        await approve(session, script, version, by=here.people[HEAD], now=LATER)
        waiting = asyncio.create_task(answering())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    held = await waiting
    assert getattr(held, "version_id", None) == newer.id
