"""Keys of other systems as they are given and shown: the key itself only once."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field

from app.schema import Schema
from app.staff.tables import ApiKey
from app.staff.vocabulary import KeyScope
from app.web.bodies import Body, Short


class NewApiKey(Body):
    """A key under a system's own name. It may capture and read, nothing else."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "门禁系统", "scopes": ["capture", "read"]}}
    )

    name: Short
    scopes: Annotated[tuple[KeyScope, ...], Field(min_length=1, max_length=2)]
    expires_at: AwareDatetime | None = None


class NewDelegation(Body):
    """A token with which a system acts for the person who asks for it, for a fixed time."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "企业微信助手", "expires_at": "2026-12-31T18:00:00+08:00"}}
    )

    name: Short
    starts_at: AwareDatetime | None = None
    expires_at: AwareDatetime


class Key(Schema):
    """A key or a delegated token, without the secret."""

    id: UUID
    name: str
    scopes: list[KeyScope]
    person_id: UUID | None
    created_by: UUID
    created_at: datetime
    starts_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: ApiKey) -> "Key":
        return cls.model_validate(row, from_attributes=True)


class KeyShownOnce(Key):
    """A fresh key with its secret. It is shown this once; only its hash is kept."""

    key: str
