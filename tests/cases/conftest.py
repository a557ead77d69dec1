"""A centre at work, its store, and the keys its journals are sealed with."""

from typing import cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.seals import SigningKeys
from app.database.session import Database
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.cases.examining import sealed
from tests.conftest import SettableClock
from tests.factories.at_once import AtOnce, centre_at_once
from tests.factories.centres import small_centre
from tests.factories.matters import Work


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def keys(settings: Settings) -> SigningKeys:
    return SigningKeys(settings.keys().seal)


@pytest.fixture
def contacts(app: FastAPI) -> ContactKeys:
    return cast("ContactKeys", app.state.contact_keys)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


@pytest.fixture
async def case(work: Work, keys: SigningKeys) -> str:
    """A case with some history, sealed, and another beside it."""
    made = await work.returned_inquiry()
    await work.returned_inquiry(words="另一件事")
    await sealed(work, keys)
    return made


@pytest.fixture
async def at_once(
    own_database: Database, own_client: httpx.AsyncClient, clock: SettableClock, settings: Settings
) -> AtOnce:
    """A centre whose people send their requests at the same moment."""
    return await centre_at_once(own_client, own_database, clock, settings)
