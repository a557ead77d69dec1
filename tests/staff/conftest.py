"""A centre to appoint people in, and one with somebody in every post."""

from collections.abc import Callable
from datetime import datetime

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database
from app.settings import Settings
from app.staff.passwords import Passwords
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.staff import House, a_house


@pytest.fixture
async def house(session: AsyncSession, clock: Callable[[], datetime]) -> House:
    return await a_house(session, clock())


@pytest.fixture(scope="session")
def passwords(settings: Settings) -> Passwords:
    return Passwords(settings)


@pytest.fixture
async def here(session: AsyncSession, clock: Callable[[], datetime]) -> SmallCentre:
    return await small_centre(session, clock())


@pytest.fixture
async def elsewhere(session: AsyncSession, clock: Callable[[], datetime]) -> SmallCentre:
    return await small_centre(session, clock(), "远山苑")


@pytest.fixture
def as_(client: httpx.AsyncClient, here: SmallCentre) -> Callers:
    return Callers(client, here)


@pytest.fixture
def as_stranger(client: httpx.AsyncClient, elsewhere: SmallCentre) -> Callers:
    return Callers(client, elsewhere)


@pytest.fixture
async def kept(own_database: Database, clock: Callable[[], datetime]) -> SmallCentre:
    """A centre that is really committed, for what needs several connections."""
    async with own_database.transaction() as session:
        return await small_centre(session, clock())
