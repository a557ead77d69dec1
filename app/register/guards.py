"""Who reads the register, and which of its rows."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from app.procedure.actors import Actor
from app.procedure.vocabulary import Channel, Kind, Role
from app.register.queries import RegisterFilter
from app.residents.guards import CUSTOMER_SERVICE
from app.staff.guards import require

ReadsRegister = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE, Role.ADMINISTRATOR, clause="4.6.1-b"))]
"""The register names residents, so customer service reads it, and the administrator who answers for it."""


async def register_wanted(
    from_day: Annotated[date | None, Query(description="First day, included")] = None,
    to_day: Annotated[date | None, Query(description="Last day, included")] = None,
    kind: Kind | None = None,
    channel: Channel | None = None,
    voided: Annotated[bool | None, Query(description="Only voided rows, or only those that count")] = None,
    latest_first: bool = False,
) -> RegisterFilter:
    """Which rows, as the address says."""
    return RegisterFilter(
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        channel=channel,
        voided=voided,
        latest_first=latest_first,
    )
