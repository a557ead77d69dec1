"""Keys for other systems, and tokens with which a system acts for a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import missing
from app.procedure.refusal import Refused, Words, conflict, incomplete
from app.staff.tables import ApiKey
from app.staff.tokens import hash_of, new_key
from app.staff.vocabulary import KeyScope

KEY = Words("密钥", "key")
LONGEST_DELEGATION = timedelta(days=366)
NAME_TAKEN = conflict(
    "key_name_taken",
    None,
    "已有同名的有效密钥",
    "A key in force has this name",
    then=(None, "换一个名称，或先撤销旧的", "Choose another name, or revoke the old one first"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """Which system, what it may do, how long. The name stands in journals."""

    name: str
    scopes: tuple[KeyScope, ...]
    starts_at: datetime
    expires_at: datetime | None = None
    person_id: UUID | None = None


async def give_key(
    session: AsyncSession, centre_id: UUID, new: NewKey, *, by: UUID, now: datetime
) -> tuple[ApiKey, str]:
    """Makes a key. The key itself is told this once and never again."""
    _check_time(new, now)
    plain = new_key()
    key = ApiKey(
        key_hash=hash_of(plain),
        id=new_id(),
        centre_id=centre_id,
        name=new.name,
        scopes=sorted({scope.value for scope in new.scopes}),
        person_id=new.person_id,
        created_by=by,
        created_at=now,
        starts_at=new.starts_at,
        expires_at=new.expires_at,
    )
    session.add(key)
    try:
        await session.flush()
    except IntegrityError as error:
        raise Refused(NAME_TAKEN) from error
    return key, plain


def _check_time(new: NewKey, now: datetime) -> None:
    if new.expires_at is not None and new.expires_at <= max(now, new.starts_at):
        raise Refused(
            incomplete("not_in_order", None, "到期时间须在将来", "It must end in the future", "expires_at")
        )
    if new.person_id is not None and (
        new.expires_at is None or new.expires_at - new.starts_at > LONGEST_DELEGATION
    ):
        raise Refused(
            incomplete(
                "delegation_is_dated", None, "授权须注明期限，最长一年", "At most a year", "expires_at"
            )
        )


async def key_of(
    session: AsyncSession, centre_id: UUID, key_id: UUID, *, person_id: UUID | None = None
) -> ApiKey:
    """A key of the centre; with a person, only a token that this person has delegated."""
    query = select(ApiKey).where(ApiKey.centre_id == centre_id, ApiKey.id == key_id).with_for_update()
    if person_id is not None:
        query = query.where(ApiKey.person_id == person_id)
    found = (await session.execute(query)).scalar_one_or_none()
    if found is None:
        raise missing(KEY)
    return found


async def revoke(session: AsyncSession, key: ApiKey, *, by: UUID, now: datetime) -> None:
    """From this moment on the key opens nothing."""
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = now, by
        await session.flush()
