"""The colleagues of the demo centre as callers of the API, and everything the answers cite."""

from datetime import datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.demo.estate import Estate
from app.staff.tables import SignIn
from app.staff.tokens import hash_of
from tests.conftest import SettableClock


class Centre:
    """One centre seen from outside: who calls, at what time, and which clauses the answers named."""

    def __init__(self, client: httpx.AsyncClient, estate: Estate, clock: SettableClock) -> None:
        self.client, self.estate, self.clock = client, estate, clock
        self.cited: set[str] = set()
        self.tokens: dict[str, str] = {}

    async def sign_everyone_in(self, session: AsyncSession) -> None:
        for login, person in self.estate.people.items():
            token = f"token-of-{login}-{new_id()}"
            self.tokens[login] = token
            await session.execute(
                insert(SignIn).values(
                    centre_id=self.estate.centre_id,
                    id=new_id(),
                    token_hash=hash_of(token),
                    person_id=person,
                    created_at=self.clock.at,
                    last_seen_at=self.clock.at,
                    expires_at=self.clock.at + timedelta(days=400),
                )
            )
        await session.commit()

    async def ask(self, login: str, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Cookie": f"yingmen_session={self.tokens[login]}"} | more.pop("headers", {})
        answer = await self.client.request(method, path, headers=headers, **more)
        assert answer.status_code < 500, (path, answer.text)
        self._note(answer.json() if answer.content else None)
        return answer

    async def act(self, login: str, case_id: str, act: str, **body: Any) -> httpx.Response:
        """An act on a case, naming the version that stands."""
        case = await self.ask(login, "GET", f"/cases/{case_id}")
        return await self.ask(
            login, "POST", f"/cases/{case_id}/{act}", json=body, headers={"If-Match": case.headers["ETag"]}
        )

    async def done(self, login: str, case_id: str, act: str, **body: Any) -> dict[str, Any]:
        answer = await self.act(login, case_id, act, **body)
        assert answer.status_code == 200, (act, answer.text)
        told: dict[str, Any] = answer.json()
        return told

    async def refused(self, login: str, case_id: str, act: str, clause: str, **body: Any) -> dict[str, Any]:
        """The act is refused, and the refusal names this clause."""
        answer = await self.act(login, case_id, act, **body)
        told: dict[str, Any] = answer.json()
        assert answer.status_code in {403, 409, 422}, (act, answer.status_code, answer.text)
        assert told["clause"] == clause, (act, told)
        return told

    def at(self, moment: datetime) -> None:
        self.clock.at = max(self.clock.at, moment)

    def _note(self, told: Any) -> None:
        """Every clause an answer names, wherever it stands."""
        if isinstance(told, dict):
            clause = told.get("clause")
            if isinstance(clause, str):
                self.cited.add(clause)
            for each in told.values():
                self._note(each)
        elif isinstance(told, list):
            for each in told:
                self._note(each)
