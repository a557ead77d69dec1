"""One PostgreSQL a run, one migrated database a worker, one rolled-back transaction a test."""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.database import embedded
from app.database.session import Database
from app.main import create_app
from app.metadata import METADATA
from app.settings import Settings

NOON = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning at the desk."""


@dataclass
class SettableClock:
    """Time as a test tells it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    told = Settings(
        data_dir=tmp_path_factory.mktemp("data"), log_level="error", password_memory_kib=8, password_rounds=1
    )
    told.make_keys()
    return told


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of our own; a URL in TEST_DATABASE_URL takes its place."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with embedded.temporary() as server:  # in a folder that its own account can reach
        yield server.url("postgres")


@pytest.fixture(scope="session")
async def database(postgres: str, worker_id: str) -> AsyncIterator[Database]:
    """A database of this worker's own, with every table of the house."""
    name = f"yingmen_test_{worker_id}_{os.getpid()}"
    owner = create_async_engine(postgres, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with owner.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = postgres.replace("/postgres", f"/{name}", 1)
    opened = Database(url, pool_size=5)
    async with opened.engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    yield opened
    await opened.close()
    async with owner.connect() as connection:
        await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    await owner.dispose()


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection]:
    """One connection in one transaction that is always undone."""
    async with database.engine.connect() as held:
        outer = await held.begin()
        yield held
        await outer.rollback()


class OneConnection(Database):
    """A database whose every session is a savepoint of one rolled-back transaction."""

    def __init__(self, connection: AsyncConnection) -> None:  # noqa: D107
        self.engine = connection.engine
        self.connection = connection
        from sqlalchemy.ext.asyncio import async_sessionmaker  # noqa: PLC0415

        self.sessions = async_sessionmaker(
            bind=connection,
            expire_on_commit=False,
            autoflush=False,
            join_transaction_mode="create_savepoint",
        )


@pytest.fixture
async def session(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    async with OneConnection(connection).sessions() as opened:
        yield opened


@pytest.fixture
def app(connection: AsyncConnection, settings: Settings, clock: SettableClock) -> FastAPI:
    return create_app(settings, clock=clock, database=OneConnection(connection))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the API; whatever it does is undone after the test."""
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="https://yingmen.test/api/v1") as caller:
            yield caller
