"""The service centre itself, and the lists it keeps: policy, directory, emergency cards, topics."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, OfCentre, belongs_to


class Centre(Base):
    """物业服务中心. A reference table: every other row carries its id."""

    __tablename__ = "centres"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    project_type: Mapped[str] = mapped_column(default="residential")
    is_demo: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str | None]
    desk_phone: Mapped[str | None]
    control_room_phone: Mapped[str | None]
    group_name: Mapped[str | None]
    policy_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PolicyVersion(OfCentre, Base):
    """One change of one setting, with all values as they stood afterwards. Rows are only added."""

    __tablename__ = "policy_versions"
    __table_args__ = (
        belongs_to("changed_by", "people"),
        UniqueConstraint("centre_id", "version"),
        CheckConstraint("version > 0", name="counted"),
    )

    version: Mapped[int]
    name: Mapped[str]
    value_before: Mapped[Any] = mapped_column(JSONB)
    value: Mapped[Any] = mapped_column(JSONB)
    values: Mapped[dict[str, Any]]
    reason: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]


class DirectoryEntry(OfCentre, Base):
    """其它咨询途径: another body a resident may be shown the way to (4.3.3)."""

    __tablename__ = "directory_entries"
    __table_args__ = (Index(None, "centre_id", "name"),)

    name: Mapped[str]
    purpose: Mapped[str]
    reach: Mapped[str]
    hours: Mapped[str | None]
    checked_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class EmergencyCard(OfCentre, Base):
    """What the centre does in an emergency of this type (4.2.3). A sample says that it is one."""

    __tablename__ = "emergency_cards"
    __table_args__ = (
        belongs_to("changed_by", "people"),
        UniqueConstraint("centre_id", "type"),
    )

    type: Mapped[str]
    is_sample: Mapped[bool]
    first_calls: Mapped[list[Any]] = mapped_column(JSONB)
    things_to_do: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    never_do: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    commander: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)


class Topic(OfCentre, Base):
    """主题: what a matter is about, and whether the matter touches a nerve (4.4.4, 4.4.5)."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("centre_id", "key"),)

    key: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    mark: Mapped[str]
    words: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    in_use: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
