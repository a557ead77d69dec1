"""What a request on a case is given: who acts, in which transaction, when, with which keys.

It asks for the session alone and finds the rest itself: each dependency in a row of dependencies is
solved anew for every request, which costs more than what most of them do.
"""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk
from app.staff.guards import who_calls
from app.staff.vocabulary import KeyScope
from app.web.dependencies import SessionDep


async def _desk(request: Request, session: SessionDep) -> Desk:
    return await _at_desk(request, session, KeyScope.READ)


async def _intake_desk(request: Request, session: SessionDep) -> Desk:
    return await _at_desk(request, session, KeyScope.CAPTURE)


async def _at_desk(request: Request, session: AsyncSession, writing: KeyScope) -> Desk:
    state = request.app.state
    actor = await who_calls(request, session, state.clock(), writing)
    return Desk(session, actor, state.clock(), state.contact_keys)


DeskDep = Annotated[Desk, Depends(_desk)]
IntakeDeskDep = Annotated[Desk, Depends(_intake_desk)]
