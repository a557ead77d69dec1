"""A small centre with a topic, and a caller in each of its posts."""

from collections.abc import Callable
from datetime import datetime

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.lists import add_topic
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.scripts import FEES


@pytest.fixture
async def here(session: AsyncSession, clock: Callable[[], datetime]) -> SmallCentre:
    centre = await small_centre(session, clock())
    await add_topic(session, centre.id, FEES)
    return centre


@pytest.fixture
async def elsewhere(session: AsyncSession, clock: Callable[[], datetime]) -> SmallCentre:
    return await small_centre(session, clock(), "远山苑")


@pytest.fixture
def as_(client: httpx.AsyncClient, here: SmallCentre) -> Callers:
    return Callers(client, here)


@pytest.fixture
def as_stranger(client: httpx.AsyncClient, elsewhere: SmallCentre) -> Callers:
    return Callers(client, elsewhere)
