"""Keeping the channels: adding, changing, testing, sending again, and who gets what by which."""

import base64
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.rows import row_of
from app.notifications.places import mask_of, refuse_bad_address
from app.notifications.queries import DELIVERY, channel_of
from app.notifications.sealing import ChannelKeys
from app.notifications.tables import Channel, Delivery, NotificationSetting
from app.notifications.vocabulary import TEST, Sort, State, Told
from app.procedure.refusal import Refused, conflict, incomplete
from app.procedure.vocabulary import Role

OVERLAP = timedelta(hours=24)
"""How long the secret before is still signed with, so that a receiver can change over in peace."""
SECRET_BYTES = 32

ONLY_WEBHOOKS = conflict(
    "only_webhooks",
    None,
    "只有系统推送才有签名密钥",
    "Only a webhook has a secret to sign with",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChannel:
    """A way out of the house."""

    name: str
    sort: Sort
    address: str
    event_types: tuple[str, ...] = ()
    sender: str | None = None
    recipients: tuple[str, ...] = ()


def new_secret() -> str:
    """A secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


async def add_channel(
    session: AsyncSession, centre_id: UUID, new: NewChannel, keys: ChannelKeys, *, by: UUID, now: datetime
) -> tuple[Channel, str | None]:
    """Add a channel. A webhook's secret is told this once."""
    told = _told(new)
    secret = told.get("secret")
    channel_id = new_id()
    sealed, key_id = keys.seal(centre_id, channel_id, told)
    channel = Channel(
        centre_id=centre_id,
        id=channel_id,
        name=new.name,
        sort=new.sort.value,
        sealed=sealed,
        key_id=key_id,
        mask=mask_of(new.sort, new.address),
        event_types=sorted(set(new.event_types)),
        created_by=by,
        created_at=now,
    )
    session.add(channel)
    await session.flush()
    return channel, secret


def _told(new: NewChannel) -> dict[str, Any]:
    refuse_bad_address(new.sort, new.address)
    if new.sort is Sort.MAIL and not (new.sender and new.recipients):
        raise Refused(
            incomplete(
                "mail_needs_people",
                None,
                "邮件渠道要有发件地址和收件地址",
                "Mail needs a sender and recipients",
                "recipients",
            )
        )
    told: dict[str, Any] = {"address": new.address}
    if new.sort is Sort.WEBHOOK:
        told["secret"] = new_secret()
    if new.sort is Sort.MAIL:
        told |= {"sender": new.sender, "recipients": list(new.recipients)}
    return told


async def change_channel(session: AsyncSession, channel: Channel, changes: Mapping[str, Any]) -> None:
    """Its name, what it hears of, and whether it is in use."""
    for name in ("name", "event_types"):
        if name in changes:
            setattr(channel, name, changes[name])
    if "enabled" in changes:
        if changes["enabled"]:
            channel.disabled_at = channel.disabled_why = channel.failing_since = None
        elif channel.disabled_at is None:
            channel.disabled_at, channel.disabled_why = changes["now"], "by_hand"
    channel.version += 1
    await session.flush()


async def reseal_channels(session: AsyncSession, keys: ChannelKeys) -> int:
    """Seal every channel of an older key with the current one, removed ones too; how many there were."""
    older = select(Channel).where(Channel.key_id != keys.ring.current).with_for_update()
    found = (await session.execute(older)).scalars().all()
    for channel in found:
        told = keys.open_channel(channel.centre_id, channel.id, channel.sealed, channel.key_id)
        channel.sealed, channel.key_id = keys.seal(channel.centre_id, channel.id, told)
    await session.flush()
    return len(found)


async def rotate_secret(session: AsyncSession, channel: Channel, keys: ChannelKeys, now: datetime) -> str:
    """A new secret, told this once. For a day both sign, then the old one no longer does."""
    if channel.sort != Sort.WEBHOOK:
        raise Refused(ONLY_WEBHOOKS)
    told = keys.open_channel(channel.centre_id, channel.id, channel.sealed, channel.key_id)
    secret = new_secret()
    fresh = told | {"secret": secret, "previous": told["secret"]}
    channel.sealed, channel.key_id = keys.seal(channel.centre_id, channel.id, fresh)
    channel.previous_secret_until = now + OVERLAP
    channel.version += 1
    await session.flush()
    return secret


async def remove_channel(session: AsyncSession, channel: Channel, now: datetime) -> None:
    """Nothing leaves by it any more. Its log stays, its address and secrets do not."""
    channel.removed_at, channel.sealed, channel.version = now, b"", channel.version + 1
    await session.execute(
        update(Delivery)
        .where(
            Delivery.centre_id == channel.centre_id,
            Delivery.channel_id == channel.id,
            Delivery.state == State.WAITING,
        )
        .values(state=State.PARKED)
    )


async def send_test(session: AsyncSession, channel: Channel, now: datetime) -> Delivery:
    """A message that says it is a test."""
    made = new_id()
    await session.execute(
        insert(Delivery).values(
            centre_id=channel.centre_id,
            id=made,
            channel_id=channel.id,
            event_id=made,
            event=TEST,
            happened_at=now,
            created_at=now,
            state=State.WAITING,
            attempts=0,
            next_try_at=now,
        )
    )
    return await row_of(session, Delivery, channel.centre_id, made, DELIVERY)


AGAIN = {"state": State.WAITING, "attempts": 0, "claimed_until": None}


async def send_again(session: AsyncSession, delivery: Delivery, now: datetime) -> None:
    """Once more, under the same event id: the receiver can tell that it has it already."""
    await channel_of(session, delivery.centre_id, delivery.channel_id)
    delivery.state, delivery.attempts, delivery.claimed_until = State.WAITING, 0, None
    delivery.next_try_at = now
    await session.flush()


async def replay(session: AsyncSession, channel: Channel, since: datetime, now: datetime) -> int:
    """Everything since a moment once more, in the order of each case."""
    moved = await session.execute(
        update(Delivery)
        .where(
            Delivery.centre_id == channel.centre_id,
            Delivery.channel_id == channel.id,
            Delivery.created_at >= since,
        )
        .values(**AGAIN, next_try_at=now)
        .returning(Delivery.id)
    )
    return len(moved.all())


async def choose(
    session: AsyncSession, centre_id: UUID, role: Role, choices: Mapping[Told, Iterable[UUID]]
) -> NotificationSetting:
    """What holders of a post get by which channels. The inbox always gets everything."""
    wanted = {told.value: sorted(str(each) for each in set(ways)) for told, ways in choices.items()}
    asked = {UUID(each) for ways in wanted.values() for each in ways}
    known = select(Channel.id).where(
        Channel.centre_id == centre_id, Channel.id.in_(asked), Channel.removed_at.is_(None)
    )
    if asked - set((await session.execute(known)).scalars()):
        raise Refused(
            incomplete("unknown_channel", None, "没有这个渠道", "There is no such channel", "choices")
        )
    setting = await setting_of(session, centre_id, role, lock=True)
    if setting is None:
        setting = NotificationSetting(centre_id=centre_id, id=new_id(), role=role.value, version=0)
        session.add(setting)
    setting.choices = {told: ways for told, ways in wanted.items() if ways}
    setting.version += 1
    await session.flush()
    return setting


async def setting_of(
    session: AsyncSession, centre_id: UUID, role: Role, *, lock: bool = False
) -> NotificationSetting | None:
    """What a post has chosen, where it has chosen anything."""
    query = select(NotificationSetting).where(
        NotificationSetting.centre_id == centre_id, NotificationSetting.role == role.value
    )
    if lock:
        query = query.with_for_update()
    return (await session.execute(query)).scalar_one_or_none()
