"""Matters that sound alike: measured on challenges of many residents, and over HTTP."""

from typing import Any

import pytest

from app.cases.likeness import most_like, shared_phrases
from app.procedure.vocabulary import Role
from tests.cases.likeness.challenges import CHALLENGES
from tests.cases.likeness.measuring import rates
from tests.factories.matters import DESK, HEAD, Work


async def alike(work: Work, case: str) -> dict[str, Any]:
    return dict(await work.told(DESK, f"/cases/{case}/alike"))


async def suggestion(work: Work, words: str, **given: Any) -> str:
    told: dict[str, Any] = {"thanked": True, "told_will_study": True, "summary": words}
    return await work.take_in(kind="suggestion", words=words, **told | given)


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len(CHALLENGES) >= 12
    assert sum(map(len, CHALLENGES.values())) >= 60


def test_nine_in_ten_challenges_find_one_of_their_matter_among_the_five_likest() -> None:
    _, among_five = rates()
    assert among_five >= 0.9


def test_likeness_names_the_phrases_both_have() -> None:
    [best, *_] = most_like("停车费谁定的价", ["垃圾没人收", "你们的停车费为什么涨"])
    assert best.index == 1
    assert best.shared == ("停车费",)


def test_what_shares_nothing_is_not_alike() -> None:
    assert most_like("停车费", ["草坪枯了"]) == []


def test_a_turn_of_phrase_is_no_shared_phrase() -> None:
    assert shared_phrases("为什么停电", "为什么停水") == ()


async def test_the_likest_challenges_come_first_and_none_of_another_kind(work: Work) -> None:
    first = await work.take_in(kind="challenge", summary="停车费", words="停车费凭什么涨")
    await work.take_in(kind="inquiry", summary="停车费", words="停车费凭什么涨")
    await work.take_in(kind="challenge", summary="水质", words="水发黄，化验过吗")
    case = await work.take_in(
        kind="challenge", summary="停车收费", words="停车费涨价谁批的", resident_id=None
    )
    told = (await alike(work, case))["cases"]
    assert told[0]["case"]["id"] == first
    assert "停车费" in told[0]["shared"]
    assert told[0]["likeness"] > 0.2
    assert all(each["case"]["kind"] == "challenge" for each in told)


async def test_what_is_older_than_the_centres_days_is_not_looked_at(work: Work) -> None:
    await work.take_in(kind="challenge", summary="停车费", words="停车费凭什么涨")
    await work.later(days=91)
    case = await work.take_in(kind="challenge", summary="停车费", words="停车费凭什么涨")
    assert (await alike(work, case))["cases"] == []


async def test_a_linked_matter_says_so(work: Work) -> None:
    first = await work.take_in(kind="challenge", summary="停车费", words="停车费凭什么涨")
    case = await work.take_in(kind="challenge", summary="停车费", words="停车费为什么涨")
    assert [each["linked"] for each in (await alike(work, case))["cases"]] == [False]
    await work.act(DESK, case, "link", other=first, relation="related")
    assert [each["linked"] for each in (await alike(work, case))["cases"]] == [True]


async def test_help_at_the_same_place_is_shown(work: Work) -> None:
    first = await work.take_in(kind="help", summary="有人摔倒", words="老人摔倒", place="地库B2")
    case = await work.take_in(kind="help", summary="漏水", words="一直滴", place="地库B2")
    [told] = (await alike(work, case))["cases"]
    assert told["case"]["id"] == first
    assert "place" in told["same"] or "unit" in told["same"]


@pytest.mark.clause("4.1.2.1-b")
async def test_six_with_the_same_idea_may_be_joint_and_nobody_joins_them_unasked(work: Work) -> None:
    for turn in range(4):
        await suggestion(work, f"希望在南门加一个快递柜{turn}")
    fifth = await suggestion(work, "建议南门加装快递柜")
    assert (await alike(work, fifth))["may_be_joint"] is False
    sixth = await suggestion(work, "南门能不能加一个快递柜")
    assert (await alike(work, sixth))["may_be_joint"] is True
    case = await work.told(HEAD, f"/cases/{sixth}")
    assert case["responsible"]["role"] == Role.HEAD_OF_CUSTOMER_SERVICE
    assert case["joint_count"] == 1


async def test_another_centres_case_is_not_there(work: Work) -> None:
    case = await work.take_in(kind="challenge", summary="停车费", words="停车费凭什么涨")
    other = await work.elsewhere()
    assert (await other.ask(DESK, f"/cases/{case}/alike")).status_code == 404
