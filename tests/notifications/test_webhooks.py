"""Webhooks against a real receiver: signed, in order, at least once, and no receiver slows a case."""

import asyncio
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.notifications.addresses import NotAllowed, Outside
from app.notifications.sending import (
    GIVEN_UP_AFTER,
    LEASE,
    LONGEST_PAUSE,
    MOST_TRIES,
    _claim,
    pause_after,
)
from app.notifications.tables import Channel as ChannelRow
from app.procedure.vocabulary import Role
from tests.factories.matters import DESK, HEAD
from tests.notifications.conftest import Post
from tests.notifications.receivers import receiving


async def test_a_message_is_signed_and_holds_ids_only(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        receiver.secrets = [channel["secret"]]
        case = await post.call_for_help()
        await post.send()
        first = receiver.got[0][1]
        assert first["type"].startswith("case.")
        assert first["data"]["case_id"] == str(case)
        assert first["data"]["kind"] == "help"
        everything = "".join(receiver.bodies)
        for private in ("摔倒", "13800001234", "13900001234", "地库"):
            assert private not in everything
        assert receiver.unverified == 0
        assert receiver.entries(str(case)) == sorted(receiver.entries(str(case)))


async def test_only_what_is_subscribed_to_is_sent(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address, event_types=["case.supervised"])
        receiver.secrets = [channel["secret"]]
        case = await post.call_for_help()
        await post.supervise(case)
        await post.send()
        assert [told["type"] for _, told in receiver.got] == ["case.supervised"]


async def test_a_failing_receiver_gets_it_later_in_order_and_once_recorded(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address, event_types=["case.supervised"])
        receiver.secrets = [channel["secret"]]
        receiver.answers = [500, 500]
        case = await post.call_for_help()
        for _ in range(3):
            await post.supervise(case)
        await post.send()
        assert receiver.got == []
        (waiting,) = [line for line in await post.log(channel) if line["attempts"]]
        assert (waiting["state"], waiting["outcome"]) == ("waiting", "failed_there")
        for _ in range(4):
            post.clock.advance(seconds=60)
            await post.send()
        entries = receiver.entries(str(case))
        assert len(entries) == 3
        assert entries == sorted(entries)
        assert {line["state"] for line in await post.log(channel)} == {"delivered"}


async def test_a_slow_receiver_holds_up_neither_a_case_nor_another_receiver(post: Post) -> None:
    async with receiving() as slow, receiving() as quick:
        slow.after = 1.5
        for name, receiver in (("慢", slow), ("快", quick)):
            channel = await post.channel(name=name, address=receiver.address)
            receiver.secrets = [channel["secret"]]
        began = time.monotonic()
        await post.call_for_help()
        assert time.monotonic() - began < 1.5
        sent = asyncio.create_task(post.send())
        async with asyncio.timeout(20):
            while not quick.got:  # noqa: ASYNC110 - the receiver has nothing to wait for
                await asyncio.sleep(0.01)
        assert slow.got == []
        await sent
        assert slow.got


async def test_a_new_secret_and_the_one_before_both_sign_for_a_day(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        answer = await post.ask("POST", f"/channels/{channel['id']}/rotate-secret", {}, seen=1)
        assert answer.status_code == 200, answer.text
        fresh = answer.json()["secret"]
        assert fresh != channel["secret"]
        for secret, hours, verified in ((channel["secret"], 0, 1), (fresh, 0, 2), (channel["secret"], 25, 2)):
            receiver.secrets = [secret]
            post.clock.advance(hours=hours)
            await post.ask("POST", f"/channels/{channel['id']}/test")
            with_time = post.clock.at
            await post.send()
            assert post.clock.at == with_time
            assert len(receiver.got) == verified
        assert receiver.unverified == 1


async def test_a_redirect_is_not_followed(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        receiver.answers = [302]
        await post.ask("POST", f"/channels/{channel['id']}/test")
        await post.send()
        (line,) = await post.log(channel)
        assert (line["state"], line["outcome"]) == ("waiting", "redirected")


async def test_who_says_it_is_gone_is_disabled_and_taken_up_again_gets_what_gathered(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address, event_types=["case.supervised"])
        receiver.secrets, receiver.answers = [channel["secret"]], [410]
        case = await post.call_for_help()
        await post.supervise(case)
        await post.send()
        shown = await post.told(f"/channels/{channel['id']}")
        assert shown["disabled_at"] is not None
        await post.supervise(case)
        post.clock.advance(minutes=2)
        await post.send()
        assert receiver.got == []
        again = await post.ask(
            "PATCH", f"/channels/{channel['id']}", {"enabled": True}, seen=shown["version"]
        )
        assert again.status_code == 200, again.text
        await post.send()
        assert len(receiver.entries(str(case))) == 2


async def test_days_of_failure_disable_a_channel(post: Post) -> None:
    channel = await post.channel(address="http://127.0.0.1:1/hook")
    await post.ask("POST", f"/channels/{channel['id']}/test")
    await post.send()
    assert (await post.told(f"/channels/{channel['id']}"))["failing_since"] is not None
    post.clock.at += GIVEN_UP_AFTER + timedelta(minutes=1)
    async with post.store.transaction() as session:
        row = (await session.execute(select(ChannelRow))).scalar_one()
        assert row.disabled_at is None
    await post.sending.send_due(post.centre.id, post.clock())
    await post.sending.settle()
    async with post.store.transaction() as session:
        row = (await session.execute(select(ChannelRow))).scalar_one()
        assert (row.disabled_at, row.disabled_why) == (post.clock(), "unreachable")


async def test_after_its_last_try_an_event_is_laid_aside_and_can_be_sent_again(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address, event_types=["case.supervised"])
        receiver.secrets = [channel["secret"]]
        receiver.answers = [500] * MOST_TRIES
        case = await post.call_for_help()
        await post.supervise(case)
        for _ in range(MOST_TRIES):
            await post.send()
            post.clock.advance(minutes=80)
        (line,) = await post.log(channel)
        assert (line["state"], line["attempts"]) == ("parked", MOST_TRIES)


async def test_what_a_dead_worker_had_claimed_is_sent_by_another(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        receiver.secrets = [channel["secret"]]
        await post.ask("POST", f"/channels/{channel['id']}/test")
        async with post.store.transaction() as session:
            assert await _claim(session, post.centre.id, channel["id"], post.clock())
        await post.send()
        assert receiver.got == []
        post.clock.at += LEASE + timedelta(seconds=1)
        await post.send()
        assert len(receiver.got) == 1


async def test_all_since_a_moment_is_sent_again_under_the_same_ids(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        receiver.secrets = [channel["secret"]]
        case = await post.call_for_help()
        await post.send()
        before = receiver.ids()
        since = (post.clock() - timedelta(minutes=1)).isoformat()
        answer = await post.ask("POST", f"/channels/{channel['id']}/replay", {"since": since})
        assert answer.json() == {"count": len(before)}
        await post.send()
        assert receiver.ids() == dict.fromkeys(before, 2)
        assert receiver.entries(str(case)) == sorted(receiver.entries(str(case)))


async def test_an_address_of_ones_own_network_is_not_reached(post: Post) -> None:
    async with receiving() as receiver:
        post.sending.outside = Outside()
        channel = await post.channel(address=receiver.address)
        await post.ask("POST", f"/channels/{channel['id']}/test")
        await post.send()
        assert receiver.bodies == []
        (line,) = await post.log(channel)
        assert line["outcome"] == "address_not_allowed"


@pytest.mark.parametrize(
    "inside",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
        "ff02::1", "fec0::1", "::127.0.0.1", "192.0.0.8", "192.88.99.1",
    ],
)  # fmt: skip
def test_what_is_not_outside(inside: str) -> None:
    with pytest.raises(NotAllowed):
        Outside().checked(["93.184.215.14", inside])


def test_what_is_outside() -> None:
    assert Outside().checked(["93.184.215.14"]) == "93.184.215.14"
    assert Outside.with_networks(["10.1.0.0/16"]).checked(["10.1.2.3"]) == "10.1.2.3"


def test_pauses_grow_and_stay_within_an_hour_and_a_quarter() -> None:
    plain = [pause_after(tries, 0.5) for tries in range(1, 15)]
    assert plain == sorted(plain)
    assert plain[0] == timedelta(seconds=5)
    assert plain[-1] == LONGEST_PAUSE
    assert pause_after(3, 0.0) < pause_after(3, 1.0)


async def test_addresses_and_secrets_are_sealed_and_never_shown_again(post: Post) -> None:
    channel = await post.channel(address="https://hooks.example.invalid/secret-path")
    assert channel["mask"] == "https://hooks.example.invalid/…"
    shown = await post.told(f"/channels/{channel['id']}")
    assert "secret" not in shown
    async with post.store.transaction() as session:
        row = (await session.execute(select(ChannelRow))).scalar_one()
    assert b"secret-path" not in row.sealed
    assert channel["secret"].encode() not in row.sealed


@pytest.mark.parametrize("role", [DESK, HEAD, Role.PATROL_GUARD])
async def test_only_who_answers_for_the_centre_keeps_channels(post: Post, role: Role) -> None:
    assert (await post.ask("GET", "/channels", role=role)).status_code == 403


@pytest.mark.parametrize(
    ("sort", "address"),
    [
        ("webhook", "ftp://example.invalid/x"), ("webhook", "https://name:word@example.invalid/x"),
        ("wecom", "https://example.invalid/send"), ("mail", "https://example.invalid"),
        ("sms", "syslog://localhost"), ("sms", "file:///etc/passwd"), ("webhook", "http://example.invalid:99999/"),
    ],
)  # fmt: skip
async def test_an_address_that_the_sort_cannot_have_is_refused(post: Post, sort: str, address: str) -> None:
    body = {"name": "错", "sort": sort, "address": address}
    answer = await post.ask("POST", "/channels", body)
    assert answer.status_code == 422, answer.text


async def test_a_removed_channel_sends_nothing_and_another_centres_is_missing(post: Post) -> None:
    async with receiving() as receiver:
        channel = await post.channel(address=receiver.address)
        await post.ask("POST", f"/channels/{channel['id']}/test")
        assert (await post.ask("DELETE", f"/channels/{channel['id']}", seen=1)).status_code == 204
        await post.send()
        assert receiver.bodies == []
        assert (await post.ask("GET", f"/channels/{channel['id']}")).status_code == 404
