"""Inboxes, the stream, channels and what leaves by them: ids and words of ours, never a resident's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class Notification(OfCentre, Base):
    """One person told of an entry of a case's journal, or that a wording ends; told twice, it stands once."""

    __tablename__ = "notifications"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("case_id", "cases"),
        belongs_to("script_version_id", "answer_script_versions"),
        UniqueConstraint("centre_id", "person_id", "case_id", "entry"),
        UniqueConstraint("centre_id", "person_id", "script_version_id", "ends_at"),
        CheckConstraint(
            "num_nonnulls(case_id, entry) = 2 AND num_nonnulls(script_version_id, ends_at) = 0"
            " OR num_nonnulls(case_id, entry) = 0 AND num_nonnulls(script_version_id, ends_at) = 2",
            name="of_one_thing",
        ),
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
    case_id: Mapped[UUID | None]
    entry: Mapped[int | None]
    script_version_id: Mapped[UUID | None]
    ends_at: Mapped[datetime | None]
    notice_number: Mapped[int | None]
    must_acknowledge: Mapped[bool] = mapped_column(default=False)
    count: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    happened_at: Mapped[datetime]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class PersonChosen(OfCentre, Base):
    """Who was found for a post when a case went there or it was told, and by what that person was there."""

    __tablename__ = "persons_chosen"
    __table_args__ = (
        belongs_to("case_id", "cases"),
        belongs_to("person_id", "people"),
        belongs_to("area_id", "areas"),
        UniqueConstraint("centre_id", "case_id", "entry", "person_id"),
    )

    case_id: Mapped[UUID]
    entry: Mapped[int]
    person_id: Mapped[UUID]
    role: Mapped[str]
    by: Mapped[str]
    area_id: Mapped[UUID | None]
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]
    signed_on: Mapped[bool]
    acting: Mapped[bool]
    chosen_at: Mapped[datetime]


class StreamHead(Base):
    """The number a centre's stream has reached. Whoever delivers holds it until its numbers are committed."""

    __tablename__ = "stream_heads"

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


class StreamEvent(Base):
    """One event of a centre's stream, for everybody or for one person; numbers follow each other."""

    __tablename__ = "stream_events"
    __table_args__ = (belongs_to("case_id", "cases"), Index(None, "centre_id", "at"))

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    event: Mapped[str]
    person_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Channel(OfCentre, Base):
    """A way out of the house. Address and secrets are sealed; `mask` is what may be shown."""

    __tablename__ = "channels"
    __table_args__ = (Index(None, "centre_id", "name", "id"),)

    name: Mapped[str]
    sort: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]
    mask: Mapped[str]
    event_types: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    previous_secret_until: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    disabled_why: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class NotificationSetting(OfCentre, Base):
    """Which notices holders of a post get by which channels, beside their inbox."""

    __tablename__ = "notification_settings"
    __table_args__ = (UniqueConstraint("centre_id", "role"),)

    role: Mapped[str]
    choices: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)


class Delivery(OfCentre, Base):
    """One event on its way to one receiver, with what became of it. Its words are made when it leaves."""

    __tablename__ = "deliveries"
    __table_args__ = (
        belongs_to("channel_id", "channels"),
        belongs_to("case_id", "cases"),
        belongs_to("script_version_id", "answer_script_versions"),
        belongs_to("person_id", "people"),
        Index(None, "centre_id", "channel_id", "id"),
        Index(
            "ix_deliveries_waiting",
            "centre_id",
            "channel_id",
            "next_try_at",
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_deliveries_waiting_case",
            "centre_id",
            "channel_id",
            "case_id",
            "entry",
            "id",
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    channel_id: Mapped[UUID]
    event_id: Mapped[UUID]
    event: Mapped[str]
    case_id: Mapped[UUID | None]
    entry: Mapped[int | None]
    script_version_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    happened_at: Mapped[datetime]
    created_at: Mapped[datetime]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    took_ms: Mapped[int | None]
