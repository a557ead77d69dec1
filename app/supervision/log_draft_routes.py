"""值班工作本 drafted from the cases' times, for the person who did it."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from app.procedure.refusal import Words
from app.rosters.queries.desk_hours import desk_hours_now
from app.rosters.queries.shifts import shift_of
from app.schema import Schema
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.supervision.log_drafts import drafts
from app.web.dependencies import ClockDep, SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/duty-log-drafts", tags=["duty log"], responses=problem_responses(401, 403))
LOOKED_BACK = timedelta(hours=24)


class DraftOut(Schema):
    """What a case gives to the own log. It is no entry until the person writes it (4.2.5)."""

    case_id: UUID
    number: str | None
    occurred_at: datetime
    text: Words
    written: bool = Field(description="The own entry about this case is there already")


@router.get("", summary="My duty log, drafted from the cases' times", responses=problem_responses(404))
async def draft_duty_log(
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    case_id: Annotated[UUID | None, Query(description="Of one case alone, whenever it was")] = None,
    shift_id: Annotated[UUID | None, Query(description="Of one of my shifts; the last day otherwise")] = None,
) -> list[DraftOut]:
    """One draft a case of what I did in it. I read it, change it, and write it on the case myself."""
    now, me = clock(), person_behind(actor)
    since, until = (now - timedelta(days=3660) if case_id else now - LOOKED_BACK), now + timedelta(minutes=1)
    if shift_id is not None:
        shift = await shift_of(session, actor.centre_id, shift_id)
        since, until = shift.signed_on_at or shift.starts_at, shift.signed_off_at or shift.ends_at
    zone = (await desk_hours_now(session, actor.centre_id)).zone
    found = await drafts(session, actor.centre_id, me, since=since, until=until, case_id=case_id, zone=zone)
    return [DraftOut.model_validate(each, from_attributes=True) for each in found]
