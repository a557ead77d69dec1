"""Giving posts, dated, to holders and to those who act for them (X25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, conflict, forbidden, incomplete
from app.procedure.vocabulary import Department, Role
from app.staff.actions.people import keep_an_administrator
from app.staff.posts import DEPARTMENT_OF, GIVEN_BY_ADMINISTRATORS, HELD_BY_ONE, OF_AN_AREA
from app.staff.queries.appointments import appointment_of, area_in_use, overlapping
from app.staff.queries.people import person_of
from app.staff.tables import Appointment

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('appointments ' || :centre, 0))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post to be given: which, where, from when to when."""

    role: Role
    area_id: UUID | None = None
    department: Department | None = None
    starts_at: datetime
    ends_at: datetime | None = None
    reports_to_id: UUID | None = None


async def appoint(
    session: AsyncSession, centre_id: UUID, person_id: UUID, post: Post, *, by: UUID | None, now: datetime
) -> Appointment:
    """Gives a person a post of their own."""
    await _one_at_a_time(session, centre_id)
    _check_time(post.starts_at, post.ends_at)
    await _check_person(session, centre_id, person_id)
    await _check_area(session, centre_id, post)
    if post.reports_to_id is not None:
        await _check_superior(session, centre_id, person_id, post.reports_to_id)
    given = Appointment(
        centre_id=centre_id,
        id=new_id(),
        person_id=person_id,
        role=post.role.value,
        area_id=post.area_id,
        department=_department(post),
        starts_at=post.starts_at,
        ends_at=post.ends_at,
        acting=False,
        reports_to_id=post.reports_to_id,
        appointed_by=by,
        appointed_at=now,
    )
    await _refuse_overlap(session, given)
    await store(session, given)
    return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Somebody stands in for a holder, for a time that is fixed beforehand."""

    acting_for_id: UUID
    starts_at: datetime
    ends_at: datetime


async def appoint_acting(
    session: AsyncSession, centre_id: UUID, person_id: UUID, stand: Stand, *, by: UUID | None, now: datetime
) -> Appointment:
    """Lets a person act for the holder of a post. Whoever acts does it personally, and hands nothing on."""
    await _one_at_a_time(session, centre_id)
    _check_time(stand.starts_at, stand.ends_at)
    await _check_person(session, centre_id, person_id)
    held = await appointment_of(session, centre_id, stand.acting_for_id, lock=True)
    if held.acting:
        raise Refused(
            conflict("acting_for_acting", None, "代理人不能再由他人代理", "Nobody acts for who is acting")
        )
    if held.person_id == person_id:
        raise Refused(conflict("acting_for_oneself", None, "不能代理自己", "Nobody acts for oneself"))
    if stand.starts_at < held.starts_at or (held.ends_at is not None and stand.ends_at > held.ends_at):
        raise Refused(
            conflict("outside_the_post", None, "代理期须在被代理任职期内", "Act only while the post is held")
        )
    acting = Appointment(
        centre_id=centre_id,
        id=new_id(),
        person_id=person_id,
        role=held.role,
        area_id=held.area_id,
        department=held.department,
        starts_at=stand.starts_at,
        ends_at=stand.ends_at,
        acting=True,
        acting_for_id=held.id,
        reports_to_id=held.reports_to_id,
        appointed_by=by,
        appointed_at=now,
    )
    await _refuse_overlap(session, acting)
    await store(session, acting)
    return acting


async def change(
    session: AsyncSession, appointment: Appointment, changes: Mapping[str, Any], now: datetime
) -> None:
    """Changes the end of a post, or to whom it reports. A post that is over stays as it was."""
    await _one_at_a_time(session, appointment.centre_id)
    if appointment.ends_at is not None and appointment.ends_at <= now:
        raise Refused(conflict("over_already", None, "该任职已结束", "This appointment is over already"))
    if (superior := changes.get("reports_to_id")) is not None:
        await _check_superior(session, appointment.centre_id, appointment.person_id, superior)
    if "ends_at" in changes:
        await _change_end(session, appointment, changes["ends_at"], now)
    if "reports_to_id" in changes:
        appointment.reports_to_id = superior
    appointment.version += 1
    await store(session, appointment)


async def _change_end(
    session: AsyncSession, appointment: Appointment, ends_at: datetime | None, now: datetime
) -> None:
    if ends_at is None and appointment.acting:
        raise Refused(incomplete("acting_is_dated", None, "代理须注明期限", "Acting is dated", "ends_at"))
    if ends_at is not None and ends_at < now:
        raise Refused(incomplete("ends_in_the_past", None, "结束时间已过", "That end is past", "ends_at"))
    if ends_at is not None and ends_at < appointment.starts_at:
        ends_at = appointment.starts_at  # called off before it began
    shortened = ends_at is not None and (appointment.ends_at is None or ends_at < appointment.ends_at)
    if shortened:
        await _end_what_hangs_on_it(session, appointment, ends_at, now)
    else:
        await _stay_within_the_post(session, appointment, ends_at)
    appointment.ends_at = ends_at
    if not shortened:
        await _refuse_overlap(session, appointment)


async def _end_what_hangs_on_it(
    session: AsyncSession, appointment: Appointment, ends_at: datetime | None, now: datetime
) -> None:
    """Nobody acts for a post that is not held any more; a centre keeps an administrator."""
    assert ends_at is not None
    if appointment.role == Role.ADMINISTRATOR.value:
        at = max(now, ends_at)
        await keep_an_administrator(session, appointment.centre_id, at, without_appointment=appointment.id)
    await session.execute(
        update(Appointment)
        .where(
            Appointment.centre_id == appointment.centre_id,
            Appointment.acting_for_id == appointment.id,
            or_(Appointment.ends_at.is_(None), Appointment.ends_at > ends_at),
        )
        .values(ends_at=func.greatest(Appointment.starts_at, ends_at), version=Appointment.version + 1)
        .execution_options(synchronize_session=False)
    )


async def _stay_within_the_post(
    session: AsyncSession, appointment: Appointment, ends_at: datetime | None
) -> None:
    if appointment.acting_for_id is None:
        return
    held = await appointment_of(session, appointment.centre_id, appointment.acting_for_id)
    if held.ends_at is not None and (ends_at is None or ends_at > held.ends_at):
        raise Refused(
            conflict("outside_the_post", None, "代理期须在被代理任职期内", "Act only while the post is held")
        )


async def _one_at_a_time(session: AsyncSession, centre_id: UUID) -> None:
    """Two appointments made at once must see each other."""
    await session.execute(_ONE_AT_A_TIME, {"centre": str(centre_id)})


def _check_time(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise Refused(
            incomplete("not_in_order", None, "结束时间须晚于开始时间", "The end follows the start", "ends_at")
        )


async def _check_person(session: AsyncSession, centre_id: UUID, person_id: UUID) -> None:
    person = await person_of(session, centre_id, person_id, lock=True)
    if person.deactivated_at is not None:
        raise Refused(conflict("has_left", None, "此人已停用", "This person has left"))


async def _check_area(session: AsyncSession, centre_id: UUID, post: Post) -> None:
    if (post.role in OF_AN_AREA) != (post.area_id is not None):
        zh, en = (
            ("此岗位须指定责任区域", "This post is one area's: name it")
            if post.role in OF_AN_AREA
            else ("此岗位不分区域", "This post belongs to no area")
        )
        raise Refused(incomplete("area_of_the_post", "3.2-a", zh, en, "area_id"))
    if post.area_id is not None and not await area_in_use(session, centre_id, post.area_id):
        raise Refused(incomplete("area_unknown", None, "没有这个区域", "There is no such area", "area_id"))


def _department(post: Post) -> str | None:
    fixed = DEPARTMENT_OF.get(post.role)
    if fixed is not None and post.department not in {None, fixed}:
        raise Refused(
            incomplete(
                "department_of_the_post", None, "此岗位不属于该部门", "This post is not theirs", "department"
            )
        )
    return fixed or post.department


async def _check_superior(
    session: AsyncSession, centre_id: UUID, person_id: UUID, reports_to_id: UUID
) -> None:
    """自己上级 is somebody else's post of the same centre (4.2.2)."""
    boss = await appointment_of(session, centre_id, reports_to_id)
    if boss.person_id == person_id:
        raise Refused(conflict("own_superior", None, "不能以自己为上级", "Nobody is one's own superior"))


async def _refuse_overlap(session: AsyncSession, wanted: Appointment) -> None:
    """Nobody holds the same post twice; a post named in the singular has one holder, and one stand-in."""
    if wanted.ends_at == wanted.starts_at:
        return
    query = select(Appointment).where(
        Appointment.centre_id == wanted.centre_id,
        Appointment.id != wanted.id,
        Appointment.role == wanted.role,
        Appointment.area_id.is_not_distinct_from(wanted.area_id),
        Appointment.department.is_not_distinct_from(wanted.department),
        overlapping(wanted.starts_at, wanted.ends_at),
    )
    for other in (await session.execute(query)).scalars():
        if other.person_id == wanted.person_id:
            raise Refused(
                conflict(
                    "holds_it_already", None, "此人在该时段已担任此岗位", "This person holds that post then"
                )
            )
        alone = wanted.acting or Role(wanted.role) in HELD_BY_ONE
        if alone and other.acting_for_id == wanted.acting_for_id and other.acting == wanted.acting:
            raise Refused(
                conflict(
                    "post_is_held",
                    None,
                    "该岗位在此时段已有人担任",
                    "Somebody holds this post in that time",
                    then=(
                        "appoint-acting",
                        "先结束原任职，或任命代理",
                        "End it first, or appoint somebody acting",
                    ),
                )
            )


def may_give(role: Role, *, by_administrator: bool) -> None:
    """A centre manager fills the posts of the centre; some are an administrator's to give."""
    if not by_administrator and role in GIVEN_BY_ADMINISTRATORS:
        raise Refused(
            forbidden(
                "only_administrators", None, "此岗位只能由系统管理员任免", "An administrator gives this post"
            )
        )
