"""《交接班记录》 over HTTP: for who gave, who received, and their supervisors."""

from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Response

from app.centre.queries import centre_of
from app.paper.lists import listed, table_of
from app.paper.writing import hour, joined, minute, printed
from app.procedure.labels import label_of
from app.procedure.vocabulary import Role
from app.rosters.guards import logs_read_by
from app.rosters.hand_over_papers import ITEMS, TITLE, hand_over_paper
from app.rosters.queries.shifts import shift_of
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.staff.queries.people import name_of
from app.supervision.hand_overs import hand_over_of, items_of
from app.web.dependencies import ClockDep, SessionDep
from app.web.papers import AS_PAPER, PaperFormat, PaperFormatQuery, PressDep, paper_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/hand-overs", tags=["duty log"], responses=problem_responses(401, 403))


@router.get(
    "/{hand_over_id}/document",
    summary="A hand-over as a document",
    response_class=Response,
    responses={**AS_PAPER, **problem_responses(404)},
)
async def get_hand_over_document(
    hand_over_id: UUID,
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    press: PressDep,
    form: PaperFormatQuery = PaperFormat.PDF,
) -> Response:
    """What was open, who took it on and when they signed, and what keys and radios went with it."""
    now, me = clock(), person_behind(actor)
    made = await hand_over_of(session, actor.centre_id, hand_over_id)
    items = await items_of(session, actor.centre_id, [made])
    if me != made.person_id and me not in {row["receiver_id"] for row in items}:
        logs_read_by(actor)
    centre = await centre_of(session, actor.centre_id)
    zone = ZoneInfo(centre.zone)
    paper = hand_over_paper(
        centre.name,
        await table_of(ITEMS, listed(items), zone, blank=2),
        who=await name_of(session, actor.centre_id, made.person_id) or "",
        shift=await _shift(session, actor.centre_id, made.shift_id, zone),
        at=joined(minute(made.made_at, zone), "已签退" if made.signed_off else None, by=" "),
        things="、".join(made.things) or "无",
        foot=printed(await name_of(session, actor.centre_id, me), now, zone),
    )
    return await paper_answer(press, paper, form, now, f"{TITLE} {minute(made.made_at, zone)}")


async def _shift(session: SessionDep, centre_id: UUID, shift_id: UUID | None, zone: ZoneInfo) -> str:
    if shift_id is None:
        return ""
    shift = await shift_of(session, centre_id, shift_id)
    times = f"{hour(shift.starts_at, zone)}–{hour(shift.ends_at, zone)}"
    return joined(label_of(Role(shift.role)).zh, times, by=" ")
