"""One voice over HTTP: words that wait for approval, uses of unified answers, the way of suggestions."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.answers.guards import Drafts
from app.answers.queries import script_of, version_in_force, versions
from app.cases.approval_inbox import WaitingWords, waiting_page, waiting_words
from app.cases.guards import DeskDep
from app.cases.script_topics import ScriptProposal, proposals
from app.cases.script_uses import ScriptUse, script_use, to_tell_page, uses_page
from app.cases.suggestion_board import (
    DoneLine,
    Stage,
    SuggestionLine,
    done_page,
    suggestion_line,
    suggestions_page,
)
from app.cases.views import CaseLine, case_line
from app.web.dependencies import ClockDep, SessionDep
from app.web.paging import CursorQuery, LimitQuery, Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room()
ANSWERS = problem_responses(401, 403, 404)


@router.get("/approvals", summary="Words that wait for approval", tags=["approvals"])
async def list_approvals(
    desk: DeskDep, limit: LimitQuery = 50, cursor: CursorQuery = None
) -> Page[WaitingWords]:
    """The exact text of each, as they fall due; approve or reject it at its case, naming the version seen."""
    rows = await waiting_page(desk.session, desk.actor, key_of(cursor, datetime, UUID), limit)
    kept, following = cut(rows, limit, lambda row: (row["due_at"], row["case_id"]))
    return Page(items=[waiting_words(row, desk.now) for row in kept], next_cursor=following)


@router.get(
    "/script-proposals",
    summary="Topics that may need a unified answer",
    tags=["answer scripts"],
    responses=ANSWERS,
)
async def list_script_proposals(session: SessionDep, actor: Drafts, clock: ClockDep) -> list[ScriptProposal]:
    """With the cases that ask, by topic and by link, and a first draft of their questions."""
    return await proposals(session, actor.centre_id, clock())


@router.get(
    "/answer-scripts/{script_id}/uses",
    summary="Who answered by which version, when",
    tags=["answer scripts"],
    responses=ANSWERS,
)
async def list_script_uses(
    script_id: UUID,
    session: SessionDep,
    actor: Drafts,
    version_id: Annotated[UUID | None, Query(description="Only this wording")] = None,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[ScriptUse]:
    """Every answer given by it, the latest first, from the journals of the cases."""
    script = await script_of(session, actor.centre_id, script_id)
    known = [each.id for each in await versions(session, script)]
    wanted = [each for each in known if version_id in {None, each}]
    rows = await uses_page(session, actor.centre_id, wanted, key_of(cursor, datetime, UUID, int), limit)
    kept, following = cut(rows, limit, lambda row: (row["at"], row["case_id"], row["entry"]))
    return Page(
        items=[script_use(row) for row in kept],
        next_cursor=following,
    )


@router.get(
    "/answer-scripts/{script_id}/to-tell",
    summary="Residents who asked before it stood",
    tags=["answer scripts"],
    responses=ANSWERS,
)
async def list_residents_to_tell(
    script_id: UUID,
    session: SessionDep,
    actor: Drafts,
    clock: ClockDep,
    limit: LimitQuery = 50,
    cursor: CursorQuery = None,
) -> Page[CaseLine]:
    """Cases of the topic answered before the wording in force; tell them with `tell-unified-answer`."""
    script = await script_of(session, actor.centre_id, script_id)
    version = await version_in_force(session, actor.centre_id, script.topic, clock())
    start = key_of(cursor, datetime, UUID)
    if version is None:
        return Page(items=[], next_cursor=None)
    rows = await to_tell_page(session, actor.centre_id, script.topic, version.id, start, limit)
    kept, following = cut(rows, limit, lambda row: (row["recorded_at"], row["id"]))
    return Page(items=[case_line(row) for row in kept], next_cursor=following)


@router.get("/suggestions", summary="The way of suggestions", tags=["suggestions"])
async def list_suggestions(
    desk: DeskDep, stage: Stage, limit: LimitQuery = 50, cursor: CursorQuery = None
) -> Page[SuggestionLine]:
    """One stage of the way: in study, decided, being carried out, done."""
    rows = await suggestions_page(
        desk.session, desk.actor.centre_id, stage, key_of(cursor, datetime, UUID), limit
    )
    kept, following = cut(rows, limit, lambda row: (row["recorded_at"], row["id"]))
    return Page(items=[suggestion_line(row) for row in kept], next_cursor=following)


@router.get("/suggestions/board", summary="What was done because of suggestions", tags=["suggestions"])
async def list_done_suggestions(
    desk: DeskDep, limit: LimitQuery = 50, cursor: CursorQuery = None
) -> Page[DoneLine]:
    """For publication: what was asked for and done, and by how many residents; nobody is named."""
    rows = await done_page(desk.session, desk.actor.centre_id, key_of(cursor, datetime, UUID), limit)
    kept, following = cut(rows, limit, lambda row: (row["published_at"], row["id"]))
    items = [
        DoneLine(
            title=row["title"],
            text=row["text"],
            topic=row["topic"],
            residents=row["joint_count"],
            published_at=row["published_at"],
        )
        for row in kept
    ]
    return Page(items=items, next_cursor=following)
