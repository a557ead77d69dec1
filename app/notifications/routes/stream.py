"""The stream of events over HTTP (server-sent events)."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from app.notifications.listening import Listener, Listening
from app.notifications.queries import MOST_COUNTED, unread_count
from app.notifications.stream import place_of
from app.staff.guards import COOKIE, ActorDep
from app.staff.making import person_behind
from app.staff.tokens import hash_of
from app.web.dependencies import SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(tags=["notifications"], responses=problem_responses(401, 403))

RETRY_MS = 2000
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
EXAMPLE = 'retry: 2000\nid: 41\nevent: hello\ndata: {"number":41,"unread":2}\n\n'


async def _listening(request: Request) -> Listening:
    return cast("Listening", request.app.state.listening)


async def _credential(request: Request) -> bytes:
    """What the stream's right to go on hangs on: it ends when this is revoked."""
    _, _, key = (request.headers.get("authorization") or "").partition(" ")
    return hash_of(key.strip() or request.cookies.get(COOKIE, ""))


LAST_SEEN = Header(
    alias="Last-Event-ID", pattern=r"^[0-9]{1,15}$", description="The number of the last event you have"
)


@router.get(
    "/stream",
    summary="What happens, as it happens",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `hello`, `case`, `notification`, `reset`",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": EXAMPLE}},
        }
    },
)
async def follow_stream(
    session: SessionDep,
    actor: ActorDep,
    listening: Annotated[Listening, Depends(_listening)],
    credential: Annotated[bytes, Depends(_credential)],
    last_event_id: Annotated[str | None, LAST_SEEN] = None,
    after: Annotated[int | None, Query(ge=0, le=2**53, description="The same, for a first call")] = None,
) -> StreamingResponse:
    """`case`: a case has changed; `notification`: something for you. Ids and labels only; read the rest.

    Every event has a number. Come back with the last one (`Last-Event-ID`; browsers do) and nothing is
    missed, whichever server answers; away for more than a week, you are told `reset`: read anew.
    """
    person = person_behind(actor)
    unread = await unread_count(session, actor.centre_id, person)
    head, kept_behind = await place_of(session, actor.centre_id)
    seen = int(last_event_id) if last_event_id is not None else after
    lost = seen is not None and not kept_behind <= seen <= head
    at = head if seen is None or lost else seen
    listener = Listener(actor.centre_id, person, credential, at)
    greeting = {"number": head, "unread": min(unread, MOST_COUNTED)}
    return StreamingResponse(
        _told(listening, listener, greeting, lost=lost),
        media_type="text/event-stream",
        headers=HEADERS,
    )


async def _told(
    listening: Listening, listener: Listener, greeting: dict[str, int], *, lost: bool
) -> AsyncIterator[bytes]:
    name = "reset" if lost else "hello"
    yield format_sse_event(data_str=json.dumps(greeting), event=name, id=str(listener.at), retry=RETRY_MS)
    async for events in listening.follow(listener):
        if events is None:
            yield b": still here\n\n"
            continue
        yield b"".join(
            format_sse_event(data_str=each.data, event=each.event, id=str(each.number)) for each in events
        )
