"""Every screen once: nothing that WCAG 2.2 AA forbids, on a desk and on a phone, by day and by night."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.colleagues import Colleague, sign_in
from tests.browser.house import House

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"

DESK_SCREENS = ("/today", "/intake", "/queue", "/callbacks", "/register")
PHONE_SCREENS = (
    *("/patrol", "/patrol/new/help", "/patrol/new/emergency", "/patrol/new/pass-on"),
    *("/patrol/outbox", "/patrol/duty-log", "/patrol/control-room"),
)


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


async def all_found(colleague: Colleague, paths: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        await colleague.go(path)
        await settled(colleague)
        found[path] = await violations(colleague.page)
    return {path: each for path, each in found.items() if each}


async def test_the_door_can_be_opened_by_everybody(browser: Browser, house: House) -> None:
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    await page.goto(house.address + "/sign-in")
    await expect(page.get_by_label("账号")).to_be_focused()
    assert await violations(page) == []
    await context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_desks_screens_can_be_used_by_everybody(browser: Browser, house: House, theme: str) -> None:
    desk = await sign_in(browser, house, "desk", theme=theme)
    assert await all_found(desk, DESK_SCREENS) == {}
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
    guard = await sign_in(browser, house, "guard", phone=True, theme=theme)
    assert await all_found(guard, PHONE_SCREENS) == {}
    await guard.page.get_by_role("button", name="我").or_(guard.page.locator(".opener")).first.click()
    assert await violations(guard.page) == []
    await guard.page.context.close()
