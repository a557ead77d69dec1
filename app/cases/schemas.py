"""The bodies of requests, made from the actions' own fields, and the answers the screens read."""

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, create_model

from app.procedure.fields import MARK, Asked, is_required
from app.procedure.labels import label_of
from app.procedure.refusal import Words

MOST_IN_A_LIST = 200
LONG_FROM = 301


class Body(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def body_of(action: type) -> type[Body]:
    """The request schema of an action, field by field from its marks."""
    hints = get_type_hints(action)
    members: dict[str, Any] = {}
    for each in fields(action):
        mark: Asked = each.metadata[MARK]
        kind = _constrained(hints[each.name], mark)
        about = Field(
            default=... if is_required(each) else each.default,
            description=f"{mark.label.zh} · {mark.label.en}",
        )
        members[each.name] = (kind, about)
    model = create_model(action.__name__, __base__=Body, __doc__=action.__doc__, **members)
    return cast("type[Body]", model)


def _constrained(hint: Any, mark: Asked) -> Any:
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else ()
    if type(None) in options:
        inner = next(option for option in options if option is not type(None))
        return Annotated[_constrained(inner, mark) | None, Field()]
    if get_origin(hint) is tuple:
        return Annotated[tuple[_constrained(get_args(hint)[0], mark), ...], Field(max_length=MOST_IN_A_LIST)]
    if hint is str:
        return Annotated[str, StringConstraints(min_length=1, max_length=mark.at_most)]
    if hint is int:
        return Annotated[int, Field(ge=mark.at_least, le=mark.at_most)]
    return AwareDatetime if hint is datetime else hint


class Label(BaseModel):
    """The same words in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> "Label":
        return cls(zh=words.zh, en=words.en)


class Choice(BaseModel):
    """One value a field may take."""

    value: str
    label: Label


class FieldAsked(BaseModel):
    """A field an action asks for."""

    name: str
    label: Label
    type: str
    required: bool
    choices: list[Choice] | None = None
    at_most: int | None = None
    default: Any = None


class NextActionOut(BaseModel):
    """What to do instead."""

    zh: str
    en: str
    action: str | None = None


class RefusalOut(BaseModel):
    """Why it may not be done now."""

    code: str
    clause: str | None
    reason: Label
    next_action: NextActionOut | None
    missing: list[str] = []


class AvailableAction(BaseModel):
    """Something that can, or cannot yet, be done to this case."""

    action: str
    path: str
    label: Label
    allowed: bool
    needs_if_match: bool
    fields: list[FieldAsked] | None = None
    refusal: RefusalOut | None = None


def fields_asked(action: type) -> list[FieldAsked]:
    """What a form for this action shows, in order."""
    hints = get_type_hints(action)
    return [
        _field_asked(each.name, hints[each.name], each.metadata[MARK], is_required(each), each.default)
        for each in fields(action)
    ]


def _field_asked(name: str, hint: Any, mark: Asked, required: bool, default: Any) -> FieldAsked:
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    inner = next(option for option in options if option is not type(None))
    many = get_origin(inner) is tuple
    item = get_args(inner)[0] if many else inner
    choices = None
    if isinstance(item, type) and issubclass(item, StrEnum):
        choices = [Choice(value=word.value, label=Label.of(label_of(word))) for word in item]
    return FieldAsked(
        name=name,
        label=Label.of(mark.label),
        type=_type_name(item, mark, many=many, chosen=choices is not None),
        required=required,
        choices=choices,
        at_most=mark.at_most,
        default=None if required or default == () else default,
    )


def _type_name(item: Any, mark: Asked, *, many: bool, chosen: bool) -> str:
    if chosen:
        return "choices" if many else "choice"
    if item is UUID or mark.of:
        return f"{mark.of}_list" if many else (mark.of or "text")
    plain = {bool: "boolean", int: "integer", datetime: "datetime"}
    if item in plain:
        return plain[item]
    if item is str:
        return "text_list" if many else ("long_text" if (mark.at_most or 0) >= LONG_FROM else "text")
    return "date"
