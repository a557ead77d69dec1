"""An explanation names who would get the matter, who is told, and why those persons."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.rosters.tables import Shift
from app.staff.tables import Appointment
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre
from tests.routing.conftest import Caller


async def explained(head: Caller, **facts: Any) -> dict[str, Any]:
    answer = await head.post("/dry-run", {"facts": facts})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.clause("4.1.2.1-b")
async def test_a_suggestion_names_the_head_and_with_six_the_centre_manager(
    head: Caller, centre: SmallCentre
) -> None:
    (alone,) = (await explained(head, kind="suggestion"))["persons"]
    assert (alone["role"], alone["clause"], alone["handles"]) == (
        "head_of_customer_service",
        "4.1.2.1-a",
        True,
    )
    assert alone["person_id"] == str(centre.people[Role.HEAD_OF_CUSTOMER_SERVICE])
    assert "任客户服务部门负责人" in alone["why"]["zh"]
    (together,) = (await explained(head, kind="suggestion", joint_count=6))["persons"]
    assert (together["role"], together["clause"]) == ("centre_manager", "4.1.2.1-b")


async def test_who_acts_for_another_is_said_to_act(
    head: Caller, centre: SmallCentre, session: AsyncSession
) -> None:
    mine = Appointment.centre_id == centre.id, Appointment.role == Role.CENTRE_MANAGER.value
    await session.execute(update(Appointment).where(*mine).values(acting=True, acting_for_id=Appointment.id))
    await session.commit()
    (told,) = (await explained(head, kind="suggestion", is_key=True))["persons"]
    assert "代理" in told["why"]["zh"]
    assert "acting" in told["why"]["en"]


@pytest.mark.clause("4.2.1-a")
async def test_help_names_whoever_is_on_duty_and_never_somebody_off_duty(
    head: Caller, centre: SmallCentre, session: AsyncSession, clock: SettableClock
) -> None:
    await session.execute(delete(Shift).where(Shift.centre_id == centre.id))
    await session.commit()
    facts = {"kind": "help", "words": "厨房漏水"}
    nobody = (await explained(head, **facts))["persons"][0]
    assert (nobody["role"], nobody["alert"]) == ("engineering_duty_supervisor", True)
    assert nobody["person_id"] == str(centre.people[Role.HEAD_OF_CUSTOMER_SERVICE])
    assert "无人在岗" in nobody["why"]["zh"]
    supervisor = centre.people[Role.ENGINEERING_DUTY_SUPERVISOR]
    body = {
        "person_id": str(supervisor),
        "role": "engineering_duty_supervisor",
        "starts_at": (clock() - timedelta(hours=1)).isoformat(),
        "ends_at": (clock() + timedelta(hours=7)).isoformat(),
    }
    answer = await head.roster(body)
    assert answer.status_code == 201, answer.text
    there = (await explained(head, **facts))["persons"][0]
    assert (there["person_id"], there["alert"]) == (str(supervisor), False)
    assert there["why"]["zh"].startswith("当班至")


@pytest.mark.clause("4.2.1-b")
async def test_an_area_manager_is_the_one_of_the_area(head: Caller, centre: SmallCentre) -> None:
    asked = {"kind": "help", "words": "老人在家敲门没人应，好几天没出门", "area_id": str(centre.area)}
    told = (await explained(head, **asked))["persons"]
    (manager,) = [each for each in told if each["role"] == "area_customer_manager"]
    assert manager["person_id"] == str(centre.people[Role.AREA_CUSTOMER_MANAGER])
    assert (manager["clause"], "责任区域" in manager["why"]["zh"]) == (None, True)


async def test_a_trial_tells_where_rules_would_go_below_the_procedure(head: Caller) -> None:
    rule = {
        "id": "down",
        "name": {"zh": "下放", "en": "Down"},
        "stage": "department",
        "when": {"test": "always"},
        "then": {"handler": "front_desk"},
        "reason": "试",
    }
    answer = await head.post("/dry-run", {"facts": {"kind": "suggestion"}, "rules": [rule]})
    (breach,) = answer.json()["breaches"]
    assert (breach["rule"], breach["clause"]) == ("down", "4.1.2.1-a")


async def test_every_word_of_a_rule_is_offered_in_both_languages(desk: Caller, centre: SmallCentre) -> None:
    told = (await desk.get("/terms")).json()
    assert [each["value"] for each in told["stages"]] == ["topic", "department", "notice", "pace"]
    tests = {each["name"]: each for each in told["conditions"]}
    assert tests.keys() == {
        *("kind", "channel", "received_as", "topic", "words", "area", "building", "place_kind"),
        *("is_key", "joint_count", "emergency", "dispute", "important", "sensitive", "desk_open"),
        *("time_of_day", "weekday", "day", "always"),
    }
    assert str(centre.area) in [each["value"] for each in tests["area"]["choices"]]
    for each in (*told["conditions"], *told["outcomes"]):
        assert each["label"]["zh"]
        assert each["label"]["en"]
    assert {each["name"]: each["stage"] for each in told["outcomes"]}["handler"] == "department"
