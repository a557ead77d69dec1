"""X13, X23 Cases that belong together: linked, merged, split; both tell, and nobody goes unanswered."""

from typing import Any

import pytest

from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD
from tests.journeys.voices import Voice


async def told_of(voice: Voice, case: str) -> list[tuple[str, str]]:
    """The links a case's own journal tells."""
    lines = (await voice.work.told(HEAD, f"/cases/{case}/journal"))["items"]
    return [
        (line["payload"]["other"], line["payload"]["relation"]) for line in lines if line["event"] == "Linked"
    ]


async def test_a_link_is_told_by_both_sides_each_from_its_own(voice: Voice) -> None:
    one, other = await voice.challenge(), await voice.challenge()
    await voice.work.act(DESK, one, "link", other=other, relation="duplicate_of")
    assert await told_of(voice, one) == [(other, "duplicate_of")]
    assert await told_of(voice, other) == [(one, "has_duplicate")]
    itself = await voice.work.try_to(DESK, one, "link", other=one)
    assert itself.json()["code"] == "link_to_itself"
    stranger = await (await voice.work.elsewhere()).take_in(kind="inquiry")
    assert (await voice.work.try_to(DESK, one, "link", other=stranger)).status_code == 404


@pytest.mark.clause("4.1.2.1-b")
async def test_suggestions_merged_are_joint_and_the_sixth_resident_lifts_them(voice: Voice) -> None:
    work = voice.work
    main = await voice.suggestion(joint_count=4, contact="13900000001")
    small = await voice.suggestion(joint_count=2, contact="13900000002")
    await voice.refused(DESK, small, "merge-into", "only_the_head", "3.4-b", other=main, reason="同一建议")
    ended = await work.act(HEAD, small, "merge-into", other=main, reason="同一建议")
    assert ended["status"] == "voided"
    lifted = await work.told(HEAD, f"/cases/{main}")
    assert (lifted["joint_count"], lifted["responsible"]["role"]) == (6, "centre_manager")
    assert await told_of(voice, small) == [(main, "duplicate_of")]
    assert await told_of(voice, main) == [(small, "has_duplicate")]
    register = (await work.told(DESK, "/register"))["items"]
    assert {small, main} <= {line["case_id"] for line in register}


@pytest.mark.clause("4.5.1-a")
async def test_another_residents_case_is_linked_and_not_merged(voice: Voice) -> None:
    work = voice.work
    main = await voice.challenge(contact="13900000001")
    other = await voice.challenge(contact="13900000002")
    again = await voice.challenge(contact="139 0000 0001")
    merge: dict[str, Any] = {"other": main, "reason": "重复"}
    await voice.refused(HEAD, other, "merge-into", "another_resident", "4.5.1-a", **merge)
    await work.act(HEAD, again, "merge-into", **merge)
    assert (await work.told(HEAD, f"/cases/{main}"))["facts"]["follow_up_contacts"] == 1


async def test_nothing_is_merged_into_what_was_answered_or_is_of_another_kind(voice: Voice) -> None:
    work = voice.work
    answered, inquiry = await voice.challenge(), await work.take_in(kind="inquiry")
    await work.act(DESK, answered, "answer-at-desk", answer="已公示", satisfied=True)
    again = await voice.challenge()
    for other in (answered, inquiry):
        await voice.refused(HEAD, again, "merge-into", "other_is_answered", None, other=other, reason="重复")


async def test_several_matters_of_one_contact_become_cases_of_their_own(voice: Voice) -> None:
    work = voice.work
    first = await work.take_in(kind="inquiry", words="门禁卡怎么补？另外建议加座椅。")
    matter = {"kind": "suggestion", "words": "建议加座椅"}
    unthanked = await work.try_to(DESK, first, "split-off", **matter)
    assert (unthanked.status_code, unthanked.json()["clause"]) == (422, "4.1.1.3-a"), unthanked.text
    assert await told_of(voice, first) == []
    await voice.refused(AREA_MANAGER, first, "split-off", "only_the_desk", "3.1-a", **matter)
    await work.act(DESK, first, "split-off", **matter, thanked=True, told_will_study=True)
    ((second, relation),) = await told_of(voice, first)
    assert relation == "split_into"
    made, before = await work.told(DESK, f"/cases/{second}"), await work.told(DESK, f"/cases/{first}")
    assert (made["kind"], made["status"]) == ("suggestion", "accepted")
    assert made["facts"]["contact_group"] == before["facts"]["contact_group"] == first
    assert made["resident"]["contact"] == before["resident"]["contact"]
    assert made["unit_id"] == before["unit_id"]
    assert await told_of(voice, second) == [(first, "split_from")]


@pytest.mark.clause("4.1.2.1-b")
async def test_merging_into_a_decided_suggestion_voids_the_decision(voice: Voice) -> None:
    work = voice.work
    main = await voice.suggestion(joint_count=5, contact="13900000001")
    await work.act(HEAD, main, "begin-study")
    await work.act(HEAD, main, "decide", decision="not_adopted", reasons="场地不足")
    late = await voice.suggestion(contact="13900000002")
    await work.act(HEAD, late, "merge-into", other=main, reason="同一建议")
    told = await work.told(CENTRE_MANAGER, f"/cases/{main}")
    assert (told["status"], told["responsible"]["role"]) == ("in_study", "centre_manager")
