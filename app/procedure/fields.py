"""What an action asks for: each field carries its label, its limits and whether its value is personal.

Screens and schemas are made from these marks, so a field is described once.
"""

from dataclasses import MISSING, Field, dataclass, field, fields
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


def personal_fields(cls: type) -> frozenset[str]:
    """Names of the fields of a record that may hold personal text."""
    return frozenset(f.name for f in fields(cls) if MARK in f.metadata and f.metadata[MARK].personal)


def is_required(each: Field[Any]) -> bool:
    """Whether an action cannot be performed without this field."""
    return each.default is MISSING and each.default_factory is MISSING
