"""Who keeps the centre's own settings and lists."""

from typing import Annotated

from fastapi import Depends

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.staff.guards import require

KeepsProfile = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER))]

SetsPolicy = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER))]
"""Not the head: several of the limits measure the head's own work (4.4.4, 4.1.1.4)."""

KeepsDirectory = Annotated[
    Actor,
    Depends(
        require(
            Role.FRONT_DESK,
            Role.AREA_CUSTOMER_MANAGER,
            Role.HEAD_OF_CUSTOMER_SERVICE,
            Role.CENTRE_MANAGER,
            Role.ADMINISTRATOR,
        )
    ),
]

KeepsCards = Annotated[
    Actor, Depends(require(Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER, Role.ADMINISTRATOR))
]

KeepsTopics = Annotated[Actor, Depends(require(Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER))]
"""A topic's mark decides what needs approval, so those who approve keep the list (4.4.4)."""
