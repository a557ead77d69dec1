"""The engine, its sessions, and the driver's own connection inside a session's transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

PATIENCE = {
    "application_name": "yingmen",
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "120s",
    "jit": "off",
}
"""No request waits for ever, and none that died holds others up. Statements are too short for JIT."""

CONNECT_SECONDS = 5
STATEMENTS_KEPT = 500
"""Prepared statements a connection remembers: more than the house has texts."""


class Database:
    """One PostgreSQL, its pool of connections and its sessions."""

    def __init__(self, url: str, *, pool_size: int = 10, max_overflow: int = 10, **options: Any) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=max_overflow,
            pool_use_lifo=True,
            connect_args={
                "server_settings": PATIENCE,
                "timeout": CONNECT_SECONDS,
                "statement_cache_size": STATEMENTS_KEPT,
                "prepared_statement_cache_size": STATEMENTS_KEPT,
            },
            **options,
        )
        event.listen(self.engine.sync_engine, "checkout", _leave_out_closed)
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session that commits when its block ends well, and undoes everything when it does not."""
        async with self.sessions() as session, session.begin():
            yield session

    async def close(self) -> None:
        await self.engine.dispose()


def _leave_out_closed(connection: Any, _record: object, _pooled: object) -> None:
    """A connection that PostgreSQL has closed meanwhile is replaced, without asking it each time."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError("closed by the server")


async def driver(session: AsyncSession) -> asyncpg.Connection:
    """asyncpg's connection in the session's own transaction.

    SQLAlchemy sends BEGIN only with its own first statement; what the driver writes before would
    survive a rollback. So the transaction is begun here if it is not under way, by the adapter
    itself, which then also commits or undoes it.
    """  # noqa: D403 - asyncpg is a name
    connection = await session.connection()
    assert connection.sync_connection is not None
    pooled = connection.sync_connection.connection
    native: asyncpg.Connection | None = pooled.driver_connection
    assert native is not None
    if not native.is_in_transaction():
        await pooled.dbapi_connection._start_transaction()  # type: ignore[union-attr] # noqa: SLF001
    return native
