"""Reading people: one, a list, and what signing in needs to know of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import row_of
from app.procedure.refusal import Words
from app.staff.tables import Person, SignIn, SignInName

PERSON = Words("人员", "person")
SESSION = Words("登录", "session")


async def person_of(session: AsyncSession, centre_id: UUID, person_id: UUID, *, lock: bool = False) -> Person:
    """A member of the centre's staff."""
    return await row_of(session, Person, centre_id, person_id, PERSON, lock=lock)


async def name_of(session: AsyncSession, centre_id: UUID, person_id: UUID | None) -> str | None:
    """How a member of the staff is called; nothing where a system acts."""
    query = select(Person.name).where(Person.centre_id == centre_id, Person.id == person_id)
    return (await session.execute(query)).scalar_one_or_none()


async def login_of(session: AsyncSession, centre_id: UUID, person_id: UUID) -> SignInName | None:
    """The name a person signs in with; none for who never signs in."""
    query = select(SignInName).where(SignInName.centre_id == centre_id, SignInName.person_id == person_id)
    return (await session.execute(query)).scalar_one_or_none()


def staff(centre_id: UUID, q: str | None, *, active: bool | None) -> Select[Person, str]:
    """The centre's staff with their sign-in names."""
    query = (
        select(Person, SignInName.login)
        .outerjoin(
            SignInName, (SignInName.centre_id == Person.centre_id) & (SignInName.person_id == Person.id)
        )
        .where(Person.centre_id == centre_id)
    )
    if active is not None:
        query = query.where(Person.deactivated_at.is_(None) if active else Person.deactivated_at.is_not(None))
    if q:
        query = query.where(Person.name.icontains(q, autoescape=True))
    return query


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a sign-in name claims to be. Empty where nobody has it or may use it."""

    login: str
    centre_id: UUID | None = None
    person_id: UUID | None = None
    password_hash: str | None = None


async def claim_of(session: AsyncSession, login: str) -> Claim:
    """The person behind a sign-in name, as far as that person may sign in."""
    here = exists().where(
        Person.centre_id == SignInName.centre_id,
        Person.id == SignInName.person_id,
        Person.deactivated_at.is_(None),
    )
    query = select(SignInName).where(SignInName.login == login, here)
    found = (await session.execute(query)).scalar_one_or_none()
    if found is None:
        return Claim(login)
    return Claim(login, found.centre_id, found.person_id, found.password_hash)


def sessions_of(centre_id: UUID, person_id: UUID, now: datetime) -> Select[SignIn]:
    """A person's sessions that are open now."""
    return select(SignIn).where(
        SignIn.centre_id == centre_id,
        SignIn.person_id == person_id,
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > now,
    )
