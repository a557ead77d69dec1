"""One house and one browser for all journeys; every colleague has a window of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from app.database.session import Database
from app.settings import Settings
from tests.browser.chromium import chromium
from tests.browser.colleagues import Colleague, sign_in
from tests.browser.house import House, house_at
from tests.conftest import NOON, Server

SignIn = Callable[..., Awaitable[Colleague]]


def settings_for(folder: Path, database: Database) -> Settings:
    """A house of its own in this folder; its screens must have been built."""
    settings = Settings(
        data_dir=folder,
        database_url=database.engine.url.render_as_string(hide_password=False),
        log_level="error",
        password_memory_kib=8,
        password_rounds=1,
    )
    settings.make_keys()
    assert (Path(settings.screens_dir) / "index.html").is_file(), "build the screens first: make browser"
    return settings


@pytest.fixture(scope="session")
async def house(server: Server, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with server.copy(f"{server.template}_browser") as database:
        settings = settings_for(tmp_path_factory.mktemp("house"), database)
        async with house_at(NOON, settings, database) as opened:
            yield opened


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    path, arguments, environment = chromium()
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        yield opened
        await opened.close()


@pytest.fixture
async def as_colleague(browser: Browser, house: House) -> AsyncIterator[SignIn]:
    """Signs somebody in. What a page complains of to its console fails the test."""
    async with doors_of(browser, house) as enter:
        yield enter


@asynccontextmanager
async def doors_of(browser: Browser, house: House) -> AsyncIterator[SignIn]:
    """The way into a house, for as many as a test needs."""
    complaints: list[str] = []
    pages: list[Page] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    async def enter(login: str, *, phone: bool = False) -> Colleague:
        colleague = await sign_in(browser, house, login, phone=phone)
        colleague.page.on("console", hear)
        colleague.page.on("pageerror", lambda error: complaints.append(str(error)))
        pages.append(colleague.page)
        return colleague

    yield enter
    for page in pages:
        await page.context.close()
    assert complaints == []
