"""Writing in the own duty log. Nobody writes in another's (4.2.5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, conflict, forbidden, incomplete
from app.rosters.queries.shifts import running_shift, shift_of
from app.rosters.tables import DutyLogEntry

CLOCK_SKEW = timedelta(minutes=5)
"""A phone's clock may be a little ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What a person did, in the own words."""

    occurred_at: datetime
    process: str
    result: str | None = None
    shift_id: UUID | None = None
    case_id: UUID | None = None


async def write_entry(
    session: AsyncSession, centre_id: UUID, entry: LogEntry, *, author: UUID, now: datetime
) -> DutyLogEntry:
    """Write an entry; its author is the one who is signed in, and it is never changed afterwards."""
    if entry.occurred_at > now + CLOCK_SKEW:
        raise Refused(
            incomplete(
                "not_happened_yet",
                None,
                "只能记录已经发生的事",
                "Only what has happened is written down",
                "occurred_at",
            )
        )
    if entry.shift_id is not None:
        await _refuse_other_shift(session, centre_id, entry.shift_id, author)
    row = DutyLogEntry(
        centre_id=centre_id,
        id=new_id(),
        person_id=author,
        shift_id=entry.shift_id or await running_shift(session, centre_id, author, entry.occurred_at),
        case_id=entry.case_id,
        occurred_at=entry.occurred_at,
        recorded_at=now,
        process=entry.process,
        result=entry.result,
    )
    await store(session, row)
    return row


async def _refuse_other_shift(session: AsyncSession, centre_id: UUID, shift_id: UUID, author: UUID) -> None:
    shift = await shift_of(session, centre_id, shift_id)
    if shift.person_id != author:
        raise Refused(
            forbidden(
                "not_your_shift",
                "4.2.5-a",
                "值班工作本由本人记录，这不是您的班次",
                "A duty log is in its owner's hand, and this is not your shift",
            )
        )
    if shift.cancelled_at is not None:
        raise Refused(conflict("shift_cancelled", None, "该班次已取消", "This shift was cancelled"))
