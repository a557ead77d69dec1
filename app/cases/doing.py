"""A change asked for over HTTP: carried out once, as one statement where that is enough."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

from app.cases.actions import Desk, Done, NotAlone, Overtaken
from app.database.session import alone
from app.procedure.refusal import Refused
from app.web.idempotency import Earlier, Once

Deed = Callable[[Desk], Awaitable[Done]]


async def done_once(desk: Desk, once: Once, deed: Deed, *, status: int, resource_id: UUID) -> Done | Earlier:
    """Do it, unless an earlier request with the same key has.

    First without any lock, as a single statement that writes only if nothing has come between. Where
    something has, or where more than this one statement is to be written, from the beginning: key and
    case held, all in one transaction.
    """
    if await alone(desk.session):
        claim = once.claim(desk.actor, desk.now, status=status, resource_id=resource_id)
        try:
            return await deed(replace(desk, alone=True, claim=claim))
        except NotAlone:
            pass
        except (Refused, Overtaken):
            if earlier := await once.found(desk.session, desk.actor, desk.now):
                return earlier
            raise
    earlier = await once.earlier(desk.session, desk.actor, desk.now, status=status, resource_id=resource_id)
    return earlier or await deed(desk)
