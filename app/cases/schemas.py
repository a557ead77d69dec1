"""The bodies of requests, made from the actions' own fields, and the answers the screens read."""

from dataclasses import fields
from datetime import datetime
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
)

from app.database.moments import of_our_time
from app.procedure.fields import MARK, Asked, is_required
from app.procedure.questions import Question
from app.procedure.refusal import Words
from app.schema import Schema

MOST_IN_A_LIST = 200


class Body(Schema):
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


def values_of(body: Body, action: type) -> dict[str, Any]:
    """The values of a body as the action takes them."""
    return {each.name: getattr(body, each.name) for each in fields(action)}


def _constrained(hint: Any, mark: Asked) -> Any:
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else ()
    if type(None) in options:
        inner = next(option for option in options if option is not type(None))
        return cast("Any", _constrained(inner, mark)) | None
    if get_origin(hint) is tuple:
        many: Any = tuple.__class_getitem__((_constrained(get_args(hint)[0], mark), ...))
        return Annotated[many, Field(max_length=MOST_IN_A_LIST)]
    if hint is str:
        return Annotated[str, StringConstraints(min_length=1, max_length=mark.at_most)]
    if hint is int:
        return Annotated[int, Field(ge=mark.at_least, le=mark.at_most)]
    return Annotated[AwareDatetime, AfterValidator(of_our_time)] if hint is datetime else hint


class NextActionOut(Schema):
    """What to do instead."""

    zh: str
    en: str
    action: str | None = None


class RefusalOut(Schema):
    """Why it may not be done now."""

    code: str
    clause: str | None
    reason: Words
    next_action: NextActionOut | None
    missing: list[str] = Field(default=[])


class AvailableAction(Schema):
    """Something that can, or cannot yet, be done to this case."""

    action: str
    path: str
    label: Words
    allowed: bool
    needs_if_match: bool
    fields: tuple[Question, ...] | None = None
    refusal: RefusalOut | None = None

    @cached_property
    def as_json(self) -> bytes:
        """As an answer has it, written once: it is the same for all cases in the same state."""
        return self.model_dump_json().encode()
