"""The transaction: what is refused is undone, also what went past SQLAlchemy."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import text

from app.database.failures import Trouble, trouble_of
from app.database.session import Database, alone, driver, reader

WRITTEN = "SELECT count(*) FROM marks"


@pytest.fixture
async def marks(database: Database) -> AsyncIterator[Database]:
    """A table that really is written to, and dropped afterwards."""
    async with database.transaction() as session:
        await session.execute(text("CREATE TABLE marks (id int PRIMARY KEY)"))
    yield database
    async with database.transaction() as session:
        await session.execute(text("DROP TABLE marks"))


async def count(database: Database) -> int:
    async with database.transaction() as session:
        return int((await session.execute(text(WRITTEN))).scalar_one())


async def failure_of(database: Database, statement: str) -> Exception:
    try:
        async with database.transaction() as session:
            await (await driver(session)).execute(statement)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told apart
        return error
    raise AssertionError(statement)


class Refusal(Exception):
    pass


async def test_what_the_driver_writes_first_is_undone_with_the_rest(marks: Database) -> None:
    async def write_and_refuse() -> None:
        async with marks.transaction() as session:
            await (await driver(session)).execute("INSERT INTO marks VALUES (1)")
            raise Refusal

    with pytest.raises(Refusal):
        await write_and_refuse()
    assert await count(marks) == 0


async def test_driver_and_session_share_one_transaction(marks: Database) -> None:
    async with marks.transaction() as session:
        await (await driver(session)).execute("INSERT INTO marks VALUES (1)")
        assert (await session.execute(text(WRITTEN))).scalar_one() == 1
        await session.execute(text("INSERT INTO marks VALUES (2)"))
        assert await (await driver(session)).fetchval(WRITTEN) == 2
    assert await count(marks) == 2


async def test_a_rollback_to_a_savepoint_undoes_the_driver_too(marks: Database) -> None:
    async with marks.transaction() as session:
        await (await driver(session)).execute("INSERT INTO marks VALUES (1)")
        nested = await session.begin_nested()
        await (await driver(session)).execute("INSERT INTO marks VALUES (2)")
        await nested.rollback()
    assert await count(marks) == 1


async def test_after_a_commit_the_driver_begins_anew(marks: Database) -> None:
    async with marks.sessions() as session:
        await (await driver(session)).execute("INSERT INTO marks VALUES (1)")
        await session.commit()
        await (await driver(session)).execute("INSERT INTO marks VALUES (2)")
        await session.rollback()
    assert await count(marks) == 1


async def test_a_connection_that_the_server_closed_is_replaced(marks: Database) -> None:
    lone = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
    async with lone.transaction() as session:
        pid = await (await driver(session)).fetchval("SELECT pg_backend_pid()")
    async with marks.transaction() as session:
        await (await driver(session)).fetchval("SELECT pg_terminate_backend($1)", pid)
    await asyncio.sleep(0.1)
    async with lone.transaction() as session:
        assert await (await driver(session)).fetchval("SELECT pg_backend_pid()") != pid
    await lone.close()


async def test_a_connection_that_died_under_way_harms_only_its_own_request(marks: Database) -> None:
    lone = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
    failed = await failure_of(lone, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert trouble_of(failed) is Trouble.AWAY
    async with lone.transaction() as session:
        assert await (await driver(session)).fetchval("SELECT 1") == 1
    await lone.close()


async def test_each_statement_of_who_only_reads_stands_for_itself(marks: Database) -> None:
    async with marks.reading() as session:
        connection = await driver(session)
        assert not connection.is_in_transaction()
        before = await connection.fetchval(WRITTEN)
        async with marks.transaction() as other:
            await (await driver(other)).execute("INSERT INTO marks VALUES (1)")
        assert (before, await connection.fetchval(WRITTEN)) == (0, 1)


async def test_what_is_written_through_the_orm_while_reading_is_not_lost(marks: Database) -> None:
    async with marks.reading() as session:
        await (await driver(session)).fetchval(WRITTEN)
        await session.execute(text("INSERT INTO marks VALUES (1)"))
    assert await count(marks) == 1


async def test_after_a_commit_in_between_no_connection_is_held(marks: Database) -> None:
    lone = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
    async with lone.transaction() as session:
        await (await driver(session)).execute("INSERT INTO marks VALUES (1)")
        await session.commit()
        async with lone.transaction() as other:
            await other.execute(text("INSERT INTO marks VALUES (2)"))
        await session.execute(text("INSERT INTO marks VALUES (3)"))
        await session.rollback()
        async with lone.transaction() as other:
            assert (await other.execute(text(WRITTEN))).scalar_one() == 2
        await (await driver(session)).execute("INSERT INTO marks VALUES (4)")
    assert await count(marks) == 3
    await lone.close()


async def test_between_statements_that_stand_for_themselves_no_connection_is_held(marks: Database) -> None:
    lone = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)
    async with lone.transaction() as session, lone.transaction() as other:
        assert await (await reader(session)).fetchval(WRITTEN) == 0
        one = await alone(other)
        assert one is not None
        await one.execute("INSERT INTO marks VALUES (1)")
        assert await (await reader(session)).fetchval(WRITTEN) == 1
        with pytest.raises(asyncpg.UndefinedTableError):
            await (await reader(session)).fetch("SELECT * FROM nowhere")
        await (await driver(other)).execute("INSERT INTO marks VALUES (2)")
        assert await (await reader(other)).fetchval(WRITTEN) == 2
    assert await count(marks) == 2
    await lone.close()


async def test_a_request_that_is_called_off_leaves_nothing_behind(marks: Database) -> None:
    lone = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=1, max_overflow=0)

    async def slow() -> None:
        async with lone.transaction() as session:
            connection = await driver(session)
            await connection.execute("INSERT INTO marks VALUES (1)")
            await connection.execute("SELECT pg_sleep(30)")

    task = asyncio.create_task(slow())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with lone.transaction() as session:
        assert await (await driver(session)).fetchval(WRITTEN) == 0
    await lone.close()


async def test_many_transactions_at_once_share_few_connections(marks: Database) -> None:
    few = Database(marks.engine.url.render_as_string(hide_password=False), pool_size=2, max_overflow=1)

    async def write(number: int) -> None:
        async with few.transaction() as session:
            if number % 2:
                await session.execute(text("SELECT pg_sleep(0.001)"))
            await (await driver(session)).execute("INSERT INTO marks VALUES ($1)", number)
            if number % 5 == 0:
                raise Refusal

    outcomes = await asyncio.gather(*(write(number) for number in range(60)), return_exceptions=True)
    assert sum(isinstance(outcome, Refusal) for outcome in outcomes) == 12
    assert await count(marks) == 48
    await few.close()


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        ("INSERT INTO marks VALUES (1), (1)", Trouble.ALREADY_THERE),
        ("SELECT 99999999999::int", Trouble.UNSTORABLE),
        ("SELECT chr(0)", None),
        ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)", Trouble.BUSY),
        ("SELECT * FROM nowhere", None),
    ],
)
async def test_failures_are_told_apart_by_what_can_be_done(
    marks: Database, statement: str, trouble: Trouble | None
) -> None:
    assert trouble_of(await failure_of(marks, statement)) is trouble


async def test_a_deadlock_is_a_matter_of_trying_again(marks: Database) -> None:
    async with marks.transaction() as session:
        await session.execute(text("INSERT INTO marks VALUES (1), (2)"))

    async def cross(first: int, second: int) -> None:
        async with marks.transaction() as session:
            connection = await driver(session)
            await connection.execute("SET LOCAL deadlock_timeout = '50ms'")
            await connection.execute("SELECT FROM marks WHERE id = $1 FOR UPDATE", first)
            await asyncio.sleep(0.1)
            await connection.execute("SELECT FROM marks WHERE id = $1 FOR UPDATE", second)

    outcomes = await asyncio.gather(cross(1, 2), cross(2, 1), return_exceptions=True)
    failed = [each for each in outcomes if each is not None]
    assert [trouble_of(each) for each in failed] == [Trouble.BUSY]
