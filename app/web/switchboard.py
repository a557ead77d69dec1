"""Finds the route of a request by its address' own words, not by trying every route in turn."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.asked import filters_of, refuse_unknown_filters
from app.web.shortcut import Shortcut, shortcut

KEY = "switchboard"
Place = tuple[str, int, tuple[str, ...], str]


class Line(NamedTuple):
    """A route of the house, at its place in the order of them all."""

    order: int
    context: RouteContext
    app: ASGIApp
    filters: frozenset[str]


class Switchboard(BaseRoute):
    """Stands before all other routes; what it does not know (another method, a slash too many) goes on.

    Routers inside routers are searched level by level, and each level twice; with many acts that search
    costs more than most answers.
    """

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._lines: dict[Place, list[Line]] = defaultdict(list)
        for order, context in enumerate(iter_route_contexts(tuple(routes))):
            if isinstance(context.original_route, APIRoute) and context.path:
                filters = frozenset(filters_of(context.dependant))
                line = Line(order, context, shortcut(context) or context.app, filters)
                for method in context.methods or ():
                    self._lines[_place(method, context.path.split("/"))].append(line)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found = self._find(scope)
        return (Match.NONE, {}) if found is None else (Match.FULL, found)

    async def answers(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> bool:
        """Answers a request whose route has a shortcut, without the framework's rooms before it.

        Where it says that it has not, nothing has been done.
        """
        found = self._find(scope)
        way = found and found[KEY]
        if found is None or not isinstance(way, Shortcut):
            return False
        scope.update(found)
        return await way.answers(scope, body, receive, send)

    def _find(self, scope: Scope) -> Scope | None:
        if scope["type"] != "http" or scope.get("root_path"):
            return None
        path: str = scope["path"]
        words = path.split("/")
        method = scope["method"]
        found = self._lines.get(_place(method, words), []) + self._lines.get(_place(method, words, ANY), [])
        for line in sorted(found, key=_order):
            if match := line.context.path_regex.match(path):
                refuse_unknown_filters(scope, line.filters)
                return _reached(line, match.groupdict())
        return None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = scope[KEY]
        await app(scope, receive, send)


ANY = "{}"
FIXED = slice(1, 4)
"""The words an address begins with: `api`, the version, the resource."""


def _place(method: str, words: list[str], last: str | None = None) -> Place:
    ending = last or (ANY if words[-1].startswith("{") else words[-1])
    return method, len(words), tuple(words[FIXED]), ending


def _reached(line: Line, found: dict[str, Any]) -> Scope:
    convertors = line.context.param_convertors
    params = {name: convertors[name].convert(value) for name, value in found.items()}
    return {
        "endpoint": line.context.endpoint,
        "path_params": params,
        "route": line.context.original_route,
        KEY: line.app,
    }


def _order(line: Line) -> int:
    return line.order
