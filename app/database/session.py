"""The engine, its sessions, and the driver's own connection inside a session's transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

BEGIN = text("SELECT 1")


class Database:
    """One PostgreSQL, its pool of connections and its sessions."""

    def __init__(self, url: str, *, pool_size: int = 10, max_overflow: int = 10, **options: Any) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url, pool_size=pool_size, max_overflow=max_overflow, pool_pre_ping=False, **options
        )
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session that commits when its block ends well, and undoes everything when it does not."""
        async with self.sessions() as session, session.begin():
            yield session

    async def close(self) -> None:
        await self.engine.dispose()


async def driver(session: AsyncSession) -> asyncpg.Connection[Any]:
    """asyncpg's connection in the session's own transaction.

    SQLAlchemy begins a transaction only with its first statement; without one, what is written here
    would survive a rollback. So a statement goes first, once a transaction.
    """
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    native: asyncpg.Connection[Any] | None = raw.driver_connection
    assert native is not None  # noqa: S101 - a live connection has its driver's connection
    if not native.is_in_transaction():
        await connection.execute(BEGIN)
    return native
