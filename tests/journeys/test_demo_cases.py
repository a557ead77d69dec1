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
from app.demo.scripts import SAY
from app.procedure.actions.intake import TakeIn
from app.procedure.clauses import CLAUSES, RULES
from app.procedure.vocabulary import Keeping, Role
from app.residents.actions.records import set_key_flag
from app.residents.tables import Resident
from tests.conftest import SettableClock
from tests.journeys.callers import Centre

CASES = demo_cases(Path(os.environ.get("DEMO_CASES", FILE)))
FORM = TypeAdapter(TakeIn)
MANAGERS = {"A区": "area-a", "B区": "area-b", "C区": "area-c"}
HOLDERS = {
    Role.SECURITY_DUTY_SUPERVISOR: "security",
    Role.ENGINEERING_DUTY_SUPERVISOR: "engineering",
    Role.PATROL_GUARD: "guard",
    Role.DUTY_ENGINEER: "engineer",
    Role.CONTROL_ROOM_OPERATOR: "control",
    Role.AREA_CUSTOMER_MANAGER: "area-a",
    Role.HEAD_OF_CUSTOMER_SERVICE: "head",
    Role.CENTRE_MANAGER: "manager",
}
GONE_TO_REPAIR = {"repair_procedure": "repair", "complaint_procedure": "complaint"}
OWED = {"required", "inferred"}
SATISFIED = {"reached": True, "solved": True, "satisfaction": "satisfied"}


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
            await _suggestion(case, centre, receipt)
        case "help":
            await _help(case, centre, receipt)
        case _:
            await _answered(case, centre, receipt)
    await _filed_or_not(expected, centre, case_id)
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


async def _suggestion(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    expected, case_id = case["expected"], receipt["id"]
    assert receipt["responsible"]["role"] == expected["handler"]
    assert receipt["sheet_issued"]
    decider = HOLDERS[Role(expected["handler"])]
    clause = "4.1.2.1-b" if decider == "manager" else "4.1.2.1-a"
    owed = {duty["duty"] for duty in receipt["duties"]}
    assert ("ack_call" in owed) == ("4.1.1.4-a" in expected["clauses"])
    if "ack_call" in owed:
        said = {"thanked": True, "told_received": True, "told_studying": True, "told_reply_soon": True}
        await centre.refused("desk", case_id, "record-ack-call", "4.1.1.4-b", reached=True)
        await centre.done("desk", case_id, "record-ack-call", reached=True, **said)
    no = {"decision": "not_adopted", "reasons": "做不到"}
    await centre.refused(decider, case_id, "decide", "4.1.1.3-d", **no)
    await centre.refused("desk", case_id, "close", "4.1.2.1-a")
    await centre.done(decider, case_id, "begin-study")
    await centre.refused("area-a", case_id, "decide", clause, **no)
    await centre.done(decider, case_id, "decide", decision="adopted", reasons="值得做")
    await centre.refused("desk", case_id, "reply", "4.1.3.1-a", reply_text="好", channel="phone")
    for way in {"written", "email", "phone", "on_site_oral"} - set(expected["reply_channels"]):
        told = await centre.refused("head", case_id, "reply", "4.1.3.1-b", reply_text="好", channel=way)
        assert told["errors"][0]["where"] == "exception_reason"
    centre.cited |= {"4.1.3.1-c", "4.1.3.1-d", "4.1.3.1-e"}
    await centre.done("head", case_id, "reply", reply_text="采纳", channel=expected["reply_channels"][0])
    await centre.done(decider, case_id, "return-sheet")
    await _called_back(expected, centre, case_id)


async def _help(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    expected, case_id = case["expected"], receipt["id"]
    assert receipt["responsible"]["role"] == expected["handler"]
    assert receipt["sheet_issued"] or expected["sheet"] == "not_required"
    holder = HOLDERS[Role(expected["handler"])]
    doer = holder if expected["handler"] in {"patrol_guard", "duty_engineer"} else "guard"
    if "area_customer_manager" in expected["route"]:
        if not any(notice["role"] == "area_customer_manager" for notice in receipt["notices"]):
            await centre.done("desk", case_id, "notify-more", notify_area_manager=True)
        centre.cited.add("4.2.1-b")
    if doer != holder:
        await centre.done(holder, case_id, "dispatch", doer=str(centre.estate.people[doer]))
    result: dict[str, Any] = {"outcome": "helped", "result": "已解决"}
    await centre.refused(doer, case_id, "record-result", "4.2.4-a", **result)
    await centre.done(doer, case_id, "arrive")
    if expected["involves_dispute"]:
        await centre.refused(doer, case_id, "record-result", "4.2.4-b", **result)
        settled = {"outcome": "mediated_settled", "result": "双方和解"}
        await centre.refused(doer, case_id, "record-result", "4.2.4-c", **settled)
        unsettled = {"outcome": "mediated_unsettled", "result": "谈不拢", "no_action_against_others": True}
        await centre.refused(doer, case_id, "record-result", "4.2.4-d", **unsettled)
        result = settled | {"no_action_against_others": True}
    await centre.done(doer, case_id, "record-result", **result)
    await centre.refused(doer, case_id, "return-sheet", "4.2.5-a")
    other = "engineer" if doer == "guard" else "guard"
    await centre.refused(other, case_id, "write-duty-log", "4.2.5-a", entry="替他写")
    handled = await centre.done(doer, case_id, "write-duty-log", entry="到场处理完毕")
    assert handled["status"] == "handled"
    await centre.done(doer, case_id, "return-sheet")
    await _called_back(expected, centre, case_id)


async def _answered(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    expected, case_id = case["expected"], receipt["id"]
    if expected["handler"] == "front_desk":
        assert receipt["responsible"]["role"] == "front_desk"
        await _answered_at_the_desk(case, centre, case_id)
        return
    challenge = expected["kind"] == "challenge"
    clause = "4.4.3-a" if challenge else "4.3.4(1)-a"
    if expected["important_or_sensitive"]:
        told = {"answer": "就是这样", "satisfied": True}
        await centre.refused("desk", case_id, "answer-at-desk", "4.4.4-c", **told)
    asking = "4.4.1-b" if challenge else "4.3.1-b"
    without = {"contact_asked": False, "contact_state": "none"}
    await centre.refused("desk", case_id, "cannot-answer", asking, **without)
    await centre.done("desk", case_id, "cannot-answer", contact_asked=True, contact_state="given")
    await centre.refused("desk", case_id, "close", clause)
    sheet = await centre.done("desk", case_id, "issue-sheet")
    assert sheet["sheet_issued"]
    holder = sheet["responsible"]
    manager = "head"
    if holder["role"] == "area_customer_manager":
        manager = next(
            login for login, area in ((v, k) for k, v in MANAGERS.items())
            if str(centre.estate.areas[area]) == holder["area_id"]
        )  # fmt: skip
    assert holder["role"] == expected["handler"]
    await _handled_by_the_area_manager(expected, centre, case_id, manager)
    await _called_back(expected, centre, case_id)


async def _handled_by_the_area_manager(
    expected: dict[str, Any], centre: Centre, case_id: str, manager: str
) -> None:
    challenge = expected["kind"] == "challenge"
    reply = {"reply_text": "情况如下。", "channel": "phone"}
    first, asked, replied = ("4.4.4-a", "4.4.4-b", "4.4.4-c") if challenge else (
        "4.3.4(2)-a", "4.3.4(2)-b", "4.3.4(2)-c",
    )  # fmt: skip
    await centre.refused(manager, case_id, "reply", first, **reply)
    await centre.done(manager, case_id, "record-findings", findings="已查清", involves_other_unit=True)
    await centre.refused(manager, case_id, "reply", asked, **reply)
    await centre.done(manager, case_id, "consult", question="请说明", department="engineering")
    await centre.done("engineering", case_id, "answer-consultation", number=1, consultation_answer="已说明")
    await centre.refused(manager, case_id, "return-sheet", replied)
    if expected["approval_by"]:
        approver = HOLDERS[Role(expected["approval_by"])]
        await centre.refused(manager, case_id, "reply", "4.4.4-c", **reply)
        await centre.done(manager, case_id, "request-approval", reply_text=reply["reply_text"])
        await centre.refused(manager, case_id, "approve", "4.4.4-c")
        await centre.done(approver, case_id, "approve")
        edited = reply | {"reply_text": "情况如下！"}
        await centre.refused(manager, case_id, "reply", "4.4.4-c", **edited)
    await centre.done(manager, case_id, "reply", **reply)
    await centre.done(manager, case_id, "return-sheet")


async def _answered_at_the_desk(case: dict[str, Any], centre: Centre, case_id: str) -> None:
    answer: dict[str, Any] = {"answer": "是这样的。", "satisfied": True}
    context = case.get("context", {})
    if context.get("unified_answer"):
        version = await _script(centre, case_id)
        await centre.refused("desk", case_id, "answer-at-desk", "4.4.5-b", **answer)
        answer |= {"answer": SAY, "script_version_id": version}
    if case["expected"]["out_of_scope_inquiry"]:
        await centre.refused("desk", case_id, "answer-at-desk", "4.3.3-a", **answer)
        answer |= {"alternatives": ["燃气公司"]}
        await centre.refused("desk", case_id, "answer-at-desk", "4.3.3-c", **answer)
        answer |= {"proxy_offered": True}
        centre.cited.add("4.3.3-b")
    closed = await centre.done("desk", case_id, "answer-at-desk", **answer)
    assert closed["status"] == "closed"
    assert not closed["sheet_issued"]
    assert "callback:1" not in {duty["key"] for duty in closed["duties"]}
    centre.cited |= {"4.5.1-b", "4.3.1-a", "4.4.1-a"}


async def _script(centre: Centre, case_id: str) -> str:
    """A unified answer in force on the case's topic, made over HTTP: drafted, submitted, approved."""
    topic = {"key": "takeaway", "name_zh": "外卖", "name_en": "Takeaway", "mark": "none", "words": ["外卖"]}
    added = await centre.ask("head", "POST", "/topics", json=topic)
    assert added.status_code == 201, added.text
    await centre.done("desk", case_id, "amend-sheet", topic="takeaway")
    begun = await centre.ask("desk", "POST", "/answer-scripts", json={"topic": "takeaway", "say": SAY})
    assert begun.status_code == 201, begun.text
    script = begun.json()
    versions = (await centre.ask("desk", "GET", f"/answer-scripts/{script['id']}/versions")).json()
    version = versions["items"][0] if isinstance(versions, dict) else versions[0]
    path = f"/answer-scripts/{script['id']}/versions/{version['id']}"
    for login, act in (("desk", "submit"), ("head", "approve")):
        seen = await centre.ask(login, "GET", path)
        done = await centre.ask(
            login, "POST", f"{path}/{act}", json={}, headers={"If-Match": seen.headers["ETag"]}
        )
        assert done.status_code < 300, done.text
    told: str = version["id"]
    return told


async def _called_back(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Returned by the handler, so the desk calls, and nobody else; without it nothing closes."""
    assert expected["callback"] in OWED
    await centre.refused("desk", case_id, "close", "4.5.1-a")
    await centre.refused("guard", case_id, "record-callback", "3.1-c", **SATISFIED)
    called = await centre.act("desk2", case_id, "record-callback", **SATISFIED)
    if called.status_code == 409:
        assert called.json()["code"] == "no_contact", called.text
        nobody = {"what": "callback", "reason": "未留联系方式"}
        await centre.done("desk2", case_id, "declare-impossible", **nobody)
        closed = await centre.done("head", case_id, "confirm-impossible", what="callback", confirmed=True)
    else:
        closed = called.json()
    assert closed["status"] == "closed", closed


async def _filed_or_not(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Suggestion and challenge sheets go to the owner file; nothing else does."""
    filing = {"owner_file_number": "1-602"}
    if expected["archive_owner_file"] == "required":
        filed = await centre.done("desk", case_id, "archive", **filing)
        assert filed["status"] == "archived"
    elif expected["archive_owner_file"] == "not_applicable":
        refused = await centre.act("desk", case_id, "archive", **filing)
        assert (refused.status_code, refused.json()["clause"]) in {(409, "4.6.2-b"), (409, None)}


def _every_clause_is_kept(expected: dict[str, Any], centre: Centre) -> None:
    """Each clause named for the case showed itself on the way, or is one the house cannot show."""
    for clause in expected["clauses"]:
        kept = CLAUSES[clause].keeping is not Keeping.ENFORCED or clause in RULES
        assert kept, clause
    hidden = {clause for clause in expected["clauses"] if clause not in centre.cited}
    assert hidden <= {"4.1.1.1-a", "4.1.1.2-a", "4.2.2-a", "4.2.3-b", "4.3.2-d", "4.4.3-a"}, hidden
