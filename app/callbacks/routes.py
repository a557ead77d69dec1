"""回访 over HTTP: whom the desk calls next, and what was said. The call itself is an act on the case."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from app.callbacks.guards import CallsBack, ReadsRecords, records_wanted
from app.callbacks.paper_routes import router as papers
from app.callbacks.queries import RecordFilter, WorkFilter, records_page, work_page
from app.callbacks.schemas import SCRIPT, CallbackRecord, CallbackWork, owed_of, record_of
from app.procedure.vocabulary import Kind
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/callbacks", tags=["callbacks"], responses=problem_responses(401, 403))


@router.get("", summary="Callbacks owed")
async def list_callbacks(
    session: SessionDep,
    actor: CallsBack,
    clock: ClockDep,
    page: PageDep,
    overdue: Annotated[bool | None, Query(description="Past its due time, or not yet")] = None,
    kind: Kind | None = None,
    mine: Annotated[bool, Query(description="Without those the one who asks has handled (3.1-c)")] = False,
) -> CallbackWork:
    """As they fall due: whom to call, the tries so far, what was done, and the words to say (4.5.1)."""
    now = clock()
    wanted = WorkFilter(overdue=overdue, kind=kind, not_handled_by=actor.person_id if mine else None)
    after = key_of(page.cursor, datetime, UUID, str)
    rows = await work_page(session, actor.centre_id, wanted, after=after, limit=page.limit, now=now)
    kept, following = cut(rows, page.limit, lambda row: (row["due_at"], row["case_id"], row["key"]))
    items = [owed_of(row, actor.person_id, now) for row in kept]
    return CallbackWork(items=items, next_cursor=following, script=SCRIPT)


@router.get("/records", summary="Callback records")
async def list_callback_records(
    session: SessionDep,
    actor: ReadsRecords,
    page: PageDep,
    wanted: Annotated[RecordFilter, Depends(records_wanted)],
) -> Page[CallbackRecord]:
    """Every try, the newest first: who called whom, reached or not, solved, satisfied, remarks."""
    after = key_of(page.cursor, datetime, UUID, int)
    rows = await records_page(session, actor.centre_id, wanted, after, page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["at"], row["case_id"], row["entry"]))
    return Page(items=[record_of(row) for row in kept], next_cursor=following)


router.takes_in(papers)
