"""A small centre with its topics, for tests that need the store."""

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.opening import set_up_topics
from app.centre.queries import centre_of
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre


@pytest.fixture
async def centre(session: AsyncSession, clock: SettableClock) -> SmallCentre:
    """A centre with somebody in each post and the preset topics; no rules stored yet."""
    made = await small_centre(session, clock())
    await set_up_topics(session, await centre_of(session, made.id))
    await session.commit()
    return made


class Caller:
    """Somebody in a post of the centre who calls the routing rules over HTTP."""

    def __init__(self, client: httpx.AsyncClient, centre: SmallCentre, role: Role) -> None:
        self._client, self._headers = client, centre.signed_in(role)

    async def get(self, path: str = "") -> httpx.Response:
        return await self._client.get(f"/routing-rules{path}", headers=self._headers)

    async def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        return await self._client.post(f"/routing-rules{path}", json=body, headers=self._headers | headers)

    async def roster(self, body: object) -> httpx.Response:
        return await self._client.post("/shifts", json=body, headers=self._headers)

    async def put(self, path: str, body: object, **headers: str) -> httpx.Response:
        return await self._client.put(f"/routing-rules{path}", json=body, headers=self._headers | headers)


@pytest.fixture
def head(client: httpx.AsyncClient, centre: SmallCentre) -> Caller:
    return Caller(client, centre, Role.HEAD_OF_CUSTOMER_SERVICE)


@pytest.fixture
def desk(client: httpx.AsyncClient, centre: SmallCentre) -> Caller:
    return Caller(client, centre, Role.FRONT_DESK)
