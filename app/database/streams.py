"""Rows by a cursor of the server: however many there are, only a handful is held at a time."""

from collections.abc import AsyncGenerator
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver

AT_A_TIME = 200
Rows = AsyncGenerator[Any, None]
"""Rows as they are read; who stops before the end closes them."""


async def stream(session: AsyncSession, statement: str, *values: Any) -> Rows:
    """Each row in turn, all of one moment: what is written meanwhile does not show."""
    connection = await driver(session)
    async with connection.transaction():
        async for row in connection.cursor(statement, *values, prefetch=AT_A_TIME):
            yield row
