"""业主档案 over HTTP, to be read. Filing is an act of the desk on the case (4.6.2)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from app.archive.queries import entries_page, files_page
from app.archive.schemas import OwnerFile, OwnerFileEntry, entry_of, file_of
from app.procedure.actors import Actor
from app.residents.guards import CUSTOMER_SERVICE
from app.residents.queries import unit_of
from app.staff.guards import require
from app.web.dependencies import SessionDep
from app.web.lists import PageAsked, PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses

router = APIRouter(prefix="/owner-files", tags=["owner files"], responses=problem_responses(401, 403))

ReadsFiles = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE, clause="4.6.2-b"))]


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


@router.get("/centre-folder", summary="The centre's own folder")
async def list_centre_folder(session: SessionDep, actor: ReadsFiles, page: PageDep) -> Page[OwnerFileEntry]:
    """Filed sheets of residents who gave no name or no unit."""
    return await _entries(session, actor, None, page)


@router.get("/{unit_id}", summary="The file of a unit", responses=problem_responses(404))
async def get_owner_file(
    unit_id: UUID, session: SessionDep, actor: ReadsFiles, page: PageDep
) -> Page[OwnerFileEntry]:
    """Sheets filed under the unit, a tenant's like an owner's; the newest first."""
    await unit_of(session, actor.centre_id, unit_id)
    return await _entries(session, actor, unit_id, page)


async def _entries(
    session: AsyncSession, actor: Actor, unit_id: UUID | None, page: PageAsked
) -> Page[OwnerFileEntry]:
    after = key_of(page.cursor, datetime, UUID)
    rows = await entries_page(session, actor.centre_id, unit_id, after, page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["filed_at"], row["case_id"]))
    return Page(items=[entry_of(row) for row in kept], next_cursor=following)
