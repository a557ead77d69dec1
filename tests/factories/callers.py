"""Somebody in a post who calls the API."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.procedure.vocabulary import Role
from tests.factories.centres import SmallCentre


@dataclass(frozen=True)
class Caller:
    """A person's browser: signed in, naming the version it saw where it edits."""

    client: httpx.AsyncClient
    headers: dict[str, str]

    async def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        seen: int | None = None,
        key: str | None = None,
        **query: Any,
    ) -> httpx.Response:
        headers = dict(self.headers)
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        if key is not None:
            headers["Idempotency-Key"] = key
        params = {name: value for name, value in query.items() if value is not None}
        return await self.client.request(method, path, json=body, headers=headers, params=params)


@dataclass(frozen=True)
class Callers:
    """Everyone of one centre."""

    client: httpx.AsyncClient
    centre: SmallCentre

    def __call__(self, role: Role) -> Caller:
        return Caller(self.client, self.centre.signed_in(role))
