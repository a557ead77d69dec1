"""When the desk is open, who is rostered, who really came, and what each wrote in the own log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class DeskHours(OfCentre, Base):
    """One version of the desk's calendar. Rows are only added: a due time names its version."""

    __tablename__ = "desk_hours"
    __table_args__ = (
        UniqueConstraint("centre_id", "version"),
        belongs_to("changed_by", "people"),
    )

    version: Mapped[int]
    weekly: Mapped[list[Any]] = mapped_column(JSONB)
    working_days: Mapped[list[Any]] = mapped_column(JSONB)
    exceptions: Mapped[list[Any]] = mapped_column(JSONB)
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    reason: Mapped[str]


class Shift(OfCentre, Base):
    """当值: one person rostered in one post from then to then, and whether they came."""

    __tablename__ = "shifts"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("area_id", "areas"),
        CheckConstraint("starts_at < ends_at", name="in_order"),
        Index(None, "centre_id", "ends_at"),
        Index(None, "centre_id", "person_id", "starts_at"),
    )

    person_id: Mapped[UUID]
    role: Mapped[str]
    department: Mapped[str | None]
    area_id: Mapped[UUID | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    signed_on_at: Mapped[datetime | None]
    signed_off_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Leave(OfCentre, Base):
    """A time in which a person is away. Why is nobody's business here."""

    __tablename__ = "leaves"
    __table_args__ = (
        belongs_to("person_id", "people"),
        CheckConstraint("starts_at < ends_at", name="in_order"),
        Index(None, "centre_id", "person_id", "ends_at"),
    )

    person_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class DutyLogEntry(OfCentre, Base):
    """值班工作本: what a person did, in the own hand (4.2.5). Rows are only added."""

    __tablename__ = "duty_log_entries"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("shift_id", "shifts"),
        belongs_to("case_id", "cases"),
        Index(None, "centre_id", "person_id", "occurred_at"),
        Index(None, "centre_id", "case_id"),
    )

    person_id: Mapped[UUID]
    shift_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    process: Mapped[str]
    result: Mapped[str | None]


class ShiftSwap(OfCentre, Base):
    """换班: asked by one, agreed by the other, confirmed by who keeps the roster. Each is a fact."""

    __tablename__ = "shift_swaps"
    __table_args__ = (
        belongs_to("shift_id", "shifts"),
        belongs_to("return_shift_id", "shifts"),
        belongs_to("asked_by", "people"),
        belongs_to("other_id", "people"),
        belongs_to("ruled_by", "people"),
        Index(None, "centre_id", "asked_at", "id"),
        Index(
            "uq_shift_swaps_running",
            "centre_id",
            "shift_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    shift_id: Mapped[UUID]
    return_shift_id: Mapped[UUID | None]
    asked_by: Mapped[UUID]
    other_id: Mapped[UUID]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ruled_at: Mapped[datetime | None]
    ruled_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
