"""What an action asks for: each field carries its label, its limits and whether its value is personal.

Screens and schemas are made from these marks, so a field is described once.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

from app.procedure.refusal import Words

MARK = "asked"
SHORT, LINE, LONG = 80, 300, 4000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """The mark on a field: label, greatest length, personal or not, and what an id points to."""

    label: Words
    at_most: int | None = None
    at_least: int | None = None
    personal: bool = False
    of: str | None = None


def asked(
    zh: str,
    en: str,
    *,
    default: Any = MISSING,
    at_most: int | None = None,
    at_least: int | None = None,
    personal: bool = False,
    of: str | None = None,
) -> Any:
    """A field of an action. Without a default it must be given."""
    mark = Asked(Words(zh, en), at_most, at_least, personal, of)
    return field(default=default, metadata={MARK: mark})


def told(zh: str, en: str, *, default: Any = MISSING, at_most: int = LONG) -> Any:
    """A field for somebody's own words: personal, so it can be erased later."""
    return asked(zh, en, default=default, at_most=at_most, personal=True)


def personal() -> Any:
    """A field of an event that may hold personal text."""
    return field(default=None, metadata={MARK: Asked(Words("", ""), personal=True)})


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field, asked, told, personal)
)
def record(cls: type[T]) -> type[T]:
    """A frozen, keyword-only, slotted dataclass: the shape of facts, actions and events."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@cache
def _copying(cls: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, Callable[[Any, Any], None]]]:
    """What reads all fields of a record in one go, and what writes each of them."""
    names = [each.name for each in fields(cls)]
    return attrgetter(*names), {name: getattr(cls, name).__set__ for name in names}


def replace(given: T, /, **changes: Any) -> T:
    """The same record with some fields changed.

    As `dataclasses.replace`, but copied slot by slot: facts have a hundred fields, and every event
    makes new ones. For records of two fields or more that check nothing when they are made.
    """
    shape: Any = type(given)
    read, write = _copying(shape)
    made: T = object.__new__(shape)
    for put, value in zip(write.values(), read(given), strict=True):
        put(made, value)
    for name, value in changes.items():
        write[name](made, value)
    return made


def personal_fields(cls: type) -> frozenset[str]:
    """Names of the fields of a record that may hold personal text."""
    return frozenset(f.name for f in fields(cls) if MARK in f.metadata and f.metadata[MARK].personal)


def is_required(each: Field[Any]) -> bool:
    """Whether an action cannot be performed without this field."""
    return each.default is MISSING and each.default_factory is MISSING


@cache
def _fields_of(action: Any) -> tuple[Field[Any], ...]:
    return tuple(each for each in fields(action) if MARK in each.metadata)


def _asked_of(given: object) -> tuple[Field[Any], ...]:
    action: Any = type(given)
    return _fields_of(action)


def without_blanks(given: T) -> T:
    """The same, with every optional text of mere spaces taken as not given."""
    changed: dict[str, Any] = {}
    for each in _asked_of(given):
        value = getattr(given, each.name)
        if not is_required(each) and _is_blank(value):
            changed[each.name] = each.default
        elif isinstance(value, tuple) and any(map(_is_blank, value)):
            changed[each.name] = tuple(item for item in value if not _is_blank(item))
    return replace(given, **changed) if changed else given


def blank_fields(given: object) -> tuple[str, ...]:
    """Texts that must be given and hold nothing but spaces."""
    return tuple(
        each.name for each in _asked_of(given) if is_required(each) and _is_blank(getattr(given, each.name))
    )


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()
