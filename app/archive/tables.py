"""Who looked into an owner file and why, and who has it out."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.database.base import Base, OfCentre, belongs_to


class OwnerFileViewing(OfCentre, Base):
    """A file was opened, by whom and why. Without a unit: the centre's own folder. Rows are only added."""

    __tablename__ = "owner_file_viewings"
    __table_args__ = (
        belongs_to("unit_id", "units"),
        belongs_to("person_id", "people"),
        Index(None, "centre_id", "unit_id", "viewed_at"),
        Index(None, "centre_id", "person_id", "viewed_at"),
    )

    unit_id: Mapped[UUID | None]
    person_id: Mapped[UUID]
    viewed_at: Mapped[datetime]
    reason: Mapped[str]
    note: Mapped[str | None]


class OwnerFileBorrowing(OfCentre, Base):
    """The paper file went out to a colleague, and came back. One has it at a time."""

    __tablename__ = "owner_file_borrowings"
    __table_args__ = (
        belongs_to("unit_id", "units"),
        belongs_to("borrowed_by", "people"),
        belongs_to("lent_by", "people"),
        belongs_to("taken_back_by", "people"),
        Index(
            "uq_owner_file_borrowings_out",
            "centre_id",
            "unit_id",
            unique=True,
            postgresql_where=text("returned_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "centre_id", "borrowed_at"),
    )

    unit_id: Mapped[UUID | None]
    borrowed_by: Mapped[UUID]
    lent_by: Mapped[UUID]
    borrowed_at: Mapped[datetime]
    due_on: Mapped[date]
    reason: Mapped[str]
    note: Mapped[str | None]
    returned_at: Mapped[datetime | None]
    taken_back_by: Mapped[UUID | None]
    return_note: Mapped[str | None]
