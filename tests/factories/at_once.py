"""People of one centre with requests under way at the same moment, on connections of their own."""

from dataclasses import dataclass, replace
from typing import Any

import httpx

from app.cases.seals import SigningKeys
from app.cases.verification import examine
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, person_in, small_centre
from tests.factories.matters import DESK, KNOWN_RESIDENT


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


async def centre_at_once(
    client: httpx.AsyncClient, database: Database, clock: SettableClock, settings: Settings
) -> AtOnce:
    """Such a centre, on a database of the test's own."""
    async with database.transaction() as session:
        centre = await small_centre(session, clock())
    return AtOnce(client, centre, database, SigningKeys(settings.keys().seal), clock)
