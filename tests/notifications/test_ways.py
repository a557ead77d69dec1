"""Why a case went where it went: the rules as they were asked, the persons as they were found."""

from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.lists import add_topic, change_topic
from app.centre.queries import topic_of
from app.database.ids import new_id
from app.database.outbox import OutboxEntry
from app.database.session import Database
from app.notifications.delivery import deliver
from app.notifications.tables import PersonChosen
from app.procedure.vocabulary import Role
from app.rosters.tables import Leave, Shift
from app.routing.tables import RoutingRuleSet
from app.staff.tables import Appointment
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD, Work

SECURITY, ENGINEERING = Role.SECURITY_DUTY_SUPERVISOR, Role.ENGINEERING_DUTY_SUPERVISOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def way(work: Work, case: str, role: Role = DESK) -> dict[str, Any]:
    told: dict[str, Any] = await work.told(role, f"/cases/{case}/routing")
    return told


async def publish(work: Work, *rules: dict[str, Any], number: int = 1) -> None:
    """A version of the rules in force; one before it is superseded."""
    await work.session.execute(
        update(RoutingRuleSet).where(RoutingRuleSet.centre_id == work.centre.id).values(state="superseded")
    )
    plain = {"clause": "4.2.1-a", "stage": "department"}
    named = [plain | {"name": {"zh": each["id"], "en": each["id"]}} | each for each in rules]
    now = work.clock()
    own = {"centre_id": work.centre.id, "id": new_id(), "number": number, "state": "published"}
    await work.session.execute(
        insert(RoutingRuleSet).values(**own, rules=named, drafted_at=now, published_at=now)
    )
    await work.session.commit()


@pytest.mark.clause("4.2.1-a")
async def test_help_tells_every_rule_that_was_tried_and_the_person_on_duty(
    work: Work, store: Database
) -> None:
    case = await work.take_in(kind="help", words="厨房水管漏水，流到楼道了", place="1栋602")
    waiting = (await way(work, case))["given"]
    assert [each["waits"] for each in waiting] == [True, True]
    await deliver(store, work.centre.id, work.clock(), 100)
    told = await way(work, case)
    (asked,) = told["asked"]
    assert (asked["rule_set_version"], asked["as_then"], asked["desk_open"]) == (0, True, True)
    assert asked["routed"]["department"] == "engineering"
    where = asked["stages"][1]
    followed = [each for each in where["tried"] if each["matched"]]
    assert [each["clause"] for each in followed] == ["4.2.1-a"]
    assert where["adds"]["zh"].startswith("部门：工程")
    for each in where["tried"]:
        assert each["why"]["zh"]
        assert each["why"]["en"]
    failed = [each["why"] for each in where["tried"] if not each["matched"]]
    assert any(each["zh"].startswith("原话没有提到") for each in failed)
    assert any(each["en"].startswith("the words do not speak of") for each in failed)
    holds, notice = told["given"]
    assert (holds["event"], notice["event"]) == ("MadeResponsible", "NoticeSent")
    assert (notice["role"], notice["clause"], notice["must_acknowledge"]) == (ENGINEERING, "4.2.1-a", True)
    for given in (holds, notice):
        (person,) = given["persons"]
        assert person["person_id"] == str(work.centre.people[ENGINEERING])
        assert person["why"]["zh"] == "当班至05-01 10:00（按排班）"
        assert person["why"]["en"] == "on duty until 05-01 10:00 (by the roster)"
        assert not person["stands_in"]
        assert not given["waits"]


async def test_it_stays_as_it_was_when_rules_and_rosters_change(work: Work, store: Database) -> None:
    leaks = {"id": "leaks", "when": {"test": "words", "any_of": ["漏水"]}, "then": {"department": "security"}}
    await publish(work, leaks)
    case = await work.take_in(kind="help", words="漏水了", place="1栋602")
    await deliver(store, work.centre.id, work.clock(), 100)
    before = await way(work, case)
    await publish(work, leaks | {"then": {"department": "engineering"}}, number=2)
    await work.session.execute(
        update(Shift).where(Shift.centre_id == work.centre.id).values(signed_off_at=work.clock())
    )
    await work.session.commit()
    await work.later(hours=2)
    await deliver(store, work.centre.id, work.clock(), 100)
    assert await way(work, case) == before
    assert before["asked"][0]["rule_set_version"] == 1
    assert before["given"][0]["persons"][0]["person_id"] == str(work.centre.people[SECURITY])


@pytest.mark.clause("4.1.2.1-b")
async def test_whoever_may_not_know_a_key_resident_is_told_of_no_rule_that_asks(work: Work) -> None:
    key = {"id": "key", "when": {"test": "is_key"}, "then": {"department": "security"}}
    calm = {"id": "calm", "when": {"test": "not", "of": {"test": "is_key"}}, "then": {}}
    await publish(work, key, calm, {"id": "all", "when": {"test": "always"}, "then": {}})
    case = await work.take_in(kind="help", words="请来人", place="1栋602")
    for role in (DESK, HEAD, CENTRE_MANAGER):
        where = (await way(work, case, role))["asked"][0]["stages"][1]
        assert [each["rule"] for each in where["tried"]] == ["key", "calm"]
        assert "非重要业户" in where["tried"][0]["why"]["zh"]
        assert not where["withheld"]
        assert [each["rule"] for each in (await sheet(work, case, role))["matched"]] == ["calm"]
    for role in (AREA_MANAGER, SECURITY, Role.PATROL_GUARD):
        answer = await work.ask(role, f"/cases/{case}/routing")
        where = answer.json()["asked"][0]["stages"][1]
        assert (where["tried"], where["withheld"]) == ([], True)
        assert "重要业户" not in answer.text
        assert (await sheet(work, case, role))["matched"] == []


async def sheet(work: Work, case: str, role: Role) -> dict[str, Any]:
    told: dict[str, Any] = (await work.told(role, f"/cases/{case}"))["routing"]
    return told


@pytest.mark.clause("3.2-a")
async def test_an_acting_holder_and_the_area_are_named(work: Work, store: Database) -> None:
    mine = Appointment.centre_id == work.centre.id, Appointment.role == AREA_MANAGER.value
    await work.session.execute(
        update(Appointment).where(*mine).values(acting=True, acting_for_id=Appointment.id)
    )
    await work.session.commit()
    case = await work.take_in(kind="help", words="老人摔倒", place="1栋602", notify_area_manager=True)
    await deliver(store, work.centre.id, work.clock(), 100)
    given = [each for each in (await way(work, case))["given"] if each["role"] == AREA_MANAGER]
    (person,) = given[0]["persons"]
    assert person["why"] == {
        "zh": "2025-02-25起代理区域客户主任，责任区域A区",
        "en": "acting Area customer manager since 2025-02-25, area A区",
    }


@pytest.mark.clause("4.2.1-a")
async def test_nobody_on_duty_is_an_alert_and_who_stands_in_is_told(work: Work, store: Database) -> None:
    now = work.clock()
    await work.session.execute(
        update(Shift).where(Shift.centre_id == work.centre.id).values(ends_at=now - timedelta(minutes=1))
    )
    head = {"centre_id": work.centre.id, "id": new_id(), "person_id": work.centre.people[HEAD]}
    await work.session.execute(
        insert(Leave).values(
            **head,
            starts_at=now - timedelta(days=1),
            ends_at=now + timedelta(days=1),
        )
    )
    await work.session.commit()
    case = await work.take_in(kind="help", words="家里漏水", place="1栋602")
    await deliver(store, work.centre.id, work.clock(), 100)
    told = {(each["role"], each["event"]): each for each in (await way(work, case))["given"]}
    empty = told[ENGINEERING, "NoticeSent"]
    assert (empty["nobody_on_duty"], empty["persons"]) == (True, [])
    (stands_in,) = told[ENGINEERING, "MadeResponsible"]["persons"]
    assert stands_in["stands_in"]
    assert stands_in["person_id"] == str(work.centre.people[CENTRE_MANAGER])
    assert stands_in["why"]["zh"].startswith(
        "工程当值主管、客户服务部门负责人无人在岗，由物业服务中心负责人顶上"
    )
    assert "instead: Centre manager since" in stands_in["why"]["en"]
    reached = told[CENTRE_MANAGER, "NoticeSent"]
    assert [each["person_id"] for each in reached["persons"]] == [str(work.centre.people[CENTRE_MANAGER])]


@pytest.mark.clause("4.2.3-a")
async def test_what_was_asked_at_capture_stays_beside_what_was_asked_at_acceptance(work: Work) -> None:
    work.clock.at = work.clock.at.replace(hour=14)  # 22:00 at the centre
    case = await work.take_in(
        Role.PATROL_GUARD, kind="help", channel="met_on_patrol", words="漏水", place="1栋602"
    )
    await work.later(hours=12)
    await work.act(DESK, case, "accept")
    asked = (await way(work, case))["asked"]
    assert [each["desk_open"] for each in asked] == [False, True]
    assert all(each["as_then"] for each in asked)
    assert "earlier" not in await sheet(work, case, HEAD)


@pytest.mark.clause("4.4.4-c")
async def test_where_the_list_of_topics_has_changed_it_says_so(work: Work) -> None:
    pool = {"key": "pool", "name_zh": "泳池", "name_en": "Pool", "mark": "sensitive", "words": ["泳池"]}
    await add_topic(work.session, work.centre.id, pool)
    await work.session.commit()
    case = await work.take_in(kind="challenge", words="泳池凭什么不开")
    assert (await way(work, case))["asked"][0]["as_then"]
    await change_topic(work.session, await topic_of(work.session, work.centre.id, "pool"), {"in_use": False})
    await work.session.commit()
    assert not (await way(work, case))["asked"][0]["as_then"]


async def test_found_twice_it_is_kept_once(work: Work, store: Database) -> None:
    case = await work.take_in(kind="help", words="漏水", place="1栋602")
    await deliver(store, work.centre.id, work.clock(), 100)
    kept = select(func.count()).select_from(PersonChosen).where(PersonChosen.centre_id == work.centre.id)
    once = (await work.session.execute(kept)).scalar_one()
    await work.session.execute(
        update(OutboxEntry).where(OutboxEntry.centre_id == work.centre.id).values(delivered_at=None)
    )
    await deliver(store, work.centre.id, work.clock(), 100)
    assert (await work.session.execute(kept)).scalar_one() == once == 2
    assert len((await way(work, case))["given"]) == 2


async def test_another_centre_does_not_find_it(work: Work) -> None:
    case = await work.take_in(kind="help", words="漏水", place="1栋602")
    other = await work.elsewhere()
    answer = await other.ask(HEAD, f"/cases/{case}/routing")
    assert (answer.status_code, answer.json()["code"]) == (404, "case_not_found")
