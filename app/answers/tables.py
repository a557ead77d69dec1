"""统一口径: one answer for one topic, in versions, and who alone may give it (4.4.5)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class AnswerScript(OfCentre, Base):
    """The unified answer of one topic. Its words stand in its versions."""

    __tablename__ = "answer_scripts"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "topic"], ["topics.centre_id", "topics.key"]),
        belongs_to("owner_id", "people"),
        UniqueConstraint("centre_id", "topic"),
    )

    topic: Mapped[str]
    owner_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(default=1)


class ScriptVersion(OfCentre, Base):
    """One wording, from its draft to the moment it no longer holds."""

    __tablename__ = "answer_script_versions"
    __table_args__ = (
        belongs_to("script_id", "answer_scripts"),
        belongs_to("drafted_by", "people"),
        belongs_to("decided_by", "people"),
        UniqueConstraint("centre_id", "script_id", "number"),
        Index(
            "uq_answer_script_versions_open",
            "centre_id",
            "script_id",
            unique=True,
            postgresql_where=text("state IN ('draft', 'submitted')"),
        ),
        CheckConstraint("effective_to IS NULL OR effective_from < effective_to", name="in_order"),
    )

    script_id: Mapped[UUID]
    number: Mapped[int]
    state: Mapped[str]
    say: Mapped[str]
    do_not_say: Mapped[str | None]
    background: Mapped[str | None]
    effective_from: Mapped[datetime | None]
    effective_to: Mapped[datetime | None]
    digest: Mapped[str]
    drafted_by: Mapped[UUID]
    drafted_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    remark: Mapped[str | None]
    superseded_by: Mapped[UUID | None]
    superseded_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class Designation(OfCentre, Base):
    """指定专人: who answers the topic, from when to when (4.4.5)."""

    __tablename__ = "answer_script_designations"
    __table_args__ = (
        belongs_to("script_id", "answer_scripts"),
        belongs_to("person_id", "people"),
        CheckConstraint("ends_at IS NULL OR starts_at < ends_at", name="in_order"),
        Index(None, "centre_id", "script_id"),
    )

    script_id: Mapped[UUID]
    person_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    designated_by: Mapped[UUID]
