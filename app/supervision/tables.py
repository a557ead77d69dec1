"""交接班: what was handed over at the end of a shift, to whom, and that they took it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class HandOver(OfCentre, Base):
    """One person hands over: signed by who goes, and by each who takes something on. Rows are only added."""

    __tablename__ = "hand_overs"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("shift_id", "shifts"),
        Index(None, "centre_id", "made_at", "id"),
    )

    person_id: Mapped[UUID]
    shift_id: Mapped[UUID | None]
    made_at: Mapped[datetime]
    signed_off: Mapped[bool]
    things: Mapped[list[Any]] = mapped_column(JSONB)


class HandedOver(OfCentre, Base):
    """One open item with the one who takes it on; `received_at` is the receiver's signature."""

    __tablename__ = "hand_over_items"
    __table_args__ = (
        belongs_to("hand_over_id", "hand_overs"),
        belongs_to("case_id", "cases"),
        belongs_to("receiver_id", "people"),
        Index(None, "centre_id", "hand_over_id"),
        Index(
            "ix_hand_over_items_waiting",
            "centre_id",
            "receiver_id",
            postgresql_where=text("received_at IS NULL"),
        ),
    )

    hand_over_id: Mapped[UUID]
    case_id: Mapped[UUID]
    duty: Mapped[str]
    code: Mapped[str]
    receiver_id: Mapped[UUID]
    received_at: Mapped[datetime | None]
