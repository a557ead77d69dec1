"""The way of a suggestion and of a call for help, with every refusal tried before the deed."""

from typing import Any

from app.procedure.vocabulary import Role
from tests.journeys.callers import Centre
from tests.journeys.endings import called_back
from tests.journeys.reading import HOLDERS, SENT_BY, SUPERVISORS, receiver

WAYS = {"written", "email", "phone", "on_site_oral"}
ANY_OF_THREE = {"chat", "phone", "on_site_oral"}
"""What came by chat or from another system may be answered in any of these (A7)."""


async def suggestion(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    expected, case_id = case["expected"], receipt["id"]
    if joined := _joined_later(case):
        assert receipt["responsible"]["role"] == "head_of_customer_service"
        receipt = await centre.done("desk", case_id, "add-co-signers", joint_count=joined)
    assert receipt["responsible"]["role"] == expected["handler"]
    assert receipt["sheet_issued"]
    await _thanked_by_telephone(case, centre, receipt)
    decider = HOLDERS[Role(expected["handler"])]
    clause = "4.1.2.1-b" if decider == "manager" else "4.1.2.1-a"
    no = {"decision": "not_adopted", "reasons": "做不到"}
    await centre.refused(decider, case_id, "decide", "4.1.1.3-d", **no)
    await centre.refused("desk", case_id, "close", "4.1.2.1-a")
    await centre.done(decider, case_id, "begin-study")
    for other in {"area-a", "head"} - {decider}:
        await centre.refused(other, case_id, "decide", clause, **no)
    await centre.done(decider, case_id, "decide", decision="adopted", reasons="值得做")
    await centre.refused("desk", case_id, "reply", "4.1.3.1-a", reply_text="好", channel="phone")
    await _replied_the_same_way(case, centre, case_id)
    await centre.done(decider, case_id, "return-sheet")
    await called_back(expected, centre, case_id)


def _joined_later(case: dict[str, Any]) -> int | None:
    """How many stand behind it in the end, where the sixth came after it was taken in (X12)."""
    few = case["resident"]["joint_count"] <= 5 and not case["resident"]["is_key"]
    if not few or case["expected"]["handler"] != "centre_manager":
        return None
    return int(case["context"].get("joint_count_becomes", 6))


async def _thanked_by_telephone(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    """4.1.1.4, for what was written and not handed over; by chat the thanks may go the same way (A6)."""
    case_id = receipt["id"]
    owed = "ack_call" in {duty["duty"] for duty in receipt["duties"]}
    if "4.1.1.4-a" in case["expected"]["clauses"]:
        assert owed
    elif case["channel"] in {"phone", "visit", "letter_in_person", "met_on_patrol", "control_room_call"}:
        assert not owed
    if not owed:
        return
    if case["resident"]["contact"] != "given":
        await centre.done("desk", case_id, "declare-impossible", what="ack_call", reason="未留联系方式")
        await centre.refused("desk", case_id, "confirm-impossible", "3.4-b", what="ack_call", confirmed=True)
        await centre.done("head", case_id, "confirm-impossible", what="ack_call", confirmed=True)
        return
    said = {"thanked": True, "told_received": True, "told_studying": True, "told_reply_soon": True}
    await centre.refused("desk", case_id, "record-ack-call", "4.1.1.4-b", reached=True)
    await centre.done("desk", case_id, "record-ack-call", reached=True, **said)


async def _replied_the_same_way(case: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Another way needs its reason; whom nobody can reach reads it on the board (X8)."""
    allowed = set(case["expected"]["reply_channels"] or ()) & (WAYS | {"chat"})
    spared = ANY_OF_THREE if case["channel"] in {"chat", "other_system"} else set()
    if allowed:
        for way in WAYS - allowed - spared:
            told = await centre.refused("head", case_id, "reply", "4.1.3.1-b", reply_text="好", channel=way)
            assert told["errors"][0]["where"] == "exception_reason"
    centre.cited |= {"4.1.3.1-c", "4.1.3.1-d", "4.1.3.1-e"}
    if case["resident"]["contact"] != "given":
        await centre.done("head", case_id, "reply", reply_text="采纳", channel="notice_board")
        return
    for way in sorted(allowed)[1:]:
        seen = (await centre.ask("head", "GET", f"/cases/{case_id}")).json()
        assert seen["status"] == "decided", way
    await centre.done("head", case_id, "reply", reply_text="采纳", channel=min(allowed))


async def help_given(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> None:
    expected, case_id = case["expected"], receipt["id"]
    if expected["handler"] == "front_desk":
        await _finished_at_the_desk(centre, receipt)
        return
    assert receipt["sheet_issued"] or expected["sheet"] == "not_required"
    if "area_customer_manager" in expected["route"] and case["received_by"] != "area_customer_manager":
        if not any(notice["role"] == "area_customer_manager" for notice in receipt["notices"]):
            await centre.done("desk", case_id, "notify-more", notify_area_manager=True)
        centre.cited.add("4.2.1-b")
    if case["context"].get("dispatch_objection"):
        receipt = await _sent_to_the_right_department(case, centre, receipt)
        case = case | {"expected": expected | {"handler": receipt["responsible"]["role"]}}
    doer = await _somebody_goes(case, centre, receipt)
    result: dict[str, Any] = {"outcome": "helped", "result": "已解决"}
    await centre.refused(doer, case_id, "record-result", "4.2.4-a", **result)
    await centre.done(doer, case_id, "arrive")
    if expected["involves_dispute"]:
        result = await _a_dispute(centre, case_id, doer, result)
    await centre.done(doer, case_id, "record-result", **result)
    await centre.refused(doer, case_id, "return-sheet", "4.2.5-a")
    other = "engineer" if doer == "guard" else "guard"
    await centre.refused(other, case_id, "write-duty-log", "4.2.5-a", entry="替他写")
    handled = await centre.done(doer, case_id, "write-duty-log", entry="到场处理完毕")
    assert handled["status"] == "handled"
    await centre.done(doer, case_id, "return-sheet")
    await called_back(expected, centre, case_id)


async def _finished_at_the_desk(centre: Centre, receipt: dict[str, Any]) -> None:
    """Nobody is needed on site: like an inquiry, without sheet and callback (13.2)."""
    assert receipt["responsible"]["role"] == "front_desk"
    assert receipt["notices"] == []
    closed = await centre.done("desk", receipt["id"], "finish-at-desk", result="已代办")
    assert (closed["status"], closed["sheet_issued"]) == ("closed", False)
    assert not any(duty["duty"] == "callback" for duty in closed["duties"])
    centre.cited |= {"3.1-b", "4.5.1-b"}


async def _sent_to_the_right_department(
    case: dict[str, Any], centre: Centre, receipt: dict[str, Any]
) -> dict[str, Any]:
    """Not for us, says the department with its reason; the head rules, and the other one goes."""
    told, case_id = case["context"]["dispatch_objection"], receipt["id"]
    assert receipt["responsible"]["role"] == told["by"]
    await centre.done(HOLDERS[Role(told["by"])], case_id, "object", reason="不属本部门职责")
    ruling = {"upheld": True, "department": SUPERVISORS[told["ruled_to"]].value}
    await centre.refused("desk", case_id, "rule-on-objection", "3.4-b", **ruling)
    ruled = await centre.done("head", case_id, "rule-on-objection", **ruling)
    assert ruled["responsible"]["role"] == told["ruled_to"]
    return ruled


async def _somebody_goes(case: dict[str, Any], centre: Centre, receipt: dict[str, Any]) -> str:
    """Who goes: the handler where it is a person who goes, else whom its supervisor sends."""
    handler, responsible = case["expected"]["handler"], receipt["responsible"]["role"]
    goes_alone = handler not in {"security_duty_supervisor", "engineering_duty_supervisor"}
    if handler == responsible and goes_alone:
        return receiver(case) if handler == case["received_by"] else HOLDERS[Role(handler)]
    assert responsible == SENT_BY.get(handler, handler)
    sender = HOLDERS[Role(responsible)]
    doer = HOLDERS[Role(handler)] if goes_alone else "guard" if sender == "security" else "engineer"
    await centre.done(sender, receipt["id"], "dispatch", doer=str(centre.estate.people[doer]))
    return doer


async def _a_dispute(centre: Centre, case_id: str, doer: str, result: dict[str, Any]) -> dict[str, Any]:
    """Mediate, or the police; nothing against anyone (4.2.4)."""
    await centre.refused(doer, case_id, "record-result", "4.2.4-b", **result)
    settled = {"outcome": "mediated_settled", "result": "双方和解"}
    await centre.refused(doer, case_id, "record-result", "4.2.4-c", **settled)
    confirmed = {"no_action_against_others": True}
    unsettled = {"outcome": "mediated_unsettled", "result": "谈不拢"} | confirmed
    await centre.refused(doer, case_id, "record-result", "4.2.4-d", **unsettled)
    if int(case_id[-1], 16) % 2:
        await centre.done(doer, case_id, "report-police")
        return unsettled
    return settled | confirmed
