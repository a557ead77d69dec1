"""Every screen once: nothing that WCAG 2.2 AA forbids, on a desk and on a phone, by day and by night."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.colleagues import Colleague, sign_in
from tests.browser.house import House
from tests.browser.screens import SCREENS, address

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"


async def violations(page: Page) -> list[str]:
    """What axe finds, short enough to read."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate(RUN)
    return [
        f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']][:3])}"
        for each in found["violations"]
    ]


async def settled(colleague: Colleague) -> None:
    """The screen has its heading and has read what it shows."""
    await expect(colleague.page.get_by_role("heading", level=1).first).to_be_visible()
    await colleague.page.wait_for_load_state("networkidle")


async def all_found(browser: Browser, house: House, theme: str, *, phone: bool) -> dict[str, list[str]]:
    """Every screen of the house before whoever it is for."""
    found = {}
    mine = [screen for screen in SCREENS if screen.phone == phone]
    for login in dict.fromkeys(screen.login for screen in mine):
        colleague = await sign_in(browser, house, login, phone=phone, theme=theme)
        for screen in mine:
            if screen.login == login:
                await colleague.go(await address(screen, colleague))
                await settled(colleague)
                found[screen.name] = await violations(colleague.page)
        await colleague.page.context.close()
    return {name: each for name, each in found.items() if each}


async def test_the_door_can_be_opened_by_everybody(browser: Browser, house: House) -> None:
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    await page.goto(house.address + "/sign-in")
    await expect(page.get_by_label("账号")).to_be_focused()
    assert await violations(page) == []
    await context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_desks_screens_can_be_used_by_everybody(browser: Browser, house: House, theme: str) -> None:
    assert await all_found(browser, house, theme, phone=False) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_case_with_its_refusals_and_a_form_can_be_used_by_everybody(
    browser: Browser, house: House, theme: str
) -> None:
    desk = await sign_in(browser, house, "desk", theme=theme)
    await desk.go("/queue?sort=latest")
    await desk.page.locator("[data-row]").first.click()
    await settled(desk)
    await desk.page.locator(".fold").click()
    assert await violations(desk.page) == []
    await desk.begin("add_note")
    assert await violations(desk.page) == []
    await desk.page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_phones_screens_can_be_used_by_everybody(
    browser: Browser, house: House, theme: str
) -> None:
    assert await all_found(browser, house, theme, phone=True) == {}
    guard = await sign_in(browser, house, "guard", phone=True, theme=theme)
    await guard.page.get_by_role("button", name="我").or_(guard.page.locator(".opener")).first.click()
    assert await violations(guard.page) == []
    await guard.page.context.close()
