"""One row of one centre. Another centre's row is as missing as none at all."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.base import Base, OfCentre
from app.procedure.refusal import NextAction, Refusal, Refused, Sort, Words, conflict

R = TypeVar("R", bound=OfCentre)

LOOK_AGAIN = NextAction(Words("刷新列表后再选", "Reload the list and choose again"))

UNIQUE_VIOLATION = "23505"
TAKEN = conflict(
    "taken_already",
    None,
    "已有相同的一项",
    "There is one like this already",
    then=(None, "改用别的名称，或打开已有的一项", "Choose another name, or open the existing one"),
)


def missing(what: Words) -> Refused:
    """The refusal for a row that is not there."""
    reason = Words(f"没有这个{what.zh}", f"There is no such {what.en}")
    return Refused(Refusal(sort=Sort.MISSING, code="not_found", reason=reason, next_action=LOOK_AGAIN))


async def row_of(
    session: AsyncSession, table: type[R], centre_id: UUID, row_id: UUID, what: Words, *, lock: bool = False
) -> R:
    """The centre's own row, or a refusal. `lock` holds it for a change until the transaction ends."""
    query = select(table).where(table.centre_id == centre_id, table.id == row_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = (await session.execute(query)).scalar_one_or_none()
    if row is None:
        raise missing(what)
    return row


async def store(session: AsyncSession, row: Base) -> None:
    """Write a row now, so that what is taken already is told here and not at the commit."""
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise Refused(TAKEN) from error
