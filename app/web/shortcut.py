"""The straight way of a plain request through its route, arranged once and not anew for every request.

Its values are read, its endpoint called, its answer rendered as the framework does it. A route that asks for
more than is known here has no shortcut. A request that cannot be read is left to the framework, which finds
it at fault and says how: nothing has been called by then.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any, get_args, get_origin
from urllib.parse import parse_qsl

import orjson
from fastapi import Request, Response
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import ResponseValidationError
from fastapi.params import Form
from fastapi.routing import RouteContext
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODILESS = frozenset({204, 205, 304})
LENGTH, JSON_TYPE = b"content-length", (b"content-type", b"application/json")
PLAIN_ROUTE = {
    "response_model_include": None,
    "response_model_exclude": None,
    "response_model_by_alias": True,
    "response_model_exclude_unset": False,
    "response_model_exclude_defaults": False,
    "response_model_exclude_none": False,
    "is_sse_stream": False,
    "is_json_stream": False,
    "max_body_size": None,
}
"""What a route says that wants nothing special."""
SPECIAL_WISHES = (
    "cookie_params",
    "websocket_param_name",
    "http_connection_param_name",
    "background_tasks_param_name",
    "security_scopes_param_name",
    "own_oauth_scopes",
    "concurrency",
)
"""What a function may want that is not known here."""

Values = dict[str, Any]


class NotPlain(Exception):
    """It does not go by the shortcut."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One value that a function wants: of the address, of the query, of the head or the body itself."""

    field: Any
    name: str
    alias: str
    is_needed: bool
    default: Any
    lists: frozenset[str] | None = None
    """Names that may come several times, where the whole query is read into one form."""

    def of(self, found: Mapping[str, Any]) -> Any:
        value = found.get(self.alias)
        if value is not None:
            return self.read(value)
        if self.is_needed:
            raise NotPlain
        return self.default

    def of_query(self, pairs: list[tuple[str, str]], single: Mapping[str, str]) -> Any:
        if self.lists is None:
            return self.of(single)
        several = {
            name: [value for each, value in pairs if each == name] for name in self.lists & single.keys()
        }
        return self.read({**single, **several})

    def read(self, value: Any) -> Any:
        told, errors = self.field.validate(value)
        if errors:
            raise NotPlain
        return told


@dataclass(slots=True)
class Step:
    """A function to be called, with the values it wants and the functions before it."""

    call: Callable[..., Any]
    path: list[Asked]
    query: list[Asked]
    head: list[Asked]
    body: list[Asked]
    request_as: str | None
    response_as: str | None
    before: list[tuple[str | None, "Step"]] = field(default_factory=list)
    opens: Callable[..., AbstractAsyncContextManager[Any]] | None = None

    def all(self) -> Iterator["Step"]:
        yield self
        for _, step in self.before:
            yield from step.all()


def shortcut(context: RouteContext) -> ASGIApp | None:
    """The straight way through this route, if it is a plain one."""
    if any(getattr(context, name) != value for name, value in PLAIN_ROUTE.items()):
        return None
    if not isinstance(context.response_class, DefaultPlaceholder) or context.response_field is None:
        return None
    try:
        return Shortcut(context)
    except NotPlain:
        return None


class Shortcut:
    """The straight way through one route."""

    def __init__(self, context: RouteContext) -> None:
        self._framework: ASGIApp = context.app
        self._answer, self._status = context.response_field, context.status_code or 200
        self._last = _step_of(context.dependant)
        self._steps = list(self._last.all())
        self._reads_body, self._reads_head, self._reads_query = (
            any(getattr(step, part) for step in self._steps) for part in ("body", "head", "query")
        )
        if self._status in BODILESS or not iscoroutinefunction(self._last.call):
            raise NotPlain
        if any(step.body for step in self._steps if step is not self._last) or len(self._last.body) > 1:
            raise NotPlain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive, send).body() if self._reads_body else b""
        again = _again(body, receive) if self._reads_body else receive
        if not await self.answers(scope, body, again, send):
            await self._framework(scope, again, send)

    async def answers(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> bool:
        """Answers the request, whose body has been read; or says that it cannot, and has done nothing."""
        try:
            given = self._read(scope, body)
        except (NotPlain, ValueError, RecursionError):
            return False
        request = Request(scope, receive, send)
        response = Response()
        response.status_code = self._status
        async with AsyncExitStack() as stack:
            values = await _filled(self._last, given, request, response, stack, {})
            told = await self._last.call(**values)
            content = b"" if isinstance(told, Response) else self._rendered(told)
        if isinstance(told, Response):
            await told(scope, receive, send)
            return True
        headers = [header for header in response.headers.raw if header[0] != LENGTH]
        headers += [(LENGTH, b"%d" % len(content)), JSON_TYPE]
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": content})
        return True

    def _read(self, scope: Scope, body: bytes) -> dict[int, Values]:
        """Every value that is asked for, before anything is called."""
        pairs, head = [], {}
        if self._reads_query:
            pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if self._reads_head:
            head = {
                name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])
            }
        single, found = dict(pairs), {}
        for step in self._steps:
            values = found[id(step)] = {each.name: each.of(scope["path_params"]) for each in step.path}
            for asked in step.query:
                values[asked.name] = asked.of_query(pairs, single)
            for asked in step.head:
                values[asked.name] = asked.of(head)
        for asked in self._last.body:
            found[id(self._last)][asked.name] = asked.read(orjson.loads(body))
        return found

    def _rendered(self, told: Any) -> bytes:
        value, errors = self._answer.validate(told)
        if errors:
            raise ResponseValidationError(errors=errors, body=told)
        content: bytes = self._answer.serialize_json(value)
        return content


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more for the framework, then whatever else comes."""
    held: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return held.pop() if held else await receive()

    return next_message


async def _filled(
    step: Step,
    given: dict[int, Values],
    request: Request,
    response: Response,
    stack: AsyncExitStack,
    called: dict[Any, Any],
) -> Values:
    """What a function is called with. Those it wants first are called once a request, deepest first."""
    values = given[id(step)]
    for name, before in step.before:
        if before.call not in called:
            inner = await _filled(before, given, request, response, stack, called)
            made: Awaitable[Any] = (
                stack.enter_async_context(before.opens(**inner)) if before.opens else before.call(**inner)
            )
            called[before.call] = await made
        if name is not None:
            values[name] = called[before.call]
    if step.request_as:
        values[step.request_as] = request
    if step.response_as:
        values[step.response_as] = response
    return values


def _step_of(wanted: Dependant) -> Step:
    if any(getattr(wanted, name) for name in SPECIAL_WISHES) or wanted.call is None or not wanted.use_cache:
        raise NotPlain
    made = Step(
        call=wanted.call,
        path=[_asked(each) for each in wanted.path_params],
        query=[_asked(each) for each in wanted.query_params],
        head=[_asked(each) for each in wanted.header_params],
        body=[_body(each) for each in wanted.body_params],
        request_as=wanted.request_param_name,
        response_as=wanted.response_param_name,
        before=[(each.name, _step_before(each)) for each in wanted.dependencies],
    )
    if sum(each.lists is not None for each in made.query) not in {0, len(made.query)}:
        raise NotPlain
    return made


def _step_before(wanted: Dependant) -> Step:
    made = _step_of(wanted)
    if isasyncgenfunction(made.call):
        if wanted.scope != "function":  # it would end after the answer has gone out
            raise NotPlain
        made.opens = asynccontextmanager(made.call)
    elif not iscoroutinefunction(made.call):
        raise NotPlain
    return made


def _asked(wanted: Any) -> Asked:
    about = wanted.field_info
    form = about.annotation
    is_form = isinstance(form, type) and issubclass(form, BaseModel)
    if about.validation_alias not in {None, about.alias} or (_is_list(form) and not is_form):
        raise NotPlain
    if is_form:
        if any(each.alias or each.validation_alias for each in form.model_fields.values()):
            raise NotPlain
        lists = frozenset(name for name, each in form.model_fields.items() if _is_list(each.annotation))
        return Asked(wanted, wanted.name, wanted.alias, is_needed=True, default=None, lists=lists)
    default = None if about.is_required() else wanted.get_default()
    if not (
        default is None or isinstance(default, str | int | Enum)
    ):  # else it might be changed by who gets it
        raise NotPlain
    return Asked(wanted, wanted.name, wanted.alias, is_needed=about.is_required(), default=default)


def _body(wanted: Any) -> Asked:
    if isinstance(wanted.field_info, Form) or getattr(wanted.field_info, "embed", None):
        raise NotPlain
    return Asked(wanted, wanted.name, wanted.alias, is_needed=True, default=None)


def _is_list(annotation: Any) -> bool:
    kinds = (annotation, *get_args(annotation))
    return any((get_origin(kind) or kind) in {list, tuple, set, frozenset} for kind in kinds)
