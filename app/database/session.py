"""The engine, its sessions, and the driver's own connection inside a session's transaction."""

from asyncio import shield
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncpg
import orjson
from sqlalchemy import Connection, PoolProxiedConnection, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.util import await_only, greenlet_spawn

from app.database.at_hand import AtHand, Passing, native

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
            json_deserializer=orjson.loads,
            connect_args={
                "async_creator_fn": _connect,
                "server_settings": PATIENCE,
                "timeout": CONNECT_SECONDS,
                "statement_cache_size": STATEMENTS_KEPT,
                "prepared_statement_cache_size": STATEMENTS_KEPT,
            },
            **options,
        )
        event.listen(self.engine.sync_engine, "checkout", _leave_out_closed)
        self.at_hand = AtHand(self.engine.sync_engine, pool_size)
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session that commits when its block ends well, and undoes everything when it does not."""
        return Ended(LightSession(self))

    def reading(self) -> AbstractAsyncContextManager[AsyncSession]:
        """The same for who only reads: the driver's statements stand each for itself.

        A transaction would show them nothing else (READ COMMITTED sees anew with each statement), and
        beginning and ending it takes as long as the reading.
        """
        return Ended(LightSession(self, begins=False))

    async def close(self) -> None:
        await self.at_hand.close()
        await self.engine.dispose()


class StoreAway(ConnectionError):
    """There is no PostgreSQL to talk to just now."""


async def _connect(*given: Any, **named: Any) -> asyncpg.Connection:
    """Told apart from every other file or address that is not there."""
    try:
        return await asyncpg.connect(*given, **named)
    except (OSError, TimeoutError) as error:
        raise StoreAway from error


def _leave_out_closed(connection: Any, _record: object, _pooled: object) -> None:
    """A connection that PostgreSQL has closed meanwhile is replaced, without asking it each time."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError("closed by the server")


class Ended:
    """The block in which a session is used, and how that ends."""

    __slots__ = ("_session",)

    def __init__(self, session: "LightSession") -> None:
        self._session = session

    async def __aenter__(self) -> "LightSession":
        return self._session

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                await self._session.commit()
        except BaseException:
            await shield(self._session.close())  # also when the request itself is called off
            raise
        await (self._session.close() if kind is None else shield(self._session.close()))


class LightSession(AsyncSession):
    """A session whose ORM is built when it is first used: many requests use the driver alone.

    It holds one connection, for both, from the beginning of its transaction until that is committed or
    undone. What is only read before then takes a connection for each statement alone.
    """

    def __init__(self, database: Database, *, begins: bool = True) -> None:
        # AsyncSession's own beginning waits for the first use of what it makes: see __getattr__.
        self._engine, self._at_hand = database.engine.sync_engine, database.at_hand
        self._begins = begins
        self._held: PoolProxiedConnection | None = None
        self._connection: Connection | None = None

    def __getattr__(self, name: str) -> Any:
        if name not in {"sync_session", "_proxied"} or self._is_built:
            raise AttributeError(name)
        super().__init__(sync_session_class=_OnHeldConnection, expire_on_commit=False, autoflush=False)
        self.sync_session.info["holder"] = self
        return self.__dict__[name]

    @property
    def _is_built(self) -> bool:
        return "sync_session" in self.__dict__

    def connection_held(self) -> Connection:
        """The connection for the ORM, which works inside a greenlet."""
        if self._held is None:
            self._held = await_only(self._at_hand.take())
        if self._connection is None:
            self._connection = Connection(self._engine, self._held)
        return self._connection

    async def driver(self) -> asyncpg.Connection:
        """The driver's connection, in the transaction that it begins if need be."""
        if self._is_built and self.sync_session.in_nested_transaction():
            _ = await self.connection()  # sets the savepoint, which SQLAlchemy too does only when it must
        if self._held is None:
            self._held = await self._at_hand.take()
        adapter: Any = self._held.dbapi_connection
        if self._begins and adapter._transaction is None:  # noqa: SLF001
            await adapter._start_transaction()  # noqa: SLF001
        return native(self._held)

    def passing(self) -> asyncpg.Connection | Passing:
        """Where statements stand each for itself, unless a transaction is under way that they are part of."""
        return Passing(self._at_hand) if self._held is None else native(self._held)

    async def commit(self) -> None:
        if self._is_built:
            await super().commit()
        if self._held is not None:
            if self.is_open:
                await greenlet_spawn(self._held.commit)
            await self._release(clean=True)

    async def rollback(self) -> None:
        if self._is_built:
            await super().rollback()
        await self._undo()

    async def close(self) -> None:
        if self._is_built:
            await super().close()
        await self._undo()

    @property
    def is_open(self) -> bool:
        """Whether a transaction is under way that `commit` ends."""
        adapter: Any = self._held.dbapi_connection if self._held is not None else None
        return adapter is not None and adapter._transaction is not None  # noqa: SLF001

    async def _undo(self) -> None:
        if self._held is None:
            return
        clean = False
        try:
            if self.is_open:
                await greenlet_spawn(self._held.rollback)
            clean = True
        except Exception:  # noqa: BLE001 - a connection that cannot undo is dead, and PostgreSQL undoes
            await greenlet_spawn(self._held.invalidate)
        finally:
            await self._release(clean=clean)

    async def _release(self, *, clean: bool) -> None:
        held, self._held, self._connection = self._held, None, None
        if held is not None:
            await (self._at_hand.give(held) if clean else self._at_hand.put_away(held))


class _OnHeldConnection(Session):
    """The ORM's side of a light session: it works on the connection that the other side holds."""

    def get_bind(self, *_: Any, **__: Any) -> Connection:
        holder: LightSession = self.info["holder"]
        return holder.connection_held()


async def driver(session: AsyncSession) -> asyncpg.Connection:
    """asyncpg's connection in the session's own transaction.

    SQLAlchemy sends BEGIN only with its own first statement; what the driver writes before would
    survive a rollback. So the transaction is begun here if it is not under way, by the adapter
    itself, which then also commits or undoes it.
    """  # noqa: D403 - asyncpg is a name
    if isinstance(session, LightSession):
        return await session.driver()
    connection = await session.connection()
    assert connection.sync_connection is not None
    pooled = connection.sync_connection.connection
    native: asyncpg.Connection | None = pooled.driver_connection
    assert native is not None
    if not native.is_in_transaction():
        await pooled.dbapi_connection._start_transaction()  # type: ignore[union-attr] # noqa: SLF001
    return native


async def reader(session: AsyncSession) -> asyncpg.Connection | Passing:
    """The driver's way for what only reads: it begins no transaction, and sees the one begun."""
    return session.passing() if isinstance(session, LightSession) else await driver(session)


async def alone(session: AsyncSession) -> asyncpg.Connection | Passing | None:
    """The driver's way for one statement that is a transaction of its own; none inside of one.

    PostgreSQL commits it before it answers: two round trips fewer, and what it locks is free at once.
    """
    if not isinstance(session, LightSession) or session.is_open:
        return None
    return session.passing()
