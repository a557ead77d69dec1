"""A request that makes something: signed by a person where need be, carried out once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.actors import Actor
from app.procedure.refusal import Refused, forbidden
from app.staff.guards import ActorDep
from app.web.dependencies import ClockDep, SessionDep
from app.web.idempotency import Once, OnceDep


def person_behind(actor: Actor) -> UUID:
    """The person behind the request: what is signed by name needs one."""
    if actor.person_id is None:
        raise Refused(forbidden("needs_a_person", None, "这一步须由本人登录办理", "A person must do this"))
    return actor.person_id


class Made(Protocol):
    """A row that can be named again."""

    id: Any


R = TypeVar("R", bound=Made)


@dataclass(frozen=True, slots=True)
class Making:
    """A request to make something: who, when, and under which key."""

    session: AsyncSession
    actor: Actor
    once: Once
    now: datetime

    async def made(self, make: Callable[[], Awaitable[R]], again: Callable[[UUID], Awaitable[R]]) -> R:
        """Make it, or find what the first request with this key has made."""
        earlier = await self.once.earlier(self.session, self.actor, self.now)
        if earlier is not None and earlier.resource_id is not None:
            return await again(earlier.resource_id)
        row = await make()
        await self.once.remember(self.session, self.actor, status=201, resource_id=row.id)
        return row


async def _making(session: SessionDep, actor: ActorDep, once: OnceDep, clock: ClockDep) -> Making:
    return Making(session, actor, once, clock())


MakingDep = Annotated[Making, Depends(_making)]
