"""The way of a case after acceptance, kind by kind, with every refusal tried before the deed."""

from typing import Any

from app.demo.scripts import SAY
from app.procedure.vocabulary import Role
from tests.journeys.callers import Centre

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
OWED = {"required", "inferred"}
SATISFIED = {"reached": True, "solved": True, "satisfaction": "satisfied"}


async def suggestion(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
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


async def help_given(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
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


async def answered(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
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


async def filed_or_not(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Suggestion and challenge sheets go to the owner file; nothing else does."""
    filing = {"owner_file_number": "1-602"}
    if expected["archive_owner_file"] == "required":
        filed = await centre.done("desk", case_id, "archive", **filing)
        assert filed["status"] == "archived"
    elif expected["archive_owner_file"] == "not_applicable":
        refused = await centre.act("desk", case_id, "archive", **filing)
        assert (refused.status_code, refused.json()["clause"]) in {(409, "4.6.2-b"), (409, None)}
