"""Where the centre's residents live, who they are, and who looked at a contact."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class Area(OfCentre, Base):
    """责任区域: the part of the estate one area customer manager answers for (3.2)."""

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    name: Mapped[str]
    description: Mapped[str | None]
    in_use: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)


class Building(OfCentre, Base):
    """A building or a shared place of an area."""

    __tablename__ = "buildings"
    __table_args__ = (
        belongs_to("area_id", "areas"),
        UniqueConstraint("centre_id", "name"),
        Index(None, "centre_id", "area_id"),
    )

    area_id: Mapped[UUID]
    name: Mapped[str]
    place_kind: Mapped[str]
    in_use: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)


class Unit(OfCentre, Base):
    """A home or shop inside a building; people say building and number in one breath: 1栋602."""

    __tablename__ = "units"
    __table_args__ = (
        belongs_to("building_id", "buildings"),
        UniqueConstraint("centre_id", "building_id", "number"),
    )

    building_id: Mapped[UUID]
    number: Mapped[str]
    in_use: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)


class Resident(OfCentre, Base):
    """业户: one person at one unit. The contact stands sealed, with its keyed hash and its mask."""

    __tablename__ = "residents"
    __table_args__ = (
        belongs_to("unit_id", "units"),
        Index(None, "centre_id", "unit_id"),
        Index(None, "centre_id", "contact_digest"),
        CheckConstraint(
            "num_nulls(contact_ciphertext, contact_key, contact_digest, contact_mask, contact_basis)"
            " IN (0, 5)",
            name="contact_whole",
        ),
        CheckConstraint(
            "cardinality(care_needs) = 0 OR (care_consent_on IS NOT NULL AND care_expires_on IS NOT NULL)",
            name="care_with_consent",
        ),
    )

    unit_id: Mapped[UUID]
    type: Mapped[str]
    name: Mapped[str | None]
    salutation: Mapped[str | None]
    contact_ciphertext: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact_key: Mapped[str | None]
    contact_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact_mask: Mapped[str | None]
    contact_basis: Mapped[str | None]
    is_key: Mapped[bool] = mapped_column(default=False)
    key_set_by: Mapped[UUID | None]
    key_set_at: Mapped[datetime | None]
    care_needs: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=list, server_default=text("'{}'"))
    care_consent_on: Mapped[date | None]
    care_expires_on: Mapped[date | None]
    moved_out_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class ContactReveal(OfCentre, Base):
    """Who was shown a contact in full, when and why. Rows are only ever added."""

    __tablename__ = "contact_reveals"
    __table_args__ = (
        belongs_to("resident_id", "residents"),
        belongs_to("person_id", "people"),
        belongs_to("case_id", "cases"),
        Index(None, "centre_id", "revealed_at"),
    )

    resident_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    person_id: Mapped[UUID]
    revealed_at: Mapped[datetime]
    reason: Mapped[str]
    note: Mapped[str | None]
