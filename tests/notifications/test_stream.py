"""The stream: numbered, complete for whoever comes back, each only what concerns them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy import delete, select, update

from app.cases.actions import Desk, perform, take_in
from app.database.ids import new_id
from app.database.session import Database
from app.main import create_app
from app.notifications import listening as ears
from app.notifications.delivery import deliver
from app.notifications.stream import forget_old_events
from app.notifications.tables import StreamEvent
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import Supervise
from app.procedure.vocabulary import Channel, Department, Kind, Role
from app.residents.contacts import ContactKeys
from app.settings import Settings
from app.staff.tables import SignIn
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD
from tests.notifications.streams import listening, served

SECURITY = Role.SECURITY_DUTY_SUPERVISOR


@dataclass
class Town:
    """A centre whose work is really committed, and two servers before one store."""

    store: Database
    centre: SmallCentre
    clock: SettableClock
    keys: ContactKeys
    servers: tuple[str, str]

    async def call_for_help(self) -> None:
        async with self.store.transaction() as session:
            desk = Desk(session, self.centre.actor(DESK), self.clock(), self.keys)
            matter = TakeIn(
                kind=Kind.HELP,
                channel=Channel.PHONE,
                place="地库B2",
                words="老人摔倒，电话13800001234",
                department=Department.SECURITY,
            )
            self.case = (await take_in(desk, matter, new_id())).case_id
        await self.deliver()

    async def supervise(self) -> None:
        async with self.store.transaction() as session:
            head = Desk(session, self.centre.actor(HEAD), self.clock(), self.keys)
            await perform(head, self.case, Supervise(instruction="请尽快"))
        await self.deliver()

    async def deliver(self) -> None:
        await deliver(self.store, self.centre.id, self.clock(), 100)

    def signed_in(self, role: Role) -> dict[str, str]:
        return self.centre.signed_in(role)


@pytest.fixture
async def town(own_database: Database, clock: SettableClock, settings: Settings) -> AsyncIterator[Town]:
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock(), "响泉苑")
    async with AsyncExitStack() as stack:
        first, second = [
            await stack.enter_async_context(served(create_app(settings, clock=clock, database=own_database)))
            for _ in range(2)
        ]
        keys = ContactKeys.from_settings(settings)
        yield Town(own_database, centre, clock, keys, (first, second))


async def test_an_event_reaches_the_listeners_of_every_server_at_once(town: Town) -> None:
    async with AsyncExitStack() as stack:
        listeners = [
            await stack.enter_async_context(listening(server, town.signed_in(SECURITY)))
            for server in town.servers
        ]
        for ear in listeners:
            await ear.wait_for("hello")
        await town.call_for_help()
        for ear in listeners:
            (notice,) = await ear.wait_for("notification")
            assert notice.data["told"] == "notified"
            assert notice.data["must_acknowledge"] is True
            assert ear.of("case")[0].data["case_id"] == str(town.case)


async def test_only_ones_own_notices_are_heard_but_every_change_of_the_centre(
    town: Town, clock: SettableClock
) -> None:
    async with town.store.transaction() as session:
        other = await small_centre(session, clock(), "碧水湾")
    server = town.servers[0]
    async with (
        listening(server, town.signed_in(HEAD)) as head,
        listening(server, other.signed_in(SECURITY)) as stranger,
    ):
        await head.wait_for("hello")
        await stranger.wait_for("hello")
        await town.call_for_help()
        await head.wait_for("case")
        await town.supervise()
        await head.wait_for("case", 2)
        assert head.of("notification") == []
        assert [each.event for each in stranger.heard] == ["hello"]


async def test_neither_words_nor_numbers_of_a_resident_are_in_the_stream(town: Town) -> None:
    async with listening(town.servers[0], town.signed_in(SECURITY)) as ear:
        await ear.wait_for("hello")
        await town.call_for_help()
        await ear.wait_for("notification")
        said = str([each.data for each in ear.heard])
    assert "摔倒" not in said
    assert "1380000" not in said
    assert "地库" not in said


async def test_whoever_comes_back_to_another_server_has_missed_nothing(town: Town) -> None:
    first, second = town.servers
    async with listening(first, town.signed_in(SECURITY)) as ear:
        await ear.wait_for("hello")
        await town.call_for_help()
        await ear.wait_for("notification")
        seen = ear.last
    for _ in range(5):
        await town.supervise()
    async with listening(second, town.signed_in(SECURITY), last=seen) as back:
        await back.wait_for("case", 5)
        await town.supervise()
        await back.wait_for("case", 6)
        numbers = [each.number for each in back.heard if each.event != "hello"]
    assert numbers == list(range(seen + 1, back.last + 1))


async def test_more_than_a_server_remembers_is_read_from_the_store(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ears, "AT_ONCE", 2)
    await town.call_for_help()
    for _ in range(6):
        await town.supervise()
    async with listening(town.servers[0], town.signed_in(SECURITY), last=0) as ear:
        await ear.wait_for("case", 7)
        numbers = [each.number for each in ear.heard if each.event != "hello"]
        assert numbers == list(range(1, len(numbers) + 1))


async def test_numbers_follow_each_other_however_many_workers_deliver(town: Town) -> None:
    for _ in range(6):
        async with town.store.transaction() as session:
            desk = Desk(session, town.centre.actor(DESK), town.clock(), town.keys)
            matter = TakeIn(kind=Kind.HELP, channel=Channel.PHONE, place="地库B2")
            await take_in(desk, matter, new_id())
    await asyncio.gather(*(town.deliver() for _ in range(4)))
    async with town.store.transaction() as session:
        query = select(StreamEvent.number).where(StreamEvent.centre_id == town.centre.id)
        numbers = sorted((await session.execute(query)).scalars())
    assert numbers == list(range(1, len(numbers) + 1))


async def test_away_for_too_long_one_is_told_to_read_anew(town: Town, clock: SettableClock) -> None:
    await town.call_for_help()
    clock.advance(days=8)
    async with town.store.transaction() as session:
        await forget_old_events(session, town.centre.id, clock())
        await session.execute(update(SignIn).values(last_seen_at=clock()))
    await town.supervise()
    async with listening(town.servers[0], town.signed_in(HEAD), last=0) as ear:
        (reset,) = await ear.wait_for("reset")
        assert reset.number == reset.data["number"]


async def test_a_session_that_is_revoked_ends_its_stream_and_no_other(
    town: Town, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ears, "LOOK_EVERY", 0.05)
    server = town.servers[0]
    async with (
        listening(server, town.signed_in(HEAD)) as head,
        listening(server, town.signed_in(SECURITY)) as security,
    ):
        await head.wait_for("hello")
        await security.wait_for("hello")
        async with town.store.transaction() as session:
            own = SignIn.person_id == town.centre.people[HEAD]
            await session.execute(update(SignIn).where(own).values(revoked_at=clock()))
        await head.until_over()
        await town.call_for_help()
        await security.wait_for("notification")


async def test_a_quiet_stream_gives_signs_of_life(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ears, "HEARTBEAT", 0.05)
    async with listening(town.servers[0], town.signed_in(HEAD)) as ear:
        await ear.wait_for("hello")
        async with asyncio.timeout(10):
            while ear.signs_of_life < 2:
                ear.came.clear()
                await ear.came.wait()


async def test_a_bell_that_nobody_rang_loses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies between its commit and the bell."""
    monkeypatch.setattr(ears, "LOOK_EVERY", 0.1)

    async def no_bell(*_: object) -> None:
        return None

    monkeypatch.setattr("app.notifications.delivery.ring", no_bell)
    async with listening(town.servers[0], town.signed_in(SECURITY)) as ear:
        await ear.wait_for("hello")
        await town.call_for_help()
        await ear.wait_for("notification")


async def test_who_does_not_take_holds_nothing(town: Town) -> None:
    """A listener is a place in the stream: what it has not taken stands in the store, not in memory."""
    hub = ears.Listening(_Hands(town.store, town.clock))
    await town.call_for_help()
    slow = ears.Listener(town.centre.id, town.centre.people[SECURITY], b"", 0)
    taking = hub.follow(slow)
    first = await anext(taking)
    for _ in range(ears.REMEMBERED // 32):
        await town.supervise()
    room = hub._rooms[town.centre.id]
    assert room.recent.maxlen == ears.REMEMBERED
    assert first is not None
    assert slow.at <= 3
    await taking.aclose()  # type: ignore[attr-defined]
    await hub.end()
    assert hub.listeners == 0


@dataclass
class _Hands:
    database: Database
    clock: SettableClock


async def test_a_bad_place_and_a_nobody_are_refused(town: Town) -> None:

    async with httpx.AsyncClient(base_url=town.servers[0]) as client:
        headers = town.signed_in(HEAD)
        bad = await client.get("/api/v1/stream", headers=headers | {"Last-Event-ID": "x"})
        assert bad.status_code == 422
        assert (await client.get("/api/v1/stream")).status_code == 401


async def test_what_is_forgotten_is_only_what_is_old(town: Town, clock: SettableClock) -> None:
    await town.call_for_help()
    async with town.store.transaction() as session:
        await forget_old_events(session, town.centre.id, clock())
        own = StreamEvent.centre_id == town.centre.id
        assert len((await session.execute(select(StreamEvent).where(own))).all()) > 0
        await session.execute(delete(StreamEvent).where(own))


async def test_a_server_that_is_started_anew_goes_on_where_the_listener_was(
    town: Town, settings: Settings
) -> None:
    async with (
        served(create_app(settings, clock=town.clock, database=town.store)) as server,
        listening(server, town.signed_in(SECURITY)) as ear,
    ):
        await ear.wait_for("hello")
        await town.call_for_help()
        await ear.wait_for("notification")
        seen = ear.last
    await town.supervise()
    async with (
        served(create_app(settings, clock=town.clock, database=town.store)) as server,
        listening(server, town.signed_in(SECURITY), last=seen) as back,
    ):
        await back.wait_for("case")
        await town.supervise()
        await back.wait_for("case", 2)
        numbers = [each.number for each in back.heard if each.event != "hello"]
        assert numbers == list(range(seen + 1, back.last + 1))


async def test_more_listeners_come_at_once_than_there_are_connections(town: Town) -> None:
    async with AsyncExitStack() as stack:
        crowd = await asyncio.gather(
            *(
                stack.enter_async_context(listening(town.servers[0], town.signed_in(SECURITY)))
                for _ in range(40)
            )
        )
        for ear in crowd:
            await ear.wait_for("hello")
        await town.call_for_help()
        for ear in crowd:
            await ear.wait_for("notification")


async def test_a_bell_that_rings_as_the_process_ends_does_not_keep_it_up(town: Town) -> None:
    for _ in range(5):
        hears = ears.Listening(SimpleNamespace(database=town.store, clock=town.clock))
        hears._bell = asyncio.create_task(hears._hear())
        await asyncio.sleep(0.3)  # until it listens
        hears._rung.set()  # and at this very moment
        async with asyncio.timeout(20):
            await hears.end()
