"""A request that is sent twice is carried out once: the key it came with, taken in the store."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base

KEPT = timedelta(days=30)
NO_CLAIM = "[]"
"""No key, as the rows of a statement that would take one."""


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


CLAIMED = f"""
claim AS MATERIALIZED (SELECT * FROM jsonb_populate_recordset(NULL::idempotency_keys, {{claims}})),
keyed AS (
INSERT INTO idempotency_keys AS k
SELECT claim.* FROM {{after}}, claim
    ON CONFLICT (centre_id, actor, route, key) DO UPDATE
   SET body_hash = EXCLUDED.body_hash, status = EXCLUDED.status, resource_id = EXCLUDED.resource_id,
       version = NULL, created_at = EXCLUDED.created_at
 WHERE k.created_at < EXCLUDED.created_at - interval '{KEPT.days} days'
RETURNING 1),
free AS (SELECT 1 FROM keyed UNION ALL
         SELECT 1 FROM {{after}} WHERE NOT EXISTS (SELECT FROM claim) LIMIT 1),"""  # noqa: S608
"""Part of a statement: `free` has a row if there is no key to take, or it was taken just now.

Told after what it is to be taken, and the key, if any, as rows of a JSON document. No condition looks at
that parameter itself: it would pay to plan the statement anew for each value, which takes longer than it.
"""
