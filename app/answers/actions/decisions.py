"""Approving, sending back and withdrawing: by the head, or the centre manager (4.4.5)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.actions.wordings import changed, refuse_unless
from app.answers.queries import versions
from app.answers.tables import AnswerScript, ScriptVersion
from app.answers.vocabulary import VersionState
from app.procedure.refusal import Refused, conflict, forbidden
from app.procedure.vocabulary import Role
from app.staff.queries.appointments import holders

APPROVERS = (Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER)


async def approve(
    session: AsyncSession, script: AnswerScript, version: ScriptVersion, *, by: UUID, now: datetime
) -> None:
    """Put a wording in force, now or from its day on; it takes the place of every earlier one."""
    refuse_unless(version, VersionState.SUBMITTED)
    await _refuse_the_author(session, version, by, now)
    begins = max(now, version.effective_from or now)
    if version.effective_to is not None and version.effective_to <= begins:
        raise Refused(conflict("over_before_it_begins", None, "有效期已过", "Its time is over already"))
    version.state, version.effective_from = VersionState.APPROVED.value, begins
    version.decided_by, version.decided_at = by, now
    await _supersede_earlier(session, script, version, begins, now)
    await changed(session, version)


async def send_back(
    session: AsyncSession, version: ScriptVersion, remark: str, *, by: UUID, now: datetime
) -> None:
    """Send a wording back with what to change; the next attempt is a version of its own."""
    refuse_unless(version, VersionState.SUBMITTED)
    version.state, version.remark = VersionState.SENT_BACK.value, remark
    version.decided_by, version.decided_at = by, now
    await changed(session, version)


async def withdraw(
    session: AsyncSession,
    script: AnswerScript,
    version: ScriptVersion,
    reason: str,
    *,
    by: UUID,
    now: datetime,
) -> None:
    """Withdraw a wording: from this moment nobody answers by it, and no earlier one comes back.

    One that was still to begin leaves those it would have replaced as they were.
    """
    refuse_unless(version, VersionState.DRAFT, VersionState.SUBMITTED, VersionState.APPROVED)
    if version.effective_from is not None and version.effective_from > now:
        await _restore_those_before(session, script, version)
    version.state, version.withdrawn_reason = VersionState.WITHDRAWN.value, reason
    version.withdrawn_by, version.withdrawn_at = by, now
    await changed(session, version)


async def _supersede_earlier(
    session: AsyncSession, script: AnswerScript, version: ScriptVersion, begins: datetime, now: datetime
) -> None:
    for other in await versions(session, script):
        if other.id == version.id or other.state != VersionState.APPROVED:
            continue
        if _ends_after(other, begins):
            other.superseded_at, other.superseded_by = begins, version.id
            if begins <= now:
                other.state = VersionState.SUPERSEDED.value
            other.version += 1


def _ends_after(version: ScriptVersion, moment: datetime) -> bool:
    ends = [each for each in (version.superseded_at, version.effective_to) if each is not None]
    return not ends or min(ends) > moment


async def _restore_those_before(session: AsyncSession, script: AnswerScript, version: ScriptVersion) -> None:
    for other in await versions(session, script):
        if other.superseded_by == version.id and other.state == VersionState.APPROVED:
            other.superseded_at = other.superseded_by = None
            other.version += 1


async def _refuse_the_author(session: AsyncSession, version: ScriptVersion, by: UUID, now: datetime) -> None:
    """Nobody approves the own wording while another person could."""
    if version.drafted_by != by:
        return
    posts = [post for role in APPROVERS for post in await holders(session, version.centre_id, role, now)]
    if any(post.person_id != by for post in posts):
        raise Refused(
            forbidden(
                "own_draft",
                "4.4.5-a",
                "自己起草的口径须由他人批准",
                "A wording is approved by somebody else than its author",
                then=(None, "请另一位负责人批准", "Leave it to the other of head and centre manager"),
            )
        )
