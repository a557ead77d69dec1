"""People of one centre at work through the API."""

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.conftest import SettableClock
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
