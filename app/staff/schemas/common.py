"""Words of a person's name, a sign-in name, a post: the same in every answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from app.procedure.labels import label_of
from app.procedure.vocabulary import Department, Role
from app.schema import Schema
from app.staff.passwords import LONGEST
from app.staff.tables import Appointment
from app.web.bodies import Label

Login = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=60, pattern=r"^[^\s\x00-\x1f\x7f]+$"),
    Field(description="The name to sign in with, unique in the whole store", examples=["lin.qian"]),
]
Password = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]+$"),
    Field(json_schema_extra={"format": "password", "examples": ["seven green lanterns"]}),
]
Phone = Annotated[
    str, StringConstraints(pattern=r"^[0-9+() \-转,/]{3,40}$"), Field(examples=["0571-8888 0000"])
]


class Named(Schema):
    """Something by its id and its name."""

    id: UUID
    name: str


class PostHeld(Schema):
    """A post somebody holds now."""

    id: UUID
    role: Role
    label: Label
    area: Named | None
    department: Department | None
    acting: bool
    ends_at: datetime | None

    @classmethod
    def of(cls, post: Appointment, area: str | None) -> "PostHeld":
        return cls(
            id=post.id,
            role=Role(post.role),
            label=Label.of(label_of(Role(post.role))),
            area=named(post.area_id, area),
            department=Department(post.department) if post.department else None,
            acting=post.acting,
            ends_at=post.ends_at,
        )


def named(row_id: UUID | None, name: str | None) -> Named | None:
    """An id with its name, where there is one."""
    return Named(id=row_id, name=name or "") if row_id is not None else None


def posts_held(held: Sequence[tuple[Appointment, str | None]]) -> list[PostHeld]:
    """Posts as answers show them."""
    return [PostHeld.of(post, area) for post, area in held]
