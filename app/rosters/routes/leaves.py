"""Who is away, and until when."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.rosters.actions import shifts as acts
from app.rosters.guards import KeepsRosters, refuse_other_rosters
from app.rosters.queries import shifts as queries
from app.rosters.schemas.shifts import Leave, NewLeave
from app.rosters.tables import Leave as LeaveRow
from app.staff.making import MakingDep
from app.web.bodies import Moment
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/leaves", tags=["shifts"], responses=problem_responses(401, 403))
BY_START = Order(
    (LeaveRow.starts_at, LeaveRow.id), (datetime, UUID), lambda row: (row[0].starts_at, row[0].id)
)


@router.get("", summary="Who is away")
async def list_leaves(
    session: SessionDep,
    actor: KeepsRosters,
    page: PageDep,
    since: Moment | None = None,
    until: Moment | None = None,
    person_id: Annotated[UUID | None, Query()] = None,
) -> Page[Leave]:
    """Leaves that touch a span of time. Why somebody is away is not written down."""
    query = queries.leaves(actor.centre_id, queries.During(since, until), person_id)
    rows, following = await page_of(session, query, BY_START, page)
    return Page(items=[Leave.of(row[0]) for row in rows], next_cursor=following)


@router.post(
    "", summary="Write down that a person is away", status_code=201, responses=problem_responses(404)
)
async def create_leave(given: NewLeave, actor: KeepsRosters, making: MakingDep) -> Leave:
    """No shift of the person counts in that time."""
    posts = await queries.posts_of(making.session, actor.centre_id, given.person_id, making.now)
    refuse_other_rosters(actor, *posts)
    leave = await making.made(
        lambda: acts.add_leave(
            making.session, actor.centre_id, given.person_id, given.starts_at, given.ends_at
        ),
        lambda made: queries.leave_of(making.session, actor.centre_id, made),
    )
    return Leave.of(leave)


@router.delete(
    "/{leave_id}",
    summary="The person is not away after all",
    status_code=204,
    responses=problem_responses(404),
)
async def cancel_leave(leave_id: UUID, session: SessionDep, actor: KeepsRosters, clock: ClockDep) -> None:
    """From now on the person's shifts count again."""
    leave = await queries.leave_of(session, actor.centre_id, leave_id, lock=True)
    posts = await queries.posts_of(session, actor.centre_id, leave.person_id, clock())
    refuse_other_rosters(actor, *posts)
    await acts.cancel_leave(session, leave, clock())
