"""Who keeps the channels, and who decides who gets what."""

from typing import Annotated

from fastapi import Depends

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.staff.guards import require

KeepsChannels = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER))]
"""A channel leads out of the house: only those who answer for the whole centre open one."""

ChoosesNotices = Annotated[
    Actor,
    Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER, Role.HEAD_OF_CUSTOMER_SERVICE)),
]
