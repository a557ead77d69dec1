"""换班: the roster changes only when both have agreed and the superior has confirmed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import missing, store
from app.procedure.refusal import Refused, conflict, forbidden, incomplete
from app.procedure.vocabulary import Role
from app.rosters.actions.shifts import PERSON, change_shift, not_appointed, refuse_if_over
from app.rosters.queries.shifts import is_appointed, is_staff, shift_of
from app.rosters.tables import Shift, ShiftSwap
from app.rosters.vocabulary import SwapState


async def ask_to_swap(
    session: AsyncSession,
    shift: Shift,
    *,
    other_id: UUID,
    return_shift_id: UUID | None,
    by: UUID,
    now: datetime,
) -> ShiftSwap:
    """Ask somebody to take one's shift, with or without taking one of theirs for it."""
    _refuse_not_mine(shift, by)
    _refuse_begun(shift, now)
    if other_id == by:
        raise Refused(
            incomplete("swap_with_oneself", None, "请选择另一位同事", "Choose a colleague", "other_id")
        )
    if not await is_staff(session, shift.centre_id, other_id):
        raise missing(PERSON)
    await _refuse_wrong_post(session, shift, other_id)
    if return_shift_id is not None:
        back = await shift_of(session, shift.centre_id, return_shift_id)
        _refuse_begun(back, now)
        if back.person_id != other_id:
            raise Refused(
                incomplete(
                    "not_their_shift",
                    None,
                    "换回的班次须是对方的",
                    "The shift taken in return must be the colleague's",
                    "return_shift_id",
                )
            )
        await _refuse_wrong_post(session, back, by)
    swap = ShiftSwap(
        centre_id=shift.centre_id,
        id=new_id(),
        shift_id=shift.id,
        return_shift_id=return_shift_id,
        asked_by=by,
        other_id=other_id,
        state=SwapState.ASKED.value,
        asked_at=now,
    )
    await store(session, swap)
    return swap


async def answer_swap(
    session: AsyncSession, swap: ShiftSwap, *, agree: bool, by: UUID, now: datetime
) -> None:
    """The other one agrees or declines. Nobody agrees for somebody else."""
    if by != swap.other_id:
        raise Refused(forbidden("not_asked", None, "没有请您换班", "You were not asked to swap"))
    _refuse_unless(swap, SwapState.ASKED)
    swap.answered_at = now
    await _goes_on(session, swap, SwapState.AGREED if agree else SwapState.DECLINED, now)


async def withdraw_swap(session: AsyncSession, swap: ShiftSwap, *, by: UUID, now: datetime) -> None:
    """Who asked may take it back until it is confirmed."""
    if by != swap.asked_by:
        raise Refused(
            forbidden("not_your_swap", None, "只有申请人可以撤回", "Only who asked may take it back")
        )
    _refuse_unless(swap, SwapState.ASKED, SwapState.AGREED)
    await _goes_on(session, swap, SwapState.WITHDRAWN, now)


async def rule_on_swap(
    session: AsyncSession, swap: ShiftSwap, *, confirm: bool, by: UUID, now: datetime
) -> None:
    """The superior confirms, and the roster changes; or refuses, and it stays."""
    if by in {swap.asked_by, swap.other_id}:
        raise Refused(
            forbidden(
                "own_swap",
                "3.3-a",
                "自己参与的换班由上级确认",
                "A swap one takes part in is confirmed by the superior",
                then=(None, "请客户服务部门负责人确认", "Leave it to the head of customer service"),
            )
        )
    _refuse_unless(swap, SwapState.AGREED)
    swap.ruled_at, swap.ruled_by = now, by
    if confirm:
        await _exchange(session, swap, now)
    await _goes_on(session, swap, SwapState.CONFIRMED if confirm else SwapState.REFUSED, now)


async def _exchange(session: AsyncSession, swap: ShiftSwap, now: datetime) -> None:
    wanted = sorted({swap.shift_id, swap.return_shift_id} - {None}, key=str)
    held = {
        each: await shift_of(session, swap.centre_id, each, lock=True) for each in wanted if each is not None
    }
    shift = held[swap.shift_id]
    _refuse_not_mine(shift, swap.asked_by)
    _refuse_begun(shift, now)
    if swap.return_shift_id is not None:
        back = held[swap.return_shift_id]
        _refuse_not_mine(back, swap.other_id)
        _refuse_begun(back, now)
        await change_shift(session, back, {"person_id": swap.asked_by}, also_given_away=shift.id)
    await change_shift(session, shift, {"person_id": swap.other_id})


def _refuse_not_mine(shift: Shift, person_id: UUID) -> None:
    if shift.person_id != person_id:
        raise Refused(conflict("not_your_shift", None, "这不是本人的班次", "This shift is not that person's"))


def _refuse_begun(shift: Shift, now: datetime) -> None:
    refuse_if_over(shift)
    if shift.signed_on_at is not None or shift.starts_at <= now:
        raise Refused(
            conflict(
                "shift_begun",
                None,
                "已开始的班次不能换，请按交接班办理",
                "A shift that has begun is handed over, not swapped",
            )
        )


async def _refuse_wrong_post(session: AsyncSession, shift: Shift, person_id: UUID) -> None:
    role = Role(shift.role)
    if not await is_appointed(session, shift.centre_id, person_id, role, shift.starts_at):
        raise Refused(not_appointed(role))


def _refuse_unless(swap: ShiftSwap, *states: SwapState) -> None:
    if swap.state not in {each.value for each in states}:
        raise Refused(
            conflict(
                "swap_elsewhere",
                None,
                "此换班申请已不在这一步",
                "This swap is at another step by now",
            )
        )


async def _goes_on(session: AsyncSession, swap: ShiftSwap, state: SwapState, now: datetime) -> None:
    swap.state = state.value
    if state not in {SwapState.ASKED, SwapState.AGREED}:
        swap.ended_at = now
    await store(session, swap)
