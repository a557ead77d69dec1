"""Putting people on the roster, and the facts of who came, who left and who is away."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import missing, store
from app.procedure.labels import label_of
from app.procedure.refusal import Refusal, Refused, Words, conflict, incomplete
from app.procedure.vocabulary import Role
from app.residents.queries import area_of
from app.rosters.plans import Duty
from app.rosters.queries.shifts import (
    is_appointed,
    is_away_for_all_of,
    is_staff,
    overlapping_shift,
)
from app.rosters.tables import Leave, Shift

LONGEST_SHIFT = timedelta(hours=48)
EARLY_AT_MOST = timedelta(hours=2)
PERSON = Words("人员", "person")
ON_LEAVE = conflict(
    "on_leave",
    None,
    "此人届时休假，排了也不算在岗",
    "This person is on leave then and would not be on duty",
    then=(None, "换一位同事，或先取消休假", "Choose a colleague, or take the leave back first"),
)


async def add_shift(session: AsyncSession, centre_id: UUID, duty: Duty) -> Shift:
    """Put a person on the roster. Only someone appointed to the post can be on duty in it."""
    shift = Shift(
        centre_id=centre_id,
        id=new_id(),
        person_id=duty.person_id,
        role=duty.role.value,
        department=duty.department.value if duty.department else None,
        area_id=duty.area_id,
        starts_at=duty.starts_at,
        ends_at=duty.ends_at,
    )
    await _refuse_what_cannot_stand(session, shift)
    await store(session, shift)
    return shift


async def change_shift(
    session: AsyncSession, shift: Shift, changes: Mapping[str, Any], *, also_given_away: UUID | None = None
) -> None:
    """Another time, another area or another person; who has come already stays.

    `also_given_away` is a shift the person gives away in the same step, and so does not stand in the way.
    """
    refuse_if_over(shift)
    if shift.signed_on_at is not None and changes.get("person_id", shift.person_id) != shift.person_id:
        raise Refused(
            conflict(
                "already_signed_on",
                None,
                "此人已签到，不能换人；请另排一班",
                "The person has signed on; enter another shift instead",
            )
        )
    for name, value in changes.items():
        setattr(shift, name, value)
    await _refuse_what_cannot_stand(session, shift, also_given_away)
    await _changed(session, shift)


async def cancel_shift(session: AsyncSession, shift: Shift, now: datetime) -> None:
    """Take a shift off the roster."""
    if shift.cancelled_at is None:
        shift.cancelled_at = now
        await _changed(session, shift)


async def sign_on(session: AsyncSession, shift: Shift, now: datetime) -> None:
    """签到: the person has come. Said twice, the first time counts."""
    refuse_if_over(shift)
    if shift.signed_on_at is not None:
        return
    if now < shift.starts_at - EARLY_AT_MOST or now >= shift.ends_at:
        raise Refused(
            conflict(
                "not_the_time_of_this_shift",
                None,
                "现在不是这一班的签到时间",
                "This is not the time of this shift",
            )
        )
    shift.signed_on_at = now
    await _changed(session, shift)


async def sign_off(session: AsyncSession, shift: Shift, now: datetime) -> None:
    """签退: from now on the person is not on duty, whatever the roster says."""
    if shift.cancelled_at is not None:
        refuse_if_over(shift)
    if shift.signed_off_at is not None:
        return
    if shift.signed_on_at is None and now < shift.starts_at:
        raise Refused(
            conflict(
                "shift_not_begun",
                None,
                "这一班还没有开始；不来上班请取消班次",
                "The shift has not begun; cancel it instead",
            )
        )
    shift.signed_off_at = now
    await _changed(session, shift)


async def add_leave(
    session: AsyncSession, centre_id: UUID, person_id: UUID, starts_at: datetime, ends_at: datetime
) -> Leave:
    """Write down that a person is away; no shift counts in that time."""
    _refuse_times(starts_at, ends_at)
    if not await is_staff(session, centre_id, person_id):
        raise missing(PERSON)
    leave = Leave(centre_id=centre_id, id=new_id(), person_id=person_id, starts_at=starts_at, ends_at=ends_at)
    await store(session, leave)
    return leave


async def cancel_leave(session: AsyncSession, leave: Leave, now: datetime) -> None:
    """The person is not away after all."""
    if leave.cancelled_at is None:
        leave.cancelled_at = now
        await store(session, leave)


def refuse_if_over(shift: Shift) -> None:
    """A shift that was cancelled or signed off does not change any more."""
    if shift.cancelled_at is not None:
        raise Refused(conflict("shift_cancelled", None, "该班次已取消", "This shift was cancelled"))
    if shift.signed_off_at is not None:
        raise Refused(
            conflict(
                "already_signed_off",
                None,
                "已签退；再次上班请另排一班",
                "Signed off already; to come back, enter another shift",
            )
        )


def _refuse_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(
            incomplete(
                "ends_before_it_starts",
                None,
                "结束时间须晚于开始时间",
                "The end lies behind the start",
                "ends_at",
            )
        )


async def _refuse_what_cannot_stand(
    session: AsyncSession, shift: Shift, also_given_away: UUID | None = None
) -> None:
    _refuse_times(shift.starts_at, shift.ends_at)
    if shift.ends_at - shift.starts_at > LONGEST_SHIFT:
        raise Refused(
            incomplete("shift_too_long", None, "一班最长48小时", "A shift lasts 48 hours at most", "ends_at")
        )
    if shift.area_id is not None:
        await area_of(session, shift.centre_id, shift.area_id)
    if not await is_staff(session, shift.centre_id, shift.person_id):
        raise missing(PERSON)
    role = Role(shift.role)
    if not await is_appointed(session, shift.centre_id, shift.person_id, role, shift.starts_at):
        raise Refused(not_appointed(role))
    if await overlapping_shift(session, shift, also_given_away) is not None:
        raise Refused(
            conflict(
                "on_duty_already",
                None,
                "此人这段时间已在同一岗位排班",
                "This person is on duty in this post already at that time",
            )
        )
    if await is_away_for_all_of(session, shift):
        raise Refused(ON_LEAVE)


def not_appointed(role: Role) -> Refusal:
    """Only who holds a post can be on duty in it."""
    label = label_of(role)
    return conflict(
        "not_appointed",
        None,
        f"此人届时没有“{label.zh}”的任职",
        f"This person is not appointed {label.en.lower()} at that time",
        then=(None, "先登记任职或代理任职", "Enter the appointment, or an acting one, first"),
    )


async def _changed(session: AsyncSession, shift: Shift) -> None:
    shift.version += 1
    await store(session, shift)
