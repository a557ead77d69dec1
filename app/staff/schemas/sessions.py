"""Signing in: what is asked, and who one then is."""

from datetime import datetime
from uuid import UUID

from pydantic import ConfigDict, Field

from app.procedure.vocabulary import Credential
from app.schema import Schema
from app.staff.schemas.common import Login, Named, Password, PostHeld
from app.staff.tables import SignIn
from app.web.bodies import Body


class SignInBody(Body):
    """A name and a password."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"login": "lin.qian", "password": "seven green lanterns"}}
    )

    login: Login
    password: Password


class PasswordBody(Body):
    """The password one has, and the one wished for."""

    current: Password
    new: Password


class CentreHere(Schema):
    """The centre one works in."""

    id: UUID
    name: str
    time_zone: str


class Session(Schema):
    """Who is signed in, in which centre, holding which posts now."""

    person: Named | None
    centre: CentreHere
    appointments: list[PostHeld]
    credential: Credential
    via: str | None
    must_change_password: bool
    opens: list[str] = Field(
        description="Operations that ask for a post, and that the posts held now open",
        examples=[["list_register", "read_board"]],
    )
    figures_alone: bool = Field(description="Counts and rates of the group are open, and nothing else")


class OpenSession(Schema):
    """One of the own sessions."""

    id: UUID
    device: str | None
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    current: bool

    @classmethod
    def of(cls, row: SignIn, here: bytes) -> "OpenSession":
        return cls(
            id=row.id,
            device=row.device,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
            current=row.token_hash == here,
        )
