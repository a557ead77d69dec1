"""A request that is sent twice is carried out once (Idempotency-Key)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.documents import document
from app.database.once import KEPT, NO_CLAIM
from app.database.session import driver, reader
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.web.problems import ProblemError, problem


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
 WHERE centre_id = $1 AND actor = $2 AND route = $3 AND key = $4 AND created_at >= $5
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
        if await connection.fetchval(
            TAKE, *self._place(actor), self.body_hash, status, resource_id, now, now - KEPT
        ):
            return None
        found = await self.found(session, actor, now)
        assert found is not None
        return found

    async def found(self, session: AsyncSession, actor: Actor, now: datetime) -> Earlier | None:
        """What an earlier request with this key brought about, if there was one."""
        if self.key is None:
            return None
        found = await (await reader(session)).fetchrow(FIND, *self._place(actor), now - KEPT)
        if found is None:
            return None
        if found["body_hash"] != self.body_hash:
            raise ProblemError(problem(422, "key_used_otherwise", USED_OTHERWISE))
        return Earlier(found["status"], found["resource_id"], found["version"])

    def claim(self, actor: Actor, now: datetime, *, status: int, resource_id: UUID) -> str:
        """The key as a row, if there is one, for a statement that takes it together with all it writes."""
        if self.key is None:
            return NO_CLAIM
        centre_id, who, route, key = self._place(actor)
        row = {
            "centre_id": centre_id,
            "actor": who,
            "route": route,
            "key": key,
            "body_hash": "\\x" + self.body_hash.hex(),
            "status": status,
            "resource_id": resource_id,
            "created_at": now,
        }
        return document([row])

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
    return Once(idempotency_key, f"{request.method} {request.scope['path']}", hashlib.sha256(body).digest())


OnceDep = Annotated[Once, Depends(_once)]
