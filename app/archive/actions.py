"""Opening, lending and taking back an owner file: nothing of it goes unlogged."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.archive.queries import borrowing_of, opened_since, out_now
from app.archive.tables import OwnerFileBorrowing, OwnerFileViewing
from app.archive.vocabulary import FileReason
from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import Refused, conflict, incomplete

OPEN_FOR = timedelta(minutes=30)
"""How long a file stays open to who opened it; then the reason is asked for again."""

LONGEST_LOAN = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What it is needed for."""

    reason: FileReason
    note: str | None = None


async def open_file(
    session: AsyncSession, centre_id: UUID, unit_id: UUID | None, why: Why, *, by: UUID, now: datetime
) -> OwnerFileViewing:
    """Write down who opens the file and why; for a while it is then open to that person."""
    viewing = OwnerFileViewing(
        centre_id=centre_id,
        id=new_id(),
        unit_id=unit_id,
        person_id=by,
        viewed_at=now,
        reason=why.reason.value,
        note=why.note,
    )
    await store(session, viewing)
    return viewing


async def refuse_unopened(
    session: AsyncSession, centre_id: UUID, unit_id: UUID | None, *, by: UUID, now: datetime
) -> None:
    """A file is read by who said why, and not long ago."""
    if not await opened_since(session, centre_id, unit_id, by, now - OPEN_FOR):
        raise Refused(
            conflict(
                "open_the_file_first",
                "4.6.2-b",
                "查阅业主档案须先登记事由",
                "Say why before you look into an owner file",
                then=("open-owner-file", "登记查阅事由后打开", "Write down the reason, then open it"),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Who takes the file, until when and why."""

    borrowed_by: UUID
    due_on: date
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Lending:
    """Who hands it out, and when, by the clock and by the centre's calendar."""

    by: UUID
    now: datetime
    today: date


async def lend(
    session: AsyncSession, centre_id: UUID, unit_id: UUID | None, loan: Loan, lending: Lending
) -> OwnerFileBorrowing:
    """Hand the paper file out; one colleague has it at a time."""
    if not lending.today <= loan.due_on <= lending.today + LONGEST_LOAN:
        raise Refused(
            incomplete(
                "impossible_due_day",
                None,
                f"归还日期须在今天至{LONGEST_LOAN.days}天内",
                f"It comes back between today and {LONGEST_LOAN.days} days from now",
                "due_on",
            )
        )
    if await out_now(session, centre_id, unit_id):
        raise Refused(
            conflict(
                "file_is_out",
                None,
                "该档案已借出，尚未归还",
                "The file is out already",
                then=("return-owner-file", "先办理归还", "Take it back first"),
            )
        )
    borrowing = OwnerFileBorrowing(
        centre_id=centre_id,
        id=new_id(),
        unit_id=unit_id,
        borrowed_by=loan.borrowed_by,
        lent_by=lending.by,
        borrowed_at=lending.now,
        due_on=loan.due_on,
        reason=loan.why.reason.value,
        note=loan.why.note,
    )
    await store(session, borrowing)
    return borrowing


async def take_back(
    session: AsyncSession, centre_id: UUID, borrowing_id: UUID, note: str | None, *, by: UUID, now: datetime
) -> OwnerFileBorrowing:
    """The file is back, and who took it back stands in the log."""
    borrowing = await borrowing_of(session, centre_id, borrowing_id, lock=True)
    if borrowing.returned_at is not None:
        raise Refused(conflict("returned_already", None, "该档案已归还", "The file is back already"))
    borrowing.returned_at, borrowing.taken_back_by, borrowing.return_note = now, by, note
    await session.flush()
    return borrowing
