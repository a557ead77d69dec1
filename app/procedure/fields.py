"""What an action asks for: each field carries its label, its limits and whether its value is personal.

Screens and schemas are made from these marks, so a field is described once.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache, wraps
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
    """A frozen, keyword-only dataclass: the shape of facts, actions and events.

    Facts have a hundred fields, and every event makes new ones. So a record keeps its values in a
    dictionary, which is filled and copied in one go where slots would be one by one.
    """
    made: Any = dataclass(frozen=True, kw_only=True)(cls)
    if not hasattr(made, "__post_init__"):
        made.__init__ = _filling(made)
    shape: type[T] = made
    return shape


def _filling(cls: Any) -> Callable[..., None]:
    """What makes a record: as the dataclass' own way, but all values at once."""
    by_name = {each.name: each for each in fields(cls)}
    defaults = {name: each.default for name, each in by_name.items() if each.default is not MISSING}
    makers = {name: made for name, each in by_name.items() if (made := each.default_factory) is not MISSING}
    needed = by_name.keys() - defaults.keys() - makers.keys()

    @wraps(cls.__init__)
    def fill(self: Any, **given: Any) -> None:
        if not (needed <= given.keys() <= by_name.keys()):
            wrong = sorted((needed - given.keys()) or (given.keys() - by_name.keys()))
            raise TypeError(f"{cls.__name__} is made with other fields: see {', '.join(wrong)}")
        values = vars(self)
        values.update(defaults)
        for name, make in makers.items():
            values[name] = make()
        values.update(given)

    return fill


def replace(given: T, /, **changes: Any) -> T:
    """The same record with some fields changed, as `dataclasses.replace` makes it.

    For records that check nothing when they are made.
    """
    shape: Any = type(given)
    made: T = object.__new__(shape)
    values = vars(made)
    values.update(vars(given))
    values.update(changes)
    if len(values) != len(vars(given)):
        raise KeyError(*(changes.keys() - vars(given).keys()))
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
