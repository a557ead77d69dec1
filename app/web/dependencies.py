"""What a request is given: its transaction, the time, the settings, the keys."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database
from app.settings import Settings

Clock = Callable[[], datetime]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


async def _session(request: Request) -> AsyncIterator[AsyncSession]:
    """One transaction a request: committed before the answer goes out, undone when anything is refused.

    Who only reads begins none: each statement of the driver sees what stands when it is asked.
    """
    database = cast("Database", request.app.state.database)
    reads = request.method in READING
    async with database.reading() if reads else database.transaction() as session:
        yield session


async def _clock(request: Request) -> Clock:
    return cast("Clock", request.app.state.clock)


async def _settings(request: Request) -> Settings:
    return cast("Settings", request.app.state.settings)


async def _database(request: Request) -> Database:
    return cast("Database", request.app.state.database)


async def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


SessionDep = Annotated[AsyncSession, Depends(_session, scope="function")]
DatabaseDep = Annotated[Database, Depends(_database)]
AddressDep = Annotated[str, Depends(_address)]
ClockDep = Annotated[Clock, Depends(_clock)]
SettingsDep = Annotated[Settings, Depends(_settings)]
