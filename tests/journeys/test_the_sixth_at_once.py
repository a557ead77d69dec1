"""4.1.2.1-b A sixth co-signer at the very moment of another, of the decision, of the reply (13.5)."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.factories.at_once import AtOnce
from tests.factories.matters import CENTRE_MANAGER, DESK, HEAD
from tests.load.seeds import SEEDS

pytestmark = [pytest.mark.seeds, pytest.mark.clause("4.1.2.1-b")]
RACES = 2 * SEEDS
ADOPTED = {"decision": "adopted", "reasons": "可行"}
REPLY = {"reply_text": "已采纳，下月加装。", "channel": "phone"}


async def suggestion(at_once: AtOnce, joint_count: int, *acts: tuple[str, dict[str, Any]]) -> str:
    """A suggestion so many stand behind, as far as the head has brought it."""
    case = await at_once.taken_in(
        kind="suggestion",
        words="建议在儿童区加座椅",
        thanked=True,
        told_will_study=True,
        joint_count=joint_count,
    )
    for act, given in acts:
        await at_once.done(HEAD, case["id"], act, **given)
    return str(case["id"])


async def joins(at_once: AtOnce, case: str, joint_count: int, name: str) -> httpx.Response:
    """Somebody at the desk writes one more down; it is only added, so no version need be named."""
    given = {"joint_count": joint_count, "co_signers": [name]}
    return await at_once.send(DESK, f"/cases/{case}/add-co-signers", given)


async def seen(at_once: AtOnce, case: str) -> dict[str, Any]:
    told = await at_once.client.get(f"/cases/{case}", headers=at_once.centre.signed_in(HEAD))
    assert told.status_code == 200, told.text
    return dict(told.json())


async def order(at_once: AtOnce, case: str) -> list[str]:
    headers = at_once.centre.signed_in(HEAD)
    told = await at_once.client.get(f"/cases/{case}/journal", params={"limit": 100}, headers=headers)
    return [line["event"] for line in told.json()["items"]]


async def test_the_fifth_and_the_sixth_at_once_make_it_the_centre_managers(at_once: AtOnce) -> None:
    """Whoever comes first, six stand behind it; the head decides no more, and nobody is counted twice."""
    colleague = await at_once.another(DESK)
    for _ in range(RACES):
        case = await suggestion(at_once, 4, ("begin-study", {}))
        fifth, sixth = await asyncio.gather(
            joins(at_once, case, 5, "戊某"), joins(colleague, case, 6, "己某")
        )
        assert sixth.status_code == 200, sixth.text
        assert fifth.status_code in {200, 409}, fifth.text
        if fifth.status_code == 409:
            assert fifth.json()["code"] == "count_only_grows"
        now = await seen(at_once, case)
        assert (now["facts"]["joint_count"], now["responsible"]["role"]) == (6, "centre_manager")
        late = await at_once.send(HEAD, f"/cases/{case}/decide", ADOPTED, seen=now["version"])
        assert (late.status_code, late.json()["clause"]) == (403, "4.1.2.1-b"), late.text
        assert (await order(at_once, case)).count("MadeResponsible") == 2
    await at_once.is_whole()


async def test_two_desks_that_both_write_down_a_fifth_never_lose_one_unseen(at_once: AtOnce) -> None:
    """Both saw four: one of them is told that five stand there now, and adds the sixth."""
    colleague = await at_once.another(DESK)
    for _ in range(RACES):
        case = await suggestion(at_once, 4)
        answers = await asyncio.gather(joins(at_once, case, 5, "戊某"), joins(colleague, case, 5, "己某"))
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code, lost.json()["code"]) == (200, 409, "count_only_grows")
        assert (await seen(at_once, case))["responsible"]["role"] == "head_of_customer_service"
        again = await joins(at_once, case, 6, "己某" if won is answers[0] else "戊某")
        assert again.json()["responsible"]["role"] == "centre_manager"
    await at_once.is_whole()


async def test_a_sixth_against_the_decision_leaves_no_decision_of_the_heads_standing(at_once: AtOnce) -> None:
    outcomes: set[int] = set()
    for _ in range(RACES):
        case = await suggestion(at_once, 5, ("begin-study", {}))
        version = (await seen(at_once, case))["version"]
        decided, joined = await asyncio.gather(
            at_once.send(HEAD, f"/cases/{case}/decide", ADOPTED, seen=version),
            joins(at_once, case, 6, "己某"),
        )
        assert joined.status_code == 200, joined.text
        assert decided.status_code in {200, 403, 412}, decided.text
        outcomes.add(decided.status_code)
        now = await seen(at_once, case)
        assert (now["status"], now["responsible"]["role"]) == ("in_study", "centre_manager")
        assert now["facts"].get("decision") is None
        happened = await order(at_once, case)
        assert ("DecisionVoided" in happened) == (decided.status_code == 200)
        replied = await at_once.send(HEAD, f"/cases/{case}/reply", REPLY, seen=now["version"])
        assert replied.status_code in {403, 409}, replied.text
        await at_once.done(CENTRE_MANAGER, case, "decide", **ADOPTED)
    assert outcomes
    await at_once.is_whole()


async def test_a_sixth_against_the_reply_either_stops_it_or_is_told_to_the_centre_manager(
    at_once: AtOnce,
) -> None:
    """Before the reply the decision is void and nothing goes out; after it he sees it and may reopen."""
    for _ in range(RACES):
        case = await suggestion(at_once, 5, ("begin-study", {}), ("decide", ADOPTED))
        version = (await seen(at_once, case))["version"]
        replied, joined = await asyncio.gather(
            at_once.send(HEAD, f"/cases/{case}/reply", REPLY, seen=version),
            joins(at_once, case, 6, "己某"),
        )
        assert joined.status_code == 200, joined.text
        now, happened = await seen(at_once, case), await order(at_once, case)
        if replied.status_code == 200:
            owed = {duty["duty"] for duty in joined.json()["duties"]}
            assert (now["status"], "see_late_co_signers" in owed) == ("replied", True)
            assert happened.index("Replied") < happened.index("JointCountChanged")
            assert "DecisionVoided" not in happened
            await at_once.done(CENTRE_MANAGER, case, "reopen", reason="六户联名")
        else:
            assert replied.status_code in {403, 409, 412}, replied.text
            assert "Replied" not in happened
            assert happened.index("JointCountChanged") < happened.index("DecisionVoided")
        now = await seen(at_once, case)
        assert (now["status"], now["responsible"]["role"]) == ("in_study", "centre_manager")
    await at_once.is_whole()
