"""Who calls: token or key → person, centre and posts in force, in one statement.

Every request begins here, so the statements go to the driver as they stand.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import plain
from app.database.session import reader
from app.procedure.actors import Actor, Appointment
from app.procedure.vocabulary import Credential, Department, Role
from app.staff.vocabulary import KeyScope

SEEN_EVERY = timedelta(minutes=5)
"""How often a token's last use is written down: not with each request."""

_POSTS = """
    (SELECT json_agg(json_build_array(a.id, a.role, a.area_id, a.department, a.acting)
                     ORDER BY a.starts_at, a.id)
       FROM appointments a
      WHERE a.centre_id = t.centre_id AND a.person_id = t.person_id
        AND a.starts_at <= $2 AND (a.ends_at IS NULL OR a.ends_at > $2)) AS posts
"""

_OF_SESSION = f"""
SELECT t.centre_id, t.person_id, t.id, t.last_seen_at AS seen, NULL AS name, NULL AS scopes, {_POSTS}
  FROM sign_ins t
  JOIN people p ON p.centre_id = t.centre_id AND p.id = t.person_id AND p.deactivated_at IS NULL
 WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2
"""  # noqa: S608 - the posts are a text of our own

_OF_KEY = f"""
SELECT t.centre_id, t.person_id, t.id, t.last_used_at AS seen, t.name, t.scopes, {_POSTS}
  FROM api_keys t
  LEFT JOIN people p ON p.centre_id = t.centre_id AND p.id = t.person_id
 WHERE t.key_hash = $1 AND t.revoked_at IS NULL
   AND t.starts_at <= $2 AND (t.expires_at IS NULL OR t.expires_at > $2)
   AND (t.person_id IS NULL OR (p.id IS NOT NULL AND p.deactivated_at IS NULL))
"""  # noqa: S608 - the posts are a text of our own

_SEEN = """
UPDATE sign_ins
   SET last_seen_at = $2,
       expires_at = LEAST(created_at + $3::interval, $2::timestamptz + $4::interval)
 WHERE token_hash = (SELECT token_hash FROM sign_ins WHERE token_hash = $1 FOR UPDATE SKIP LOCKED)
"""
_USED = """
UPDATE api_keys SET last_used_at = $2
 WHERE key_hash = (SELECT key_hash FROM api_keys WHERE key_hash = $1 FOR UPDATE SKIP LOCKED)
"""
# Requests of one screen arrive together: the first writes the use down, and none waits for its end.

LONGEST = timedelta(days=7)
IDLE = timedelta(hours=16)
"""A session ends after a long shift without a sign of life, and at the latest after a week."""


async def person_signed_in(session: AsyncSession, token_hash: bytes, now: datetime) -> Actor | None:
    """The person this session's token belongs to, or nobody."""
    connection = await reader(session)
    row = await connection.fetchrow(_OF_SESSION, token_hash, now)
    if row is None:
        return None
    if now - row["seen"] >= SEEN_EVERY:
        await connection.execute(_SEEN, token_hash, now, LONGEST, IDLE)
    return Actor(
        centre_id=plain(row["centre_id"]),
        person_id=plain(row["person_id"]),
        credential=Credential.PERSON,
        appointments=_posts(row["posts"]),
    )


async def key_presented(
    session: AsyncSession, key_hash: bytes, now: datetime
) -> tuple[Actor, frozenset[KeyScope]] | None:
    """The system, or the person it acts for, that this key belongs to; and what the key may do."""
    connection = await reader(session)
    row = await connection.fetchrow(_OF_KEY, key_hash, now)
    if row is None:
        return None
    if row["seen"] is None or now - row["seen"] >= SEEN_EVERY:
        await connection.execute(_USED, key_hash, now)
    actor = Actor(
        centre_id=row["centre_id"],
        person_id=row["person_id"],
        credential=Credential.DELEGATED if row["person_id"] else Credential.SYSTEM_KEY,
        appointments=_posts(row["posts"]),
        via=row["name"],
    )
    return actor, frozenset(KeyScope(scope) for scope in row["scopes"])


def _posts(stored: list[list[Any]] | None) -> tuple[Appointment, ...]:
    return tuple(
        Appointment(
            id=UUID(post_id),
            role=Role(role),
            area_id=UUID(area_id) if area_id else None,
            department=Department(department) if department else None,
            acting=acting,
        )
        for post_id, role, area_id, department, acting in stored or ()
    )


_STILL_VALID = """
SELECT t.token_hash AS hash FROM sign_ins t
  JOIN people p ON p.centre_id = t.centre_id AND p.id = t.person_id AND p.deactivated_at IS NULL
 WHERE t.token_hash = ANY($1::bytea[]) AND t.revoked_at IS NULL AND t.expires_at > $2
 UNION ALL
SELECT t.key_hash FROM api_keys t
  JOIN people p ON p.centre_id = t.centre_id AND p.id = t.person_id AND p.deactivated_at IS NULL
 WHERE t.key_hash = ANY($1::bytea[]) AND t.revoked_at IS NULL
   AND t.starts_at <= $2 AND (t.expires_at IS NULL OR t.expires_at > $2)
"""


async def still_valid(session: AsyncSession, hashes: Collection[bytes], now: datetime) -> set[bytes]:
    """Which of these sessions and delegated tokens still stand for somebody."""
    rows = await (await reader(session)).fetch(_STILL_VALID, list(hashes), now)
    return {row["hash"] for row in rows}
