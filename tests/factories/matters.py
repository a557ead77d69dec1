"""Matters taken in and worked on over HTTP, in the words of the procedure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.staff.tables import SignIn
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre

DESK, HEAD = Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE
AREA_MANAGER, CENTRE_MANAGER = Role.AREA_CUSTOMER_MANAGER, Role.CENTRE_MANAGER

KNOWN_RESIDENT: dict[str, Any] = {
    "summary": "门禁卡补办",
    "words": "我的门禁卡丢了，怎么补？",
    "channel": "phone",
    "salutation": "王女士",
    "resident_type": "owner",
    "contact": "13800001234",
    "contact_state": "given",
    "contact_asked": True,
}


@dataclass
class Work:
    """People of one centre at work through the API."""

    client: httpx.AsyncClient
    centre: SmallCentre
    session: AsyncSession
    clock: SettableClock

    async def later(self, **by: float) -> None:
        """Time passes; who is asleep in between signs in anew."""
        self.clock.advance(**by)
        now = self.clock()
        again = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(hours=16)}
        await self.session.execute(update(SignIn).where(SignIn.centre_id == self.centre.id).values(**again))
        await self.session.commit()

    async def elsewhere(self) -> "Work":
        """The same posts in another centre of the same store."""
        other = await small_centre(self.session, self.clock(), "碧水湾")
        await self.session.commit()
        return Work(self.client, other, self.session, self.clock)

    async def ask(self, role: Role, address: str, **asked: Any) -> httpx.Response:
        return await self.client.get(address, params=asked, headers=self.centre.signed_in(role))

    async def told(self, role: Role, address: str, **asked: Any) -> Any:
        answer = await self.ask(role, address, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def take_in(self, role: Role = DESK, **matter: Any) -> str:
        body = {**KNOWN_RESIDENT, "unit_id": str(self.centre.unit), **matter}
        answer = await self.client.post("/cases", json=body, headers=self.centre.signed_in(role))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def act(self, role: Role, case: str, act: str, **given: Any) -> dict[str, Any]:
        answer = await self.try_to(role, case, act, **given)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def try_to(self, role: Role, case: str, act: str, **given: Any) -> httpx.Response:
        headers = self.centre.signed_in(role)
        seen = await self.client.get(f"/cases/{case}", headers=headers)
        headers |= {"If-Match": seen.headers["etag"]}
        return await self.client.post(f"/cases/{case}/{act}", json=given, headers=headers)

    async def returned_inquiry(self, **matter: Any) -> str:
        """An inquiry the area manager has answered and given back to the desk."""
        case = await self.take_in(kind="inquiry", **matter)
        await self.act(DESK, case, "issue-sheet")
        await self.hand_back(case)
        return case

    async def returned_challenge(self, **matter: Any) -> str:
        case = await self.take_in(kind="challenge", **matter)
        await self.act(DESK, case, "issue-sheet")
        await self.hand_back(case)
        return case

    async def hand_back(self, case: str, reply: str = "已查清：周末也能在前台补办。") -> None:
        """Findings, reply and return by the area manager."""
        await self.act(
            AREA_MANAGER,
            case,
            "record-findings",
            findings="问过工程部，机器正常。",
            involves_other_unit=False,
        )
        await self.act(AREA_MANAGER, case, "reply", reply_text=reply, channel="phone")
        await self.act(AREA_MANAGER, case, "return-sheet", measures="已补卡")

    async def called_back(self, case: str, **given: Any) -> dict[str, Any]:
        told = {"reached": True, "solved": True, "satisfaction": "satisfied"} | given
        return await self.act(DESK, case, "record-callback", **told)

    async def filed_challenge(self, **matter: Any) -> str:
        case = await self.returned_challenge(**matter)
        await self.called_back(case)
        await self.act(DESK, case, "archive", owner_file_number="A-0602")
        return case
