"""What a centre's rules ask for comes about: whom they tell, how soon, and never less than the procedure."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.procedure.vocabulary import Role
from tests.cases.test_replays import helped, in_force, rule
from tests.factories.matters import HEAD, Work


async def roles_told(work: Work, case: Any) -> list[str]:
    events = (await work.told(HEAD, f"/cases/{case['id']}/journal"))["items"]
    return [each["payload"]["role"] for each in events if each["event"] == "NoticeSent"]


@pytest.mark.clause("4.2.1-b")
async def test_the_posts_a_rule_names_are_told_as_well(work: Work) -> None:
    also = rule(id="also", stage="notice", then={"notify": ["head_of_customer_service", "patrol_guard"]})
    await in_force(work, rule(), also)
    told = await roles_told(work, await helped(work, "厨房漏水"))
    assert {"engineering_duty_supervisor", "head_of_customer_service", "patrol_guard"} <= set(told)


@pytest.mark.clause("4.2.4-a")
async def test_a_shorter_limit_holds_for_the_whole_way_of_the_case(work: Work) -> None:
    due = [{"setting": "acknowledge_notice", "amount": 2}, {"setting": "send_someone", "amount": 3}]
    calm = {"test": "not", "of": {"test": "emergency"}}
    pace = rule(id="pace", stage="pace", when=calm, then={"due": due, "priority": "high"})
    await in_force(work, rule(then={"department": "security"}), pace)
    made = await helped(work, "厨房漏水")
    assert await minutes(work, made, "acknowledge_notice") == 2
    told = await work.told(HEAD, f"/cases/{made['id']}")
    assert (told["routing"]["due"], told["routing"]["priority"]) == (
        {"acknowledge_notice": 2, "send_someone": 3},
        "high",
    )
    headers = work.centre.signed_in(Role.SECURITY_DUTY_SUPERVISOR)
    answer = await work.client.post(f"/cases/{made['id']}/acknowledge", json={}, headers=headers)
    assert answer.status_code in {200, 201}, answer.text
    assert await minutes(work, made, "send_someone") == 3


async def minutes(work: Work, case: Any, duty: str) -> float:
    owed = await work.told(HEAD, f"/cases/{case['id']}/duties")
    (found,) = [each for each in owed if each["duty"] == duty]
    span: timedelta = datetime.fromisoformat(found["due_at"]) - datetime.fromisoformat(found["started_at"])
    return span.total_seconds() / 60
