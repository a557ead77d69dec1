"""Requests of residents, and the list of what was erased."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class PrivacyRequest(OfCentre, Base):
    """A resident's request about the own data, and its decision. `details` may be erased."""

    __tablename__ = "privacy_requests"
    __table_args__ = (
        belongs_to("resident_id", "residents"),
        belongs_to("received_by", "people"),
        belongs_to("decided_by", "people"),
        Index(None, "centre_id", "received_at"),
    )

    resident_id: Mapped[UUID]
    kind: Mapped[str]
    details: Mapped[str | None]
    received_at: Mapped[datetime]
    received_by: Mapped[UUID]
    state: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class Erasure(OfCentre, Base):
    """Something whose personal values were erased. Ids only: applied again after a restore."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("centre_id", "subject", "subject_id", "erased_at"),)

    subject: Mapped[str]
    subject_id: Mapped[UUID]
    ground: Mapped[str]
    erased_at: Mapped[datetime]
    erased_by: Mapped[UUID | None]
