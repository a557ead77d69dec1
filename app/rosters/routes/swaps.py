"""换班: asked, agreed by the other, confirmed by who keeps the roster."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.procedure.vocabulary import Role
from app.rosters.actions import swaps as acts
from app.rosters.guards import KeepsRosters, refuse_other_rosters
from app.rosters.queries.shifts import shift_of
from app.rosters.queries.swaps import swap_of, swaps
from app.rosters.schemas.swaps import NewShiftSwap, ShiftSwap, SwapAnswer
from app.rosters.tables import ShiftSwap as SwapRow
from app.staff.guards import ActorDep
from app.staff.making import MakingDep, person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/shift-swaps", tags=["shifts"], responses=problem_responses(401, 403))
LATEST_FIRST = Order(
    (SwapRow.asked_at, SwapRow.id),
    (datetime, UUID),
    lambda row: (row[0].asked_at, row[0].id),
    descending=True,
)
STEP = problem_responses(404, 409)


@router.get("", summary="Swaps of shifts")
async def list_shift_swaps(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    running: Annotated[bool | None, Query(description="Only those not ended yet, or only ended ones")] = None,
    person_id: Annotated[UUID | None, Query(description="Who takes part in it")] = None,
) -> Page[ShiftSwap]:
    """The latest first. The roster is everybody's to read, and so are its changes."""
    query = swaps(actor.centre_id, running=running, person_id=person_id)
    rows, following = await page_of(session, query, LATEST_FIRST, page)
    return Page(items=[ShiftSwap.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Ask to swap a shift", status_code=201, responses=STEP)
async def create_shift_swap(given: NewShiftSwap, actor: ActorDep, making: MakingDep) -> ShiftSwap:
    """For my own shift that has not begun. The roster stays as it is until the swap is confirmed."""
    me = person_behind(actor)

    async def ask() -> SwapRow:
        shift = await shift_of(making.session, actor.centre_id, given.shift_id, lock=True)
        return await acts.ask_to_swap(
            making.session,
            shift,
            other_id=given.other_id,
            return_shift_id=given.return_shift_id,
            by=me,
            now=making.now,
        )

    row = await making.made(ask, lambda made: swap_of(making.session, actor.centre_id, made))
    return ShiftSwap.of(row)


@router.post("/{swap_id}/answer", summary="Agree to a swap, or decline", responses=STEP)
async def answer_shift_swap(
    swap_id: UUID, given: SwapAnswer, session: SessionDep, actor: ActorDep, clock: ClockDep
) -> ShiftSwap:
    """By the colleague who was asked, and by nobody else."""
    swap = await swap_of(session, actor.centre_id, swap_id, lock=True)
    await acts.answer_swap(session, swap, agree=given.agree, by=person_behind(actor), now=clock())
    return ShiftSwap.of(swap)


@router.post("/{swap_id}/withdraw", summary="Take a swap back", responses=STEP)
async def withdraw_shift_swap(
    swap_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep
) -> ShiftSwap:
    """By who asked, until it is confirmed."""
    swap = await swap_of(session, actor.centre_id, swap_id, lock=True)
    await acts.withdraw_swap(session, swap, by=person_behind(actor), now=clock())
    return ShiftSwap.of(swap)


@router.post("/{swap_id}/rule", summary="Confirm a swap, or refuse it", responses=STEP)
async def rule_on_shift_swap(
    swap_id: UUID, given: SwapAnswer, session: SessionDep, actor: KeepsRosters, clock: ClockDep
) -> ShiftSwap:
    """By the duty supervisor of the department or above, never by one of the two. Then the roster changes."""
    swap = await swap_of(session, actor.centre_id, swap_id, lock=True)
    shift = await shift_of(session, actor.centre_id, swap.shift_id)
    refuse_other_rosters(actor, Role(shift.role))
    await acts.rule_on_swap(session, swap, confirm=given.agree, by=person_behind(actor), now=clock())
    return ShiftSwap.of(swap)
