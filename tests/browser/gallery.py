"""Pictures of every screen, on the desk and in the hand, by day and by night: `make gallery`.

They stand in docs/gallery with a page that shows them side by side; who changes a screen looks at them.
YINGMEN_GALLERY names some screens only, by a comma between them.
"""

import asyncio
import base64
import os
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from pydantic import SecretStr

from app.database import embedded, migrations
from app.database.session import Database
from app.settings import Settings
from tests.browser.chromium import chromium
from tests.browser.colleagues import Colleague, sign_in
from tests.browser.house import House, house_at
from tests.browser.screens import SCREENS, Screen, address
from tests.conftest import NOON

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
THEMES = {"light": "日 / light", "dark": "夜 / dark"}
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
WIDTHS = {"desk": 480, "phone": 200}
QUALITY = 80
PUT_AWAY = """
async () => {
  const { person } = await (await fetch('/api/v1/session')).json()
  if (person) localStorage.setItem('yingmen.tour', person.id)
}
"""
"""The words for whoever is new would stand above every first page."""
ONLY = frozenset(filter(None, os.environ.get("YINGMEN_GALLERY", "").split(",")))


def main() -> None:
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="yingmen-") as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            asyncio.run(_taken(Path(folder), server.dsn, server.url()))
        finally:
            server.stop()
    if not ONLY:
        (GALLERY / "README.md").write_text(_page(), encoding="utf-8")


async def _taken(folder: Path, dsn: str, url: str) -> None:
    settings = Settings(
        data_dir=folder,
        database_url=SecretStr(dsn),
        log_level="error",
        password_memory_kib=8,
        password_rounds=1,
    )
    settings.make_keys()
    await migrations.upgrade(url)
    database = Database(settings.sqlalchemy_url())
    path, arguments, environment = chromium()
    async with house_at(NOON, settings, database) as house, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        for theme in THEMES:
            for login in dict.fromkeys(screen.login for screen in SCREENS):
                await _walk(browser, house, login, theme)
        await browser.close()
    await database.close()


async def _walk(browser: Browser, house: House, login: str, theme: str) -> None:
    """Everything one colleague sees, in both sizes."""
    mine = [screen for screen in SCREENS if screen.login == login and (not ONLY or screen.name in ONLY)]
    if not mine:
        return
    colleague = await sign_in(browser, house, login, phone=mine[0].phone, theme=theme, motion="reduce")
    await colleague.page.evaluate(PUT_AWAY)
    for screen in mine:
        for size, viewport in SIZES.items():
            await colleague.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            await _picture(colleague, screen, size, theme)
    await colleague.page.context.close()


async def _picture(colleague: Colleague, screen: Screen, size: str, theme: str) -> None:
    await colleague.go(await address(screen, colleague))
    await colleague.page.get_by_role("heading", level=1).first.wait_for()
    await colleague.page.wait_for_load_state("networkidle")
    name = _file(screen, size, theme)
    lens = await colleague.page.context.new_cdp_session(colleague.page)
    taken = await lens.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (GALLERY / name).write_bytes(base64.b64decode(taken["data"]))
    await lens.detach()
    print(name, file=sys.stderr)


def _file(screen: Screen, size: str, theme: str) -> str:
    return f"{screen.name}.{size}.{theme}.webp"


def _page() -> str:
    lines = ["# Every screen", "", "Made by `make gallery` from the demo centre.", ""]
    for screen in SCREENS:
        lines += [f"## {screen.name}", "", f"`{screen.path}`, as `{screen.login}`", ""]
        for size in SIZES:
            for theme, words in THEMES.items():
                shown = f'src="{_file(screen, size, theme)}" width="{WIDTHS[size]}"'
                lines.append(f'<img {shown} alt="{screen.name}, {size}, {words}">')
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
