"""A read model of the journals: what each case owed and what became of it, and what is counted of it.

Measures and obligations are derived, and may be thrown away: they are made anew from the journals.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre


class CaseMeasure(Base):
    """What the reports count of a case, as of a version of it. `day` is that of its acceptance."""

    __tablename__ = "case_measures"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "case_id"], ["cases.centre_id", "cases.id"]),
        Index("ix_case_measures_day", "centre_id", "day"),
        Index("ix_case_measures_open", "centre_id", "case_id", postgresql_where=text("is_open")),
    )

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    is_open: Mapped[bool]
    day: Mapped[date | None]
    kind: Mapped[str | None]
    related_procedure: Mapped[str | None]
    channel: Mapped[str]
    area_id: Mapped[UUID | None]
    topic: Mapped[str | None]
    decision: Mapped[str | None]
    implemented: Mapped[bool]
    closed_at: Mapped[datetime | None]
    first_due_at: Mapped[datetime | None]
    first_at: Mapped[datetime | None]
    callback_required: Mapped[bool]
    callback_done: Mapped[bool]
    reached: Mapped[bool]
    solved: Mapped[bool]
    satisfied: Mapped[bool]
    deviations: Mapped[list[str]] = mapped_column(ARRAY(TEXT))


class CaseObligation(Base):
    """A duty of a case from its first moment to its last, and the entries of the journal it rests on."""

    __tablename__ = "case_obligations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["centre_id", "case_id"], ["case_measures.centre_id", "case_measures.case_id"], ondelete="CASCADE"
        ),
        Index(
            "ix_case_obligations_due",
            "centre_id",
            "due_at",
            postgresql_include=["clause", "code", "outcome", "ended_at"],
        ),
    )

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    started_by: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    clause: Mapped[str]
    subject: Mapped[str]
    role: Mapped[str | None]
    person_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    extended: Mapped[bool]
    outcome: Mapped[str]
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    event: Mapped[str | None]
    by: Mapped[UUID | None]


class MonthlyReport(OfCentre, Base):
    """A month's counts and rates as they were told when it was over. Nobody is named in it."""

    __tablename__ = "monthly_reports"
    __table_args__ = (UniqueConstraint("centre_id", "month"),)

    month: Mapped[date]
    made_at: Mapped[datetime]
    figures: Mapped[dict[str, Any]]
