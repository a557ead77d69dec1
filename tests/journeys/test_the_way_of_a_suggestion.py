"""4.1 A suggestion's way: studied, decided in person, answered the way it came, carried out, told to all."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD
from tests.journeys.voices import Voice

ENGINEERING = Role.ENGINEERING_DUTY_SUPERVISOR
ADOPTED = {"decision": "adopted", "reasons": "可行"}
REPLY = {"reply_text": "已采纳，下月加装。", "channel": "phone"}


async def decided(voice: Voice, **matter: object) -> str:
    case = await voice.suggestion(**matter)
    await voice.work.act(HEAD, case, "begin-study")
    await voice.work.act(HEAD, case, "decide", **ADOPTED)
    return case


async def answered(voice: Voice) -> str:
    case = await decided(voice)
    await voice.work.act(HEAD, case, "reply", **REPLY)
    return case


@pytest.mark.clause("4.1.2.1-a", "4.1.1.3-d", "4.1.3.1-b")
async def test_study_consultation_decision_in_person_and_reply_in_parity(voice: Voice) -> None:
    work, case = voice.work, await voice.suggestion()
    await voice.refused(HEAD, case, "decide", "not_studied_yet", "4.1.1.3-d", **ADOPTED)
    await work.act(HEAD, case, "begin-study")
    await work.act(HEAD, case, "note-study", study_notes="儿童区可放两条长椅")
    await work.act(AREA_MANAGER, case, "note-study", study_notes="业户多为老人")
    await work.act(HEAD, case, "consult", question="地面能否打孔？", department="engineering")
    await work.act(HEAD, case, "consult", question="座椅报价？", outside_unit="园林公司")
    await work.act(ENGINEERING, case, "answer-consultation", number=1, consultation_answer="可以")
    await work.act(HEAD, case, "answer-consultation", number=2, consultation_answer="三百元一条")
    (line,) = (await work.told(HEAD, "/suggestions", stage="study"))["items"]
    assert (line["id"], line["study_notes"]) == (case, 2)
    for delegate in (DESK, AREA_MANAGER, CENTRE_MANAGER):
        await voice.refused(delegate, case, "decide", "only_the_head_decides", "4.1.2.1-a", **ADOPTED)
    await work.act(HEAD, case, "decide", **ADOPTED)
    assert [each["id"] for each in (await work.told(HEAD, "/suggestions", stage="decided"))["items"]] == [
        case
    ]
    written = REPLY | {"channel": "written"}
    await voice.refused(HEAD, case, "reply", "parity_needs_reason", "4.1.3.1-b", **written)
    await work.act(HEAD, case, "reply", **written, exception_reason="业户要求书面")


@pytest.mark.clause("4.1.3.1-f")
async def test_an_adopted_suggestion_is_carried_out_step_by_step_and_the_resident_keeps_hearing(
    voice: Voice,
) -> None:
    work, case = voice.work, await answered(voice)
    await work.act(HEAD, case, "plan-implementation", plan="加装两条座椅", expected_end="2026-05-01")
    owner = str(work.centre.people[Role.PATROL_GUARD])
    past = {"step": "采购", "due_on": "2026-03-01"}
    await voice.refused(HEAD, case, "plan-step", "due_in_past", "4.1.3.1-f", **past)
    await voice.refused(
        DESK, case, "plan-step", "only_the_head_keeps_contact", "4.1.3.1-f", step="采购", due_on="2026-04-10"
    )
    planned = await work.act(
        HEAD, case, "plan-step", step="采购", due_on="2026-04-10", department="engineering"
    )
    steps = {duty["key"]: duty for duty in planned["duties"] if duty["duty"] == "carry_out_step"}
    assert steps["carry_out_step:1"]["due_at"].startswith("2026-04-10")
    await work.act(HEAD, case, "plan-step", step="安装", due_on="2026-04-20", owner=owner)
    await voice.refused(DESK, case, "finish-step", "anothers_step", "4.1.3.1-f", number=1)
    await work.act(ENGINEERING, case, "finish-step", number=1, step_result="已到货")
    (line,) = (await work.told(HEAD, "/suggestions", stage="carried_out"))["items"]
    assert (line["steps"], line["steps_done"], line["planned"]) == (2, 1, True)
    assert line["contact_due_at"].startswith("2026-04-15")
    done = {"closing_contact": "已装好，业户知悉"}
    await voice.refused(HEAD, case, "finish-implementation", "no_contact_kept", "4.1.3.1-f", **done)
    await work.act(HEAD, case, "keep-contact", progress="已采购", channel="phone")
    await voice.refused(HEAD, case, "finish-implementation", "steps_open", "4.1.3.1-f", **done)
    await work.act(Role.PATROL_GUARD, case, "finish-step", number=2)
    await work.act(HEAD, case, "finish-implementation", **done)
    assert [each["id"] for each in (await work.told(HEAD, "/suggestions", stage="done"))["items"]] == [case]


@pytest.mark.clause("4.1.3.1-f")
async def test_what_was_done_is_told_to_all_without_anybodys_name(voice: Voice) -> None:
    work, case = voice.work, await answered(voice)
    board = {"public_title": "儿童区有座椅了", "public_text": "根据业户建议，儿童区加装座椅两条。"}
    await voice.refused(HEAD, case, "publish-on-board", "not_carried_out", "4.1.3.1-f", **board)
    await work.act(HEAD, case, "keep-contact", progress="已采购", channel="phone")
    await work.act(HEAD, case, "finish-implementation", closing_contact="已告知")
    for name in ("王女士", "13800001234", "602"):
        named = board | {"public_text": f"感谢{name}的建议。"}
        await voice.refused(HEAD, case, "publish-on-board", "names_somebody", "4.1.3.1-f", **named)
    await voice.refused(DESK, case, "publish-on-board", "only_the_head_keeps_contact", "4.1.3.1-f", **board)
    await work.act(HEAD, case, "publish-on-board", **board)
    (line,) = (await work.told(Role.PATROL_GUARD, "/suggestions/board"))["items"]
    assert (line["title"], line["residents"]) == (board["public_title"], 1)
    assert case not in str(line)
    elsewhere = await work.elsewhere()
    assert (await elsewhere.told(HEAD, "/suggestions/board"))["items"] == []
    await work.act(HEAD, case, "take-off-board", reason="改写")
    assert (await work.told(HEAD, "/suggestions/board"))["items"] == []


@pytest.mark.clause("4.1.2.1-b")
async def test_a_sixth_co_signer_after_the_decision_voids_it_and_the_centre_manager_decides(
    voice: Voice,
) -> None:
    work, case = voice.work, await decided(voice, joint_count=5, co_signers=["甲", "乙", "丙", "丁", "戊"])
    await voice.refused(DESK, case, "add-co-signers", "count_only_grows", "4.1.2.1-b", joint_count=5)
    told = await work.act(DESK, case, "add-co-signers", joint_count=6, co_signers=["己"])
    assert (told["status"], told["responsible"]["role"]) == ("in_study", "centre_manager")
    await voice.refused(HEAD, case, "decide", "only_the_centre_manager", "4.1.2.1-b", **ADOPTED)
    await work.act(HEAD, case, "lower-joint-count", joint_count=4, reason="两人撤回")
    await voice.refused(HEAD, case, "decide", "only_the_centre_manager", "4.1.2.1-b", **ADOPTED)
    await work.act(CENTRE_MANAGER, case, "decide", **ADOPTED)
    happened = await voice.events(case)
    assert happened.index("JointCountChanged") < happened.index("DecisionVoided")


@pytest.mark.clause("4.1.2.1-b")
async def test_co_signers_join_one_by_one_each_once_and_the_fifth_still_leaves_it_with_the_head(
    voice: Voice,
) -> None:
    work, case = voice.work, await voice.suggestion(joint_count=3, co_signers=["甲某", "乙某", "丙某"])
    await work.act(DESK, case, "add-co-signers", joint_count=4, co_signers=["丁某"])
    again = {"joint_count": 5, "co_signers": ["丁某"]}
    refused = await voice.refused(DESK, case, "add-co-signers", "joined_already", "4.1.2.1-b", **again)
    assert refused["next_action"]["action"] == "add-co-signers"
    told = await work.act(DESK, case, "add-co-signers", joint_count=5)
    assert told["responsible"]["role"] == "head_of_customer_service"
    told = await work.act(DESK, case, "add-co-signers", joint_count=6, co_signers=["己某"])
    assert told["responsible"]["role"] == "centre_manager"
    journal = (await work.told(HEAD, f"/cases/{case}/journal"))["items"]
    last = next(line for line in journal[::-1] if line["event"] == "JointCountChanged")["texts"]["co_signers"]
    assert last == ["甲某", "乙某", "丙某", "丁某", "己某"]


@pytest.mark.clause("4.1.3.1-f")
async def test_the_board_names_nobody_who_joined_whether_first_or_last(voice: Voice) -> None:
    work, case = voice.work, await answered(voice)
    for count, name in ((2, "钱某"), (3, "孙某")):
        await work.act(DESK, case, "add-co-signers", joint_count=count, co_signers=[name])
    await work.act(HEAD, case, "keep-contact", progress="已采购", channel="phone")
    await work.act(HEAD, case, "finish-implementation", closing_contact="已告知")
    for name in ("钱某", "孙某"):
        told = {"public_title": "有座椅了", "public_text": f"感谢{name}等业户。"}
        await voice.refused(HEAD, case, "publish-on-board", "names_somebody", "4.1.3.1-f", **told)


@pytest.mark.clause("4.1.2.1-b")
async def test_a_sixth_co_signer_after_the_reply_is_told_to_the_centre_manager_who_may_reopen(
    voice: Voice,
) -> None:
    work, case = voice.work, await decided(voice, joint_count=5)
    await work.act(HEAD, case, "reply", **REPLY)
    told = await work.act(DESK, case, "add-co-signers", joint_count=6)
    assert told["status"] == "replied"
    assert "see_late_co_signers" in {duty["duty"] for duty in told["duties"]}
    await voice.refused(HEAD, case, "reopen", "only_the_centre_manager", "4.1.2.1-b", reason="联名")
    reopened = await work.act(CENTRE_MANAGER, case, "reopen", reason="联名")
    assert reopened["responsible"]["role"] == "centre_manager"


@pytest.mark.clause("4.3.3-a", "4.3.3-b", "4.3.3-c")
async def test_out_of_scope_closes_with_another_way_and_the_offer_and_passes_nothing_on_unasked(
    voice: Voice,
) -> None:
    work = voice.work
    case = await work.take_in(kind="inquiry", words="燃气表怎么换？", out_of_scope=True)
    said = {"answer": "请问燃气公司。", "satisfied": True}
    await voice.refused(DESK, case, "answer-at-desk", "give_another_way", "4.3.3-a", **said)
    ways = said | {"alternatives": ["燃气公司"]}
    await voice.refused(DESK, case, "answer-at-desk", "offer_to_ask", "4.3.3-c", **ways)
    told = await work.act(DESK, case, "answer-at-desk", **ways, proxy_offered=True, proxy_accepted=True)
    assert told["status"] != "closed"
    assert "proxy_inquiry" in {duty["duty"] for duty in told["duties"]}
    passed = {"proxy_answer": "一周内上门", "details_passed_on": True}
    refused = await work.try_to(DESK, case, "record-proxy-answer", **passed)
    assert (refused.status_code, refused.json()["clause"]) == (409, "4.3.3-c"), refused.text
    await work.act(DESK, case, "record-proxy-answer", proxy_answer="一周内上门")
    assert (await work.act(DESK, case, "tell-proxy-answer", channel="phone"))["status"] == "closed"


async def fields_of(voice: Voice, case: str, act: str) -> dict[str, dict[str, object]]:
    """What the form of an act asks of this very case."""
    actions = (await voice.work.told(DESK, f"/cases/{case}"))["available_actions"]
    (told,) = [each for each in actions if each["path"] == act]
    return {field["name"]: field for field in told["fields"]}


@pytest.mark.clause("4.3.3-b", "4.3.3-c", "4.1.2.1-b")
async def test_a_form_asks_beforehand_what_this_case_would_be_refused_without(voice: Voice) -> None:
    work = voice.work
    outside = await work.take_in(kind="inquiry", words="燃气表怎么换？", out_of_scope=True)
    inside = await work.take_in(kind="inquiry")
    for case, needed in ((outside, True), (inside, False)):
        fields = await fields_of(voice, case, "answer-at-desk")
        assert {fields[name]["needed"] for name in ("alternatives", "proxy_offered")} == {needed}
    joint = await voice.suggestion(joint_count=4)
    count = (await fields_of(voice, joint, "add-co-signers"))["joint_count"]
    assert count["at_least"] == 5
    assert "4" in str(count["hint"])
