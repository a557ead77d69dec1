"""What a post opens: read off the guards themselves, so that no screen has to guess."""

from collections.abc import Iterable, Iterator

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute

from app.procedure.vocabulary import Role
from app.staff.guards import OPENED_BY


class Openings:
    """Every operation that stands behind a guard, by the id it has in the description."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self.guarded: dict[str, list[frozenset[Role]]] = {}
        for context in iter_route_contexts(tuple(routes)):
            route = context.original_route
            if isinstance(route, APIRoute) and (posts := list(_posts(route.dependant))):
                self.guarded[route.name] = posts

    def of(self, roles: Iterable[Role]) -> list[str]:
        """What these posts open, in the order of the alphabet."""
        held = frozenset(roles)
        return sorted(name for name, guards in self.guarded.items() if all(held & posts for posts in guards))


def _posts(dependant: Dependant) -> Iterator[frozenset[Role]]:
    for each in dependant.dependencies:
        if each.call in OPENED_BY:
            yield frozenset(OPENED_BY[each.call])
        yield from _posts(each)
