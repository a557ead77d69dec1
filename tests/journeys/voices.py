"""A centre that speaks with one voice: topics, unified answers, and what is refused on the way."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.centre.actions.lists import add_topic
from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work

FEES = {"key": "fees", "name_zh": "收费", "name_en": "Fees", "mark": "sensitive", "words": ["物业费"]}
PARKING = {"key": "parking", "name_zh": "停车", "name_en": "Parking", "mark": "none", "words": ["车位"]}
SAY = "停车收费按业主大会表决通过的标准执行。"


@dataclass
class Voice:
    """People of one centre, and the answers they agree on."""

    work: Work

    async def has_topics(self) -> None:
        for topic in (FEES, PARKING):
            await add_topic(self.work.session, self.work.centre.id, topic)
        await self.work.session.commit()

    async def send(
        self, role: Role, method: str, path: str, body: Any = None, *, seen: int | None = None
    ) -> httpx.Response:
        headers = self.work.centre.signed_in(role)
        if seen is not None:
            headers |= {"If-Match": f'"{seen}"'}
        return await self.work.client.request(method, path, json=body, headers=headers)

    async def script(self, topic: str = "parking", say: str = SAY, **wording: Any) -> dict[str, Any]:
        """A unified answer in force: drafted by the desk, approved by the head."""
        made = await self.send(DESK, "POST", "/answer-scripts", {"topic": topic, "say": say, **wording})
        assert made.status_code == 201, made.text
        return await self.approved(made.json()["id"], made.json()["in_work"])

    async def next_version(self, script: dict[str, Any], say: str) -> dict[str, Any]:
        made = await self.send(DESK, "POST", f"/answer-scripts/{script['script_id']}/versions", {"say": say})
        assert made.status_code == 201, made.text
        return await self.approved(script["script_id"], made.json())

    async def approved(self, script_id: str, version: dict[str, Any]) -> dict[str, Any]:
        path = f"/answer-scripts/{script_id}/versions/{version['id']}"
        for role, act in ((DESK, "submit"), (HEAD, "approve")):
            done = await self.send(role, "POST", f"{path}/{act}", {}, seen=version["version"])
            assert done.status_code == 200, done.text
            version = done.json()
        return version

    async def withdraw(self, version: dict[str, Any]) -> None:
        path = f"/answer-scripts/{version['script_id']}/versions/{version['id']}/withdraw"
        done = await self.send(HEAD, "POST", path, {"reason": "标准已调整"}, seen=version["version"])
        assert done.status_code == 200, done.text

    async def designate(self, version: dict[str, Any], role: Role) -> None:
        path = f"/answer-scripts/{version['script_id']}"
        script = (await self.send(HEAD, "GET", path)).json()
        people = {"person_ids": [str(self.work.centre.people[role])]}
        done = await self.send(HEAD, "PUT", f"{path}/designees", people, seen=script["version"])
        assert done.status_code == 200, done.text

    async def challenge(self, topic: str = "parking", **matter: Any) -> str:
        return await self.work.take_in(kind="challenge", topic=topic, words="停车费凭什么涨？", **matter)

    async def investigated(self, **matter: Any) -> str:
        """A challenge with the area manager, its background found out."""
        case = await self.challenge(**matter)
        await self.work.act(DESK, case, "issue-sheet")
        await self.work.act(
            AREA_MANAGER, case, "record-findings", findings="公示过。", involves_other_unit=False
        )
        return case

    async def suggestion(self, **matter: Any) -> str:
        thanked: dict[str, Any] = {"thanked": True, "told_will_study": True}
        told = {"kind": "suggestion", "words": "建议在儿童区加座椅"} | thanked | matter
        return await self.work.take_in(DESK, **told)

    async def refused(
        self, role: Role, case: str, act: str, code: str, clause: str | None, **given: Any
    ) -> dict[str, Any]:
        """The act is refused, by this rule of this clause, and the case stays as it was."""
        before = (await self.work.ask(role, f"/cases/{case}")).json()["version"]
        answer = await self.work.try_to(role, case, act, **given)
        told: dict[str, Any] = answer.json()
        assert answer.status_code in {403, 409, 422}, (act, answer.text)
        assert (told["code"], told["clause"]) == (code, clause), told
        assert (await self.work.ask(role, f"/cases/{case}")).json()["version"] == before
        return told

    async def events(self, case: str) -> list[str]:
        """What happened, without the clocks."""
        lines = (await self.work.told(HEAD, f"/cases/{case}/journal"))["items"]
        return [line["event"] for line in lines if line["event"] != "ClockStarted"]
