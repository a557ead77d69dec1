"""Group bots and text messages by apprise, mail by a real server, without anybody's private words."""

import json

import httpx
import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from sqlalchemy import update

from app.notifications.addresses import Outside
from app.procedure.vocabulary import Role
from app.staff.tables import Person
from tests.factories.matters import DESK, HEAD
from tests.notifications.conftest import Post
from tests.notifications.receivers import postbox, receiving

SECURITY = Role.SECURITY_DUTY_SUPERVISOR
BOTS = [
    (
        NotifyWeComBot,
        "wecom",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d-0000-4000-8000-1",
    ),
    (NotifyDingTalk, "dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef"),
    (NotifyFeishu, "feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d-0000-4000-8000-1"),
]


@pytest.mark.parametrize(("bot", "sort", "address"), BOTS)
async def test_a_group_hears_of_a_call_for_help_without_private_words(
    post: Post, monkeypatch: pytest.MonkeyPatch, bot: type, sort: str, address: str
) -> None:
    async with receiving() as receiver:
        monkeypatch.setattr(bot, "notify_url", receiver.address)
        channel = await post.channel(name="值班群", sort=sort, address=address)
        assert address not in json.dumps(channel)
        await post.choose(SECURITY, notified=[channel["id"]])
        await post.call_for_help()
        await post.send()
        (line,) = await post.log(channel)
        assert (line["state"], line["event"]) == ("delivered", "notice.notified")
        (body,) = receiver.bodies
        said = json.dumps(json.loads(body), ensure_ascii=False)
        assert "有人求助，请接单" in said
        assert "地库B2" in said
        for private in ("摔倒", "13800001234", "13900001234"):
            assert private not in said


async def test_apprise_reaches_no_private_address_and_follows_no_redirect(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        monkeypatch.setattr(NotifyWeComBot, "notify_url", receiver.address)
        channel = await post.channel(name="群", sort="wecom", address=BOTS[0][2])
        receiver.answers = [302]
        await post.ask("POST", f"/channels/{channel['id']}/test")
        await post.send()
        assert len(receiver.bodies) == 1
        assert (await post.log(channel))[0]["state"] == "waiting"
        post.sending.outside = Outside()
        post.clock.advance(minutes=1)
        await post.send()
        assert len(receiver.bodies) == 1
        assert (await post.log(channel))[0]["outcome"] == "address_not_allowed"


async def test_a_text_message_goes_to_the_work_telephone_of_who_is_told(post: Post) -> None:
    async with receiving() as receiver:
        gateway = receiver.address.replace("http://", "json://") + "/?:to={phone}"
        channel = await post.channel(name="短信", sort="sms", address=gateway)
        await post.choose(SECURITY, notified=[channel["id"]])
        await post.call_for_help()
        await post.send()
        (line,) = await post.log(channel)
        assert (line["state"], line["outcome"]) == ("parked", "no_number")
        async with post.store.transaction() as session:
            own = Person.id == post.centre.people[SECURITY]
            await session.execute(update(Person).where(own).values(work_phone="8801"))
        await post.ask("POST", f"/channels/{channel['id']}/deliveries/{line['id']}/resend")
        await post.send()
        assert json.loads(receiver.bodies[0])["to"] == "8801"


async def test_mail_arrives_and_a_refused_one_is_kept_for_another_try(post: Post) -> None:
    async with postbox() as box:
        channel = await post.channel(
            name="值班邮箱",
            sort="mail",
            address=f"smtp://127.0.0.1:{box.port}",
            sender="yingmen@example.com",
            recipients=["duty@example.com"],
        )
        await post.choose(SECURITY, notified=[channel["id"]])
        box.refuse = True
        await post.call_for_help()
        await post.send()
        (line,) = await post.log(channel)
        assert (line["state"], line["outcome"]) == ("waiting", "refused")
        box.refuse = False
        post.clock.advance(minutes=1)
        await post.send()
        (mail,) = box.mails
        assert mail["To"] == "duty@example.com"
        assert "有人求助，请接单" in mail["Subject"]
        assert "摔倒" not in mail.as_string()


async def test_mail_without_recipients_is_refused(post: Post) -> None:
    body = {"name": "邮件", "sort": "mail", "address": "smtp://mail.example.invalid"}
    answer = await post.ask("POST", "/channels", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "mail_needs_people")


async def test_the_matrix_is_kept_by_post_and_names_the_version_it_saw(post: Post) -> None:
    channel = await post.channel(address="https://hooks.example.invalid/x")
    await post.choose(HEAD, objection=[channel["id"]], to_approve=[])
    matrix = await post.told("/notification-settings")
    head = next(each for each in matrix["roles"] if each["role"] == HEAD)
    assert (head["choices"], head["version"]) == ({"objection": [channel["id"]]}, 1)
    stale = await post.ask("PUT", f"/notification-settings/{HEAD}", {"choices": {}}, seen=0)
    assert stale.status_code == 412
    forbidden = await post.ask("PUT", f"/notification-settings/{HEAD}", {"choices": {}}, seen=1, role=DESK)
    assert forbidden.status_code == 403
    unknown = {"choices": {"objection": ["019d0a00-0000-7000-8000-000000000001"]}}
    answer: httpx.Response = await post.ask("PUT", f"/notification-settings/{HEAD}", unknown, seen=1)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_channel")
