"""Logs: structured, each line with the request's name, and without anybody's number or words."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from app.settings import Settings
from app.web.traces import current, way_of

_NUMBER = re.compile(r"(?<![0-9A-Za-z-])\+?\d[\d \-()]{5,18}\d(?![0-9A-Za-z-])")
_DIGITS = range(7, 16)
"""How many digits a telephone number has, with or without its country."""
_SAFE = frozenset({"timestamp", "trace_id"})

Line = MutableMapping[str, Any]


def without_words(_: Any, __: str, told: Line) -> Line:
    """An exception is told by its kind and its way: its own words may hold what somebody wrote."""
    error = told.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        told.update(error=type(error).__name__, way=way_of(error))
    return told


def without_numbers(_: Any, __: str, told: Line) -> Line:
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


def with_trace(_: Any, __: str, told: Line) -> Line:
    """Names the request that a line belongs to."""
    if trace := current():
        told.setdefault("trace_id", trace)
    return told


def set_up(settings: Settings) -> None:
    """One line an event, as text or as JSON, ours and the libraries', at the level that is asked for."""
    level = getattr(logging, settings.log_level.upper())
    ending: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
        with_trace,
        without_numbers,
    ]
    structlog.configure(
        processors=[*common, ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    _listen_to_libraries(common, ending, level)


def _listen_to_libraries(common: list[Any], ending: Any, level: int) -> None:
    """What uvicorn, SQLAlchemy and others say goes the same way, from warnings on."""
    handler = logging.StreamHandler()
    told = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *common], processors=[told, ending]
        )
    )
    handler.set_name("yingmen")
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if each.get_name() != "yingmen"] + [handler]
    root.setLevel(max(level, logging.WARNING))
