"""A centre's routing rules, in versions that stay: every case names the one that routed it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class RoutingRuleSet(OfCentre, Base):
    """One version of the rules, counted per centre by `number`; `version` counts the edits of a draft."""

    __tablename__ = "routing_rule_sets"
    __table_args__ = (
        belongs_to("drafted_by", "people"),
        belongs_to("published_by", "people"),
        UniqueConstraint("centre_id", "number"),
        Index(
            "uq_routing_rule_sets_draft", "centre_id", unique=True, postgresql_where=text("state = 'draft'")
        ),
        Index(
            "uq_routing_rule_sets_in_force",
            "centre_id",
            unique=True,
            postgresql_where=text("state = 'published'"),
        ),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published_once"),
    )

    number: Mapped[int]
    state: Mapped[str]
    rules: Mapped[list[Any]] = mapped_column(JSONB)
    begun_from: Mapped[int | None]
    drafted_by: Mapped[UUID | None]
    drafted_at: Mapped[datetime]
    published_by: Mapped[UUID | None]
    published_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    superseded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
