"""Opening, lending and taking back owner files, and the log of it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.archive import actions
from app.archive.actions import OPEN_FOR, Loan, Why
from app.archive.guards import FolderDep, KeepsFiles, ReadsFiles
from app.archive.queries import LogFilter, borrowing_of, log_page, viewing_of
from app.archive.schemas import (
    FileBorrowing,
    FileLogLine,
    FileViewing,
    LendFile,
    OpenFile,
    TakeBack,
    log_line_of,
)
from app.archive.tables import OwnerFileViewing
from app.centre.queries import today_at
from app.staff.making import MakingDep, person_behind
from app.staff.queries.people import person_of
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/owner-files")


def _told(row: OwnerFileViewing) -> FileViewing:
    same = {name: getattr(row, name) for name in FileViewing.model_fields if name != "open_until"}
    return FileViewing(**same, open_until=row.viewed_at + OPEN_FOR)


@router.post(
    "/{folder}/viewings", summary="Open an owner file", status_code=201, responses=problem_responses(404)
)
async def open_owner_file(
    unit_id: FolderDep, why: OpenFile, actor: ReadsFiles, making: MakingDep
) -> FileViewing:
    """With a reason, written down. For half an hour the file is then open to who asked."""
    asked = Why(reason=why.reason, note=why.note)
    row = await making.made(
        lambda: actions.open_file(
            making.session, actor.centre_id, unit_id, asked, by=person_behind(actor), now=making.now
        ),
        lambda made: viewing_of(making.session, actor.centre_id, made),
    )
    return _told(row)


@router.post(
    "/{folder}/borrowings",
    summary="Lend an owner file",
    status_code=201,
    responses=problem_responses(404, 409),
)
async def lend_owner_file(
    unit_id: FolderDep, given: LendFile, actor: KeepsFiles, making: MakingDep
) -> FileBorrowing:
    """The paper file goes out to a colleague; one has it at a time."""
    await person_of(making.session, actor.centre_id, given.borrowed_by)
    loan = Loan(
        borrowed_by=given.borrowed_by, due_on=given.due_on, why=Why(reason=given.reason, note=given.note)
    )
    lending = actions.Lending(
        by=person_behind(actor),
        now=making.now,
        today=await today_at(making.session, actor.centre_id, making.now),
    )
    row = await making.made(
        lambda: actions.lend(making.session, actor.centre_id, unit_id, loan, lending),
        lambda made: borrowing_of(making.session, actor.centre_id, made),
    )
    return FileBorrowing.model_validate(row)


@router.post(
    "/borrowings/{borrowing_id}/return",
    summary="Take an owner file back",
    responses=problem_responses(404, 409),
)
async def take_back_owner_file(
    borrowing_id: UUID, given: TakeBack, actor: KeepsFiles, session: SessionDep, clock: ClockDep
) -> FileBorrowing:
    """Who took it back when stands in the log."""
    row = await actions.take_back(
        session, actor.centre_id, borrowing_id, given.note, by=person_behind(actor), now=clock()
    )
    return FileBorrowing.model_validate(row)


@router.get("/log", summary="Who looked into or has an owner file")
async def list_owner_file_log(
    session: SessionDep,
    actor: ReadsFiles,
    page: PageDep,
    unit_id: UUID | None = None,
    centre_folder: bool = False,
    out: Annotated[bool, Query(description="Only what has not come back")] = False,
) -> Page[FileLogLine]:
    """Viewings and borrowings, the latest first."""
    wanted = LogFilter(unit_id=unit_id, centre_folder=centre_folder, out=out)
    rows = await log_page(session, actor.centre_id, wanted, key_of(page.cursor, datetime, UUID), page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["at"], row["id"]))
    return Page(items=[log_line_of(row) for row in kept], next_cursor=following)
