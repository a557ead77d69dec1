"""Conformance over HTTP: what was owed, what met it, in time or late, and what was waived and why."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work

MONTH = {"from_day": "2026-04-01", "to_day": "2026-04-30"}


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def of_case(work: Work, case: str) -> dict[str, dict[str, Any]]:
    told = await work.told(HEAD, f"/conformance/cases/{case}")
    return {duty["duty"]: duty for clause in told["clauses"] for duty in clause["duties"]}


async def rates(work: Work) -> dict[str, dict[str, Any]]:
    told = await work.told(HEAD, "/conformance", **MONTH)
    return {each["clause"]: each for each in told["clauses"]}


@pytest.mark.clause("3.4-b")
async def test_a_duty_met_in_time_names_its_entry_its_person_and_its_time(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case)
    duties = await of_case(work, case)
    callback = duties["callback"]
    assert (callback["outcome"], callback["late"], callback["event"]) == ("met", False, "CalledBack")
    assert callback["by"] == "front_desk"
    journal = (await work.told(DESK, f"/cases/{case}/journal"))["items"]
    assert journal[callback["ended_by"] - 1]["event"] == "CalledBack"
    assert journal[callback["started_by"] - 1]["event"] == "ClockStarted"


@pytest.mark.clause("4.5.1-a")
async def test_a_late_callback_lowers_the_rate_of_its_clause_and_stands_behind_it(work: Work) -> None:
    in_time, late = await work.returned_inquiry(), await work.returned_inquiry(words="另一件")
    await work.called_back(in_time)
    await work.later(days=2)
    missed = (await rates(work))["4.5.1-a"]
    assert (missed["in_time"], missed["late"], missed["missed"]) == (1, 0, 1)
    await work.called_back(late)
    kept = (await rates(work))["4.5.1-a"]
    assert (kept["in_time"], kept["late"], kept["missed"], kept["rate"]) == (1, 1, 0, 0.5)
    behind = await work.told(HEAD, "/conformance/clauses/4.5.1-a", late="true", **MONTH)
    assert [(each["case_id"], each["duty"], each["late"]) for each in behind["items"]] == [
        (late, "callback", True)
    ]


async def test_an_impossible_callback_is_waived_with_its_reason_and_counts_on_neither_side(
    work: Work,
) -> None:
    case = await work.returned_inquiry(
        contact=None, contact_state="declined", contact_reason="不愿留", contact_asked=True
    )
    await work.act(DESK, case, "declare-impossible", what="callback", reason="业户没有留联系方式")
    await work.act(HEAD, case, "confirm-impossible", what="callback", confirmed=True)
    callback = (await of_case(work, case))["callback"]
    assert (callback["outcome"], callback["why"]) == ("waived", "业户没有留联系方式")
    found = (await rates(work))["4.5.1-a"]
    assert found["waived"] == 1


async def test_a_voided_case_waives_nothing_and_misses_nothing(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(HEAD, case, "void", reason="重复登记")
    assert {duty["outcome"] for duty in (await of_case(work, case)).values()} == {"lapsed"}
    await work.later(days=3)
    assert all(each["missed"] == 0 for each in (await rates(work)).values())


async def test_the_desk_and_another_centre_do_not_read_it(work: Work) -> None:
    case = await work.returned_inquiry()
    assert (await work.ask(AREA_MANAGER, "/conformance", **MONTH)).status_code == 403
    elsewhere = await work.elsewhere()
    assert (await elsewhere.ask(HEAD, f"/conformance/cases/{case}")).status_code == 404
    assert await rates(elsewhere) == {}


@pytest.mark.parametrize("days", [("2026-04-30", "2026-04-01"), ("2020-01-01", "2026-04-01")])
async def test_days_in_the_wrong_order_or_too_many_are_refused(work: Work, days: tuple[str, str]) -> None:
    answer = await work.ask(Role.ADMINISTRATOR, "/conformance", from_day=days[0], to_day=days[1])
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_period")


async def test_an_unknown_clause_is_not_there(work: Work) -> None:
    assert (await work.ask(HEAD, "/conformance/clauses/none", **MONTH)).status_code == 404
