"""What a form asks, derived from the action it fills: each field is described once, at the action."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from app.procedure.fields import LONG, MARK, Asked, is_required
from app.procedure.labels import label_of
from app.procedure.refusal import Words

Value = str | bool | int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of another field: one of these values, filled at all, or above a number.

    The field `desk` is not on the form: it is `open` or `closed` at the moment.
    """

    field: str
    values: tuple[Value, ...] = ()
    filled: bool | None = None
    above: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of a form.

    It is asked while all of `shown_if` hold, and a needed one is settled as well by any of
    `or_else`. A needed boolean with a default is a confirmation, settled by true alone; without
    one it is a question, settled by either answer. `type` is text, long_text, boolean, integer, date, datetime, choice, choices or
    text_list, or what is looked up: person, unit, area and so on, with `_list` for several.
    """

    name: str
    label: Words
    type: str
    needed: bool
    default: Value = None
    choices: tuple[Choice, ...] = ()
    at_most: int | None = None
    at_least: int | None = None
    personal: bool = False
    hint: Words | None = None
    shown_if: tuple[Condition, ...] = ()
    or_else: tuple[str, ...] = ()


PLAIN_TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "integer",
    date: "date",
    datetime: "datetime",
    UUID: "id",
}


def questions_of(action: type) -> dict[str, Question]:
    """What an action asks, by field name, in the order it is asked."""
    hints = get_type_hints(action)
    return {each.name: _question(each, hints[each.name]) for each in fields(action) if MARK in each.metadata}


def _question(each: Field[Any], hint: Any) -> Question:
    mark: Asked = each.metadata[MARK]
    inner, many = _innermost(hint)
    default = each.default if isinstance(each.default, str | bool | int) else None
    return Question(
        name=each.name,
        label=mark.label,
        type=_type(inner, mark, many=many),
        needed=is_required(each),
        default=default.value if isinstance(default, StrEnum) else default,
        choices=_choices(inner),
        at_most=mark.at_most,
        at_least=mark.at_least,
        personal=mark.personal,
    )


def _innermost(hint: Any) -> tuple[Any, bool]:
    """The type beneath `| None` and `tuple[…, ...]`, and whether there may be several."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    stated = [arg for arg in get_args(hint) if arg is not NoneType]
    return _innermost(stated[0]) if stated else (hint, False)


def _type(inner: Any, mark: Asked, *, many: bool) -> str:
    if _is_vocabulary(inner):
        return "choices" if many else "choice"
    if mark.of is not None:
        name = mark.of
    elif inner is str:
        name = "long_text" if mark.at_most == LONG else "text"
    else:
        name = PLAIN_TYPES[inner]
    return f"{name}_list" if many else name


def _is_vocabulary(inner: Any) -> bool:
    return isinstance(inner, type) and issubclass(inner, StrEnum)


def _choices(inner: Any) -> tuple[Choice, ...]:
    if not _is_vocabulary(inner):
        return ()
    return tuple(Choice(member.value, label_of(member)) for member in inner)
