"""A request that is sent twice is carried out once (Idempotency-Key)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from sqlalchemy import Index, LargeBinary
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base
from app.database.session import driver
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.web.problems import ProblemError, problem

KEPT = timedelta(days=30)


class IdempotencyKey(Base):
    """What a request with this key brought about: ids only, never a body. Kept for thirty days."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_age", "created_at"),)

    centre_id: Mapped[UUID] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int]
    resource_id: Mapped[UUID | None]
    version: Mapped[int | None]
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the first request with this key brought about."""

    status: int
    resource_id: UUID | None
    version: int | None


TAKE = """
INSERT INTO idempotency_keys (centre_id, actor, route, key, body_hash, status, resource_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (centre_id, actor, route, key) DO UPDATE
   SET body_hash = EXCLUDED.body_hash, status = EXCLUDED.status, resource_id = EXCLUDED.resource_id,
       version = NULL, created_at = EXCLUDED.created_at
 WHERE idempotency_keys.created_at < $9
RETURNING 1
"""
FIND = """
SELECT body_hash, status, resource_id, version FROM idempotency_keys
 WHERE centre_id = $1 AND actor = $2 AND route = $3 AND key = $4
"""
FORGET = "DELETE FROM idempotency_keys WHERE centre_id = $1 AND created_at < $2"
REMEMBER = """
UPDATE idempotency_keys SET status = $5, resource_id = $6, version = $7
 WHERE centre_id = $1 AND actor = $2 AND route = $3 AND key = $4
"""


@dataclass(frozen=True, slots=True)
class Once:
    """This request's key, if it has one, and what it was sent with."""

    key: str | None
    route: str
    body_hash: bytes

    async def earlier(
        self,
        session: AsyncSession,
        actor: Actor,
        now: datetime,
        *,
        status: int = 0,
        resource_id: UUID | None = None,
    ) -> Earlier | None:
        """Take the key. A second request waits here for the first, then gets what that brought about.

        What is known beforehand (a fresh id) is written at once; `remember` adds the rest.
        A refusal undoes the key together with everything else.
        """
        if self.key is None:
            return None
        connection = await driver(session)
        place = self._place(actor)
        if await connection.fetchval(TAKE, *place, self.body_hash, status, resource_id, now, now - KEPT):
            return None
        found = await connection.fetchrow(FIND, *place)
        assert found is not None
        if found["body_hash"] != self.body_hash:
            raise ProblemError(problem(422, "key_used_otherwise", USED_OTHERWISE))
        return Earlier(found["status"], found["resource_id"], found["version"])

    async def remember(
        self,
        session: AsyncSession,
        actor: Actor,
        *,
        status: int,
        resource_id: UUID | None,
        version: int | None = None,
    ) -> None:
        """Write down what the request brought about, in its own transaction."""
        if self.key is not None:
            connection = await driver(session)
            await connection.execute(REMEMBER, *self._place(actor), status, resource_id, version)

    def _place(self, actor: Actor) -> tuple[UUID, str, str, str]:
        return actor.centre_id, str(actor.person_id or actor.via), self.route, self.key or ""


async def forget_old_keys(session: AsyncSession, centre_id: UUID, now: datetime) -> None:
    """After thirty days a key is nobody's. A case's own id still keeps it from being taken in twice."""
    connection = await driver(session)
    await connection.execute(FORGET, centre_id, now - KEPT)


USED_OTHERWISE = Words(
    "同一 Idempotency-Key 已用于另一内容", "This Idempotency-Key was used with another body"
)


async def _once(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=8,
            max_length=100,
            pattern=r"^[A-Za-z0-9_.:\-]+$",
            description="A fresh UUID; the same key gets the same answer, and the deed is done once",
        ),
    ] = None,
) -> Once:
    body = await request.body() if idempotency_key else b""
    return Once(idempotency_key, f"{request.method} {request.url.path}", hashlib.sha256(body).digest())


OnceDep = Annotated[Once, Depends(_once)]
