"""People of one centre at work through the API."""

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.at_once import AtOnce, centre_at_once
from tests.factories.centres import small_centre
from tests.factories.matters import Work
from tests.journeys.voices import Voice


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
async def voice(work: Work) -> Voice:
    """A centre with a sensitive topic and one that is not."""
    voice = Voice(work)
    await voice.has_topics()
    return voice


@pytest.fixture
async def at_once(
    own_database: Database, own_client: httpx.AsyncClient, clock: SettableClock, settings: Settings
) -> AtOnce:
    """A centre whose people send their requests at the same moment."""
    return await centre_at_once(own_client, own_database, clock, settings)
