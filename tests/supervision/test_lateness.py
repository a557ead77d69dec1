"""What is late is told in the morning, once each, in one line; what nobody can be late with is left alone."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk, take_in
from app.cases.tables import JournalEntry
from app.database.ids import new_id
from app.database.session import Database
from app.notifications.delivery import deliver
from app.notifications.tables import Notification
from app.notifications.vocabulary import Told
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Contact, Kind, Role
from app.residents.contacts import ContactKeys
from app.rosters.tables import Shift
from app.supervision.escalation import pass_overdue_promises, tell_of_lateness
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD, Work

LIMIT = 100


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


@pytest.fixture
def keys(app: FastAPI) -> ContactKeys:
    return cast("ContactKeys", app.state.contact_keys)


async def lines(work: Work, role: Role) -> list[tuple[str, int]]:
    """What a person was told, as sorts of lines with their counts."""
    query = select(Notification.told, Notification.count).where(
        Notification.centre_id == work.centre.id, Notification.person_id == work.centre.people[role]
    )
    return sorted((told, count) for told, count in (await work.session.execute(query)).all())


def at_nine(work: Work) -> float:
    """Hours until nine in the morning of the day after tomorrow, in the centre's zone."""
    local = work.clock().astimezone(ZoneInfo("Asia/Shanghai"))
    return 48 + 9 - local.hour - local.minute / 60


@pytest.mark.clause("3.4-b")
async def test_many_things_late_are_one_line_for_the_owner_and_one_for_the_head(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    for _ in range(3):
        await work.take_in(kind="inquiry")
    assert await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    await work.later(hours=at_nine(work))
    told = await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT)
    assert told >= 3
    assert await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    await deliver(store, work.centre.id, work.clock(), LIMIT)
    assert (Told.OVERDUE, 3) in await lines(work, DESK)
    assert not [each for each in await lines(work, HEAD) if each[0] == Told.OVERDUE_BELOW]
    await work.later(hours=8)
    assert await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT) == told
    await deliver(store, work.centre.id, work.clock(), LIMIT)
    assert (Told.OVERDUE_BELOW, 3) in await lines(work, HEAD)
    inbox = (await work.told(DESK, "/notifications", unread=True))["items"]
    assert [each["count"] for each in inbox if each["told"] == "overdue"] == [3]


GUARD, SECURITY = Role.PATROL_GUARD, Role.SECURITY_DUTY_SUPERVISOR


@pytest.mark.clause("4.2.4-a")
@pytest.mark.parametrize("away", [False, True])
async def test_who_was_sent_and_went_off_duty_is_not_the_only_one_to_hear_that_nobody_came(
    work: Work, store: Database, keys: ContactKeys, *, away: bool
) -> None:
    case = await work.take_in(kind="help", place="地库B2", department="security")
    await work.act(SECURITY, case, "dispatch", doer=str(work.centre.people[GUARD]))
    if away:
        shift = update(Shift).where(Shift.person_id == work.centre.people[GUARD])
        await work.session.execute(shift.values(signed_off_at=work.clock()))
        await work.session.commit()
    work.clock.advance(minutes=31)
    assert await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    await deliver(store, work.centre.id, work.clock(), LIMIT)
    assert (Told.OVERDUE, 1) in await lines(work, GUARD)
    assert ((Told.OVERDUE_BELOW, 1) in await lines(work, SECURITY)) is away


async def test_an_unread_line_grows_and_a_read_one_is_followed_by_another(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    await work.take_in(kind="inquiry")
    await work.later(hours=at_nine(work))
    await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT)
    await deliver(store, work.centre.id, work.clock(), LIMIT)
    for expected in ([1], [2]):
        overdue = [count for told, count in await lines(work, DESK) if told == Told.OVERDUE]
        assert overdue == expected
        if expected == [1]:
            await work.take_in(kind="inquiry")
            await work.later(days=1)
            await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT)
            await deliver(store, work.centre.id, work.clock(), LIMIT)
    await work.session.execute(
        update(Notification).where(Notification.centre_id == work.centre.id).values(read_at=work.clock())
    )
    await work.take_in(kind="inquiry")
    await work.later(days=1)
    await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT)
    await deliver(store, work.centre.id, work.clock(), LIMIT)
    overdue = [count for told, count in await lines(work, DESK) if told == Told.OVERDUE]
    assert overdue == [1, 2]


async def test_what_colleagues_pass_on_by_night_waits_as_one_line(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    await work.later(hours=at_nine(work) - 6)
    for _ in range(4):
        await work.take_in(
            Role.OTHER_STAFF,
            kind="inquiry",
            channel="met_on_patrol",
            sure=False,
            refer_choice="contact_taken",
        )
        await deliver(store, work.centre.id, work.clock(), LIMIT)
    assert await lines(work, DESK) == [(Told.TO_ACCEPT, 4)]


async def test_nothing_closes_and_nothing_else_changes_by_time_alone(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await work.returned_inquiry()
    before = await work.told(DESK, f"/cases/{case}")
    owed = await work.told(DESK, f"/cases/{case}/duties")
    for _ in range(6):
        await work.later(days=9)
        await tell_of_lateness(store, work.centre.id, work.clock(), keys, LIMIT)
    after = await work.told(DESK, f"/cases/{case}")
    assert after["status"] == before["status"]
    assert {each["key"] for each in await work.told(DESK, f"/cases/{case}/duties")} == {
        each["key"] for each in owed
    }


@pytest.mark.clause("4.3.2-e")
async def test_a_promise_falls_to_the_desk_when_the_colleagues_shift_ends(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    guard = Role.PATROL_GUARD
    case = await work.take_in(
        guard,
        kind="inquiry",
        channel="met_on_patrol",
        sure=False,
        refer_choice="contact_taken",
        finding_out_myself=True,
    )
    work.clock.advance(minutes=2)
    assert await pass_overdue_promises(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    await work.session.execute(
        update(Shift)
        .where(Shift.centre_id == work.centre.id, Shift.person_id == work.centre.people[guard])
        .values(signed_on_at=work.clock() - timedelta(hours=3), signed_off_at=work.clock())
    )
    await work.session.commit()
    work.clock.advance(minutes=1)
    assert await pass_overdue_promises(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    owed = await work.told(DESK, f"/cases/{case}/duties")
    assert [(each["duty"], each["role"]) for each in owed] == [("accept_capture", DESK)]


@pytest.fixture
async def late_here(own_database: Database, clock: SettableClock, keys: ContactKeys) -> SmallCentre:
    """A centre with six inquiries nobody answered, committed, so that several workers can reach for them."""
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock(), "并行苑")
    for _ in range(6):
        async with own_database.transaction() as session:
            asked: dict[str, Any] = {"words": "门禁卡", "unit_id": centre.unit, "contact_asked": True}
            taken = TakeIn(kind=Kind.INQUIRY, channel=Channel.PHONE, contact_state=Contact.DECLINED, **asked)
            await take_in(Desk(session, centre.actor(DESK), clock(), keys), taken, new_id())
    return centre


async def test_many_workers_tell_of_each_thing_once(
    own_database: Database, late_here: SmallCentre, clock: SettableClock, keys: ContactKeys
) -> None:
    clock.advance(hours=60)
    local = clock().astimezone(ZoneInfo("Asia/Shanghai"))
    clock.advance(hours=10 - local.hour)
    done = await asyncio.gather(
        *(tell_of_lateness(own_database, late_here.id, clock(), keys, LIMIT) for _ in range(4))
    )
    done.append(await tell_of_lateness(own_database, late_here.id, clock(), keys, LIMIT))
    query = select(JournalEntry.case_id, JournalEntry.payload["duty"].astext).where(
        JournalEntry.centre_id == late_here.id, JournalEntry.event == "DutyEscalated"
    )
    async with own_database.transaction() as session:
        told = Counter((case, duty) for case, duty in (await session.execute(query)).all())
    assert len({case for case, _ in told}) == 6
    assert set(told.values()) == {1}
    assert sum(done) == len(told)
