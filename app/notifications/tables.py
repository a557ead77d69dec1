"""A person's inbox. It holds ids and words of ours; what the resident said stays with the case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class Notification(OfCentre, Base):
    """One person told of one entry of a case's journal; delivered twice, it still stands here once."""

    __tablename__ = "notifications"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("case_id", "cases"),
        UniqueConstraint("centre_id", "person_id", "case_id", "entry"),
        Index(None, "centre_id", "person_id", "id"),
        Index(
            "ix_notifications_unread",
            "centre_id",
            "person_id",
            "id",
            postgresql_where=text("read_at IS NULL"),
        ),
    )

    person_id: Mapped[UUID]
    told: Mapped[str]
    clause: Mapped[str]
    case_id: Mapped[UUID]
    entry: Mapped[int]
    notice_number: Mapped[int | None]
    must_acknowledge: Mapped[bool] = mapped_column(default=False)
    count: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    happened_at: Mapped[datetime]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
