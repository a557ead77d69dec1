"""Logs: structured, each line with the request's name, and without anybody's number."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from app.settings import Settings
from app.web.traces import current

_NUMBER = re.compile(r"(?<![0-9A-Za-z-])\+?\d[\d \-()]{5,18}\d(?![0-9A-Za-z-])")
_DIGITS = range(7, 16)
"""How many digits a telephone number has, with or without its country."""
_SAFE = frozenset({"timestamp", "trace_id"})


def without_numbers(_: Any, __: str, told: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hides whatever looks like a telephone number, however deep it stands."""
    for name, value in told.items():
        if name not in _SAFE:
            told[name] = _masked(value)
    return told


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _NUMBER.sub(_hidden, value)
    if isinstance(value, dict):
        return {_masked(name): _masked(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(inner) for inner in value]
    return value


def _hidden(found: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in found.group())
    return "****" if digits in _DIGITS else found.group()


def with_trace(_: Any, __: str, told: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Names the request that a line belongs to."""
    if trace := current():
        told.setdefault("trace_id", trace)
    return told


def set_up(settings: Settings) -> None:
    """One line an event, as text or as JSON, at the level the installation asks for."""
    level = getattr(logging, settings.log_level.upper())
    ending: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            with_trace,
            without_numbers,
            ending,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
