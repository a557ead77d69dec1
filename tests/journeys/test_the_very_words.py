"""4.4.4 An important or sensitive challenge is answered with the words the head approved, and no others."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD
from tests.journeys.voices import Voice

WORDS = "物业费按备案合同执行。"
REPLY = {"reply_text": WORDS, "channel": "phone"}
SENSITIVE = {"topic": "fees"}


@pytest.mark.clause("4.4.4-c")
async def test_words_are_asked_for_approved_and_said_without_one_character_more(voice: Voice) -> None:
    work, case = voice.work, await voice.investigated(**SENSITIVE)
    await voice.refused(AREA_MANAGER, case, "reply", "approval_needed", "4.4.4-c", **REPLY)
    await work.act(AREA_MANAGER, case, "request-approval", reply_text=WORDS)
    (waiting,) = (await work.told(HEAD, "/approvals"))["items"]
    assert (waiting["case_id"], waiting["proposed_text"], waiting["mine"]) == (case, WORDS, True)
    assert waiting["findings"] == "公示过。"
    assert not (await work.told(CENTRE_MANAGER, "/approvals"))["items"][0]["mine"]
    await voice.refused(AREA_MANAGER, case, "reply", "approval_needed", "4.4.4-c", **REPLY)
    for role in (AREA_MANAGER, DESK, CENTRE_MANAGER):
        await voice.refused(role, case, "approve", "not_the_approver", "4.4.4-c")
    await work.act(HEAD, case, "approve")
    assert (await work.told(HEAD, "/approvals"))["items"] == []
    for edited in (WORDS + "！", "物业费按备案合同执行", "\u3000".join(WORDS)):
        await voice.refused(
            AREA_MANAGER, case, "reply", "approval_needed", "4.4.4-c", **REPLY | {"reply_text": edited}
        )
    await work.act(AREA_MANAGER, case, "reply", **REPLY)
    assert "Replied" in await voice.events(case)


@pytest.mark.clause("4.4.4-c")
async def test_words_sent_back_with_a_remark_are_written_anew_and_twice_sent_back_the_resident_hears(
    voice: Voice,
) -> None:
    work, case = voice.work, await voice.investigated(**SENSITIVE)
    for number in (1, 2):
        await work.act(AREA_MANAGER, case, "request-approval", reply_text=f"第{number}稿")
        told = await work.act(HEAD, case, "reject", remark="写明依据")
        assert told["status"] == "in_progress"
        await voice.refused(
            AREA_MANAGER,
            case,
            "reply",
            "approval_needed",
            "4.4.4-c",
            reply_text=f"第{number}稿",
            channel="phone",
        )
        owed = {duty["duty"] for duty in told["duties"]}
        assert ("progress_notice" in owed) == (number == 2)


@pytest.mark.clause("4.4.4-c")
async def test_whoever_the_challenge_is_about_neither_approves_nor_clears_the_mark(voice: Voice) -> None:
    """About the head: the centre manager approves, and nobody else (13.4)."""
    work = voice.work
    concerned = [str(work.centre.people[HEAD])]
    case = await voice.investigated(topic="parking", sensitive=True, persons_concerned=concerned)
    await work.act(AREA_MANAGER, case, "request-approval", reply_text=WORDS)
    assert not (await work.told(HEAD, "/approvals"))["items"][0]["mine"]
    await voice.refused(HEAD, case, "approve", "not_the_approver", "4.4.4-c")
    await voice.refused(HEAD, case, "reject", "not_the_approver", "4.4.4-c", remark="不")
    cleared = await work.try_to(HEAD, case, "clear-flag", flag="sensitive", reason="不是")
    assert cleared.status_code == 403, cleared.text
    await work.act(CENTRE_MANAGER, case, "approve")
    await work.act(AREA_MANAGER, case, "reply", **REPLY)


@pytest.mark.clause("4.4.4-c")
async def test_anyone_marks_and_only_the_head_clears(voice: Voice) -> None:
    work, case = voice.work, await voice.challenge()
    await work.act(Role.PATROL_GUARD, case, "raise-flag", flag="sensitive")
    for role in (DESK, AREA_MANAGER, Role.PATROL_GUARD):
        assert (
            await work.try_to(role, case, "clear-flag", flag="sensitive", reason="不是")
        ).status_code == 403
    await work.act(HEAD, case, "clear-flag", flag="sensitive", reason="不涉及")
    done = await work.act(DESK, case, "answer-at-desk", answer="已公示", satisfied=True)
    assert done["status"] == "closed"
