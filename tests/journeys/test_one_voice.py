"""4.4.5 One voice: the version in force, whoever is named to say it, who asks often, who is told later."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, DESK, HEAD
from tests.journeys.voices import SAY, Voice


@pytest.mark.clause("4.4.5-b")
async def test_only_the_version_in_force_answers_and_a_withdrawn_one_not_a_moment_later(voice: Voice) -> None:
    work = voice.work
    first = await voice.script()
    case = await voice.challenge()
    said = {"answer": SAY, "satisfied": True}
    await voice.refused(DESK, case, "answer-at-desk", "script_in_force", "4.4.5-b", **said)
    second = await voice.next_version(first, "停车收费标准见公示栏。")
    old = said | {"script_version_id": first["id"]}
    await voice.refused(DESK, case, "answer-at-desk", "script_in_force", "4.4.5-b", **old)
    now = {"answer": second["say"], "satisfied": True, "script_version_id": second["id"]}
    await work.act(DESK, case, "answer-at-desk", **now)
    another = await voice.challenge()
    await voice.withdraw(second)
    withdrawn = await work.try_to(DESK, another, "answer-at-desk", **now)
    assert withdrawn.status_code == 409, withdrawn.text
    uses = await work.told(HEAD, f"/answer-scripts/{first['script_id']}/uses")
    assert [(use["case_id"], use["version"], use["by"]) for use in uses["items"]] == [
        (case, 2, str(work.centre.people[DESK]))
    ]
    of_the_first = await work.told(HEAD, f"/answer-scripts/{first['script_id']}/uses", version_id=first["id"])
    assert of_the_first["items"] == []


@pytest.mark.clause("4.4.5-c")
async def test_whoever_is_not_named_hands_the_matter_over(voice: Voice) -> None:
    work = voice.work
    script = await voice.script()
    await voice.designate(script, Role.OTHER_STAFF)
    case = await voice.challenge()
    said = {"answer": SAY, "satisfied": True, "script_version_id": script["id"]}
    told = await voice.refused(DESK, case, "answer-at-desk", "designee_answers", "4.4.5-c", **said)
    assert told["next_action"]["action"] == "hand-to-designee"
    await work.act(DESK, case, "hand-to-designee", designee=str(work.centre.people[Role.OTHER_STAFF]))
    await voice.refused(AREA_MANAGER, case, "answer-at-desk", "designee_answers", "4.4.5-c", **said)
    done = await work.act(Role.OTHER_STAFF, case, "answer-at-desk", **said)
    assert done["responsible"] is not None


@pytest.mark.clause("4.4.4-c", "4.4.5-b")
async def test_a_script_answers_a_sensitive_challenge_and_words_beyond_it_wait_for_the_head(
    voice: Voice,
) -> None:
    """The version in force is the approval of its exact text, and of nothing beyond it (13.4)."""
    work = voice.work
    script = await voice.script(topic="fees")
    case = await voice.challenge(topic="fees")
    said = {"answer": SAY, "satisfied": True, "script_version_id": script["id"]}
    more = said | {"words_added": "可以再商量。"}
    await voice.refused(DESK, case, "answer-at-desk", "flagged_not_at_desk", "4.4.4-c", **more)
    changed = said | {"answer": SAY + "可以再商量。"}
    await voice.refused(DESK, case, "answer-at-desk", "flagged_not_at_desk", "4.4.4-c", **changed)
    assert (await work.act(DESK, case, "answer-at-desk", **said))["status"] == "closed"
    by_sheet = await voice.investigated(topic="fees")
    reply = {"reply_text": SAY, "channel": "phone", "script_version_id": script["id"]}
    beyond = reply | {"words_added": "可以再商量。"}
    await voice.refused(AREA_MANAGER, by_sheet, "reply", "approval_needed", "4.4.4-c", **beyond)
    await work.act(AREA_MANAGER, by_sheet, "reply", **reply)


@pytest.mark.clause("4.4.5-b")
async def test_words_beyond_a_script_on_an_ordinary_challenge_are_shown_to_the_head(voice: Voice) -> None:
    work, script = voice.work, await voice.script()
    case = await voice.challenge()
    said = {"answer": SAY, "satisfied": True, "script_version_id": script["id"], "words_added": "谢谢您。"}
    told = await work.act(DESK, case, "answer-at-desk", **said)
    assert "see_words_added" in {duty["duty"] for duty in told["duties"]}
    (use,) = (await work.told(HEAD, f"/answer-scripts/{script['script_id']}/uses"))["items"]
    assert use["words_added"]


@pytest.mark.clause("4.4.5-a")
async def test_the_third_challenge_asks_the_head_with_the_cases_and_a_draft_of_the_questions(
    voice: Voice,
) -> None:
    work = voice.work
    questions = ("车位费凭什么涨？", "涨价依据是什么？", "车位费凭什么涨？")
    asked = [
        await work.take_in(kind="challenge", topic="parking", words=f"王女士问，{question}")
        for question in questions
    ]
    assert (await work.told(HEAD, "/script-proposals"))[0]["count"] == 3
    (proposal,) = await work.told(HEAD, "/script-proposals")
    assert {case["id"] for case in proposal["cases"]} == set(asked)
    assert (proposal["topic"], proposal["threshold"], proposal["days"]) == ("parking", 3, 30)
    assert proposal["questions"] == ["某业户问，车位费凭什么涨？", "某业户问，涨价依据是什么？"]
    decide = (proposal["case_id"], "decide-on-script")
    await voice.refused(DESK, *decide, "only_the_head", "3.4-b", script_needed=True)
    await work.act(HEAD, proposal["case_id"], "decide-on-script", script_needed=True)
    assert await work.told(HEAD, "/script-proposals") == []


@pytest.mark.clause("4.4.5-a")
async def test_a_challenge_linked_to_others_counts_with_them(voice: Voice) -> None:
    work = voice.work
    first, second = await voice.challenge(), await voice.challenge()
    elsewhere = await work.take_in(kind="challenge", words="地库为什么不让停？")
    assert await work.told(HEAD, "/script-proposals") == []
    await work.act(DESK, elsewhere, "link", other=first)
    (proposal,) = await work.told(HEAD, "/script-proposals")
    assert (proposal["count"], proposal["case_id"]) == (3, first)
    assert {case["id"] for case in proposal["cases"]} == {first, second, elsewhere}


@pytest.mark.clause("4.4.5-b")
async def test_residents_answered_before_are_told_the_unified_answer_once(voice: Voice) -> None:
    work = voice.work
    case = await voice.challenge()
    await work.act(DESK, case, "answer-at-desk", answer="有标准。", satisfied=True)
    early = await work.try_to(
        DESK, case, "tell-unified-answer", script_version_id=str(work.centre.id), channel="phone"
    )
    assert early.json()["code"] == "no_script_in_force"
    script = await voice.script()
    path = f"/answer-scripts/{script['script_id']}/to-tell"
    assert [each["id"] for each in (await work.told(DESK, path))["items"]] == [case]
    wrong = {"script_version_id": str(work.centre.id), "channel": "phone"}
    await voice.refused(DESK, case, "tell-unified-answer", "script_in_force", "4.4.5-b", **wrong)
    await work.act(DESK, case, "tell-unified-answer", script_version_id=script["id"], channel="phone")
    assert (await work.told(DESK, path))["items"] == []
    open_one = await voice.challenge()
    told = {"script_version_id": script["id"], "channel": "phone"}
    await voice.refused(DESK, open_one, "tell-unified-answer", "not_at_this_point", None, **told)


async def test_two_versions_are_read_side_by_side(voice: Voice) -> None:
    first = await voice.script(say="每月收费二百元。", do_not_say="不承诺减免。")
    second = await voice.next_version(first, "每月收费三百元，见公示。")
    path = f"/answer-scripts/{first['script_id']}/versions"
    told = await voice.work.told(HEAD, f"{path}/{second['id']}/differences")
    assert (told["since"], told["number"]) == (1, 2)
    assert "".join(piece["text"] for piece in told["say"] if piece["change"] != "added") == first["say"]
    assert "".join(piece["text"] for piece in told["say"] if piece["change"] != "removed") == second["say"]
    assert {"change": "added", "text": "三"} in told["say"]
    assert told["do_not_say"] == [{"change": "removed", "text": "不承诺减免。"}]
    of_the_first = await voice.work.told(HEAD, f"{path}/{first['id']}/differences")
    assert (of_the_first["since"], of_the_first["say"][0]["change"]) == (None, "added")
    missing = await voice.work.ask(HEAD, f"{path}/{second['id']}/differences", since=9)
    assert missing.status_code == 404


async def test_an_answer_that_ends_soon_reminds_its_owner(voice: Voice) -> None:
    work = voice.work
    script = await voice.script(effective_to="2026-04-20T00:00:00+08:00")
    assert await work.told(DESK, "/answer-scripts/reminders") == []
    await work.later(days=6)
    (reminder,) = await work.told(DESK, "/answer-scripts/reminders")
    assert (reminder["script_id"], reminder["mine"], reminder["ended"]) == (script["script_id"], True, False)
    assert not (await work.told(HEAD, "/answer-scripts/reminders"))[0]["mine"]
    await work.later(days=14)
    assert (await work.told(DESK, "/answer-scripts/reminders"))[0]["ended"]
    await voice.next_version(script, "新的口径。")
    assert await work.told(DESK, "/answer-scripts/reminders") == []
