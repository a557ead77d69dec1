"""交接班 and 下班前自查 over HTTP."""

from collections import Counter
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy import func, select

from app.cases.views import duty_line
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.rosters.guards import logs_read_by
from app.rosters.queries.shifts import running_shift
from app.staff.guards import ActorDep
from app.staff.making import MakingDep, person_behind
from app.supervision import hand_overs as acts
from app.supervision.hand_over_schemas import HandOver, NewHandOver, ReceiverOut, SelfCheck, hand_over_out
from app.supervision.tables import HandedOver
from app.supervision.tables import HandOver as Row
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/hand-overs", tags=["duty log"], responses=problem_responses(401, 403))
STEP = problem_responses(404, 409)
LATEST_FIRST = Order(
    (Row.made_at, Row.id), (datetime, UUID), lambda row: (row[0].made_at, row[0].id), descending=True
)


@router.get("/before-i-leave", summary="What is open before I leave")
async def check_before_leaving(session: SessionDep, actor: ActorDep, clock: ClockDep) -> SelfCheck:
    """下班前自查: what I owe by name or by post, what lacks, and who may take it on."""
    now, me = clock(), person_behind(actor)
    rows = await acts.open_items(session, actor, now)
    codes = Counter(row["code"] for row in rows)
    waiting = select(func.count(HandedOver.hand_over_id.distinct())).where(
        HandedOver.centre_id == actor.centre_id,
        HandedOver.receiver_id == me,
        HandedOver.received_at.is_(None),
    )
    return SelfCheck(
        at=now,
        shift_id=await running_shift(session, actor.centre_id, me, now),
        items=[duty_line(row, now) for row in rows],
        receivers=[
            ReceiverOut.model_validate(each, from_attributes=True)
            for each in await acts.receivers(session, actor, now)
        ],
        incomplete_sheets=codes[DutyCode.COMPLETE_SHEET],
        callbacks_missing=codes[DutyCode.CALLBACK],
        logs_missing=codes[DutyCode.WRITE_DUTY_LOG],
        to_receive=(await session.execute(waiting)).scalar_one(),
    )


@router.get("", summary="Hand-overs")
async def list_hand_overs(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    everyone: bool = False,
    waiting: Annotated[bool | None, Query(description="Only those not yet signed for by all")] = None,
) -> Page[HandOver]:
    """Those I gave or received, the latest first. Supervisors may ask for everyone's."""
    me = person_behind(actor)
    if everyone:
        logs_read_by(actor)
    query = acts.hand_overs(actor.centre_id, None if everyone else me, waiting=waiting)
    rows, following = await page_of(session, query, LATEST_FIRST, page)
    return Page(items=await _told(session, actor, [row[0] for row in rows]), next_cursor=following)


@router.post("", summary="Hand over", status_code=201, responses=STEP)
async def create_hand_over(given: NewHandOver, actor: ActorDep, making: MakingDep) -> HandOver:
    """Signed by me. Every open item needs a receiver who is there or comes next (4.3.2)."""
    person_behind(actor)
    made = await making.made(
        lambda: acts.hand_over(
            making.session,
            actor,
            given.given(),
            things=given.things,
            leave=given.leave,
            now=making.now,
        ),
        lambda made_id: acts.hand_over_of(making.session, actor.centre_id, made_id),
    )
    return (await _told(making.session, actor, [made]))[0]


@router.post("/{hand_over_id}/receive", summary="Sign for what I take on", responses=STEP)
async def receive_hand_over(
    hand_over_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep
) -> HandOver:
    """By each receiver for the own items."""
    made = await acts.hand_over_of(session, actor.centre_id, hand_over_id)
    await acts.receive(session, made, by=person_behind(actor), now=clock())
    return (await _told(session, actor, [made]))[0]


async def _told(session: SessionDep, actor: Actor, rows: list[Row]) -> list[HandOver]:
    items = await acts.items_of(session, actor.centre_id, rows)
    names = await acts.names_of(session, actor.centre_id, {row.person_id for row in rows})
    return [hand_over_out(row, items, names) for row in rows]
