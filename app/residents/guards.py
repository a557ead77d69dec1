"""Who keeps the places, who works with residents, who is told of key residents."""

from typing import Annotated, cast

from fastapi import Depends, Request

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.residents.contacts import ContactKeys
from app.staff.guards import require

HEADS = (Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER)
DESK_AND_HEADS = (Role.FRONT_DESK, *HEADS)
CUSTOMER_SERVICE = (Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER, *HEADS)

KeepsPlaces = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, *HEADS))]
WorksWithResidents = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE))]
"""The desk, area managers and heads: nobody else needs a list of residents for the work."""

GrantsKeyFlag = Annotated[Actor, Depends(require(*HEADS))]
ReadsReveals = Annotated[Actor, Depends(require(*HEADS))]


async def _contact_keys(request: Request) -> ContactKeys:
    return cast("ContactKeys", request.app.state.contact_keys)


ContactKeysDep = Annotated[ContactKeys, Depends(_contact_keys)]
