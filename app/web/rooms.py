"""A room of the house as HTTP knows it: its routes, each made once, at its whole address."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

API = "/api/v1"


class Room(APIRouter):
    """Routes under the API's address.

    The framework's own way of putting routers into routers makes every route, with all that reads and
    renders for it, a second time at its longer address, in every process and at every start. Here a route
    has its whole address from the beginning and is made once.
    """

    def __init__(
        self,
        *,
        prefix: str = "",
        tags: list[str | Enum] | None = None,
        responses: dict[int | str, dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(
            prefix=API + prefix,
            tags=tags,
            responses=responses,
            generate_unique_id_function=_named_after_its_function,
        )

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **told: Any) -> None:
        super().add_api_route(path, endpoint, **told)
        for route in _api_routes(self)[-1:]:
            route.dependant.dependencies = [_shared(each) for each in route.dependant.dependencies]

    def takes_in(self, *rooms: "Room") -> None:
        """Makes these rooms a part of this one: their routes come after its own, under its tags too."""
        for room in rooms:
            for route in _api_routes(room):
                route.tags = [*self.tags, *route.tags]
                self.routes.append(route)


_known: dict[tuple[Any, ...], Dependant] = {}


def _shared(wanted: Dependant) -> Dependant:
    """What a route wants first (its session, who asks), held once for all routes that want the same."""
    wanted.dependencies = [_shared(each) for each in wanted.dependencies]
    in_path = tuple(field.name for field in wanted.path_params)
    before = tuple(id(each) for each in wanted.dependencies)
    alike = (wanted.call, wanted.name, wanted.scope, wanted.use_cache, in_path, before)
    return _known.setdefault(alike, wanted)


def _api_routes(room: Room) -> Sequence[APIRoute]:
    return [route for route in room.routes if isinstance(route, APIRoute)]


def _named_after_its_function(route: APIRoute) -> str:
    return route.name
