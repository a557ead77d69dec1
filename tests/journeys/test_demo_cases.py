"""Each demo case, posted over HTTP by the post that receives it, comes to what is expected of it."""

import os
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.demo.estate import ZONE, build, home_of
from app.demo.intakes import FILE, TAKERS, demo_cases, form_of
from app.procedure.actions.intake import TakeIn
from app.procedure.clauses import CLAUSES, RULES
from app.procedure.vocabulary import Keeping, Role
from app.residents.actions.records import set_key_flag
from app.residents.tables import Resident
from tests.conftest import SettableClock
from tests.journeys.callers import Centre
from tests.journeys.ways import HOLDERS, answered, filed_or_not, help_given, suggestion

CASES = demo_cases(Path(os.environ.get("DEMO_CASES", FILE)))
FORM = TypeAdapter(TakeIn)
GONE_TO_REPAIR = {"repair_procedure": "repair", "complaint_procedure": "complaint"}


async def centre_before(
    case: dict[str, Any], client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock
) -> Centre:
    """The demo centre an hour before the case comes in; its resident is known there."""
    clock.at = datetime.fromisoformat(case["received_at"]) - timedelta(hours=1)
    estate = await build(session, clock.at)
    told = case["resident"]
    home = await home_of(session, estate, told["unit"])
    if told["is_key"] and home is not None:
        made = Resident(centre_id=estate.centre_id, id=new_id(), unit_id=home, type="owner")
        session.add(made)
        await session.flush()
        await set_key_flag(session, made, is_key=True, by=estate.people["manager"], now=clock.at)
        estate.residents[case["id"]] = made.id
    centre = Centre(client, estate, clock)
    await centre.sign_everyone_in(session)
    return centre


def body_of(taken: TakeIn) -> dict[str, Any]:
    told = FORM.dump_python(taken, mode="json", exclude_defaults=True)
    return {each.name: told[each.name] for each in fields(TakeIn) if each.name in told}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
async def test_a_demo_case_comes_to_what_is_expected_of_it(
    case: dict[str, Any], client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock
) -> None:
    centre = await centre_before(case, client, session, clock)
    expected = case["expected"]
    receipt = await _taken_in(case, centre)
    assert receipt["kind"] == expected["kind"]
    assert receipt["related_procedure"] == expected["related_procedure"]
    assert receipt["emergency"] == expected["emergency"]
    receipt = await _accepted(case, centre, receipt)
    case_id = receipt["id"]
    await _stands_in_the_register(centre, receipt)
    if expected["handler"] in GONE_TO_REPAIR:
        assert receipt["status"] == "handed_off"
        assert receipt["related_procedure"] == GONE_TO_REPAIR[expected["handler"]]
        return
    await _everyone_on_the_route_was_told(expected, receipt)
    match expected["kind"]:
        case "suggestion":
            await suggestion(case, centre, receipt)
        case "help":
            await help_given(case, centre, receipt)
        case _:
            await answered(case, centre, receipt)
    await filed_or_not(expected, centre, case_id)
    journal = (await centre.ask("desk", "GET", f"/cases/{case_id}/journal")).json()["items"]
    assert [line["number"] for line in journal] == list(range(1, len(journal) + 1))
    _every_clause_is_kept(expected, centre)


async def _taken_in(case: dict[str, Any], centre: Centre) -> dict[str, Any]:
    """Posted by the one who received it; what the form insists on is tried without first."""
    by = Role(case["received_by"])
    login = TAKERS.get(by) or HOLDERS[by]
    centre.at(datetime.fromisoformat(case["received_at"]))
    body = body_of(form_of(case, centre.estate, by))
    if case["expected"]["kind"] == "suggestion":
        await _not_without_thanks(centre, login, body)
    if body.get("notify") and not body.get("emergency"):
        nobody = {name: value for name, value in body.items() if name != "notify"}
        assert (await centre.ask(login, "POST", "/cases", json=nobody)).json()["clause"] == "4.2.2-b"
    if case["expected"]["kind"] == "challenge" and by is not Role.FRONT_DESK:
        answered = await centre.ask(login, "POST", "/cases", json=body | {"answer": "就是这样规定的"})
        assert answered.json()["clause"] == "4.4.2-a"
        alone = {name: value for name, value in body.items() if name != "refer_choice"}
        assert (await centre.ask(login, "POST", "/cases", json=alone)).json()["clause"] == "4.4.2-b"
    if case["expected"]["kind"] == "inquiry" and by is not Role.FRONT_DESK:
        unsure = await centre.ask(login, "POST", "/cases", json=body | {"answer": "大概是吧"})
        assert unsure.json()["clause"] == "4.3.2-c"
    answer = await centre.ask(login, "POST", "/cases", json=body)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def _not_without_thanks(centre: Centre, login: str, body: dict[str, Any]) -> None:
    if not body.get("thanked"):
        return
    for field, clause in (
        ("thanked", "4.1.1.3-a"),
        ("told_will_study", "4.1.1.3-b"),
        ("contact_asked", "4.1.1.3-c"),
    ):
        without_it = body | {field: False}
        if field == "contact_asked":
            without_it = {name: value for name, value in without_it.items() if name != "contact"}
        without = await centre.ask(login, "POST", "/cases", json=without_it)
        assert (without.status_code, without.json()["clause"]) == (422, clause), without.text
    refused = await centre.ask(login, "POST", "/cases", json=body | {"answer": "这不可能"})
    assert refused.json()["clause"] == "4.1.1.3-d"


async def _accepted(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> dict[str, Any]:
    """What somebody else captured the desk accepts, at the next opening where it is closed."""
    if receipt["number"]:
        return receipt
    centre.cited |= {duty["clause"] for duty in receipt["duties"]}
    if case["expected"]["kind"] == "help" and receipt["status"] == "notified":
        assert receipt["responsible"]["role"] == case["expected"]["handler"]
    if not case["within_desk_hours"]:
        local = centre.clock.at.astimezone(ZoneInfo(ZONE))
        opening = (local + timedelta(hours=8)).replace(minute=0) if local.hour < 8 else local
        centre.at((opening + timedelta(days=local.hour >= 8)).replace(hour=9, minute=0))
    told = await centre.done("desk", receipt["id"], "accept")
    assert told["number"], told
    return told


async def _stands_in_the_register(centre: Centre, receipt: dict[str, Any]) -> None:
    found = await centre.ask("desk", "GET", f"/register/{receipt['number']}")
    assert found.status_code == 200, found.text
    assert found.json()["case_id"] == receipt["id"]
    centre.cited.add("4.6.1-b")


async def _everyone_on_the_route_was_told(expected: dict[str, Any], receipt: dict[str, Any]) -> None:
    if expected["kind"] != "help" or "area_customer_manager" in expected["route"]:
        return
    told = {notice["role"] for notice in receipt["notices"]}
    told |= {receipt["responsible"]["role"], "front_desk", expected["route"][0]}
    assert set(expected["route"]) <= told


def _every_clause_is_kept(expected: dict[str, Any], centre: Centre) -> None:
    """Each clause named for the case showed itself on the way, or is one the house cannot show."""
    for clause in expected["clauses"]:
        kept = CLAUSES[clause].keeping is not Keeping.ENFORCED or clause in RULES
        assert kept, clause
    hidden = {clause for clause in expected["clauses"] if clause not in centre.cited}
    assert hidden <= {"4.1.1.1-a", "4.1.1.2-a", "4.2.2-a", "4.2.3-b", "4.3.2-d", "4.4.3-a"}, hidden
