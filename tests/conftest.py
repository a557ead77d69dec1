"""One PostgreSQL a run, one migrated database a worker, one rolled-back transaction a test."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
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


@dataclass(frozen=True)
class Server:
    """A PostgreSQL with an empty house to copy: a copy takes a moment, building one takes long."""

    owner: AsyncEngine
    template: str

    async def run(self, statement: str) -> None:
        async with self.owner.connect() as connection:
            await connection.execute(text(statement))

    def url_of(self, name: str) -> str:
        return self.owner.url.set(database=name).render_as_string(hide_password=False)

    @asynccontextmanager
    async def copy(self, name: str) -> AsyncIterator[Database]:
        await self.run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        opened = Database(self.url_of(name), pool_size=5)
        try:
            yield opened
        finally:
            await opened.close()
            await self.run(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
async def server(postgres: str, worker_id: str) -> AsyncIterator[Server]:
    """This worker's own houses, all copies of one with every table in it."""
    owner = create_async_engine(postgres, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    made = Server(owner, f"yingmen_test_{worker_id}_{os.getpid()}")
    await made.run(f'CREATE DATABASE "{made.template}"')
    builder = create_async_engine(made.url_of(made.template), poolclass=NullPool)
    async with builder.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await builder.dispose()
    yield made
    await made.run(f'DROP DATABASE "{made.template}" WITH (FORCE)')
    await owner.dispose()


@pytest.fixture(scope="session")
async def database(server: Server) -> AsyncIterator[Database]:
    """The database that tests share; what they write is undone."""
    async with server.copy(f"{server.template}_shared") as opened:
        yield opened
        async with opened.engine.connect() as connection:
            left = (await connection.execute(text("SELECT name FROM centres"))).scalars().all()
        assert not left, f"committed where others work: {left}"


@pytest.fixture
async def own_database(server: Server, database: Database) -> AsyncIterator[Database]:
    """A database for one test, where transactions really commit and really wait for each other."""
    async with server.copy(f"{server.template}_own") as opened:
        yield opened


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection]:
    """One connection in one transaction that is always undone."""
    async with database.engine.connect() as held:
        outer = await held.begin()
        yield held
        await outer.rollback()


class OneConnection(Database):
    """A database whose every session is a savepoint of one rolled-back transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.engine = connection.engine
        self.sessions = async_sessionmaker(
            bind=connection,
            expire_on_commit=False,
            autoflush=False,
            join_transaction_mode="create_savepoint",
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        async with self.sessions() as session, session.begin():
            yield session

    reading = transaction


@pytest.fixture
async def session(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    async with OneConnection(connection).sessions() as opened:
        yield opened


@pytest.fixture(scope="session")
def application(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def app(application: FastAPI, connection: AsyncConnection, clock: SettableClock) -> FastAPI:
    application.state.database, application.state.clock = OneConnection(connection), clock
    return application


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the API; whatever it does is undone after the test."""
    async with caller_of(app) as caller:
        yield caller


@pytest.fixture
async def own_client(
    settings: Settings, own_database: Database, clock: SettableClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the API on the test's own database: many requests at once, each really committed."""
    async with caller_of(create_app(settings, clock=clock, database=own_database)) as caller:
        yield caller


@asynccontextmanager
async def caller_of(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://yingmen.test/api/v1") as caller:
        yield caller
