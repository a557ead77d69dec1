"""监督、检查: what the head of customer service and the centre manager watch (3.4), over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Depends, Query, Response

from app.cases.lists import ClauseWord
from app.cases.views import CaseLine, case_line
from app.centre.queries import centre_of
from app.notifications.holders import present
from app.paper.writing import printed
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.vocabulary import Kind, Role
from app.residents.guards import HEADS
from app.staff.guards import require
from app.staff.queries.people import name_of
from app.supervision import queries
from app.supervision.morning import MORNING_LIST, gathered, morning_paper
from app.supervision.queries import LOOKED_BACK, OverdueFilter
from app.supervision.schemas import Board, MissedDuty, clause_count, figure, missed_duty
from app.supervision.vocabulary import Watched
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.papers import AS_PAPER, PaperFormat, PaperFormatQuery, PressDep, paper_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/supervision", tags=["supervision"], responses=problem_responses(401, 403))

Supervises = Annotated[Actor, Depends(require(*HEADS, clause="3.4-b"))]


async def _wanted(
    clause: Annotated[ClauseWord | None, Query(examples=["4.5.1-a"])] = None,
    code: DutyCode | None = None,
    role: Role | None = None,
    kind: Kind | None = None,
    area_id: Annotated[UUID | None, Query(description="The area of the case")] = None,
    person_id: Annotated[UUID | None, Query(description="Who owes it, by name or by post")] = None,
) -> OverdueFilter:
    return OverdueFilter(clause=clause, code=code, role=role, kind=kind, area_id=area_id, person_id=person_id)


@router.get("/overdue", summary="Missed duties")
async def list_overdue(
    session: SessionDep,
    actor: Supervises,
    clock: ClockDep,
    page: PageDep,
    wanted: Annotated[OverdueFilter, Depends(_wanted)],
) -> Page[MissedDuty]:
    """Exactly the duties past their due time: by which clause, since when, and who owes them now."""
    now = clock()
    rows = await queries.overdue_page(
        session,
        actor.centre_id,
        wanted,
        after=key_of(page.cursor, datetime, UUID, str),
        limit=page.limit,
        now=now,
    )
    kept, following = cut(rows, page.limit, lambda row: (row["due_at"], row["case_id"], row["key"]))
    there = await present(session, actor.centre_id, now)
    return Page(items=[missed_duty(row, there, now) for row in kept], next_cursor=following)


@router.get(
    "/board/{watched}",
    summary="Cases behind a figure of the board",
    responses=problem_responses(422),
)
async def list_watched_cases(
    watched: Watched, session: SessionDep, actor: Supervises, clock: ClockDep, page: PageDep
) -> Page[CaseLine]:
    """The oldest first. A figure that counts duties may count a case more than once; here it stands once."""
    rows = await queries.watched_page(
        session,
        actor.centre_id,
        watched,
        after=key_of(page.cursor, datetime, UUID),
        limit=page.limit,
        now=clock(),
    )
    kept, following = cut(rows, page.limit, lambda row: (row["recorded_at"], row["id"]))
    return Page(items=[case_line(row) for row in kept], next_cursor=following)


@router.get(
    "/morning-list", summary="List for the morning meeting", response_class=Response, responses=AS_PAPER
)
async def get_morning_list(
    session: SessionDep,
    actor: Supervises,
    clock: ClockDep,
    press: PressDep,
    form: PaperFormatQuery = PaperFormat.PDF,
) -> Response:
    """What is overdue by clause, what falls due today, what was reopened and what is kept under watch."""
    now = clock()
    centre = await centre_of(session, actor.centre_id)
    listed = await gathered(session, actor.centre_id, now, ZoneInfo(centre.zone))
    who = await name_of(session, actor.centre_id, actor.person_id)
    paper = morning_paper(centre.name, listed, now, printed(who, now, ZoneInfo(centre.zone)))
    return await paper_answer(press, paper, form, now, f"{MORNING_LIST} {listed.today}")


@router.get("/board", summary="The head's board")
async def get_board(session: SessionDep, actor: Supervises, clock: ClockDep) -> Board:
    """Missed duties by clause, sheets not returned, callbacks missing, what was reopened, exceptions."""
    now = clock()
    by_clause = await queries.overdue_by_clause(session, actor.centre_id, now)
    found = await queries.figures(session, actor.centre_id, now)
    return Board(
        at=now,
        exceptions_since=now - LOOKED_BACK,
        overdue=[clause_count(row) for row in by_clause],
        figures=[figure(watched, count) for watched, count in found.items()],
    )
