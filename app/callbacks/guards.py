"""Who calls back, who reads what was said, and which tries."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from app.callbacks.queries import RecordFilter
from app.procedure.actors import Actor
from app.procedure.vocabulary import Role, Satisfaction
from app.residents.guards import CUSTOMER_SERVICE, DESK_AND_HEADS
from app.staff.guards import require

CallsBack = Annotated[Actor, Depends(require(*DESK_AND_HEADS, clause="3.1-c"))]
"""The desk calls; the heads see what waits."""

ReadsRecords = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE, Role.ADMINISTRATOR, clause="4.5.1-a"))]


async def records_wanted(
    from_day: Annotated[date | None, Query(description="First day, included")] = None,
    to_day: Annotated[date | None, Query(description="Last day, included")] = None,
    reached: bool | None = None,
    satisfaction: Satisfaction | None = None,
) -> RecordFilter:
    """Which tries, as the address says."""
    return RecordFilter(from_day=from_day, to_day=to_day, reached=reached, satisfaction=satisfaction)
