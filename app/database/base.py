"""The shape every table shares: rows belong to a centre, and point only at rows of the same centre."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, ForeignKeyConstraint, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The tables of the house. Relations between rooms are foreign keys by name, never objects."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        UUID: Uuid(as_uuid=True),
        str: Text(),
        dict[str, Any]: JSONB(none_as_null=True),
    }


class OfCentre:
    """A row of one service centre, found by centre and id together."""

    centre_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)


def belongs_to(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that carries the centre, so that one centre's row cannot point at another's."""
    return ForeignKeyConstraint(["centre_id", column], [f"{table}.centre_id", f"{table}.id"])
