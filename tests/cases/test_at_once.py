"""Several people at one case, and one case sent several times, on connections of their own."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from app.cases.seals import SigningKeys, seal_if_due
from app.cases.tables import Case, Seal
from app.cases.verification import examine
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, person_in, small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, KNOWN_RESIDENT
from tests.load.seeds import SEEDS

pytestmark = pytest.mark.seeds


@dataclass(frozen=True)
class AtOnce:
    """People of one centre, each with a request under way."""

    client: httpx.AsyncClient
    centre: SmallCentre
    database: Database
    keys: SigningKeys
    clock: SettableClock

    async def send(
        self,
        role: Role,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        seen: int | None = None,
        key: str | None = None,
    ) -> httpx.Response:
        headers = self.centre.signed_in(role)
        headers |= {"If-Match": f'"{seen}"'} if seen else {}
        headers |= {"Idempotency-Key": key} if key else {}
        return await self.client.post(path, json=body or {}, headers=headers)

    async def another(self, role: Role) -> "AtOnce":
        """The same centre, with somebody else in this post."""
        centre = replace(self.centre, people=dict(self.centre.people), tokens=dict(self.centre.tokens))
        async with self.database.transaction() as session:
            await person_in(session, centre, role, self.clock())
        return replace(self, centre=centre)

    async def taken_in(self, role: Role = DESK, **matter: Any) -> dict[str, Any]:
        answer = await self.send(role, "/cases", self.matter(**matter))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def matter(self, **matter: Any) -> dict[str, Any]:
        return {**KNOWN_RESIDENT, "unit_id": str(self.centre.unit), "kind": "inquiry", **matter}

    async def done(self, role: Role, case: str, act: str, **given: Any) -> int:
        seen = await self.client.get(f"/cases/{case}", headers=self.centre.signed_in(role))
        answer = await self.send(role, f"/cases/{case}/{act}", given, seen=seen.json()["version"])
        assert answer.status_code == 200, answer.text
        return int(answer.json()["version"])

    async def is_whole(self) -> None:
        report = await examine(self.database, self.keys, self.centre.id)
        assert [str(each) for each in report.differences] == []


@pytest.fixture
async def at_once(
    own_database: Database, own_client: httpx.AsyncClient, clock: SettableClock, settings: Settings
) -> AtOnce:
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock())
    return AtOnce(own_client, centre, own_database, SigningKeys(settings.keys().seal), clock)


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
    for _ in range(SEEDS):
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
