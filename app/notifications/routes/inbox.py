"""A person's own inbox over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.notifications.queries import inbox_page, mark_read, notification_of, unread_count
from app.notifications.schemas.inbox import Counted, NotificationOut, notification_out
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/notifications", tags=["notifications"], responses=problem_responses(401, 403))


@router.get("", summary="My notifications")
async def list_notifications(
    session: SessionDep,
    actor: ActorDep,
    page: PageDep,
    unread: Annotated[bool | None, Query(description="Only unread, or only read ones")] = None,
) -> Page[NotificationOut]:
    """Of what concerns the posts one holds, and of what one is named in; the newest first."""
    rows = await inbox_page(
        session,
        actor.centre_id,
        person_behind(actor),
        unread=unread,
        after=key_of(page.cursor, UUID),
        limit=page.limit,
    )
    kept, following = cut(rows, page.limit, lambda row: (row["id"],))
    return Page(items=[notification_out(row) for row in kept], next_cursor=following)


@router.get("/unread-count", summary="How many I have not read")
async def count_unread_notifications(session: SessionDep, actor: ActorDep) -> Counted:
    """For the bell; beyond a thousand it only says that there are more."""
    return Counted.of(await unread_count(session, actor.centre_id, person_behind(actor)))


@router.post("/{notification_id}/read", summary="I have read it", responses=problem_responses(404))
async def read_notification(
    notification_id: UUID, session: SessionDep, actor: ActorDep, clock: ClockDep
) -> NotificationOut:
    """Reading is no acknowledgement: that is an act on the case. Twice is the same as once."""
    person = person_behind(actor)
    await mark_read(session, actor.centre_id, person, notification_id, clock())
    return notification_out(await notification_of(session, actor.centre_id, person, notification_id))
