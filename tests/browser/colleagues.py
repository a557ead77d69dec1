"""Colleagues at their screens: what they see and what they do, in the words on the screen."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.house import House

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
FIGURES = "/reports/centres"
"""The first page of who may see counts and rates alone."""
PASSWORD = "/password"
"""The first page of who still has the password that somebody else gave."""


@dataclass
class Colleague:
    """Somebody signed in, before a screen of their own."""

    page: Page
    house: House

    async def go(self, path: str) -> None:
        await self.page.goto(self.house.address + path)

    async def press(self, keys: str) -> None:
        await self.page.keyboard.press(keys)

    def field(self, name: str) -> Locator:
        """What is filled in or chosen for a field, by the name the service gives it."""
        return self.page.locator(f'[data-field="{name}"]')

    async def write(self, **fields: str) -> None:
        """Write into lines and boxes."""
        for name, words in fields.items():
            await self.field(name).locator("input, textarea").first.fill(words)

    async def choose(self, **fields: str) -> None:
        """Choose among what is offered, open or in a list, by the value the service reads."""
        for name, value in fields.items():
            await expect(self.field(name)).to_be_visible()
            listed = self.field(name).locator("select")
            if await listed.count():
                await listed.select_option(value)
            else:
                await self.field(name).locator(f'label:has(input[value="{value}"])').click()

    async def confirm(self, *fields: str) -> None:
        """Tick what was done."""
        for name in fields:
            await self.field(name).get_by_role("checkbox").check()

    async def look_up(self, **fields: str) -> None:
        """Find somebody or something by its words."""
        for name, words in fields.items():
            await self.field(name).get_by_role("combobox").fill(words)
            await self.page.get_by_role("option", name=words).first.click()

    async def begin(self, action: str) -> None:
        """Choose one of the actions that the case offers."""
        await self.page.locator(f'[data-action="{action}"]').click()
        await expect(self.page.get_by_role("dialog")).to_be_visible()

    async def finish(self) -> None:
        """Send what the dialog holds, and see that it was done."""
        dialog = self.page.get_by_role("dialog")
        await dialog.locator('button[type="submit"]').click()
        await expect(dialog).to_be_hidden()

    async def does(
        self, action: str, *confirmed: str, choices: dict[str, str] | None = None, **words: str
    ) -> None:
        """One action from its button to its end."""
        await self.begin(action)
        await self.choose(**(choices or {}))
        await self.confirm(*confirmed)
        await self.write(**words)
        await self.finish()

    async def sees_status(self, words: str) -> None:
        await expect(self.page.locator(".case .head .status")).to_have_text(words)


async def sign_in(
    browser: Browser, house: House, login: str, *, phone: bool = False, **settings: Any
) -> Colleague:
    """A fresh browser, and the way in through the door."""
    opened = await window(browser, house, phone=phone, **settings)
    colleague = Colleague(await opened.new_page(), house)
    await colleague.go("/")
    await colleague.page.get_by_label("账号").fill(login)
    await colleague.page.get_by_label("密码", exact=True).fill(house.passwords[login])
    await colleague.press("Enter")
    first = {"/patrol" if phone else "/today", FIGURES, PASSWORD}
    await colleague.page.wait_for_url(lambda address: address.removeprefix(house.address) in first)
    await expect(colleague.page.get_by_role("heading", level=1)).to_be_visible()
    return colleague


async def window(
    browser: Browser, house: House, *, phone: bool = False, theme: str = "light", motion: str | None = None
) -> BrowserContext:
    """A browser of one's own, in Chinese, whose clock agrees with the house."""
    context = await browser.new_context(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion=motion,  # type: ignore[arg-type]
        has_touch=phone,
    )
    context.set_default_timeout(10_000)
    await context.clock.install(time=house.clock())
    return context
