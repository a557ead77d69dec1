"""其它咨询途径: other bodies a resident may be shown the way to (4.3.3)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.centre import queries
from app.centre.actions.lists import add_entry, change_entry, withdraw_entry
from app.centre.guards import KeepsDirectory
from app.centre.schemas.lists import DirectoryEntry, DirectoryEntryEdit, NewDirectoryEntry
from app.centre.tables import DirectoryEntry as EntryRow
from app.staff.guards import ActorDep
from app.staff.making import MakingDep
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/directory", tags=["directory"], responses=problem_responses(401, 403))
BY_NAME = Order((EntryRow.name, EntryRow.id), (str, UUID), lambda row: (row[0].name, row[0].id))


@router.get("", summary="Other bodies to ask")
async def list_directory(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    q: Annotated[str | None, Query(max_length=80, description="Words of the name or purpose")] = None,
    with_withdrawn: bool = False,
) -> Page[DirectoryEntry]:
    """What each is for, how to reach it, when it is open, and when that was last checked."""
    query = queries.directory(actor.centre_id, q, with_withdrawn=with_withdrawn)
    rows, following = await page_of(session, query, BY_NAME, page)
    return Page(items=[DirectoryEntry.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Add another body", status_code=201)
async def add_directory_entry(
    given: NewDirectoryEntry, actor: KeepsDirectory, making: MakingDep, response: Response
) -> DirectoryEntry:
    """Anyone who answers residents may add one."""
    entry = await making.made(
        lambda: add_entry(making.session, actor.centre_id, given.model_dump()),
        lambda made: queries.entry_of(making.session, actor.centre_id, made),
    )
    response.headers["ETag"] = etag(entry.version)
    return DirectoryEntry.of(entry)


@router.get("/{entry_id}", summary="One other body", responses=problem_responses(404))
async def get_directory_entry(
    entry_id: UUID, session: SessionDep, actor: ActorDep, response: Response
) -> DirectoryEntry:
    """An entry, also one that was withdrawn."""
    entry = await queries.entry_of(session, actor.centre_id, entry_id)
    response.headers["ETag"] = etag(entry.version)
    return DirectoryEntry.of(entry)


@router.patch("/{entry_id}", summary="Correct an entry", responses=problem_responses(404, 412, 428))
async def change_directory_entry(
    entry_id: UUID,
    edit: DirectoryEntryEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsDirectory,
    response: Response,
) -> DirectoryEntry:
    """Only what is given changes."""
    entry = await queries.entry_of(session, actor.centre_id, entry_id, lock=True)
    if entry.version != seen:
        raise changed_meanwhile(entry.version)
    await change_entry(session, entry, edit.model_dump())
    response.headers["ETag"] = etag(entry.version)
    return DirectoryEntry.of(entry)


@router.delete(
    "/{entry_id}",
    summary="Withdraw an entry",
    status_code=204,
    responses=problem_responses(404, 412, 428),
)
async def withdraw_directory_entry(
    entry_id: UUID, seen: IfMatch, session: SessionDep, actor: KeepsDirectory, clock: ClockDep
) -> None:
    """It is no longer offered; cases that named it keep what they said."""
    entry = await queries.entry_of(session, actor.centre_id, entry_id, lock=True)
    if entry.version != seen:
        raise changed_meanwhile(entry.version)
    await withdraw_entry(session, entry, clock())
