"""People, their dated posts, and the ways to prove who one is.

What is looked up before the centre is known (sign-in names, tokens, keys, guesses) is not spread by
centre: such a table has a key of its own and no foreign key into a centre's tables.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to

NOT_REVOKED = text("revoked_at IS NULL")


class Person(OfCentre, Base):
    """A member of staff. Nobody is ever deleted: journals name them."""

    __tablename__ = "people"
    __table_args__ = (Index(None, "centre_id", "name", "id"),)

    name: Mapped[str]
    work_phone: Mapped[str | None]
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Appointment(OfCentre, Base):
    """A post held from then to then, as its holder or acting for a holder who is away (X25).

    A post called off before it began ends at its own beginning: it was never in force.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        belongs_to("person_id", "people"),
        belongs_to("area_id", "areas"),
        belongs_to("acting_for_id", "appointments"),
        belongs_to("reports_to_id", "appointments"),
        CheckConstraint("ends_at IS NULL OR starts_at <= ends_at", name="in_order"),
        CheckConstraint("acting = (acting_for_id IS NOT NULL)", name="acting_for_somebody"),
        Index(None, "centre_id", "person_id", "starts_at"),
        Index(None, "centre_id", "role", "starts_at"),
        Index(
            "ix_appointments_acting",
            "centre_id",
            "acting_for_id",
            postgresql_where=text("acting_for_id IS NOT NULL"),
        ),
    )

    person_id: Mapped[UUID]
    role: Mapped[str]
    area_id: Mapped[UUID | None]
    department: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    acting: Mapped[bool] = mapped_column(default=False)
    acting_for_id: Mapped[UUID | None]
    reports_to_id: Mapped[UUID | None]
    appointed_by: Mapped[UUID | None]
    appointed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class SignInName(Base):
    """The name a person signs in with, unique in the whole store, and the hash of the password."""

    __tablename__ = "sign_in_names"
    __table_args__ = (Index(None, "centre_id", "person_id", unique=True),)

    login: Mapped[str] = mapped_column(primary_key=True)
    centre_id: Mapped[UUID]
    person_id: Mapped[UUID]
    password_hash: Mapped[str | None]
    password_set_at: Mapped[datetime | None]
    must_change: Mapped[bool] = mapped_column(default=False)


class SignIn(Base):
    """A session of a person: the SHA-256 of a random token that only the person's browser holds."""

    __tablename__ = "sign_ins"
    __table_args__ = (
        Index("ix_sign_ins_person", "centre_id", "person_id", postgresql_where=NOT_REVOKED),
        Index(None, "expires_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[UUID]
    centre_id: Mapped[UUID]
    person_id: Mapped[UUID]
    device: Mapped[str | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class ApiKey(Base):
    """Another system's key. With a person it is a delegated token: it acts for the one who gave it."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("person_id IS NULL OR expires_at IS NOT NULL", name="delegation_is_dated"),
        Index(None, "centre_id", "id", unique=True),
        Index("uq_api_keys_name", "centre_id", "name", unique=True, postgresql_where=NOT_REVOKED),
    )

    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[UUID]
    centre_id: Mapped[UUID]
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    person_id: Mapped[UUID | None]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None]


class SignInGuess(Base):
    """Tries to sign in that did not succeed, by sign-in name and by address (both only as a hash)."""

    __tablename__ = "sign_in_guesses"
    __table_args__ = (Index(None, "last_at"),)

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime]
