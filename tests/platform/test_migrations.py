"""The migrations lead to exactly the tables that the code has."""

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.database import migrations
from app.database.embedded import EmbeddedServer
from app.metadata import METADATA


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    found: list[object] = compare_metadata(context, METADATA)
    return found


async def test_an_empty_store_migrated_has_the_tables_of_the_code(server: EmbeddedServer) -> None:
    assert await migrations.upgrade(server.url())
    engine = create_async_engine(server.url())
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_two_that_migrate_at_once_do_not_meet(server: EmbeddedServer) -> None:
    changed = await asyncio.gather(*(migrations.upgrade(server.url()) for _ in range(3)))
    assert sorted(changed) == [False, False, True]
    engine = create_async_engine(server.url())
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    await engine.dispose()
