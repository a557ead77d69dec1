"""Swaps of shifts: which were asked for, and how far they have come."""

from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import row_of
from app.procedure.refusal import Words
from app.rosters.tables import ShiftSwap

SWAP = Words("换班申请", "swap of shifts")


async def swap_of(session: AsyncSession, centre_id: UUID, swap_id: UUID, *, lock: bool = False) -> ShiftSwap:
    """A swap of this centre, or a refusal."""
    return await row_of(session, ShiftSwap, centre_id, swap_id, SWAP, lock=lock)


def swaps(centre_id: UUID, *, running: bool | None, person_id: UUID | None) -> Select[ShiftSwap]:
    """Swaps of everyone or those one person takes part in."""
    query = select(ShiftSwap).where(ShiftSwap.centre_id == centre_id)
    if running is not None:
        query = query.where(ShiftSwap.ended_at.is_(None) if running else ShiftSwap.ended_at.is_not(None))
    if person_id is not None:
        query = query.where(or_(ShiftSwap.asked_by == person_id, ShiftSwap.other_id == person_id))
    return query
