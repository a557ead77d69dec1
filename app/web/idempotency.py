"""A request that is sent twice is carried out once (Idempotency-Key)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request
from sqlalchemy import Index, LargeBinary, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.web.problems import ProblemError, problem

KEPT_DAYS = 30


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


@dataclass(frozen=True, slots=True)
class Once:
    """This request's key, if it has one, and what it was sent with."""

    key: str | None
    route: str
    body_hash: bytes

    async def earlier(self, session: AsyncSession, actor: Actor, now: datetime) -> Earlier | None:
        """Take the key. A second request waits here for the first, then gets what that brought about."""
        if self.key is None:
            return None
        row = self._row(actor) | {"body_hash": self.body_hash, "status": 0, "created_at": now}
        taken = await session.execute(
            insert(IdempotencyKey).values(row).on_conflict_do_nothing().returning(IdempotencyKey.key)
        )
        if taken.first() is not None:
            return None
        found = (await session.execute(select(IdempotencyKey).filter_by(**self._row(actor)))).scalar_one()
        if found.body_hash != self.body_hash:
            raise ProblemError(problem(422, "key_used_otherwise", USED_OTHERWISE))
        return Earlier(found.status, found.resource_id, found.version)

    async def remember(
        self,
        session: AsyncSession,
        actor: Actor,
        *,
        status: int,
        resource_id: UUID | None,
        version: int | None = None,
    ) -> None:
        """Write down what the request brought about, in its own transaction. Refusals undo the key."""
        if self.key is None:
            return
        found = (await session.execute(select(IdempotencyKey).filter_by(**self._row(actor)))).scalar_one()
        found.status, found.resource_id, found.version = status, resource_id, version
        await session.flush()

    def _row(self, actor: Actor) -> dict[str, Any]:
        return {
            "centre_id": actor.centre_id,
            "actor": str(actor.person_id or actor.via),
            "route": self.route,
            "key": self.key,
        }


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
