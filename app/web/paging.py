"""Pages of a list: a limit, a cursor, and what comes next."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from app.database.keyset import BadCursor, Key, decode, encode
from app.schema import Schema
from app.web import asked

MOST = 200
T = TypeVar("T")

LimitQuery = Annotated[int, Query(ge=1, le=MOST, description="At most this many rows")]
CursorQuery = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before")]


class Page(Schema, Generic[T]):
    """One page; `next_cursor` is empty on the last."""

    items: list[T]
    next_cursor: str | None = None


class OtherList(ValueError):
    """A cursor of ours, given out under another order or filter, or by another list."""


def cursor_of(key: Key) -> str:
    """A cursor that stands for a row's place in the list that is asked for, and in no other."""
    return f"{encode(key)}.{asked.mark()}"


def key_of(cursor: str | None, *types: type) -> Key | None:
    """Where the page begins, or nothing for the first."""
    if not cursor:
        return None
    place, _, mark = cursor.partition(".")
    if mark != asked.mark():
        raise OtherList if mark else BadCursor
    return decode(place, types)


def cut(rows: Sequence[T], limit: int, key: Callable[[T], Key]) -> tuple[list[T], str | None]:
    """A page's rows out of one more than asked for, and the cursor of the next page."""
    if len(rows) <= limit:
        return list(rows), None
    kept = list(rows[:limit])
    return kept, cursor_of(key(kept[-1]))
