"""Taking people on, changing what is known of them, and letting them go."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, conflict, forbidden
from app.procedure.vocabulary import Role
from app.staff.actions.signing_in import end_all_sessions, end_delegations, set_password
from app.staff.passwords import Passwords
from app.staff.queries.people import login_of
from app.staff.tables import Appointment, Person, SignInName

LOGIN_TAKEN = conflict(
    "login_taken",
    None,
    "登录名已有人使用",
    "Somebody has this sign-in name already",
    then=(None, "换一个登录名", "Choose another sign-in name"),
)
LAST_ADMINISTRATOR = conflict(
    "last_administrator",
    None,
    "这是本中心最后一位系统管理员",
    "This is the centre's last administrator",
    then=("appoint", "先任命另一位系统管理员", "Appoint another administrator first"),
)
ONLY_ADMINISTRATORS = forbidden(
    "only_administrators",
    None,
    "系统管理员的账号只能由系统管理员变更",
    "Only an administrator changes an administrator's account",
)


def normal_login(login: str) -> str:
    """The same name however it is typed."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


async def take_on(
    session: AsyncSession,
    centre_id: UUID,
    *,
    name: str,
    now: datetime,
    work_phone: str | None = None,
    login: str | None = None,
) -> Person:
    """A new member of staff. With a sign-in name, a password is set next."""
    person = Person(centre_id=centre_id, id=new_id(), name=name, work_phone=work_phone, created_at=now)
    await store(session, person)
    if login is not None:
        await give_login(session, person, login)
    return person


async def give_login(session: AsyncSession, person: Person, login: str) -> SignInName:
    """Gives the name the person signs in with, or another one than before."""
    wanted = normal_login(login)
    held = await login_of(session, person.centre_id, person.id)
    if held is not None and held.login == wanted:
        return held
    if (await session.execute(select(exists().where(SignInName.login == wanted)))).scalar_one():
        raise Refused(LOGIN_TAKEN)
    if held is None:
        held = SignInName(login=wanted, centre_id=person.centre_id, person_id=person.id)
    else:
        held.login = wanted
    await store(session, held)
    return held


async def give_password(
    session: AsyncSession,
    passwords: Passwords,
    person: Person,
    password: str,
    now: datetime,
    *,
    by: UUID | None = None,
) -> None:
    """Gives a first password, or one in place of a forgotten one; the person sets an own one next.

    Whatever was opened under the old one is over: sessions, and tokens that let a system act.
    """
    name = await login_of(session, person.centre_id, person.id)
    if name is None:
        raise Refused(
            conflict(
                "no_login",
                None,
                "此人还没有登录名",
                "This person has no sign-in name yet",
                then=(None, "先给登录名", "Give a sign-in name first"),
            )
        )
    await set_password(session, passwords, name, password, now, must_change=True)
    await end_all_sessions(session, person.centre_id, person.id, now)
    await end_delegations(session, person.centre_id, person.id, by, now)


async def change(session: AsyncSession, person: Person, changes: Mapping[str, Any]) -> None:
    """Changes what is known of a person."""
    for field, value in changes.items():
        if field == "login":
            await give_login(session, person, value)
        else:
            setattr(person, field, value)
    person.version += 1
    await store(session, person)


async def deactivate(session: AsyncSession, person: Person, by: UUID, now: datetime) -> None:
    """The person leaves: sessions, delegated tokens and posts end at this moment."""
    if person.deactivated_at is not None:
        raise Refused(conflict("left_already", None, "此人已停用", "This person has left already"))
    await keep_an_administrator(session, person.centre_id, now, without_person=person.id)
    person.deactivated_at = now
    person.version += 1
    await end_all_sessions(session, person.centre_id, person.id, now)
    await end_delegations(session, person.centre_id, person.id, by, now)
    theirs = and_(Appointment.centre_id == person.centre_id, Appointment.person_id == person.id)
    mine = select(Appointment.id).where(theirs)
    await session.execute(
        update(Appointment)
        .where(
            Appointment.centre_id == person.centre_id,
            or_(Appointment.person_id == person.id, Appointment.acting_for_id.in_(mine)),
            or_(Appointment.ends_at.is_(None), Appointment.ends_at > now),
        )
        .values(ends_at=func.greatest(Appointment.starts_at, now), version=Appointment.version + 1)
        .execution_options(synchronize_session=False)
    )
    await session.flush()


async def come_back(session: AsyncSession, person: Person) -> None:
    """The person is back. Posts are given anew."""
    if person.deactivated_at is None:
        raise Refused(conflict("here_already", None, "此人本就在用", "This person is here already"))
    person.deactivated_at = None
    person.version += 1
    await session.flush()


async def keep_an_administrator(
    session: AsyncSession,
    centre_id: UUID,
    now: datetime,
    *,
    without_person: UUID | None = None,
    without_appointment: UUID | None = None,
) -> None:
    """Refuses what would leave the centre without an administrator who can sign in."""
    query = (
        select(Appointment)
        .where(
            Appointment.centre_id == centre_id,
            Appointment.role == Role.ADMINISTRATOR.value,
            Appointment.starts_at <= now,
            or_(Appointment.ends_at.is_(None), Appointment.ends_at > now),
        )
        .order_by(Appointment.id)
        .with_for_update()
    )
    holders = (await session.execute(query)).scalars().all()
    left = [each for each in holders if each.person_id != without_person and each.id != without_appointment]
    if holders and not left:
        raise Refused(LAST_ADMINISTRATOR)


async def refuse_administrators_account(
    session: AsyncSession, person: Person, now: datetime, *, by_administrator: bool
) -> None:
    """A centre manager keeps the staff list, but not the accounts of administrators."""
    if by_administrator:
        return
    holds = exists().where(
        Appointment.centre_id == person.centre_id,
        Appointment.person_id == person.id,
        Appointment.role == Role.ADMINISTRATOR.value,
        or_(Appointment.ends_at.is_(None), Appointment.ends_at > now),
    )
    if (await session.execute(select(holds))).scalar_one():
        raise Refused(ONLY_ADMINISTRATORS)
