"""Signing in and out, and the password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import missing
from app.database.session import Database
from app.procedure.refusal import Refused, forbidden
from app.staff.actions.guesses import count_try, of_address, of_name, take_back
from app.staff.passwords import Passwords, check_strength
from app.staff.queries.callers import IDLE, LONGEST
from app.staff.queries.people import SESSION, Claim, claim_of, login_of
from app.staff.tables import ApiKey, SignIn, SignInName
from app.staff.tokens import hash_of, new_session_token


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door: a name, a password, and where from."""

    login: str
    password: str
    address: str
    device: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session. The token is told to the browser and kept nowhere."""

    token: str
    centre_id: UUID
    person_id: UUID


async def sign_in(
    database: Database, passwords: Passwords, attempt: Attempt, now: datetime
) -> SignedIn | None:
    """Opens a session, or nothing where name and password do not fit.

    Two transactions: the count of tries must stand although the caller is refused, and no connection
    is held while the password is being checked.
    """
    name, address = of_name(attempt.login), of_address(attempt.address)
    async with database.transaction() as session:
        await count_try(session, (name, address), now)
        claim = await claim_of(session, attempt.login)
    if not await passwords.fits(attempt.password, claim.password_hash):
        return None
    async with database.transaction() as session:
        if not await _still_fits(session, claim):
            return None
        await take_back(session, name, address, now)
        return await _open(session, claim, attempt.device, now)


async def _still_fits(session: AsyncSession, claim: Claim) -> bool:
    """Whether the password is still the one that was checked. Held, so that a new one waits for us."""
    same = select(SignInName.login).where(
        SignInName.login == claim.login, SignInName.password_hash == claim.password_hash
    )
    return (await session.execute(same.with_for_update(read=True))).first() is not None


async def _open(session: AsyncSession, claim: Claim, device: str | None, now: datetime) -> SignedIn:
    assert claim.centre_id is not None
    assert claim.person_id is not None
    token = new_session_token()
    session.add(
        SignIn(
            token_hash=hash_of(token),
            id=new_id(),
            centre_id=claim.centre_id,
            person_id=claim.person_id,
            device=device,
            created_at=now,
            last_seen_at=now,
            expires_at=now + min(IDLE, LONGEST),
        )
    )
    await session.execute(delete(SignIn).where(SignIn.expires_at < now - LONGEST))
    await session.flush()
    return SignedIn(token, claim.centre_id, claim.person_id)


async def sign_out(session: AsyncSession, token_hash: bytes, now: datetime) -> None:
    """Ends this session."""
    ending = update(SignIn).where(SignIn.token_hash == token_hash, SignIn.revoked_at.is_(None))
    await session.execute(ending.values(revoked_at=now))


async def end_session(
    session: AsyncSession, centre_id: UUID, person_id: UUID, session_id: UUID, now: datetime
) -> None:
    """Ends one of the person's own sessions, on a lost telephone for instance."""
    ending = update(SignIn).where(
        SignIn.centre_id == centre_id,
        SignIn.person_id == person_id,
        SignIn.id == session_id,
        SignIn.revoked_at.is_(None),
    )
    ended = await session.execute(ending.values(revoked_at=now).returning(SignIn.id))
    if ended.first() is None:
        raise missing(SESSION)


async def end_all_sessions(
    session: AsyncSession,
    centre_id: UUID,
    person_id: UUID,
    now: datetime,
    *,
    but: bytes | None = None,
) -> None:
    """Ends the person's sessions, except the one at hand."""
    ending = update(SignIn).where(
        SignIn.centre_id == centre_id, SignIn.person_id == person_id, SignIn.revoked_at.is_(None)
    )
    if but is not None:
        ending = ending.where(SignIn.token_hash != but)
    await session.execute(ending.values(revoked_at=now))


async def end_delegations(
    session: AsyncSession, centre_id: UUID, person_id: UUID, by: UUID | None, now: datetime
) -> None:
    """Takes back every token with which a system acts for this person."""
    ending = update(ApiKey).where(
        ApiKey.centre_id == centre_id, ApiKey.person_id == person_id, ApiKey.revoked_at.is_(None)
    )
    await session.execute(ending.values(revoked_at=now, revoked_by=by))


async def set_password(
    session: AsyncSession,
    passwords: Passwords,
    name: SignInName,
    password: str,
    now: datetime,
    *,
    must_change: bool = False,
) -> None:
    """Gives a new password; every session that the old one opened is over."""
    check_strength(password, name.login)
    name.password_hash = await passwords.hash(password)
    name.password_set_at, name.must_change = now, must_change
    await session.flush()


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The own password, by somebody who still knows the old one."""

    current: str
    new: str
    address: str


async def change_password(
    database: Database,
    passwords: Passwords,
    person: tuple[UUID, UUID],
    change: PasswordChange,
    token_hash: bytes,
    now: datetime,
) -> None:
    """Changes the own password. Whoever finds a screen unlocked must not guess it either."""
    centre_id, person_id = person
    async with database.transaction() as session:
        name = await login_of(session, centre_id, person_id)
        assert name is not None  # a session was opened with it
        address = of_address(change.address)
        await count_try(session, (of_name(name.login), address), now)
    if not await passwords.fits(change.current, name.password_hash):
        raise Refused(forbidden("wrong_password", None, "当前密码不对", "The current password is not right"))
    async with database.transaction() as session:
        name = await session.merge(name)
        await take_back(session, of_name(name.login), address, now)
        await set_password(session, passwords, name, change.new, now)
        await end_all_sessions(session, centre_id, person_id, now, but=token_hash)
        await end_delegations(session, centre_id, person_id, person_id, now)
