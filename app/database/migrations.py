"""Brings a store to the shape that this version of the house needs."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.database.versions import FOLDER

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(89600)")


def configuration() -> Config:
    """Alembic's view of the migrations, whatever the working directory."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


async def upgrade(url: str) -> bool:
    """Applies what is missing, all of it or nothing; says whether anything was."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(_ONE_AT_A_TIME)
            return await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> bool:
    config = configuration()
    wanted = ScriptDirectory.from_config(config).get_heads()
    if sorted(MigrationContext.configure(connection).get_current_heads()) == sorted(wanted):
        return False
    config.attributes["connection"] = connection
    command.upgrade(config, "heads")
    return True
