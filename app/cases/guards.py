"""What a request on a case is given: who acts, in which transaction, when, with which keys."""

from typing import Annotated, cast

from fastapi import Depends, Request

from app.cases.actions import Desk
from app.residents.contacts import ContactKeys
from app.staff.guards import ActorDep, CapturingActorDep
from app.web.dependencies import ClockDep, SessionDep


async def _keys(request: Request) -> ContactKeys:
    return cast("ContactKeys", request.app.state.contact_keys)


KeysDep = Annotated[ContactKeys, Depends(_keys)]


async def _desk(session: SessionDep, actor: ActorDep, clock: ClockDep, keys: KeysDep) -> Desk:
    return Desk(session, actor, clock(), keys)


async def _intake_desk(session: SessionDep, actor: CapturingActorDep, clock: ClockDep, keys: KeysDep) -> Desk:
    return Desk(session, actor, clock(), keys)


DeskDep = Annotated[Desk, Depends(_desk)]
IntakeDeskDep = Annotated[Desk, Depends(_intake_desk)]
