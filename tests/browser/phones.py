"""A guard's phone in a test: it captures, loses the network, dies, and is looked into afterwards."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.chromium import chromium
from tests.browser.colleagues import PHONE

ROWS = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('yingmen')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const base = opening.result
    const reading = base.transaction('rows').objectStore('rows').getAll()
    reading.onsuccess = () => {
      base.close()
      resolve(reading.result.map(row => ({lane: row.lane, operation: row.operation, state: row.state,
        attempts: row.attempts, refused: row.refused && row.refused.code})))
    }
  }
})
"""
CLOCK = """
() => {
  const real = Date.now.bind(Date)
  Date.now = () => real() + Number(localStorage.getItem('test.skew') ?? 0)
}
"""
SETTINGS: dict[str, Any] = {
    "viewport": PHONE,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "has_touch": True,
}


@dataclass
class Phone:
    """One phone, with one page of the app open."""

    context: BrowserContext
    page: Page
    address: str

    @classmethod
    async def new(cls, browser: Browser, address: str, cookies: list[Any], *, cold: bool = False) -> "Phone":
        context = await browser.new_context(service_workers="allow" if cold else "block", **SETTINGS)
        return await cls.picked_up(context, address, cookies)

    @classmethod
    async def picked_up(cls, context: BrowserContext, address: str, cookies: list[Any]) -> "Phone":
        await context.add_cookies(cookies)
        await context.add_init_script(f"({CLOCK})()")
        phone = cls(context, await context.new_page(), address)
        await phone.open()
        return phone

    async def open(self, path: str = "/patrol") -> None:
        await self.page.goto(self.address + path)
        await expect(self.page.get_by_role("heading", level=1).first).to_be_visible()

    async def capture(self, place: str, *, photo: bytes | None = None, myself: bool = False) -> None:
        """Call for help at a place; it counts once the screen says that it is saved."""
        await self.page.goto(self.address + "/patrol/new/help")
        await self.page.locator('[data-field="place"] input').fill(place)
        if photo:
            picture = {"name": "现场.png", "mimeType": "image/png", "buffer": photo}
            await self.page.locator('input[type="file"]').set_input_files(picture)  # type: ignore[arg-type]
            await expect(self.page.locator("figure img")).to_have_count(1)
        if myself:
            await self.page.locator(".more").click()
            await self.page.locator('[data-field="handling_myself"]').get_by_role("checkbox").check()
        await self.page.locator('button[type="submit"]').click()
        await expect(self.page.locator(".send-state")).to_be_visible()

    async def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = await self.page.evaluate(ROWS)
        return rows

    async def has_network_again(self) -> None:
        await self.page.evaluate("window.dispatchEvent(new Event('online'))")

    async def sets_clock(self, milliseconds: int) -> None:
        await self.page.evaluate(f"localStorage.setItem('test.skew', '{milliseconds}')")

    async def close(self) -> None:
        await self.context.close()


async def a_phone_of_its_own(playwright: Playwright, folder: Path, address: str, cookies: list[Any]) -> Phone:
    """A browser whose store outlives it: it can be killed and started again."""
    path, arguments, environment = chromium()
    context = await playwright.chromium.launch_persistent_context(
        folder,
        executable_path=path,
        args=arguments,
        env=environment,
        service_workers="block",
        **SETTINGS,
    )
    return await Phone.picked_up(context, address, cookies)


async def kill(phone: Phone, folder: Path) -> None:
    """The battery is out: nothing of the browser has time to say goodbye."""
    _strike(folder)
    with suppress(Exception):  # the browser is gone; there is nobody to say it to
        await phone.context.close()


def _strike(folder: Path) -> None:
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _runs_in(process, folder):
            with suppress(ProcessLookupError):  # it went with its parent
                os.kill(int(process.name), signal.SIGKILL)
    for lock in folder.glob("Singleton*"):
        lock.unlink(missing_ok=True)


def _runs_in(process: Path, folder: Path) -> bool:
    try:
        return f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False  # It ended by itself.
