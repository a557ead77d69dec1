"""Several people at one case, and one case sent several times, on connections of their own."""

import asyncio

import pytest
from sqlalchemy import func, select

from app.cases.seals import seal_if_due
from app.cases.tables import Case, Seal
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.at_once import AtOnce
from tests.factories.matters import AREA_MANAGER, DESK, HEAD
from tests.load.seeds import SEEDS

pytestmark = pytest.mark.seeds


async def test_of_two_people_at_one_case_one_wins_and_the_other_learns_what_stands_now(
    at_once: AtOnce,
) -> None:
    colleague = await at_once.another(DESK)
    for _ in range(SEEDS):
        case = await at_once.taken_in()
        path = f"/cases/{case['id']}/amend-sheet"
        answers = await asyncio.gather(
            at_once.send(DESK, path, {"summary": "门禁卡"}, seen=case["version"]),
            colleague.send(DESK, path, {"summary": "梯控卡"}, seen=case["version"]),
        )
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (200, 412), (won.text, lost.text)
        assert won.json()["version"] > case["version"]
        assert lost.json()["current"]["version"] == won.json()["version"]
    await at_once.is_whole()


async def test_the_same_key_twice_at_once_makes_one_case(at_once: AtOnce) -> None:
    for number in range(SEEDS):
        body, key = at_once.matter(), f"a-phone-of-ours-{number}"
        answers = await asyncio.gather(*(at_once.send(DESK, "/cases", body, key=key) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({(answer.json()["id"], answer.json()["number"]) for answer in answers}) == 1
    async with at_once.database.transaction() as session:
        count = select(func.count()).where(Case.centre_id == at_once.centre.id)
        assert (await session.execute(count)).scalar_one() == SEEDS
    await at_once.is_whole()


async def test_ten_acceptances_at_once_take_ten_numbers_without_gaps(at_once: AtOnce) -> None:
    captured = [
        await at_once.taken_in(
            Role.OTHER_STAFF, channel="met_on_patrol", sure=False, refer_choice="contact_taken"
        )
        for _ in range(10)
    ]
    assert {case["number"] for case in captured} == {None}
    answers = await asyncio.gather(
        *(
            at_once.send(DESK, f"/cases/{case['id']}/accept", {"kind": "inquiry"}, seen=case["version"])
            for case in captured
        )
    )
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    numbers = sorted(answer.json()["number"] for answer in answers)
    assert numbers == [f"20260401-{ordinal:03d}" for ordinal in range(1, 11)]
    await at_once.is_whole()


async def test_an_approval_never_falls_on_words_asked_for_meanwhile(at_once: AtOnce) -> None:
    """The head approves what was seen; whoever changes the words at that moment asks anew (4.4.4)."""
    for _ in range(2 * SEEDS):
        case = (await at_once.taken_in(kind="challenge", sensitive=True))["id"]
        await at_once.done(DESK, case, "issue-sheet")
        await at_once.done(
            AREA_MANAGER, case, "record-findings", findings="收费依据是公示价。", involves_other_unit=False
        )
        seen = await at_once.done(AREA_MANAGER, case, "request-approval", reply_text="按公示价收取。")
        approved, asked = await asyncio.gather(
            at_once.send(HEAD, f"/cases/{case}/approve", seen=seen),
            at_once.send(
                AREA_MANAGER, f"/cases/{case}/request-approval", {"reply_text": "可以免收。"}, seen=seen
            ),
        )
        assert sorted((approved.status_code, asked.status_code)) == [200, 412], (approved.text, asked.text)
        now = max(answer.json().get("version", 0) for answer in (approved, asked))
        free = {"reply_text": "可以免收。", "channel": "phone"}
        said = await at_once.send(AREA_MANAGER, f"/cases/{case}/reply", free, seen=now)
        assert (said.status_code, said.json()["code"]) == (409, "approval_needed"), said.text
        facts = await at_once.client.get(f"/cases/{case}", headers=at_once.centre.signed_in(HEAD))
        state = facts.json()["facts"]["approval"]["state"]
        assert state == ("approved" if approved.status_code == 200 else "requested")
    await at_once.is_whole()


async def test_of_several_workers_one_seals_the_day(at_once: AtOnce, clock: SettableClock) -> None:
    await at_once.taken_in()

    async def worker() -> Seal | None:
        async with at_once.database.transaction() as session:
            return await seal_if_due(session, at_once.centre.id, clock(), at_once.keys)

    for day in range(1, SEEDS + 1):
        made = [each for each in await asyncio.gather(*(worker() for _ in range(4))) if each]
        assert [each.number for each in made] == [day]
        clock.advance(days=1)
    await at_once.is_whole()
