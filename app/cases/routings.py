"""What the centre's own routing rules add to a case, and the trace that explains it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.rows import Before
from app.procedure.actors import Actor
from app.procedure.context import Routing
from app.procedure.facts import CaseFacts


@dataclass(frozen=True, slots=True)
class Routed:
    """What the rules add, and why; ids and names of rules only."""

    adds: Routing
    trace: dict[str, Any] | None


async def routed(
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    action: Any,
    known: tuple[CaseFacts, Before] | None,
) -> Routed:
    return Routed(Routing(), None)
