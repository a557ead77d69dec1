"""What every request runs through stays on the event loop: a thread for it costs more than its work."""

from collections.abc import Callable, Iterator
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute


def routes_of(place: Any) -> Iterator[APIRoute]:
    """All routes, also those of routers within routers."""
    for route in place.routes:
        if isinstance(route, APIRoute):
            yield route
        elif inner := getattr(route, "original_router", None):
            yield from routes_of(inner)


def calls_of(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for each in dependant.dependencies:
        assert each.call is not None
        yield each.call
        yield from calls_of(each)


def test_no_route_and_none_of_its_dependencies_needs_a_thread(application: FastAPI) -> None:
    routes = list(routes_of(application))
    assert len(routes) > 100
    called = {route.endpoint for route in routes}.union(*(calls_of(route.dependant) for route in routes))
    threaded = [
        f"{call.__module__}.{call.__qualname__}"
        for call in called
        if not iscoroutinefunction(call) and not isasyncgenfunction(call)
    ]
    assert threaded == []
