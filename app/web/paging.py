"""Pages of a list: a limit, a cursor, and what comes next."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query

from app.database.keyset import Key, decode, encode
from app.schema import Schema

MOST = 200
T = TypeVar("T")

LimitQuery = Annotated[int, Query(ge=1, le=MOST, description="At most this many rows")]
CursorQuery = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before")]


class Page(Schema, Generic[T]):
    """One page; `next_cursor` is empty on the last."""

    items: list[T]
    next_cursor: str | None = None


def key_of(cursor: str | None, *types: type) -> Key | None:
    """Where the page begins, or nothing for the first."""
    return decode(cursor, types) if cursor else None


def cut(rows: Sequence[T], limit: int, key: Callable[[T], tuple[Any, ...]]) -> tuple[list[T], str | None]:
    """A page's rows out of one more than asked for, and the cursor of the next page."""
    if len(rows) <= limit:
        return list(rows), None
    kept = list(rows[:limit])
    return kept, encode(key(kept[-1]))
