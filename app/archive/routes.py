"""业主档案 over HTTP, to be read. Filing is an act of the desk on the case (4.6.2)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.archive.actions import refuse_unopened
from app.archive.guards import FolderDep, ReadsFiles
from app.archive.log_routes import router as log
from app.archive.paper_routes import router as papers
from app.archive.queries import entries_page, files_page
from app.archive.schemas import OwnerFile, OwnerFileEntry, entry_of, file_of
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/owner-files", tags=["owner files"], responses=problem_responses(401, 403))


@router.get("", summary="Owner files")
async def list_owner_files(
    session: SessionDep,
    actor: ReadsFiles,
    page: PageDep,
    q: Annotated[str | None, Query(max_length=40, description="The unit as people say it: 1栋602")] = None,
) -> Page[OwnerFile]:
    """Every unit under which a suggestion or challenge sheet is filed."""
    rows = await files_page(session, actor.centre_id, q, key_of(page.cursor, str, str, UUID), page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["building"], row["number"], row["unit_id"]))
    return Page(items=[file_of(row) for row in kept], next_cursor=following)


router.takes_in(log)
router.takes_in(papers)


@router.get("/{folder}", summary="What is in a file", responses=problem_responses(404, 409))
async def get_owner_file(
    unit_id: FolderDep, session: SessionDep, actor: ReadsFiles, clock: ClockDep, page: PageDep
) -> Page[OwnerFileEntry]:
    """A tenant's sheets like an owner's; the newest first. The file is opened with a reason first."""
    await refuse_unopened(session, actor.centre_id, unit_id, by=person_behind(actor), now=clock())
    after = key_of(page.cursor, datetime, UUID)
    rows = await entries_page(session, actor.centre_id, unit_id, after, page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["filed_at"], row["case_id"]))
    return Page(items=[entry_of(row) for row in kept], next_cursor=following)
