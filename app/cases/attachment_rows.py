"""The rows of attachments: what is kept for a case, by whom, and under which hash."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk, perform
from app.cases.attachment_store import AttachmentStore, place_of
from app.cases.loading import no_such_case
from app.cases.tables import Attachment, Case
from app.database.rows import missing
from app.database.session import Database
from app.procedure.actions.supervision import AttachFile
from app.procedure.refusal import Refused, Words, conflict
from app.staff.tables import Person

ATTACHMENT = Words("附件", "attachment")
MOST_OF_A_CASE = 200
UNCLAIMED = timedelta(days=1)
"""How long a file without a row is left alone: its upload may still be under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file somebody wants to add to a case."""

    case_id: UUID
    id: UUID
    name: str | None
    media_type: str
    size: int
    sha256: bytes


def attachments(centre_id: UUID, case_id: UUID) -> Select[Attachment, str]:
    """The attachments of a case, each with the name of who added it."""
    of_person = and_(Person.centre_id == Attachment.centre_id, Person.id == Attachment.added_by)
    return (
        select(Attachment, Person.name)
        .outerjoin(Person, of_person)
        .where(Attachment.centre_id == centre_id, Attachment.case_id == case_id)
    )


async def case_is_there(session: AsyncSession, centre_id: UUID, case_id: UUID) -> None:
    """Refuses where the centre has no such case."""
    query = select(Case.id).where(Case.centre_id == centre_id, Case.id == case_id)
    if (await session.execute(query)).scalar_one_or_none() is None:
        raise no_such_case()


async def attachment_of(
    session: AsyncSession, centre_id: UUID, case_id: UUID, attachment_id: UUID
) -> tuple[Attachment, str | None]:
    """One attachment of a case, or a refusal."""
    query = attachments(centre_id, case_id).where(Attachment.id == attachment_id)
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise missing(ATTACHMENT)
    return row[0], row[1]


async def add(desk: Desk, file: File) -> tuple[Attachment, bool]:
    """Add a file that is already in the store, and tell it in the journal of its case.

    The same file under the same id is added once.
    """
    session, centre_id = desk.session, desk.actor.centre_id
    await _room_for_one_more(session, centre_id, file)
    added = (
        insert(Attachment)
        .values(
            centre_id=centre_id,
            id=file.id,
            case_id=file.case_id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            added_by=desk.actor.person_id,
            added_at=desk.now,
        )
        .on_conflict_do_nothing(index_elements=["centre_id", "id"])
        .returning(Attachment.id)
    )
    is_new = (await session.execute(added)).scalar_one_or_none() is not None
    query = select(Attachment).where(Attachment.centre_id == centre_id, Attachment.id == file.id)
    row = (await session.execute(query)).scalar_one()
    if row.case_id != file.case_id or row.sha256 != file.sha256:
        raise Refused(ID_IS_TAKEN)
    if is_new:
        await perform(desk, file.case_id, _told(file))
    return row, is_new


def _told(file: File) -> AttachFile:
    return AttachFile(
        attachment_id=file.id,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256.hex(),
        file_name=file.name,
    )


async def _room_for_one_more(session: AsyncSession, centre_id: UUID, file: File) -> None:
    query = select(func.count()).where(
        Attachment.centre_id == centre_id, Attachment.case_id == file.case_id, Attachment.id != file.id
    )
    if (await session.execute(query)).scalar_one() >= MOST_OF_A_CASE:
        raise Refused(TOO_MANY)


async def sweep(database: Database, store: AttachmentStore, centre_id: UUID, now: datetime) -> int:
    """Remove files whose upload was refused or broken off after they were stored: no row speaks of them."""
    removed, batch = 0, list[str]()
    async for place in store.kept_before(centre_id, now - UNCLAIMED):
        batch.append(place)
        if len(batch) == 500:
            removed += await _remove_unclaimed(database, store, centre_id, batch)
            batch = []
    return removed + await _remove_unclaimed(database, store, centre_id, batch)


async def _remove_unclaimed(
    database: Database, store: AttachmentStore, centre_id: UUID, places: list[str]
) -> int:
    ids = list(_ids_in(places))
    query = select(Attachment.case_id, Attachment.id, Attachment.sha256).where(
        Attachment.centre_id == centre_id, Attachment.id.in_(ids)
    )
    async with database.transaction() as session:
        claimed = {place_of(centre_id, *row) for row in (await session.execute(query)).all()}
    unclaimed = [place for place in places if place not in claimed]
    if unclaimed:
        await store.remove(unclaimed)
    return len(unclaimed)


def _ids_in(places: Iterable[str]) -> Iterable[UUID]:
    for place in places:
        try:
            yield UUID(place.split("/")[2])
        except (IndexError, ValueError):
            continue


ID_IS_TAKEN = conflict(
    "attachment_differs",
    None,
    "此编号已用于另一文件",
    "Another file was added under this id",
    then=(None, "为新文件另取一个编号", "Use a fresh id for a new file"),
)
TOO_MANY = conflict(
    "too_many_attachments",
    None,
    f"每个事项最多 {MOST_OF_A_CASE} 个附件",
    f"A case holds at most {MOST_OF_A_CASE} attachments",
)
