"""Who gets what by which channel, a setting for each post."""

from fastapi import Response

from app.notifications import actions, queries
from app.notifications.guards import ChoosesNotices
from app.notifications.schemas.channels import Choices, NotificationSettings, RoleChoices, ToldOut
from app.notifications.vocabulary import TOLD_WORDS, Told
from app.procedure.vocabulary import Role
from app.staff.guards import ActorDep
from app.web.dependencies import SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/notification-settings", tags=["channels"], responses=problem_responses(401, 403))
NOBODY = frozenset({Role.GROUP_VIEWER})
"""Posts that take no part in a case are told nothing."""


@router.get("", summary="Who gets what by which channel")
async def get_notification_settings(session: SessionDep, actor: ActorDep) -> NotificationSettings:
    """The inbox gets every notice; this is what leaves the house beside it, to who is there at the time."""
    chosen = await queries.settings_of(session, actor.centre_id)
    return NotificationSettings(
        notices=[ToldOut(told=told, label=TOLD_WORDS[told]) for told in Told],
        roles=[RoleChoices.of(role, chosen.get(role)) for role in Role if role not in NOBODY],
    )


@router.put("/{role}", summary="Choose for one post", responses=problem_responses(412, 428))
async def choose_notifications(
    role: Role,
    given: Choices,
    seen: IfMatch,
    session: SessionDep,
    actor: ChoosesNotices,
    response: Response,
) -> RoleChoices:
    """Replaces what was chosen. A post that never chose has version 0."""
    known = await actions.setting_of(session, actor.centre_id, role, lock=True)
    version = known.version if known else 0
    if version != seen:
        raise changed_meanwhile(version)
    row = await actions.choose(session, actor.centre_id, role, given.choices)
    response.headers["ETag"] = etag(row.version)
    return RoleChoices.of(role, row)
