"""From the outbox to the inboxes: the right person, once, in order, whoever delivers."""

import asyncio
from datetime import timedelta
from typing import cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk, perform, take_in
from app.database.ids import new_id
from app.database.outbox import OutboxEntry, enqueue
from app.database.session import Database
from app.notifications.delivery import deliver
from app.notifications.tables import Notification
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import Supervise
from app.procedure.vocabulary import Channel, Kind, Role
from app.rosters.tables import Leave, Shift
from app.staff.tables import Appointment
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, person_in, small_centre
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD, Work

SECURITY, ENGINEERING = Role.SECURITY_DUTY_SUPERVISOR, Role.ENGINEERING_DUTY_SUPERVISOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def told(work: Work, store: Database) -> dict[Role, list[str]]:
    """Deliver, and say who has been told what so far."""
    await deliver(store, work.centre.id, work.clock(), 1000)
    role_of = {person: role for role, person in work.centre.people.items()}
    query = (
        select(Notification.person_id, Notification.told)
        .where(Notification.centre_id == work.centre.id)
        .order_by(Notification.id)
    )
    heard: dict[Role, list[str]] = {}
    for person, why in (await work.session.execute(query)).all():
        heard.setdefault(role_of[person], []).append(why)
    return heard


async def gone(work: Work, role: Role) -> None:
    """Nobody holds the post any more."""
    own = {"centre_id": work.centre.id}
    person = work.centre.people[role]
    await work.session.execute(
        update(Shift).filter_by(**own, person_id=person).values(cancelled_at=work.clock() - timedelta(days=2))
    )
    await work.session.execute(
        update(Appointment).filter_by(**own, person_id=person).values(ends_at=work.clock())
    )
    await work.session.commit()


@pytest.mark.clause("4.2.1-a")
async def test_a_call_for_help_reaches_the_duty_supervisor_of_the_department(
    work: Work, store: Database
) -> None:
    await work.take_in(kind="help", place="地库B2", department="engineering")
    heard = await told(work, store)
    assert heard[ENGINEERING] == ["notified"]
    assert SECURITY not in heard


async def test_with_nobody_on_duty_the_next_in_the_chain_is_told(work: Work, store: Database) -> None:
    await gone(work, SECURITY)
    await work.take_in(kind="help", place="地库B2", department="security")
    assert (await told(work, store))[HEAD] == ["notified"]


async def test_whoever_is_away_or_signed_off_is_never_chosen(work: Work, store: Database) -> None:
    own, now = {"centre_id": work.centre.id}, work.clock()
    second = await person_in(work.session, work.centre, SECURITY, now)
    first = next(
        each
        for each in (
            await work.session.execute(select(Shift.person_id).filter_by(**own, role=SECURITY))
        ).scalars()
        if each != second
    )
    away = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1)}
    await work.session.execute(insert(Leave).values(**own, id=new_id(), person_id=first, **away))
    await work.session.commit()
    await work.take_in(kind="help", place="地库B2", department="security")
    await deliver(store, work.centre.id, now, 100)
    query = select(Notification.person_id).filter_by(**own, told="notified")
    assert (await work.session.execute(query)).scalars().all() == [second]


async def test_an_area_managers_sheet_reaches_the_manager_of_that_area_alone(
    work: Work, store: Database
) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    assert (await told(work, store))[AREA_MANAGER] == ["responsible"]


async def test_an_area_without_a_manager_falls_back_to_the_head(work: Work, store: Database) -> None:
    await gone(work, AREA_MANAGER)
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    assert "responsible" in (await told(work, store))[HEAD]


async def test_a_suggestion_is_told_to_its_head_and_with_six_residents_to_the_centre_manager(
    work: Work, store: Database
) -> None:
    await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    await work.take_in(kind="suggestion", thanked=True, told_will_study=True, joint_count=6)
    heard = await told(work, store)
    assert (heard[HEAD], heard[CENTRE_MANAGER]) == (["responsible"], ["responsible"])


async def test_the_way_of_a_sensitive_challenge_is_told_to_each_in_turn(work: Work, store: Database) -> None:
    case = await work.take_in(kind="challenge", sensitive=True)
    await work.act(DESK, case, "issue-sheet")
    await work.act(AREA_MANAGER, case, "record-findings", findings="查过账目", involves_other_unit=False)
    await work.act(AREA_MANAGER, case, "request-approval", reply_text="收费依据是……")
    assert (await told(work, store))[HEAD] == ["to_approve"]
    await work.act(HEAD, case, "approve")
    assert (await told(work, store))[AREA_MANAGER] == ["responsible", "approved"]


@pytest.mark.clause("4.5.1-a")
async def test_a_returned_sheet_calls_the_desk_and_a_dissatisfied_resident_the_handler_and_the_head(
    work: Work, store: Database
) -> None:
    case = await work.returned_inquiry()
    assert "to_call_back" in (await told(work, store))[DESK]
    await work.called_back(case, satisfaction="dissatisfied", solved=False)
    heard = await told(work, store)
    assert heard[AREA_MANAGER][-1] == "reopened"
    assert heard[HEAD] == ["reopened"]


async def test_who_passed_a_matter_on_hears_the_result(work: Work, store: Database) -> None:
    case = await work.take_in(Role.OTHER_STAFF, kind="inquiry")
    assert (await told(work, store))[DESK] == ["to_accept"]
    await work.act(DESK, case, "accept", kind="inquiry")
    await work.act(DESK, case, "answer-at-desk", answer="周末也能办。", satisfied=True)
    await work.act(DESK, case, "tell-first-receiver", note="已答复")
    assert (await told(work, store))[Role.OTHER_STAFF] == ["result_told"]


async def test_nobody_is_told_of_what_they_did_themselves(work: Work, store: Database) -> None:
    case = await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    await work.act(HEAD, case, "begin-study")
    await work.act(HEAD, case, "supervise", instruction="请工程部看一下")
    heard = await told(work, store)
    assert heard == {HEAD: ["responsible"]}


async def test_each_person_hears_of_one_change_once(work: Work, store: Database) -> None:
    await work.take_in(kind="help", place="地库B2", emergency="fire")
    heard = await told(work, store)
    assert heard[SECURITY] == ["notified"]
    assert heard[CENTRE_MANAGER] == ["notified"]


async def test_what_is_delivered_twice_is_seen_once(work: Work, store: Database) -> None:
    await work.returned_inquiry()
    before = await told(work, store)
    await work.session.execute(
        update(OutboxEntry).filter_by(centre_id=work.centre.id).values(delivered_at=None)
    )
    await work.session.commit()
    assert await told(work, store) == before


async def test_nothing_waits_after_a_delivery_and_the_limit_is_kept(work: Work, store: Database) -> None:
    await work.returned_inquiry()
    waiting = select(func.count()).where(
        OutboxEntry.centre_id == work.centre.id, OutboxEntry.delivered_at.is_(None)
    )
    before = (await work.session.execute(waiting)).scalar_one()
    assert before == 5
    assert await deliver(store, work.centre.id, work.clock(), 2) == 2
    assert await deliver(store, work.centre.id, work.clock(), 100) == 3
    assert (await work.session.execute(waiting)).scalar_one() == 0


async def test_an_event_of_another_room_does_not_hold_up_the_rest(work: Work, store: Database) -> None:
    centre = work.centre.id
    await enqueue(work.session, centre, "key_resident_changed", new_id(), {"resident": "x"}, now=work.clock())
    await work.session.commit()
    await work.take_in(kind="help", place="地库B2", department="security")
    assert (await told(work, store))[SECURITY] == ["notified"]


async def test_another_centre_is_left_alone(work: Work, store: Database) -> None:
    others = await work.elsewhere()
    await others.take_in(kind="help", place="地库B2", department="security")
    assert await deliver(store, work.centre.id, work.clock(), 100) == 0
    assert await deliver(store, others.centre.id, work.clock(), 100) == 1


@pytest.fixture
async def settled(own_database: Database, clock: SettableClock) -> SmallCentre:
    """A centre whose outbox is committed, so that several workers can reach for it."""
    async with own_database.transaction() as session:
        return await small_centre(session, clock(), "并行苑")


async def test_several_workers_keep_the_order_of_a_case_and_tell_everybody_once(
    own_database: Database, settled: SmallCentre, clock: SettableClock, app: FastAPI
) -> None:
    keys = app.state.contact_keys
    cases = [new_id() for _ in range(4)]
    for case in cases:
        async with own_database.transaction() as session:
            desk = Desk(session, settled.actor(DESK), clock(), keys)
            taken = TakeIn(kind=Kind.HELP, channel=Channel.PHONE, place="地库B2")
            await take_in(desk, taken, case)
        for _ in range(3):
            async with own_database.transaction() as session:
                head = Desk(session, settled.actor(HEAD), clock(), keys)
                await perform(head, case, Supervise(instruction="请尽快"))
    await asyncio.gather(*(deliver(own_database, settled.id, clock(), 100) for _ in range(4)))
    while await deliver(own_database, settled.id, clock(), 100):
        continue
    async with own_database.transaction() as session:
        query = (
            select(Notification.case_id, Notification.entry)
            .where(Notification.centre_id == settled.id, Notification.person_id == settled.people[SECURITY])
            .order_by(Notification.created_at, Notification.id)
        )
        rows = (await session.execute(query)).all()
    for case in cases:
        entries = [entry for case_id, entry in rows if case_id == case and entry is not None]
        assert len(entries) == 4
        assert entries == sorted(entries)
