"""Taking requests down, deciding them, and what a decision brings about."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.rows import row_of, store
from app.privacy.erasing import Erasing, cases_of_resident, erase_resident
from app.privacy.queries import REQUEST
from app.privacy.tables import PrivacyRequest
from app.privacy.vocabulary import RequestKind, RequestState
from app.procedure.refusal import Refused, conflict
from app.residents.queries import resident_of


async def take_down(
    session: AsyncSession,
    centre_id: UUID,
    request_id: UUID,
    asked: tuple[UUID, RequestKind, str | None],
    *,
    by: UUID,
    now: datetime,
) -> PrivacyRequest:
    """Take a resident's request down."""
    resident_id, kind, details = asked
    await resident_of(session, centre_id, resident_id)
    row = PrivacyRequest(
        centre_id=centre_id,
        id=request_id,
        resident_id=resident_id,
        kind=kind.value,
        details=details,
        received_at=now,
        received_by=by,
        state=RequestState.OPEN.value,
    )
    await store(session, row)
    return row


async def decide(
    session: AsyncSession, erasing: Erasing, request_id: UUID, *, granted: bool, reason: str
) -> list[str]:
    """Grant or refuse it. A granted erasure is done at once; the places of files that then go."""
    row = await row_of(session, PrivacyRequest, erasing.centre_id, request_id, REQUEST, lock=True)
    if row.state != RequestState.OPEN:
        raise Refused(DECIDED)
    places: list[str] = []
    row.state = (RequestState.GRANTED if granted else RequestState.REFUSED).value
    row.decided_at, row.decided_by, row.reason = erasing.at, erasing.by, reason
    row.version += 1
    await store(session, row)
    if granted and row.kind == RequestKind.ERASE:
        found = await cases_of_resident(session, erasing.centre_id, row.resident_id)
        if any(each["is_open"] for each in found):
            raise Refused(STILL_OPEN)
        places = await erase_resident(session, erasing, row.resident_id)
        await session.refresh(row)
    return places


DECIDED = conflict("decided_already", None, "这个请求已有决定", "This request is decided already")
STILL_OPEN = conflict(
    "case_still_open",
    None,
    "该业户还有未办结的事项，办结后才能删除",
    "A case of this resident is still open; it is finished first",
    then=(None, "办结后再决定", "Finish it, then decide"),
)
