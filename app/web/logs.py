"""Logs: structured, and without anybody's number."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from app.settings import Settings

_NUMBER = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"
)


def without_numbers(_: Any, __: str, told: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hides whatever looks like a telephone number, wherever it stands."""
    for name, value in told.items():
        if isinstance(value, str):
            told[name] = _NUMBER.sub("****", value)
    return told


def set_up(settings: Settings) -> None:
    """One line an event, as text or as JSON, at the level the installation asks for."""
    level = getattr(logging, settings.log_level.upper())
    ending: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_numbers,
            ending,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
