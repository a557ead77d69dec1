"""A case row is the snapshot of its journal; the duties are the index of what its facts owe."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to

OPEN = text("is_open")
CALLED_BACK = text("event = 'CalledBack'")
BY_SCRIPT = text("payload ? 'script_version_id'")
FILED = text("event = 'Archived'")


class Case(OfCentre, Base):
    """事项. `facts` is what the rules know, `personal` what may be erased, `version` the last event."""

    __tablename__ = "cases"
    __table_args__ = (
        belongs_to("unit_id", "units"),
        belongs_to("area_id", "areas"),
        belongs_to("resident_id", "residents"),
        UniqueConstraint("centre_id", "number"),
        Index("ix_cases_open_due", "centre_id", "next_due_at", "id", postgresql_where=OPEN),
        Index("ix_cases_open_latest", "centre_id", "recorded_at", "id", postgresql_where=OPEN),
        Index("ix_cases_latest", "centre_id", "recorded_at", "id"),
        Index(
            "ix_cases_topic", "centre_id", "topic", "recorded_at", postgresql_where=text("topic IS NOT NULL")
        ),
        Index("ix_cases_published", "centre_id", "id", postgresql_where=text("facts ? 'published_at'")),
        Index(
            "ix_cases_unit",
            "centre_id",
            "unit_id",
            "recorded_at",
            postgresql_where=text("unit_id IS NOT NULL"),
        ),
        Index(
            "ix_cases_resident",
            "centre_id",
            "resident_id",
            postgresql_where=text("is_open AND resident_id IS NOT NULL"),
        ),
        Index(
            "ix_cases_contact",
            "centre_id",
            "contact_digest",
            postgresql_where=text("contact_digest IS NOT NULL"),
        ),
    )

    number: Mapped[str | None]
    status: Mapped[str]
    is_open: Mapped[bool]
    kind: Mapped[str | None]
    related_procedure: Mapped[str | None]
    channel: Mapped[str]
    received_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    received_by: Mapped[UUID | None]
    received_as: Mapped[str | None]
    area_id: Mapped[UUID | None]
    building_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    topic: Mapped[str | None]
    emergency: Mapped[str | None]
    flags: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    joint_count: Mapped[int] = mapped_column(default=1)
    responsible_role: Mapped[str | None]
    responsible_area_id: Mapped[UUID | None]
    responsible_person_id: Mapped[UUID | None]
    next_duty: Mapped[str | None]
    next_clause: Mapped[str | None]
    next_role: Mapped[str | None]
    next_due_at: Mapped[datetime | None]
    version: Mapped[int]
    head: Mapped[bytes] = mapped_column(LargeBinary)
    facts: Mapped[dict[str, Any]]
    personal: Mapped[dict[str, Any]]
    routing: Mapped[dict[str, Any] | None]
    contact_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact_mask: Mapped[str | None]


class JournalEntry(Base):
    """One event. Rows are only added; each carries the hash of the one before.

    `personal`, `salts` and a contact may be emptied by an erasure; the chain covers `digests`, so it stays
    whole. A contact is told by its keyed hash; its seal stands beside, to be made anew when the key changes.
    """

    __tablename__ = "case_journal"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "case_id"], ["cases.centre_id", "cases.id"]),
        CheckConstraint("number > 0", name="counted"),
        Index(
            "ix_case_journal_callbacks", "centre_id", "at", "case_id", "number", postgresql_where=CALLED_BACK
        ),
        Index(
            "ix_case_journal_scripts",
            "centre_id",
            text("(payload ->> 'script_version_id')"),
            "at",
            "case_id",
            "number",
            postgresql_where=BY_SCRIPT,
        ),
        Index("ix_case_journal_filed", "centre_id", "at", "case_id", "number", postgresql_where=FILED),
    )

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    via: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    personal: Mapped[dict[str, Any] | None]
    salts: Mapped[dict[str, Any] | None]
    digests: Mapped[dict[str, Any] | None]
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    contact_ciphertext: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact_key: Mapped[str | None]


class CaseDuty(Base):
    """The index of what a case owes now; rewritten with every change from the facts."""

    __tablename__ = "case_duties"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "case_id"], ["cases.centre_id", "cases.id"]),
        Index("ix_case_duties_due", "centre_id", "due_at", "case_id"),
        Index("ix_case_duties_code_due", "centre_id", "code", "due_at"),
        Index("ix_case_duties_role_due", "centre_id", "role", "due_at"),
        Index(
            "ix_case_duties_person_due",
            "centre_id",
            "person_id",
            "due_at",
            postgresql_where=text("person_id IS NOT NULL"),
        ),
    )

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    clause: Mapped[str]
    subject: Mapped[str]
    role: Mapped[str | None]
    area_id: Mapped[UUID | None]
    department: Mapped[str | None]
    person_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    limit_at: Mapped[datetime | None]


class CaseTerms(Base):
    """What a case is found by. Personal text in pieces: it goes with the texts it was made of."""

    __tablename__ = "case_terms"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "case_id"], ["cases.centre_id", "cases.id"]),
        Index("ix_case_terms_terms", "terms", postgresql_using="gin"),
        Index("ix_case_terms_latest", "centre_id", "recorded_at"),
    )

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]
    terms: Mapped[list[str]] = mapped_column(ARRAY(TEXT))


class RegisterEntry(OfCentre, Base):
    """《前台受理工作登记表》: one row for each acceptance, numbered per day without gaps (4.6.1)."""

    __tablename__ = "register_entries"
    __table_args__ = (
        belongs_to("id", "cases"),
        UniqueConstraint("centre_id", "day", "ordinal"),
    )

    day: Mapped[date]
    ordinal: Mapped[int]
    number: Mapped[str]
    kind: Mapped[str | None]
    related_procedure: Mapped[str | None]
    channel: Mapped[str]
    received_at: Mapped[datetime]
    accepted_at: Mapped[datetime]
    accepted_by: Mapped[UUID | None]


class RegisterCounter(Base):
    """The last ordinal given out on a day."""

    __tablename__ = "register_counters"

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class CaseLink(OfCentre, Base):
    """Two cases that belong together; both journals tell it."""

    __tablename__ = "case_links"
    __table_args__ = (
        belongs_to("case_id", "cases"),
        belongs_to("other_id", "cases"),
        UniqueConstraint("centre_id", "case_id", "other_id", "relation"),
    )

    case_id: Mapped[UUID]
    other_id: Mapped[UUID]
    relation: Mapped[str]


class Attachment(OfCentre, Base):
    """A picture or a PDF that belongs to a case; its content stands in the attachment store."""

    __tablename__ = "attachments"
    __table_args__ = (belongs_to("case_id", "cases"), Index(None, "centre_id", "case_id"))

    case_id: Mapped[UUID]
    name: Mapped[str | None]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[UUID | None]
    added_at: Mapped[datetime]


class Seal(Base):
    """The heads of a centre's journals on a day, chained to the seal before and signed.

    A head is sealed once: each seal covers the journals that have grown since the one before.
    """

    __tablename__ = "seals"

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sealed_at: Mapped[datetime]
    cases: Mapped[int]
    heads: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class SealedHead(Base):
    """The version and hash a case's journal ended with when it was sealed."""

    __tablename__ = "sealed_heads"
    __table_args__ = (Index(None, "centre_id", "seal", "case_id"),)

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    seal: Mapped[int]
    head: Mapped[bytes] = mapped_column(LargeBinary)
