"""What went wrong in the store, in words that a caller can act on. PostgreSQL's own words hold values."""

import asyncio
from enum import StrEnum

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

FAILURES: tuple[type[Exception], ...] = (
    DBAPIError,
    PoolTimeout,
    AsyncAdapt_asyncpg_dbapi.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    ConnectionError,
    asyncio.TimeoutError,
)
"""Whatever the engine, its adapter or the driver raises: statements come by all three ways."""


class Trouble(StrEnum):
    """What the caller can do about it."""

    UNSTORABLE = "unstorable"
    UNKNOWN_REFERENCE = "unknown_reference"
    ALREADY_THERE = "already_there"
    BUSY = "busy"
    AWAY = "away"


_BY_STATE = {
    "23503": Trouble.UNKNOWN_REFERENCE,
    "23505": Trouble.ALREADY_THERE,
    "40001": Trouble.BUSY,
    "40P01": Trouble.BUSY,
    "55P03": Trouble.BUSY,
    "57014": Trouble.BUSY,
}
_BY_CLASS = {
    "08": Trouble.AWAY,
    "22": Trouble.UNSTORABLE,
    "53": Trouble.AWAY,
    "57": Trouble.AWAY,
    "58": Trouble.AWAY,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """What it is, or nothing where it is a fault of our own."""
    for each in _causes(error):
        state = getattr(each, "sqlstate", None)
        if state:
            return _BY_STATE.get(state) or _BY_CLASS.get(state[:2])
        if isinstance(each, asyncpg.DataError):
            return Trouble.UNSTORABLE
        if isinstance(each, PoolTimeout | asyncio.TimeoutError):
            return Trouble.BUSY
        if isinstance(each, ConnectionError | asyncpg.InterfaceError | asyncpg.PostgresConnectionError):
            return Trouble.AWAY
    return None


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it wraps, from the outside in."""
    found = [error]
    while (inner := getattr(found[-1], "orig", None) or found[-1].__cause__) and inner not in found:
        found.append(inner)
    return found
