"""Who writes and publishes a centre's routing rules."""

from typing import Annotated

from fastapi import Depends

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.staff.guards import require

KeepsRules = Annotated[
    Actor, Depends(require(Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER, Role.ADMINISTRATOR))
]
