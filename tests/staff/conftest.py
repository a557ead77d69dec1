"""A centre to appoint people in."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.settings import Settings
from app.staff.passwords import Passwords
from tests.factories.staff import House, a_house


@pytest.fixture
async def house(session: AsyncSession, clock: Callable[[], datetime]) -> House:
    return await a_house(session, clock())


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords(Settings(password_memory_kib=8, password_rounds=1))
