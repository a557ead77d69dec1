"""People as they are taken on, changed and shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import MISSING, ConfigDict

from app.schema import Schema
from app.staff.schemas.common import Login, Password, Phone, PostHeld, posts_held
from app.staff.tables import Appointment
from app.staff.tables import Person as PersonRow
from app.web.bodies import Body, Short


class NewPerson(Body):
    """Somebody who begins to work here. Who is to sign in gets a name and a first password."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": "林倩",
                "login": "lin.qian",
                "password": "seven green lanterns",
                "work_phone": "8021",
            }
        }
    )

    name: Short
    work_phone: Phone | None = None
    login: Login | None = None
    password: Password | None = None


class PersonEdit(Body):
    """What of a person changes."""

    model_config = ConfigDict(json_schema_extra={"example": {"work_phone": "8022"}})

    name: Short | MISSING = MISSING
    work_phone: Phone | MISSING | None = MISSING
    login: Login | MISSING = MISSING


class FirstPassword(Body):
    """A password given by somebody else; the person chooses an own one at the next sign-in."""

    password: Password


class Person(Schema):
    """A member of staff and the posts held now. The sign-in name is shown to administrators alone."""

    id: UUID
    name: str
    work_phone: str | None
    login: str | None
    appointments: list[PostHeld]
    deactivated_at: datetime | None
    version: int

    @classmethod
    def of(
        cls, row: PersonRow, login: str | None, held: Sequence[tuple[Appointment, str | None]]
    ) -> "Person":
        return cls(
            id=row.id,
            name=row.name,
            work_phone=row.work_phone,
            login=login,
            appointments=posts_held(held),
            deactivated_at=row.deactivated_at,
            version=row.version,
        )
