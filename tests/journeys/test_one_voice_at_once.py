"""A wording withdrawn or replaced while an answer is sent, cases joined at once: the strict outcome."""

import asyncio

import httpx
import pytest
from sqlalchemy import select

from app.cases.tables import JournalEntry
from app.procedure.vocabulary import Role
from tests.factories.at_once import AtOnce
from tests.factories.matters import AREA_MANAGER, DESK, HEAD
from tests.load.seeds import SEEDS

pytestmark = pytest.mark.seeds
RACES = 2 * SEEDS
SAY, NEW = "停车收费按公示标准执行。", "停车收费标准已调整，见公示。"


async def _send(
    at_once: AtOnce, role: Role, method: str, path: str, body: object, seen: int | None = None
) -> httpx.Response:
    headers = at_once.centre.signed_in(role) | ({"If-Match": f'"{seen}"'} if seen else {})
    answer = await at_once.client.request(method, path, json=body, headers=headers)
    assert answer.status_code < 500, answer.text
    return answer


async def _approved(at_once: AtOnce, script: str, version: dict[str, object]) -> dict[str, object]:
    path = f"/answer-scripts/{script}/versions/{version['id']}"
    for role, act in ((DESK, "submit"), (HEAD, "approve")):
        seen = int(str(version["version"]))
        version = (await _send(at_once, role, "POST", f"{path}/{act}", {}, seen)).json()
    return version


async def _draft(at_once: AtOnce, script: str, say: str) -> dict[str, object]:
    made = await _send(at_once, DESK, "POST", f"/answer-scripts/{script}/versions", {"say": say})
    return dict(made.json())


async def _script(at_once: AtOnce) -> str:
    topic = {"key": "parking", "name_zh": "停车", "name_en": "Parking", "mark": "none", "words": ["车位"]}
    await _send(at_once, HEAD, "POST", "/topics", topic)
    begun = await _send(at_once, DESK, "POST", "/answer-scripts", {"topic": "parking", "say": SAY})
    await _approved(at_once, begun.json()["id"], begun.json()["in_work"])
    return str(begun.json()["id"])


async def _order(at_once: AtOnce, case: str) -> list[str]:
    async with at_once.database.transaction() as session:
        rows = select(JournalEntry.event).where(JournalEntry.case_id == case).order_by(JournalEntry.number)
        return list((await session.execute(rows)).scalars())


async def test_a_wording_withdrawn_while_an_answer_is_sent_is_either_said_before_or_refused(
    at_once: AtOnce,
) -> None:
    """Whichever comes first counts; an answer that is sent after the withdrawal never gets through."""
    script = await _script(at_once)
    current = (await _send(at_once, HEAD, "GET", f"/answer-scripts/{script}", None)).json()["in_force"]
    outcomes: set[int] = set()
    for _ in range(RACES):
        case = await at_once.taken_in(kind="challenge", topic="parking")
        said = {"answer": current["say"], "satisfied": True, "script_version_id": current["id"]}
        path = f"/answer-scripts/{script}/versions/{current['id']}/withdraw"
        answered, withdrawn = await asyncio.gather(
            at_once.send(DESK, f"/cases/{case['id']}/answer-at-desk", said, seen=case["version"]),
            _send(at_once, HEAD, "POST", path, {"reason": "标准已调整"}, current["version"]),
        )
        assert withdrawn.status_code == 200, withdrawn.text
        assert answered.status_code in {200, 409}, answered.text
        outcomes.add(answered.status_code)
        if answered.status_code == 409:
            assert answered.json()["code"] == "script_not_in_force"
            assert "DeskAnswered" not in await _order(at_once, case["id"])
        another = await at_once.taken_in(kind="challenge", topic="parking")
        late = await at_once.send(
            DESK, f"/cases/{another['id']}/answer-at-desk", said, seen=another["version"]
        )
        assert (late.status_code, late.json()["code"]) == (409, "script_not_in_force")
        current = await _approved(at_once, script, await _draft(at_once, script, SAY))
    assert outcomes
    await at_once.is_whole()


async def test_a_wording_replaced_while_an_answer_is_sent_is_never_said_afterwards(at_once: AtOnce) -> None:
    script = await _script(at_once)
    current = (await _send(at_once, HEAD, "GET", f"/answer-scripts/{script}", None)).json()["in_force"]
    for number in range(RACES):
        draft = await _draft(at_once, script, (NEW, SAY)[number % 2])
        path = f"/answer-scripts/{script}/versions/{draft['id']}"
        laid = (await _send(at_once, DESK, "POST", f"{path}/submit", {}, int(str(draft["version"])))).json()
        case = await at_once.taken_in(kind="challenge", topic="parking")
        said = {"answer": current["say"], "satisfied": True, "script_version_id": current["id"]}
        answered, approved = await asyncio.gather(
            at_once.send(DESK, f"/cases/{case['id']}/answer-at-desk", said, seen=case["version"]),
            _send(at_once, HEAD, "POST", f"{path}/approve", {}, laid["version"]),
        )
        assert approved.status_code == 200, approved.text
        assert answered.status_code in {200, 409}, answered.text
        if answered.status_code == 409:
            assert answered.json()["code"] == "script_in_force"
        current = approved.json()
    await at_once.is_whole()


async def test_two_cases_linked_and_merged_from_both_sides_at_once_never_wait_for_each_other(
    at_once: AtOnce,
) -> None:
    for _ in range(SEEDS):
        one = await at_once.taken_in(kind="challenge")
        other = await at_once.taken_in(kind="challenge")
        answers = await asyncio.gather(
            at_once.send(DESK, f"/cases/{one['id']}/link", {"other": other["id"]}),
            at_once.send(AREA_MANAGER, f"/cases/{other['id']}/link", {"other": one["id"]}),
        )
        assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
        seen = [
            (await at_once.client.get(f"/cases/{each['id']}", headers=at_once.centre.signed_in(HEAD))).json()
            for each in (one, other)
        ]
        merged = await asyncio.gather(
            *(
                at_once.send(
                    HEAD,
                    f"/cases/{mine['id']}/merge-into",
                    {"other": into["id"], "reason": "重复"},
                    seen=mine["version"],
                )
                for mine, into in (seen, seen[::-1])
            )
        )
        assert sorted(answer.status_code for answer in merged) == [200, 412]
    await at_once.is_whole()
