"""Connections kept at hand, the last one used first: few are busy at a time, and those stay warm.

A pooled connection costs two switches of greenlets each time it is taken and given back, and PostgreSQL
works a good deal faster where few of its processes do the work than where many take turns.
"""

from asyncio import shield
from typing import Any

import asyncpg
from sqlalchemy import Engine, PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn


class AtHand:
    """What stands before the engine's pool. The pool opens connections, counts them, lets callers wait."""

    def __init__(self, engine: Engine, most: int) -> None:
        self._engine, self._most = engine, most
        self._free: list[PoolProxiedConnection] = []
        self._asking = 0

    async def take(self) -> PoolProxiedConnection:
        """A connection for one's own; StoreAway where there is none to be had."""
        while self._free:
            held = self._free.pop()
            if not native(held).is_closed():
                return held
            await greenlet_spawn(held.invalidate)
        self._asking += 1
        try:
            return await greenlet_spawn(self._engine.raw_connection)
        finally:
            self._asking -= 1

    async def give(self, held: PoolProxiedConnection) -> None:
        """Give it back, with no transaction under way; through the pool where somebody waits there."""
        if self._asking or len(self._free) >= self._most or not held.is_valid:
            await self.put_away(held)
        else:
            self._free.append(held)

    async def put_away(self, held: PoolProxiedConnection) -> None:
        """Give it back to the pool, which sees to it that nothing is left of what went wrong on it."""
        await greenlet_spawn(held.close)

    async def close(self) -> None:
        """Give the pool all that is at hand."""
        while self._free:
            await self.put_away(self._free.pop())


class Passing:
    """Statements that each stand for themselves: each takes a connection for as long as it lasts."""

    __slots__ = ("_at_hand",)

    def __init__(self, at_hand: AtHand) -> None:
        self._at_hand = at_hand

    async def fetchrow(self, statement: str, *given: Any) -> Any:
        return await self._ask(asyncpg.Connection.fetchrow, statement, given)

    async def fetch(self, statement: str, *given: Any) -> Any:
        return await self._ask(asyncpg.Connection.fetch, statement, given)

    async def fetchval(self, statement: str, *given: Any) -> Any:
        return await self._ask(asyncpg.Connection.fetchval, statement, given)

    async def execute(self, statement: str, *given: Any) -> Any:
        return await self._ask(asyncpg.Connection.execute, statement, given)

    async def _ask(self, how: Any, statement: str, given: tuple[Any, ...]) -> Any:
        held = await self._at_hand.take()
        try:
            answer = await how(native(held), statement, *given)
        except BaseException:
            await shield(self._at_hand.put_away(held))
            raise
        await self._at_hand.give(held)
        return answer


def native(held: PoolProxiedConnection) -> asyncpg.Connection:
    """asyncpg's own connection."""  # noqa: D403 - asyncpg is a name
    connection: asyncpg.Connection = held.driver_connection
    return connection
