"""Reading a centre: its profile, its policy, its directory, its cards and its topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre, DirectoryEntry, EmergencyCard, PolicyVersion, Topic
from app.centre.vocabulary import Mark
from app.database.rows import missing, row_of
from app.procedure.policy import POLICY_SETTINGS, Policy
from app.procedure.refusal import NextAction, Refusal, Refused, Sort, Words
from app.procedure.terms import Setting, Value
from app.procedure.vocabulary import EmergencyType

CENTRE = Words("服务中心", "centre")
ENTRY = Words("咨询途径", "directory entry")
TOPIC = Words("主题", "topic")
SETTING = Words("设定项", "setting")


async def centre_of(session: AsyncSession, centre_id: UUID, *, lock: bool = False) -> Centre:
    """The centre itself."""
    query = select(Centre).where(Centre.id == centre_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    centre = (await session.execute(query)).scalar_one_or_none()
    if centre is None:
        raise missing(CENTRE)
    return centre


async def zone_of(session: AsyncSession, centre_id: UUID) -> str:
    """The time zone a centre's clocks show."""
    return (await session.execute(select(Centre.zone).where(Centre.id == centre_id))).scalar_one()


async def today_at(session: AsyncSession, centre_id: UUID, now: datetime) -> date:
    """The date on the centre's own wall."""
    return now.astimezone(ZoneInfo(await zone_of(session, centre_id))).date()


async def latest_policy(session: AsyncSession, centre_id: UUID) -> PolicyVersion | None:
    """The last version of the policy; none while every setting still has its default."""
    query = select(PolicyVersion).where(PolicyVersion.centre_id == centre_id)
    query = query.order_by(PolicyVersion.version.desc()).limit(1)
    return (await session.execute(query)).scalar_one_or_none()


async def policy(session: AsyncSession, centre_id: UUID) -> Policy:
    """What the centre has set for the procedure's open words, with the version it stands in."""
    latest = await latest_policy(session, centre_id)
    return Policy() if latest is None else policy_of(latest)


def policy_of(version: PolicyVersion) -> Policy:
    """A stored version as the rules read it. A setting that is no longer known is left out."""
    known = {each.name for each in POLICY_SETTINGS}
    values = {name: value for name, value in version.values.items() if name in known}
    return Policy.from_values(values, version.version)


@dataclass(frozen=True, slots=True)
class SettingNow:
    """A setting with the centre's value, and who set it when."""

    setting: Setting
    value: Value
    version: int = 0
    changed_at: datetime | None = None
    changed_by: UUID | None = None


async def settings_now(session: AsyncSession, centre_id: UUID) -> list[SettingNow]:
    """Every setting of the policy in its order, each with the version that set it."""
    values = (await policy(session, centre_id)).values()
    last = await _last_changes(session, centre_id)
    return [_setting_now(each, values[each.name], last.get(each.name)) for each in POLICY_SETTINGS]


async def _last_changes(session: AsyncSession, centre_id: UUID) -> dict[str, PolicyVersion]:
    query = (
        select(PolicyVersion)
        .where(PolicyVersion.centre_id == centre_id)
        .ext(distinct_on(PolicyVersion.name))
        .order_by(PolicyVersion.name, PolicyVersion.version.desc())
    )
    return {each.name: each for each in (await session.execute(query)).scalars()}


def _setting_now(setting: Setting, value: Value, last: PolicyVersion | None) -> SettingNow:
    if last is None:
        return SettingNow(setting, value)
    return SettingNow(setting, value, last.version, last.changed_at, last.changed_by)


async def setting_now(session: AsyncSession, centre_id: UUID, name: str) -> SettingNow:
    """One setting of the policy."""
    found = [each for each in await settings_now(session, centre_id) if each.setting.name == name]
    if not found:
        raise missing(SETTING)
    return found[0]


def policy_versions(centre_id: UUID, name: str | None) -> Select[PolicyVersion]:
    """Every change of the policy, or of one setting."""
    query = select(PolicyVersion).where(PolicyVersion.centre_id == centre_id)
    return query if name is None else query.where(PolicyVersion.name == name)


async def entry_of(
    session: AsyncSession, centre_id: UUID, entry_id: UUID, *, lock: bool = False
) -> DirectoryEntry:
    """An entry of the directory of other bodies."""
    return await row_of(session, DirectoryEntry, centre_id, entry_id, ENTRY, lock=lock)


def directory(centre_id: UUID, q: str | None, *, with_withdrawn: bool) -> Select[DirectoryEntry]:
    """Other bodies a resident may be shown the way to (4.3.3)."""
    query = select(DirectoryEntry).where(DirectoryEntry.centre_id == centre_id)
    if not with_withdrawn:
        query = query.where(DirectoryEntry.withdrawn_at.is_(None))
    if q is None:
        return query
    said = [DirectoryEntry.name.icontains(q, autoescape=True)]
    return query.where(said[0] | DirectoryEntry.purpose.icontains(q, autoescape=True))


async def cards(session: AsyncSession, centre_id: UUID) -> Sequence[EmergencyCard]:
    """The cards the centre has, at most one for each type."""
    query = select(EmergencyCard).where(EmergencyCard.centre_id == centre_id)
    return (await session.execute(query)).scalars().all()


async def card_of(
    session: AsyncSession, centre_id: UUID, emergency: EmergencyType, *, lock: bool = False
) -> EmergencyCard | None:
    """The centre's card for a type of emergency; none while it is empty."""
    query = select(EmergencyCard).where(
        EmergencyCard.centre_id == centre_id, EmergencyCard.type == emergency.value
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()


def topics(centre_id: UUID, mark: Mark | None = None) -> Select[Topic]:
    """The centre's topics."""
    query = select(Topic).where(Topic.centre_id == centre_id)
    return query if mark is None else query.where(Topic.mark == mark.value)


async def topic_of(session: AsyncSession, centre_id: UUID, key: str, *, lock: bool = False) -> Topic:
    """The topic of this key, or a refusal."""
    found = await topic_named(session, centre_id, key, lock=lock)
    if found is None:
        raise missing(TOPIC)
    return found


async def topic_named(
    session: AsyncSession, centre_id: UUID, key: str, *, lock: bool = False
) -> Topic | None:
    """The topic of this key, if the centre has one."""
    query = topics(centre_id).where(Topic.key == key)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()


async def refuse_unknown_topic(session: AsyncSession, centre_id: UUID, key: str | None) -> None:
    """A list by a topic that the centre does not have would be empty, and look as if all were well."""
    if key is None or await topic_named(session, centre_id, key) is not None:
        return
    lists_them = Words("没有这个主题，可用的见 /topics", "There is no such topic; /topics lists them")
    raise Refused(
        Refusal(
            sort=Sort.INCOMPLETE,
            code="unknown_topic",
            clause=None,
            reason=Words("没有这个主题", "There is no such topic"),
            next_action=NextAction(Words("换一个主题再查询", "Ask by another topic")),
            faults=(("query.topic", lists_them),),
        )
    )


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """A topic recognised in the words of a matter."""

    key: str
    mark: Mark
    word: str


async def topics_said(session: AsyncSession, centre_id: UUID, words: str) -> list[TopicSaid]:
    """The topics whose words occur in the text, the longest word first."""
    query = select(Topic.key, Topic.mark, Topic.words).where(
        Topic.centre_id == centre_id, Topic.in_use.is_(True)
    )
    rows: Sequence[Any] = (await session.execute(query)).all()
    said = [TopicSaid(row.key, Mark(row.mark), word) for row in rows for word in row.words if word in words]
    return sorted(said, key=lambda each: (-len(each.word), each.key))
