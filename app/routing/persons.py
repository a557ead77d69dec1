"""Who would get a matter now, and why that person: shift, appointment, area, acting; never a guess."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.floor import Floor
from app.procedure.labels import label_of
from app.procedure.notices import NEXT_IN_CHAIN
from app.procedure.refusal import Words
from app.procedure.vocabulary import Role
from app.residents.tables import Area
from app.rosters.queries.shifts import OnDuty, on_duty
from app.rosters.tables import Leave
from app.staff.queries.appointments import in_force
from app.staff.tables import Appointment, Person

BY_SHIFT = frozenset(
    {
        Role.SECURITY_DUTY_SUPERVISOR,
        Role.ENGINEERING_DUTY_SUPERVISOR,
        Role.CONTROL_ROOM_OPERATOR,
        Role.PATROL_GUARD,
        Role.DUTY_ENGINEER,
    }
)
"""Posts that somebody holds only while a shift of theirs runs."""
NOBODY = Words(
    "无人在岗，也没有下一级可找：须立即指定", "nobody is there and nobody comes next: appoint someone"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post that gets the matter or is told of it, by its clause; the person there, and why that one.

    `alert` says that the post itself is empty and the next in the chain stands in.
    """

    handles: bool
    role: Role
    clause: str | None
    person_id: UUID | None
    name: str | None
    why: Words
    alert: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who is there in a post, and by what."""

    person_id: UUID
    name: str
    why: Words


@dataclass(frozen=True, slots=True)
class At:
    """Where and when somebody is looked for."""

    centre_id: UUID
    moment: datetime
    zone: ZoneInfo
    area_id: UUID | None


async def persons(session: AsyncSession, floor: Floor, also: Sequence[Role], at: At) -> list[Chosen]:
    """Whoever handles it first, then everyone who is told: those of the procedure, those of the rules."""
    handlers = floor.handlers[:1]
    told = [each for each in floor.told if each not in handlers]
    further = [(role, None) for role in also if role not in {known for known, _ in floor.told}]
    return [
        await _chosen(session, role, clause, at, handles=(role, clause) in handlers)
        for role, clause in (*handlers, *told, *further)
    ]


async def _chosen(session: AsyncSession, role: Role, clause: str | None, at: At, *, handles: bool) -> Chosen:
    empty: list[Words] = []
    for post in _chain(role):
        held = await _holder(session, post, at)
        if held is None:
            empty.append(label_of(post))
            continue
        why = held.why if not empty else in_place_of(empty, post, held.why)
        return Chosen(handles, role, clause, held.person_id, held.name, why, alert=bool(empty))
    return Chosen(handles, role, clause, None, None, NOBODY, alert=True)


def _chain(role: Role) -> Iterator[Role]:
    """The post, and who comes next when nobody is there."""
    asked: Role | None = role
    while asked is not None:
        yield asked
        asked = NEXT_IN_CHAIN.get(asked)


def in_place_of(empty: Sequence[Words], post: Role, why: Words) -> Words:
    """There for a post, or several in the chain, that nobody holds now."""
    zh, en = "、".join(each.zh for each in empty), ", ".join(each.en for each in empty)
    label = label_of(post)
    return Words(
        f"{zh}无人在岗，由{label.zh}顶上：{why.zh}", f"nobody there as {en}; {label.en} instead: {why.en}"
    )


async def _holder(session: AsyncSession, role: Role, at: At) -> Holder | None:
    if role in BY_SHIFT:
        there = await on_duty(session, at.centre_id, at.moment, [role])
        return _by_shift(there[0], at) if there else None
    return await _by_appointment(session, role, at)


def _by_shift(duty: OnDuty, at: At) -> Holder:
    why = by_shift(duty.ends_at, at.zone, signed_on=duty.signed_on_at is not None)
    return Holder(duty.person_id, duty.name, why)


def by_shift(ends_at: datetime, zone: ZoneInfo, *, signed_on: bool) -> Words:
    """There because a shift runs."""
    until = f"{ends_at.astimezone(zone):%m-%d %H:%M}"
    signed = Words("已签到", "signed on") if signed_on else Words("按排班", "by the roster")
    return Words(f"当班至{until}（{signed.zh}）", f"on duty until {until} ({signed.en})")


async def _by_appointment(session: AsyncSession, role: Role, at: At) -> Holder | None:
    away = exists().where(
        Leave.centre_id == Appointment.centre_id,
        Leave.person_id == Appointment.person_id,
        Leave.cancelled_at.is_(None),
        Leave.starts_at <= at.moment,
        Leave.ends_at > at.moment,
    )
    query = (
        select(Appointment, Person.name, Area.name)
        .join(Person, and_(Person.centre_id == Appointment.centre_id, Person.id == Appointment.person_id))
        .outerjoin(Area, and_(Area.centre_id == Appointment.centre_id, Area.id == Appointment.area_id))
        .where(
            Appointment.centre_id == at.centre_id,
            Appointment.role == role.value,
            in_force(at.moment),
            Person.deactivated_at.is_(None),
            ~away,
        )
        .order_by(Appointment.acting, Appointment.starts_at, Appointment.id)
        .limit(1)
    )
    if role is Role.AREA_CUSTOMER_MANAGER:
        query = query.where(Appointment.area_id == at.area_id)
    found = (await session.execute(query)).first()
    return _of_post(found[0], found[1], found[2], at) if found else None


def _of_post(post: Appointment, name: str, area: str | None, at: At) -> Holder:
    why = by_appointment(Role(post.role), post.starts_at, at.zone, acting=post.acting, area=area)
    return Holder(post.person_id, name, why)


def by_appointment(
    role: Role, starts_at: datetime, zone: ZoneInfo, *, acting: bool, area: str | None
) -> Words:
    """There as the holder of a post, or acting for one."""
    since, label = f"{starts_at.astimezone(zone):%Y-%m-%d}", label_of(role)
    zh = f"{since}起{'代理' if acting else '任'}{label.zh}"
    en = f"{'acting ' if acting else ''}{label.en} since {since}"
    if area is not None:
        zh, en = f"{zh}，责任区域{area}", f"{en}, area {area}"
    return Words(zh, en)
