"""Health: whether the process lives, whether it can serve, and what callers hear when it cannot."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from app.database import embedded
from app.database.session import Database
from app.main import create_app
from app.settings import Settings
from tests.conftest import caller_of


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="yingmen-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name) / "postgres"


@pytest.fixture
async def nowhere(settings: Settings, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The service, with a database that is not there."""
    gone = Database(f"postgresql+asyncpg://yingmen@/yingmen?host={folder}")
    async with caller_of(create_app(settings, database=gone)) as caller:
        caller.base_url = httpx.URL("https://yingmen.test")
        yield caller


async def test_without_its_database_it_lives_but_is_not_ready(nowhere: httpx.AsyncClient) -> None:
    alive, ready = await nowhere.get("/healthz"), await nowhere.get("/readyz")
    assert (alive.status_code, ready.status_code) == (200, 503)


async def test_without_its_database_every_request_is_told_to_come_again(nowhere: httpx.AsyncClient) -> None:
    cookie = {"Cookie": "yingmen_session=whatever"}
    answers = [
        await nowhere.get("/api/v1/session", headers=cookie),
        await nowhere.post("/api/v1/session", json={"login": "lin.qian", "password": "seven lanterns"}),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "away")
        assert answer.headers["retry-after"]


async def test_when_the_database_comes_back_so_does_the_service(settings: Settings, folder: Path) -> None:
    server = embedded.start(folder, durable=False)
    database = Database(server.url("postgres"))
    async with caller_of(create_app(settings, database=database)) as caller:
        caller.base_url = httpx.URL("https://yingmen.test")
        assert (await caller.get("/readyz")).status_code == 200
        server.stop()
        assert (await caller.get("/readyz")).status_code == 503
        server = embedded.start(folder, durable=False)
        try:
            assert (await caller.get("/readyz")).status_code == 200
        finally:
            await database.close()
            server.stop()
