"""A unified answer that ends reminds its owner: once, in time, by inbox, stream and channels (4.4.5)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from apprise.plugins.wecombot import NotifyWeComBot
from sqlalchemy import func, insert, select, update

from app.database.ids import new_id
from app.database.session import Database
from app.notifications.addresses import Outside
from app.notifications.sealing import ChannelKeys
from app.notifications.sending import Sending
from app.notifications.tables import Notification, StreamEvent
from app.procedure.vocabulary import Role
from app.residents.contacts import ContactKeys
from app.rosters.tables import Leave
from app.settings import Settings
from app.staff.tables import Person
from app.worker import AtHand, steps_of
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import CENTRE_MANAGER, DESK, HEAD, Work
from tests.journeys.voices import Voice
from tests.notifications.conftest import LOOPBACK, Post
from tests.notifications.receivers import receiving

pytestmark = pytest.mark.clause("4.4.5-a")
ENDS, LATER = "2026-04-20T00:00:00+08:00", "2026-05-20T00:00:00+08:00"
DAYS_UNTIL_TOLD = 5
"""From the first of April, ten in the morning: the first morning within fourteen days of the end."""
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d-0000-4000-8000-1"


@pytest.fixture
async def voice(
    own_client: httpx.AsyncClient, own_database: Database, clock: SettableClock
) -> AsyncIterator[Voice]:
    """People whose answers are really committed, so that several workers can meet at them."""
    async with own_database.sessions() as session:
        voice = Voice(Work(own_client, await small_centre(session, clock()), session, clock))
        await voice.has_topics()
        yield voice


@pytest.fixture
def hand(settings: Settings, own_database: Database) -> AtHand:
    return AtHand.of(settings, own_database)


async def remind(voice: Voice, hand: AtHand) -> None:
    """The worker's own step."""
    (step,) = [each for each in steps_of(hand) if each.name == "remind"]
    await step.perform(voice.work.clock())


async def lines(voice: Voice, role: Role) -> list[dict[str, Any]]:
    items = (await voice.work.told(role, "/notifications"))["items"]
    return [each for each in items if each["told"] == "script_ends"]


async def counted(voice: Voice, table: Any, **where: Any) -> int:
    query = select(func.count()).select_from(table).filter_by(centre_id=voice.work.centre.id, **where)
    return int((await voice.work.session.execute(query)).scalar_one())


async def test_its_owner_is_told_so_many_days_before_and_nobody_else(voice: Voice, hand: AtHand) -> None:
    script = await voice.script(effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD - 1)
    await remind(voice, hand)
    assert await lines(voice, DESK) == []
    await voice.work.later(days=1)
    await remind(voice, hand)
    (line,) = await lines(voice, DESK)
    assert (line["clause"], line["case_id"], line["status"], line["read_at"]) == ("4.4.5-a", None, None, None)
    assert line["script"] == {
        "script_id": script["script_id"],
        "topic": {"zh": "停车", "en": "Parking"},
        "number": 1,
        "ends_at": "2026-04-19T16:00:00Z",
    }
    for role in (HEAD, CENTRE_MANAGER, Role.OTHER_STAFF):
        assert await lines(voice, role) == []
    read = await voice.send(DESK, "POST", f"/notifications/{line['id']}/read")
    assert read.json()["read_at"] is not None


async def test_the_centre_says_how_many_days(voice: Voice, hand: AtHand) -> None:
    await voice.script(effective_to=ENDS)
    asked = {"value": 19, "reason": "月初就要看到"}
    changed = await voice.send(CENTRE_MANAGER, "PUT", "/policy/script_reminder_days", asked, seen=0)
    assert changed.status_code == 200, changed.text
    await remind(voice, hand)
    assert len(await lines(voice, DESK)) == 1


async def test_once_however_many_workers_look_and_however_often(voice: Voice, hand: AtHand) -> None:
    for topic in ("parking", "fees"):
        await voice.script(topic=topic, effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD)
    for _ in range(3):
        await asyncio.gather(*(remind(voice, hand) for _ in range(4)))
        await voice.work.later(days=1)
    assert await counted(voice, Notification, told="script_ends") == 2
    assert await counted(voice, StreamEvent, event="notification") == 2


async def test_a_new_end_is_told_anew(voice: Voice, hand: AtHand) -> None:
    first = await voice.script(effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD)
    await remind(voice, hand)
    path = f"/answer-scripts/{first['script_id']}/versions"
    drafted = await voice.send(DESK, "POST", path, {"say": "停车收费见公示栏。", "effective_to": LATER})
    await voice.approved(first["script_id"], drafted.json())
    await remind(voice, hand)
    assert [line["script"]["number"] for line in await lines(voice, DESK)] == [1]
    await voice.work.later(days=30)
    await remind(voice, hand)
    assert [line["script"]["number"] for line in await lines(voice, DESK)] == [2, 1]


async def test_a_wording_that_is_withdrawn_or_followed_reminds_nobody(voice: Voice, hand: AtHand) -> None:
    await voice.withdraw(await voice.script(effective_to=ENDS))
    await voice.next_version(await voice.script(topic="fees", effective_to=ENDS), "按公示标准。")
    await voice.work.later(days=DAYS_UNTIL_TOLD)
    await remind(voice, hand)
    assert await counted(voice, Notification, told="script_ends") == 0


async def test_by_night_it_waits_for_the_desk(voice: Voice, hand: AtHand) -> None:
    await voice.script(effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD, hours=14)
    await remind(voice, hand)
    assert await lines(voice, DESK) == []
    await voice.work.later(hours=10)
    await remind(voice, hand)
    assert len(await lines(voice, DESK)) == 1


async def test_where_the_owner_is_away_or_has_left_the_head_is_told(voice: Voice, hand: AtHand) -> None:
    own = {"centre_id": voice.work.centre.id}
    await voice.script(effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD)
    now, owner = voice.work.clock(), voice.work.centre.people[DESK]
    away = {"starts_at": now, "ends_at": now.replace(day=30)}
    await voice.work.session.execute(insert(Leave).values(**own, id=new_id(), person_id=owner, **away))
    await voice.work.session.commit()
    await remind(voice, hand)
    assert (len(await lines(voice, DESK)), len(await lines(voice, HEAD))) == (1, 1)
    await voice.script(topic="fees", effective_to=ENDS)
    left = update(Person).filter_by(**own, id=owner).values(deactivated_at=now)
    await voice.work.session.execute(left)
    await voice.work.session.commit()
    await remind(voice, hand)
    assert (await counted(voice, Notification, person_id=owner), len(await lines(voice, HEAD))) == (1, 2)


async def test_whoever_is_given_the_answer_afterwards_is_told_as_well(voice: Voice, hand: AtHand) -> None:
    script = await voice.script(effective_to=ENDS)
    await voice.work.later(days=DAYS_UNTIL_TOLD)
    await remind(voice, hand)
    path = f"/answer-scripts/{script['script_id']}"
    seen = (await voice.work.told(HEAD, path))["version"]
    owner = {"owner_id": str(voice.work.centre.people[Role.AREA_CUSTOMER_MANAGER])}
    assert (await voice.send(HEAD, "PATCH", path, owner, seen=seen)).status_code == 200
    await remind(voice, hand)
    assert (len(await lines(voice, DESK)), len(await lines(voice, Role.AREA_CUSTOMER_MANAGER))) == (1, 1)


async def test_it_leaves_by_the_channels_of_the_owners_post_once(
    voice: Voice, hand: AtHand, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group is posted to by name of topic and day; a text message without a number is laid aside."""
    work, keys = voice.work, ChannelKeys.from_settings(settings)
    sending = Sending(hand.database, keys, Outside.with_networks([LOOPBACK]), work.clock)
    post = Post(
        hand.database, work.centre, work.clock, work.client, sending, ContactKeys.from_settings(settings)
    )
    async with receiving() as receiver:
        monkeypatch.setattr(NotifyWeComBot, "notify_url", receiver.address)
        group = await post.channel(name="前台群", sort="wecom", address=ROBOT)
        phone = await post.channel(name="短信", sort="sms", address="json://127.0.0.1:9/?to={phone}")
        await post.choose(DESK, script_ends=[group["id"], phone["id"]])
        await voice.script(effective_to=ENDS)
        await work.later(days=DAYS_UNTIL_TOLD)
        for _ in range(2):
            await remind(voice, hand)
            await post.send()
        (line,) = await post.log(group)
        assert (line["state"], line["event"], line["case_id"]) == ("delivered", "notice.script_ends", None)
        (body,) = receiver.bodies
    said = json.dumps(json.loads(body), ensure_ascii=False)
    for each in ("统一口径将到期", "停车 · 第1版 · 2026-04-20 到期", "Parking · version 1 · ends 2026-04-20"):
        assert each in said
    (line,) = await post.log(phone)
    assert (line["state"], line["outcome"]) == ("parked", "no_number")
