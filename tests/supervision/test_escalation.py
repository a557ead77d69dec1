"""What time takes further by itself: once, step by step, however many workers, whatever dies."""

import asyncio
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk, perform, take_in
from app.cases.tables import JournalEntry
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.actions.help import EscalateNotice
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Department, Kind, Role
from app.residents.actions.records import set_key_flag
from app.residents.contacts import ContactKeys
from app.residents.tables import Resident
from app.supervision.escalation import (
    escalate_overdue_notices,
    look_at_handlers_anew,
    pass_overdue_promises,
)
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD, Work

SECURITY = Role.SECURITY_DUTY_SUPERVISOR
LIMIT = 100
PERFORM = "app.supervision.escalation.perform"


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


@pytest.fixture
def keys(app: FastAPI) -> ContactKeys:
    return cast("ContactKeys", app.state.contact_keys)


async def told(session: AsyncSession, case: Any) -> list[str]:
    """The posts that were told of a case, in order."""
    query = select(JournalEntry.payload["role"].astext).where(
        JournalEntry.case_id == case, JournalEntry.event == "NoticeSent"
    )
    return list((await session.execute(query.order_by(JournalEntry.number))).scalars())


async def help_asked(work: Work, **matter: Any) -> str:
    return await work.take_in(kind="help", place="地库B2", **{"department": "security", **matter})


@pytest.mark.clause("4.2.1-a")
async def test_an_unanswered_notice_climbs_the_chain_one_step_at_each_limit(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await help_asked(work)
    chain = [SECURITY, HEAD, Role.CENTRE_MANAGER]
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    for told_so_far in (2, 3):
        work.clock.advance(minutes=6)
        assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 1
        assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
        assert await told(work.session, case) == chain[:told_so_far]
    work.clock.advance(hours=5)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0


async def test_an_acknowledged_notice_goes_no_further(work: Work, store: Database, keys: ContactKeys) -> None:
    case = await help_asked(work)
    await work.act(SECURITY, case, "acknowledge")
    work.clock.advance(hours=1)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    assert await told(work.session, case) == [SECURITY]


async def test_two_departments_unanswered_lead_to_one_notice_of_the_head(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await help_asked(work)
    await work.act(DESK, case, "notify-more", department="engineering")
    work.clock.advance(minutes=6)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    roles = await told(work.session, case)
    assert roles.count(HEAD) == 1
    assert len(roles) == 3


@pytest.mark.clause("4.2.2-a")
async def test_a_desk_that_does_not_take_up_what_the_control_room_told_it_leaves_nobody_waiting(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await help_asked(work, role=Role.CONTROL_ROOM_OPERATOR, channel="control_room_call")
    assert await told(work.session, case) == [DESK]
    work.clock.advance(minutes=4)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    work.clock.advance(minutes=1)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    assert await told(work.session, case) == [DESK, SECURITY]
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    work.clock.advance(minutes=6)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    assert await told(work.session, case) == [DESK, SECURITY, HEAD]


async def test_what_the_desk_took_up_in_time_is_not_taken_further(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await help_asked(work, role=Role.CONTROL_ROOM_OPERATOR, channel="control_room_call")
    await work.act(DESK, case, "accept")
    work.clock.advance(minutes=5)
    assert await told(work.session, case) == [DESK, SECURITY]
    await work.act(SECURITY, case, "acknowledge")
    work.clock.advance(hours=1)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0


async def test_it_is_written_as_a_step_of_time_and_by_nobody(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await help_asked(work)
    work.clock.advance(minutes=6)
    await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT)
    journal = (await work.told(DESK, f"/cases/{case}/journal"))["items"]
    last = [line for line in journal if line["event"] == "NoticeSent"][-1]
    assert (last["by"], last["via"]) == (None, None)


async def test_no_person_can_do_what_is_times_own(work: Work, keys: ContactKeys) -> None:
    case = await help_asked(work)
    assert (await work.try_to(HEAD, case, "escalate-notice", number=1)).status_code in {404, 405}


@pytest.mark.clause("4.3.2-e")
async def test_a_promise_to_find_out_falls_to_the_desk_when_it_is_not_kept(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    case = await work.take_in(
        Role.OTHER_STAFF,
        kind="inquiry",
        channel="met_on_patrol",
        sure=False,
        refer_choice="contact_taken",
        finding_out_myself=True,
    )
    assert await pass_overdue_promises(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    await work.later(days=2)
    assert await pass_overdue_promises(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    assert await pass_overdue_promises(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    owed = await work.told(DESK, f"/cases/{case}/duties")
    assert [(duty["duty"], duty["role"]) for duty in owed] == [("accept_capture", DESK)]


async def test_the_limit_is_kept_and_the_longest_unanswered_comes_first(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    cases = []
    for _ in range(3):
        cases.append(await help_asked(work))
        work.clock.advance(minutes=1)
    work.clock.advance(minutes=10)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, 2) == 2
    assert [len(await told(work.session, case)) for case in cases] == [2, 2, 1]


async def test_a_case_that_cannot_go_further_holds_up_no_other(
    work: Work, store: Database, keys: ContactKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await help_asked(work), await help_asked(work)

    async def refuse_the_first(desk: Desk, case_id: Any, action: EscalateNotice) -> Any:
        done = await perform(desk, case_id, EscalateNotice(number=99) if str(case_id) == first else action)
        assert str(case_id) != first
        return done

    monkeypatch.setattr(PERFORM, refuse_the_first)
    work.clock.advance(minutes=6)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    assert [len(await told(work.session, case)) for case in (first, second)] == [1, 2]


async def test_another_centre_is_left_alone(work: Work, store: Database, keys: ContactKeys) -> None:
    others = await work.elsewhere()
    case = await help_asked(others)
    work.clock.advance(minutes=6)
    assert await escalate_overdue_notices(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    assert await told(work.session, case) == [SECURITY]


@pytest.fixture
async def settled(own_database: Database, clock: SettableClock, keys: ContactKeys) -> SmallCentre:
    """A centre with six unanswered calls for help, committed, so that several workers can reach for them."""
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock(), "并行苑")
    for _ in range(6):
        async with own_database.transaction() as session:
            asked = TakeIn(
                kind=Kind.HELP, channel=Channel.PHONE, place="地库B2", department=Department.SECURITY
            )
            await take_in(Desk(session, centre.actor(DESK), clock(), keys), asked, new_id())
    return centre


async def notices(database: Database, centre: SmallCentre) -> dict[Any, int]:
    query = (
        select(JournalEntry.case_id, func.count())
        .where(JournalEntry.centre_id == centre.id, JournalEntry.event == "NoticeSent")
        .group_by(JournalEntry.case_id)
    )
    async with database.transaction() as session:
        return {case: int(count) for case, count in (await session.execute(query)).all()}


async def test_many_workers_take_each_notice_further_once(
    own_database: Database, settled: SmallCentre, clock: SettableClock, keys: ContactKeys
) -> None:
    later = clock() + timedelta(minutes=6)
    done = await asyncio.gather(
        *(escalate_overdue_notices(own_database, settled.id, later, keys, LIMIT) for _ in range(4))
    )
    assert sum(done) == 6
    assert set((await notices(own_database, settled)).values()) == {2}


async def test_a_worker_that_dies_in_the_middle_leaves_whole_steps_and_the_next_goes_on(
    own_database: Database,
    settled: SmallCentre,
    clock: SettableClock,
    keys: ContactKeys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0

    async def die_at_the_third(desk: Desk, case_id: Any, action: Any) -> Any:
        nonlocal calls
        calls += 1
        done = await perform(desk, case_id, action)
        if calls == 3:
            raise asyncio.CancelledError
        return done

    later = clock() + timedelta(minutes=6)
    with monkeypatch.context() as dying:
        dying.setattr(PERFORM, die_at_the_third)
        with pytest.raises(asyncio.CancelledError):
            await escalate_overdue_notices(own_database, settled.id, later, keys, LIMIT)
    assert sorted((await notices(own_database, settled)).values()) == [1, 1, 1, 1, 2, 2]
    assert await escalate_overdue_notices(own_database, settled.id, later, keys, LIMIT) == 4
    assert set((await notices(own_database, settled)).values()) == {2}


@pytest.mark.clause("4.1.2.1-b")
async def test_a_suggestion_goes_to_the_centre_manager_when_its_resident_becomes_a_key_resident(
    work: Work, store: Database, keys: ContactKeys
) -> None:
    resident = Resident(centre_id=work.centre.id, id=new_id(), unit_id=work.centre.unit, type="owner")
    work.session.add(resident)
    await work.session.commit()
    conduct: dict[str, Any] = {
        "thanked": True,
        "told_will_study": True,
        "contact_asked": True,
        "contact_state": "declined",
    }
    case = await work.take_in(
        kind="suggestion", channel="visit", words="加张长椅", resident_id=str(resident.id), **conduct
    )
    assert await look_at_handlers_anew(store, work.centre.id, work.clock(), keys, LIMIT) == 0
    by = work.centre.people[Role.CENTRE_MANAGER]
    await set_key_flag(work.session, resident, is_key=True, by=by, now=work.clock())
    await work.session.commit()
    assert await look_at_handlers_anew(store, work.centre.id, work.clock(), keys, LIMIT) == 1
    told = await work.told(HEAD, f"/cases/{case}")
    assert told["responsible"]["role"] == Role.CENTRE_MANAGER
    assert await look_at_handlers_anew(store, work.centre.id, work.clock(), keys, LIMIT) == 0
