"""How a page of a list is asked for and read, the same in every room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.keyset import Rows, after
from app.web.paging import CursorQuery, LimitQuery, cut, key_of


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which page, and how long."""

    limit: int
    cursor: str | None


async def _asked(limit: LimitQuery = 50, cursor: CursorQuery = None) -> PageAsked:
    return PageAsked(limit, cursor)


PageDep = Annotated[PageAsked, Depends(_asked)]


@dataclass(frozen=True, slots=True)
class Order:
    """What a list goes by: columns, their types, and a row's place among them."""

    columns: tuple[Any, ...]
    types: tuple[type, ...]
    key: Callable[[Any], tuple[Any, ...]]
    descending: bool = False


async def page_of(
    session: AsyncSession, query: Rows, order: Order, asked: PageAsked
) -> tuple[list[Row[*tuple[Any, ...]]], str | None]:
    """One page of a list, and the cursor of the next."""
    start = key_of(asked.cursor, *order.types)
    ordered = after(query, order.columns, start, descending=order.descending)
    rows = (await session.execute(ordered.limit(asked.limit + 1))).all()
    return cut(rows, asked.limit, order.key)
