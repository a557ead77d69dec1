"""Pages by key: a cursor says where the last page ended, so that no page is slower than the first."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, tuple_

Key = tuple[Any, ...]
MOST_INTEGER = 2**31 - 1
Rows = Select[*tuple[Any, ...]]
"""A select of whatever columns."""


class BadCursor(ValueError):
    """A cursor that this list did not give out."""


def encode(key: Key) -> str:
    """A cursor that stands for a row's sort key."""
    plain = json.dumps([str(value) if isinstance(value, UUID) else _plain(value) for value in key])
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def decode(cursor: str, types: Sequence[type]) -> Key:
    """The sort key a cursor stands for; anything else is refused."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(types):
            raise BadCursor(cursor)
        return tuple(_read(value, kind) for value, kind in zip(values, types, strict=True))
    except (binascii.Error, UnicodeError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadCursor(cursor) from error


def _read(value: Any, kind: type) -> Any:
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise BadCursor(value)
        return moment
    if kind is date:
        return date.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if type(value) is not kind or (isinstance(value, str) and "\x00" in value):
        raise BadCursor(value)
    if isinstance(value, int) and not 0 <= value <= MOST_INTEGER:
        raise BadCursor(str(value))
    return value


def after(
    query: Rows, columns: Sequence[ColumnElement[Any]], key: Key | None, *, descending: bool = False
) -> Rows:
    """The rows behind a key, in the order of these columns."""
    ordered = query.order_by(*(column.desc() if descending else column for column in columns))
    if key is None:
        return ordered
    row = tuple_(*columns)
    return ordered.where(row < key if descending else row > key)
