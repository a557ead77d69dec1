"""The ways out of the house: webhooks, group bots, text messages, mail."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from app.notifications import actions, queries
from app.notifications.actions import NewChannel
from app.notifications.event_types import EVENT_TYPES
from app.notifications.guards import KeepsChannels
from app.notifications.schemas.channels import (
    ChannelEdit,
    ChannelOut,
    ChannelShownOnce,
    DeliveryOut,
    NewChannelIn,
    Replay,
    Replayed,
    StateAsked,
)
from app.notifications.sealing import ChannelKeys
from app.notifications.tables import Channel, Delivery
from app.staff.making import MakingDep, person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/channels", tags=["channels"], responses=problem_responses(401, 403))
BY_NAME = Order((Channel.name, Channel.id), (str, UUID), lambda row: (row[0].name, row[0].id))
LATEST = Order((Delivery.id,), (UUID,), lambda row: (row[0].id,), descending=True)


async def _keys(request: Request) -> ChannelKeys:
    return cast("ChannelKeys", request.app.state.channel_keys)


KeysDep = Annotated[ChannelKeys, Depends(_keys)]


@router.get("", summary="The channels")
async def list_channels(session: SessionDep, actor: KeepsChannels, page: PageDep) -> Page[ChannelOut]:
    """With how many deliveries wait, arrived and were laid aside. Addresses are shown as a mask."""
    rows, following = await page_of(session, queries.channels_of(actor.centre_id), BY_NAME, page)
    channels = [row[0] for row in rows]
    counts = await queries.counted(session, actor.centre_id, [each.id for each in channels])
    items = [ChannelOut.of(each, counts[each.id]) for each in channels]
    return Page(items=items, next_cursor=following)


@router.get("/event-types", summary="What a webhook can subscribe to")
async def list_event_types(actor: KeepsChannels) -> list[str]:
    """Every event of a case."""
    return list(EVENT_TYPES)


@router.post("", summary="Add a channel", status_code=201)
async def add_channel(
    given: NewChannelIn,
    session: SessionDep,
    actor: KeepsChannels,
    keys: KeysDep,
    clock: ClockDep,
    response: Response,
) -> ChannelShownOnce:
    """A webhook's secret is shown this once. The request again makes another: no secret is kept to repeat."""
    new = NewChannel(**given.model_dump())
    row, secret = await actions.add_channel(
        session, actor.centre_id, new, keys, by=person_behind(actor), now=clock()
    )
    response.headers["ETag"] = etag(row.version)
    return ChannelShownOnce.with_secret(row, {}, secret)


@router.get("/{channel_id}", summary="One channel", responses=problem_responses(404))
async def get_channel(
    channel_id: UUID, session: SessionDep, actor: KeepsChannels, response: Response
) -> ChannelOut:
    """Its state, and how its deliveries fare."""
    row = await queries.channel_of(session, actor.centre_id, channel_id)
    response.headers["ETag"] = etag(row.version)
    return await _shown(session, row)


@router.patch("/{channel_id}", summary="Change a channel", responses=problem_responses(404, 412, 428))
async def change_channel(
    channel_id: UUID,
    edit: ChannelEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsChannels,
    clock: ClockDep,
    response: Response,
) -> ChannelOut:
    """Its name, what it hears of, whether it is in use. Taken up again, it sends what has gathered."""
    row = await _held(session, actor.centre_id, channel_id, seen)
    await actions.change_channel(session, row, edit.model_dump() | {"now": clock()})
    response.headers["ETag"] = etag(row.version)
    return await _shown(session, row)


@router.delete(
    "/{channel_id}",
    summary="Remove a channel",
    status_code=204,
    responses=problem_responses(404, 412, 428),
)
async def remove_channel(
    channel_id: UUID, seen: IfMatch, session: SessionDep, actor: KeepsChannels, clock: ClockDep
) -> None:
    """Its address and secrets are erased; its log stays for its month."""
    row = await _held(session, actor.centre_id, channel_id, seen)
    await actions.remove_channel(session, row, clock())


@router.post(
    "/{channel_id}/rotate-secret",
    summary="A new secret for a webhook",
    responses=problem_responses(404, 409, 412, 428),
)
async def rotate_channel_secret(
    channel_id: UUID,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsChannels,
    keys: KeysDep,
    clock: ClockDep,
    response: Response,
) -> ChannelShownOnce:
    """Shown this once. For a day messages carry both signatures, so that the receiver can change over."""
    row = await _held(session, actor.centre_id, channel_id, seen)
    secret = await actions.rotate_secret(session, row, keys, clock())
    response.headers["ETag"] = etag(row.version)
    shown = await _shown(session, row)
    return ChannelShownOnce(**shown.model_dump(), secret=secret)


@router.post(
    "/{channel_id}/test", summary="Send a test message", status_code=201, responses=problem_responses(404)
)
async def test_channel(channel_id: UUID, actor: KeepsChannels, making: MakingDep) -> DeliveryOut:
    """It goes the way of every message: look into the log for what became of it."""
    session, centre_id = making.session, actor.centre_id
    row = await queries.channel_of(session, centre_id, channel_id)
    made = await making.made(
        lambda: actions.send_test(session, row, making.now),
        lambda known: queries.delivery_of(session, centre_id, channel_id, known),
    )
    return DeliveryOut.of(made, None)


@router.get("/{channel_id}/deliveries", summary="A channel's log", responses=problem_responses(404))
async def list_deliveries(
    channel_id: UUID,
    session: SessionDep,
    actor: KeepsChannels,
    page: PageDep,
    state: Annotated[StateAsked | None, Query(description="Only those in this state")] = None,
) -> Page[DeliveryOut]:
    """What was sent, how often it was tried and what came of it; the newest first."""
    await queries.channel_of(session, actor.centre_id, channel_id)
    query = queries.deliveries_of(actor.centre_id, channel_id, state)
    rows, following = await page_of(session, query, LATEST, page)
    return Page(items=[DeliveryOut.of(row[0], row[1]) for row in rows], next_cursor=following)


@router.post(
    "/{channel_id}/deliveries/{delivery_id}/resend",
    summary="Send one again",
    responses=problem_responses(404),
)
async def resend_delivery(
    channel_id: UUID, delivery_id: UUID, session: SessionDep, actor: KeepsChannels, clock: ClockDep
) -> DeliveryOut:
    """Under the same event id, so that the receiver can tell what it has already."""
    row = await queries.delivery_of(session, actor.centre_id, channel_id, delivery_id)
    await actions.send_again(session, row, clock())
    return DeliveryOut.of(row, await queries.number_of(session, actor.centre_id, row.case_id))


@router.post(
    "/{channel_id}/replay", summary="Send all since a moment again", responses=problem_responses(404)
)
async def replay_channel(
    channel_id: UUID, given: Replay, session: SessionDep, actor: KeepsChannels, clock: ClockDep
) -> Replayed:
    """From the log, in the order of each case, under the same event ids."""
    row = await queries.channel_of(session, actor.centre_id, channel_id)
    return Replayed(count=await actions.replay(session, row, given.since, clock()))


async def _held(session: SessionDep, centre_id: UUID, channel_id: UUID, seen: int) -> Channel:
    row = await queries.channel_of(session, centre_id, channel_id, lock=True)
    if row.version != seen:
        raise changed_meanwhile(row.version)
    return row


async def _shown(session: SessionDep, row: Channel) -> ChannelOut:
    counts = await queries.counted(session, row.centre_id, [row.id])
    return ChannelOut.of(row, counts[row.id])
