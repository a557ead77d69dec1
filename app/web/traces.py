"""A name for each request, told to the caller and written in the log."""

import re
import secrets
from contextvars import ContextVar
from traceback import extract_tb

_FIT = re.compile(rb"[A-Za-z0-9][A-Za-z0-9_.\-]{7,63}")
_current: ContextVar[str] = ContextVar("trace_id", default="")


def begin(given: bytes | None) -> str:
    """Names the request that begins now: as a proxy before us has named it, or afresh."""
    trace = given.decode() if given is not None and _FIT.fullmatch(given) else secrets.token_hex(8)
    _current.set(trace)
    return trace


def current() -> str:
    """The name of the request under way; nothing outside of one."""
    return _current.get()


def way_of(error: BaseException) -> str:
    """The way an error took through our own rooms, without the values that its words may carry."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename][-6:]
    way = ours if frames[-1:] == ours[-1:] else [*ours, frames[-1]]
    return " > ".join(f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno}" for frame in way)
