"""What leaves the house is written down in the transaction that caused it, and delivered afterwards."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, insert, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped

from app.database.base import Base, OfCentre
from app.database.ids import new_id

WAITING = text("delivered_at IS NULL")


class OutboxEntry(OfCentre, Base):
    """An event for people or machines: ids only, never personal text. `subject_id` keeps its order."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "centre_id", "id", postgresql_where=WAITING),
        Index("ix_outbox_waiting_subject", "centre_id", "subject_id", "id", postgresql_where=WAITING),
    )

    event: Mapped[str]
    subject_id: Mapped[UUID]
    payload: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


async def enqueue(
    session: AsyncSession,
    centre_id: UUID,
    event: str,
    subject_id: UUID,
    payload: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Write an event beside the change that caused it."""
    await session.execute(
        insert(OutboxEntry).values(
            centre_id=centre_id,
            id=new_id(),
            event=event,
            subject_id=subject_id,
            payload=payload,
            written_at=now,
        )
    )
