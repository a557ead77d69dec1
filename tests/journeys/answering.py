"""The way of an inquiry and of a challenge, with every refusal tried before the deed."""

from datetime import timedelta
from typing import Any

from app.demo.scripts import SAY
from app.procedure.vocabulary import Role
from tests.journeys.callers import Centre
from tests.journeys.endings import called_back
from tests.journeys.reading import HOLDERS, MANAGERS, manager_of, whom_it_concerns

DESIGNEE = "area-b"
REPLY = {"reply_text": "情况如下。", "channel": "phone"}


async def answered(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    """At the desk, by the person named for the topic, or by the area manager on a sheet."""
    expected, case_id = case["expected"], receipt["id"]
    told = case["context"].get("unified_answer") or {}
    script = None
    if told.get("status", "active") == "active" and told:
        script = await script_in_force(centre, case_id)
        await _not_without_the_script(expected, centre, case_id)
    if script and told.get("designated_answerer"):
        await _answered_by_the_designee(case, centre, case_id, script)
    elif expected["handler"] == "front_desk":
        assert receipt["responsible"]["role"] == "front_desk"
        await _answered_at_the_desk(case, centre, case_id, script)
    else:
        await _goes_to_the_area_manager(case, centre, case_id, script)


async def _not_without_the_script(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    answer = {"answer": "是这样的。", "satisfied": True}
    clause = "4.4.5-b"
    told = await centre.act("desk", case_id, "answer-at-desk", **answer)
    assert told.status_code == 409
    assert told.json()["clause"] in {clause, "4.4.5-c"}
    centre.cited.add(clause)


async def _answered_at_the_desk(
    case: dict[str, Any], centre: Centre, case_id: str, script: dict[str, Any] | None
) -> None:
    answer: dict[str, Any] = {"answer": "是这样的。", "satisfied": True}
    if script:
        answer |= {"answer": SAY, "script_version_id": script["id"]}
    if {"4.3.1-c", "4.4.1-c"} & set(case["expected"]["clauses"]):
        await _not_without_asking(case, centre, case_id)
        await centre.done("desk", case_id, "cannot-answer", contact_asked=True, contact_state="given")
        await centre.done("desk", case_id, "mark-clarified", found_out="问清楚了")
    if case["expected"]["out_of_scope_inquiry"]:
        await centre.refused("desk", case_id, "answer-at-desk", "4.3.3-a", **answer)
        answer |= {"alternatives": ["燃气公司"]}
        await centre.refused("desk", case_id, "answer-at-desk", "4.3.3-c", **answer)
        answer |= {"proxy_offered": True}
        centre.cited.add("4.3.3-b")
        if case["context"].get("proxy_inquiry") == "accepted":
            await _asked_on_their_behalf(centre, case_id, answer)
            return
    closed = await centre.done("desk", case_id, "answer-at-desk", **answer)
    _ended_at_the_desk(closed)
    centre.cited |= {"4.5.1-b", "4.3.1-a", "4.4.1-a"}


async def _not_without_asking(case: dict[str, Any], centre: Centre, case_id: str) -> None:
    asking = "4.4.1-b" if case["expected"]["kind"] == "challenge" else "4.3.1-b"
    without = {"contact_asked": False, "contact_state": "none"}
    await centre.refused("desk", case_id, "cannot-answer", asking, **without)


def _ended_at_the_desk(closed: dict[str, Any]) -> None:
    assert closed["status"] == "closed"
    assert not closed["sheet_issued"]
    assert not any(duty["duty"] == "callback" for duty in closed["duties"])


async def _asked_on_their_behalf(centre: Centre, case_id: str, answer: dict[str, Any]) -> None:
    """Open until the resident has heard what the others said (4.3.3-c)."""
    asking = await centre.done("desk", case_id, "answer-at-desk", **answer, proxy_accepted=True)
    assert asking["status"] != "closed"
    await centre.refused("desk", case_id, "close", "4.3.3-c")
    await centre.done("desk", case_id, "record-proxy-answer", proxy_answer="可以代办")
    _ended_at_the_desk(await centre.done("desk", case_id, "tell-proxy-answer", channel="phone"))


async def _goes_to_the_area_manager(
    case: dict[str, Any], centre: Centre, case_id: str, script: dict[str, Any] | None
) -> None:
    expected = case["expected"]
    challenge = expected["kind"] == "challenge"
    clause = "4.4.3-a" if challenge else "4.3.4(1)-a"
    answer: dict[str, Any] = {"answer": "就是这样", "satisfied": True}
    if script:
        answer |= {"answer": SAY, "script_version_id": script["id"]}
    if expected["important_or_sensitive"] and not script:
        await centre.refused("desk", case_id, "answer-at-desk", "4.4.4-c", **answer)
    elif clause in expected["clauses"]:
        await centre.done("desk", case_id, "answer-at-desk", **answer | {"satisfied": False})
        await centre.refused("desk", case_id, "answer-at-desk", clause, **answer)
    await _not_without_asking(case, centre, case_id)
    contact = case["resident"]["contact"]
    await centre.done("desk", case_id, "cannot-answer", contact_asked=True, contact_state=contact)
    await centre.refused("desk", case_id, "close", clause)
    if nobody_there := _area_manager_away(case):
        await away(centre, nobody_there)
    sheet = await centre.done("desk", case_id, "issue-sheet")
    assert sheet["sheet_issued"]
    assert sheet["responsible"]["role"] == expected["handler"]
    manager = _who_holds(centre, sheet["responsible"])
    await _handled_on_the_sheet(expected, centre, case_id, manager, script)
    await called_back(expected, centre, case_id)


def _area_manager_away(case: dict[str, Any]) -> str | None:
    """The area manager who must be away for the head to get the sheet (3.2)."""
    manager = manager_of(case)
    heads = case["expected"]["handler"] == "head_of_customer_service"
    return manager if heads and whom_it_concerns(case) != manager else None


def _who_holds(centre: Centre, holder: dict[str, Any]) -> str:
    for area, login in MANAGERS.items():
        if str(centre.estate.areas[area]) == holder["area_id"]:
            return login
    return HOLDERS[Role(holder["role"])]


async def _findings_first(expected: dict[str, Any], centre: Centre, case_id: str, manager: str) -> None:
    challenge = expected["kind"] == "challenge"
    first, asked, replied = ("4.4.4-a", "4.4.4-b", None) if challenge else (
        "4.3.4(2)-a", "4.3.4(2)-b", "4.3.4(2)-c",
    )  # fmt: skip
    await centre.refused(manager, case_id, "reply", first, **REPLY)
    await centre.done(manager, case_id, "record-findings", findings="已查清", involves_other_unit=True)
    await centre.refused(manager, case_id, "reply", asked, **REPLY)
    await centre.done(manager, case_id, "consult", question="请说明", department="engineering")
    await centre.done("engineering", case_id, "answer-consultation", number=1, consultation_answer="已说明")
    if replied:
        await centre.refused(manager, case_id, "return-sheet", replied)


async def _handled_on_the_sheet(
    expected: dict[str, Any], centre: Centre, case_id: str, manager: str, script: dict[str, Any] | None
) -> None:
    reply: dict[str, Any] = dict(REPLY)
    await _findings_first(expected, centre, case_id, manager)
    if script:
        await centre.refused(manager, case_id, "reply", "4.4.5-b", **reply)
        reply |= {"reply_text": SAY, "script_version_id": script["id"]}
    elif expected["important_or_sensitive"]:
        approver = HOLDERS[Role(expected["approval_by"] or "head_of_customer_service")]
        await centre.refused(manager, case_id, "reply", "4.4.4-c", **reply)
        await centre.done(manager, case_id, "request-approval", reply_text=reply["reply_text"])
        for other in {"area-a", "head", "manager"} - {approver}:
            await centre.refused(other, case_id, "approve", "4.4.4-c")
        await centre.done(approver, case_id, "approve")
        edited = reply | {"reply_text": "情况如下！"}
        await centre.refused(manager, case_id, "reply", "4.4.4-c", **edited)
    else:
        assert expected["approval_by"] is None
    await centre.done(manager, case_id, "reply", **reply)
    await centre.done(manager, case_id, "return-sheet")


async def _answered_by_the_designee(
    case: dict[str, Any], centre: Centre, case_id: str, script: dict[str, Any]
) -> None:
    """Nobody else gives this answer; with the designee away the head does (X19)."""
    expected = case["expected"]
    says = {"answer": SAY, "satisfied": True, "script_version_id": script["id"]}
    who = HOLDERS[Role.HEAD_OF_CUSTOMER_SERVICE] if "head" in expected["handler"] else DESIGNEE
    await _designate(centre, script)
    if who != DESIGNEE:
        await away(centre, DESIGNEE)
    told = await centre.refused("desk", case_id, "answer-at-desk", "4.4.5-c", **says)
    assert told["next_action"]["action"] == "hand-to-designee"
    contact = case["resident"]["contact"]
    await centre.done("desk", case_id, "cannot-answer", contact_asked=True, contact_state=contact)
    if expected["sheet"] == "required":
        await _on_a_sheet_to_the_designee(case, centre, case_id, says, who)
        return
    handed = await centre.done("desk", case_id, "hand-to-designee")
    _lies_with(centre, handed["responsible"], who)
    await centre.done(who, case_id, "answer-at-desk", **says)


def _lies_with(centre: Centre, holder: dict[str, Any], who: str) -> None:
    by_name = holder["person_id"] == str(centre.estate.people[who])
    assert by_name or HOLDERS.get(Role(holder["role"])) == who, holder


async def _on_a_sheet_to_the_designee(
    case: dict[str, Any], centre: Centre, case_id: str, says: dict[str, Any], who: str
) -> None:
    """The area manager keeps the findings, the designee replies (13.4)."""
    sheet = await centre.done("desk", case_id, "issue-sheet")
    assert sheet["sheet_issued"]
    manager = _who_holds(centre, sheet["responsible"])
    await _findings_first(case["expected"], centre, case_id, manager)
    reply = REPLY | {"reply_text": SAY, "script_version_id": says["script_version_id"]}
    await centre.refused(manager, case_id, "reply", "4.4.5-c", **reply)
    await centre.done(who, case_id, "reply", **reply)
    await centre.done(manager, case_id, "return-sheet")
    await called_back(case["expected"], centre, case_id)


async def away(centre: Centre, login: str) -> None:
    """On leave from now on, with nobody acting."""
    now = centre.clock.at
    leave = {
        "person_id": str(centre.estate.people[login]),
        "starts_at": (now - timedelta(minutes=1)).isoformat(),
        "ends_at": (now + timedelta(days=20)).isoformat(),
    }
    answer = await centre.ask("head", "POST", "/leaves", json=leave)
    assert answer.status_code == 201, answer.text


async def _designate(centre: Centre, script: dict[str, Any]) -> None:
    path = f"/answer-scripts/{script['script_id']}"
    seen = await centre.ask("head", "GET", path)
    people = {"person_ids": [str(centre.estate.people[DESIGNEE])]}
    headers = {"If-Match": seen.headers["ETag"]}
    done = await centre.ask("head", "PUT", f"{path}/designees", json=people, headers=headers)
    assert done.status_code == 200, done.text


async def script_in_force(centre: Centre, case_id: str) -> dict[str, Any]:
    """A unified answer in force on the case's topic, made over HTTP: drafted, submitted, approved."""
    topic = {"key": "takeaway", "name_zh": "外卖", "name_en": "Takeaway", "mark": "none", "words": ["外卖"]}
    added = await centre.ask("head", "POST", "/topics", json=topic)
    assert added.status_code == 201, added.text
    await centre.done("desk", case_id, "amend-sheet", topic="takeaway")
    begun = await centre.ask("desk", "POST", "/answer-scripts", json={"topic": "takeaway", "say": SAY})
    assert begun.status_code == 201, begun.text
    path = f"/answer-scripts/{begun.json()['id']}/versions"
    version: dict[str, Any] = begun.json()["in_work"]
    for login, act in (("desk", "submit"), ("head", "approve")):
        seen = await centre.ask(login, "GET", f"{path}/{version['id']}")
        headers = {"If-Match": seen.headers["ETag"]}
        done = await centre.ask(login, "POST", f"{path}/{version['id']}/{act}", json={}, headers=headers)
        assert done.status_code < 300, done.text
        version = done.json()
    return version
