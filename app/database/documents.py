"""JSON documents for the store, written by the fastest of the writers.

Every change to a case writes half a dozen, and the chain of its journal is a digest of some: what the
standard library takes for one of them is a good part of the whole request.
"""

from typing import Any
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python

_AS_EVER = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def document(value: Any) -> str:
    """The value as the driver hands it on."""
    return orjson.dumps(value, default=_plain, option=_AS_EVER).decode()


def canonical(value: Any) -> bytes:
    """The one way to write the value, however its names were ordered: what a digest is made of."""
    return orjson.dumps(value, default=_plain, option=_AS_EVER | orjson.OPT_SORT_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):  # the driver makes its own kind
        return str(value)
    return to_jsonable_python(value)
