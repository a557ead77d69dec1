"""Reading inboxes, channels and their logs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import column, func, select, table, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import Conditions
from app.database.keyset import Key, Rows
from app.database.rows import missing, row_of
from app.database.session import driver
from app.notifications.tables import Channel, Delivery, Notification, NotificationSetting
from app.procedure.refusal import Words

NOTIFICATION = Words("通知", "notification")
CHANNEL = Words("渠道", "channel")
DELIVERY = Words("发送记录", "delivery")
CASES = table("cases", column("centre_id"), column("id"), column("number"))
MOST_COUNTED = 1000

LINE = """
SELECT n.id, n.told, n.clause, n.case_id, n.entry, n.notice_number, n.must_acknowledge, n.count,
       n.happened_at, n.created_at, n.read_at, c.number, c.kind, c.status, c.emergency, c.flags,
       b.name || u.number AS unit, c.personal ->> 'place' AS place, c.personal ->> 'summary' AS summary,
       v.script_id, v.number AS script_number, t.name_zh AS topic_zh, t.name_en AS topic_en, n.ends_at
  FROM notifications n
  LEFT JOIN cases c ON c.centre_id = n.centre_id AND c.id = n.case_id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
  LEFT JOIN answer_script_versions v ON v.centre_id = n.centre_id AND v.id = n.script_version_id
  LEFT JOIN answer_scripts s ON s.centre_id = v.centre_id AND s.id = v.script_id
  LEFT JOIN topics t ON t.centre_id = s.centre_id AND t.key = s.topic
"""


async def inbox_page(
    session: AsyncSession,
    centre_id: UUID,
    person_id: UUID,
    *,
    unread: bool | None,
    after: Key | None,
    limit: int,
) -> list[Any]:
    """One page of a person's notifications, the newest first, and one row more."""
    where = Conditions(centre_id, person_id)
    where.texts.append("n.centre_id = $1 AND n.person_id = $2")
    if unread is not None:
        where.texts.append("n.read_at IS NULL" if unread else "n.read_at IS NOT NULL")
    if after:
        where.add("n.id < {}", *after)
    statement = f"{LINE} WHERE {where} ORDER BY n.id DESC LIMIT {limit + 1}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def notification_of(
    session: AsyncSession, centre_id: UUID, person_id: UUID, notification_id: UUID
) -> Any:
    """One of the person's own, or a refusal."""
    statement = f"{LINE} WHERE n.centre_id = $1 AND n.person_id = $2 AND n.id = $3"
    row = await (await driver(session)).fetchrow(statement, centre_id, person_id, notification_id)
    if row is None:
        raise missing(NOTIFICATION)
    return row


async def mark_read(
    session: AsyncSession, centre_id: UUID, person_id: UUID, notification_id: UUID, now: datetime
) -> None:
    """The person has seen it; the first time counts."""
    own = (
        Notification.centre_id == centre_id,
        Notification.person_id == person_id,
        Notification.id == notification_id,
    )
    await session.execute(
        update(Notification).where(*own, Notification.read_at.is_(None)).values(read_at=now)
    )


async def unread_count(session: AsyncSession, centre_id: UUID, person_id: UUID) -> int:
    """How many are unread, counted to one more than the most that is shown."""
    some = (
        select(Notification.id)
        .where(
            Notification.centre_id == centre_id,
            Notification.person_id == person_id,
            Notification.read_at.is_(None),
        )
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return int((await session.execute(select(func.count()).select_from(some))).scalar_one())


async def channel_of(
    session: AsyncSession, centre_id: UUID, channel_id: UUID, *, lock: bool = False
) -> Channel:
    """One of the centre's channels, or a refusal; a removed one is gone."""
    channel = await row_of(session, Channel, centre_id, channel_id, CHANNEL, lock=lock)
    if channel.removed_at is not None:
        raise missing(CHANNEL)
    return channel


def channels_of(centre_id: UUID) -> Rows:
    """The centre's channels."""
    return select(Channel).where(Channel.centre_id == centre_id, Channel.removed_at.is_(None))


async def counted(session: AsyncSession, centre_id: UUID, channels: list[UUID]) -> dict[UUID, dict[str, int]]:
    """How many deliveries of each channel wait, arrived, were laid aside."""
    query = (
        select(Delivery.channel_id, Delivery.state, func.count())
        .where(Delivery.centre_id == centre_id, Delivery.channel_id.in_(channels))
        .group_by(Delivery.channel_id, Delivery.state)
    )
    counts: dict[UUID, dict[str, int]] = {channel: {} for channel in channels}
    for channel, state, count in (await session.execute(query)).all():
        counts[channel][state] = count
    return counts


def deliveries_of(centre_id: UUID, channel_id: UUID, state: str | None) -> Rows:
    """The log of a channel, with the numbers of the cases."""
    query = (
        select(Delivery, CASES.c.number)
        .outerjoin(CASES, (CASES.c.centre_id == Delivery.centre_id) & (CASES.c.id == Delivery.case_id))
        .where(Delivery.centre_id == centre_id, Delivery.channel_id == channel_id)
    )
    return query if state is None else query.where(Delivery.state == state)


async def delivery_of(
    session: AsyncSession, centre_id: UUID, channel_id: UUID, delivery_id: UUID
) -> Delivery:
    """One line of a channel's log, held for a change."""
    delivery = await row_of(session, Delivery, centre_id, delivery_id, DELIVERY, lock=True)
    if delivery.channel_id != channel_id:
        raise missing(DELIVERY)
    return delivery


async def number_of(session: AsyncSession, centre_id: UUID, case_id: UUID | None) -> str | None:
    """A case's printed number, where it has one."""
    query = select(CASES.c.number).where(CASES.c.centre_id == centre_id, CASES.c.id == case_id)
    number: str | None = (await session.execute(query)).scalar_one_or_none()
    return number


async def settings_of(session: AsyncSession, centre_id: UUID) -> dict[str, NotificationSetting]:
    """What each post has chosen, by post."""
    query = select(NotificationSetting).where(NotificationSetting.centre_id == centre_id)
    return {each.role: each for each in (await session.execute(query)).scalars()}
