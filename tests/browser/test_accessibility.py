"""Every screen can be used by everybody: what WCAG 2.2 AA forbids, twice as large, without movement."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.colleagues import DESK, PHONE, Colleague, sign_in
from tests.browser.house import House
from tests.browser.screens import SCREENS, Screen, address
from tests.load.seeds import SEEDS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {
    "desk": DESK,
    "phone": PHONE,
    "desk twice": {"width": 720, "height": 450},
    "phone twice": {"width": 320, "height": 422},
}
"""Twice as large is a window half as wide; a phone is never narrower than 320."""
RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"

OUT_OF_SIGHT = """
() => {
  const wide = (box) => box.right > innerWidth + 1 || box.left < -1
  const rolls = (each) => each &&
    (/auto|scroll/.test(getComputedStyle(each).overflowX) || rolls(each.parentElement))
  const lost = [...document.querySelectorAll('h1, h2, a, button, input, select, textarea, label')]
    .filter(each => each.checkVisibility() && wide(each.getBoundingClientRect()))
    .filter(each => !each.closest('.for-ears') && !rolls(each.closest('table')))
    .map(each => (each.getAttribute('aria-label') ?? each.textContent ?? each.tagName).trim().slice(0, 30))
  const page = document.scrollingElement
  return page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} wide`, ...lost] : lost
}
"""
MOVING = """
() => document.getAnimations().filter(each => each.effect.getComputedTiming().endTime > 1)
  .map(each => each.animationName ?? each.transitionProperty)
"""


@dataclass(frozen=True)
class Look:
    """How a screen is looked at."""

    theme: str
    language: str
    size: str

    def __str__(self) -> str:
        return f"{self.theme} {self.language} {self.size}"


def looks(own: str) -> list[Look]:
    """Each screen by day in Chinese and by night in English; in a soak all ways there are."""
    if SEEDS < 100:
        return [Look("light", "zh-CN", own), Look("dark", "en", own)]
    themes, languages, sizes = ("light", "dark"), ("zh-CN", "en"), ("desk", "phone")
    return [Look(*each) for each in product(themes, languages, sizes)]


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


async def walk(
    browser: Browser, house: House, look: Look, *, phone: bool
) -> AsyncIterator[tuple[Screen, Colleague]]:
    """Every screen of the desk or of the phone, as whoever it is for sees it."""
    mine = [screen for screen in SCREENS if screen.phone == phone]
    for login in dict.fromkeys(screen.login for screen in mine):
        colleague = await sign_in(browser, house, login, phone=phone, theme=look.theme)
        await colleague.page.set_viewport_size(SIZES[look.size])  # type: ignore[arg-type]
        await colleague.page.evaluate(f"localStorage.setItem('yingmen.locale', '{look.language}')")
        for screen in mine:
            if screen.login == login:
                await colleague.go(await address(screen, colleague))
                await settled(colleague)
                yield screen, colleague
        await colleague.page.context.close()


async def test_the_door_can_be_opened_by_everybody(browser: Browser, house: House) -> None:
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    await page.goto(house.address + "/sign-in")
    await expect(page.get_by_label("账号")).to_be_focused()
    assert await violations(page) == []
    await context.close()


@pytest.mark.seeds
@pytest.mark.parametrize("look", looks("desk"), ids=str)
async def test_the_desks_screens_can_be_used_by_everybody(browser: Browser, house: House, look: Look) -> None:
    found = {
        screen.name: await violations(each.page)
        async for screen, each in walk(browser, house, look, phone=False)
    }
    assert {name: each for name, each in found.items() if each} == {}


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
    assert await desk.page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    await desk.begin("add_note")
    assert await violations(desk.page) == []
    await desk.page.context.close()


@pytest.mark.seeds
@pytest.mark.parametrize("look", looks("phone"), ids=str)
async def test_the_phones_screens_can_be_used_by_everybody(
    browser: Browser, house: House, look: Look
) -> None:
    found = {
        screen.name: await violations(each.page)
        async for screen, each in walk(browser, house, look, phone=True)
    }
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_ones_own_corner_of_the_phone_can_be_used_by_everybody(
    browser: Browser, house: House, theme: str
) -> None:
    guard = await sign_in(browser, house, "guard", phone=True, theme=theme)
    await guard.page.get_by_role("button", name="我").or_(guard.page.locator(".opener")).first.click()
    assert await violations(guard.page) == []
    await guard.page.context.close()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
async def test_a_page_twice_as_large_is_read_without_pushing_it_sideways(
    browser: Browser, house: House, phone: bool
) -> None:
    look = Look("light", "zh-CN", "phone twice" if phone else "desk twice")
    found = {
        screen.name: await each.page.evaluate(OUT_OF_SIGHT)
        async for screen, each in walk(browser, house, look, phone=phone)
    }
    assert {name: each for name, each in found.items() if each} == {}


async def test_nothing_moves_for_those_who_asked_for_rest(browser: Browser, house: House) -> None:
    desk = await sign_in(browser, house, "desk", motion="reduce")
    for path in ("/today", "/intake", "/queue"):
        await desk.go(path)
        await settled(desk)
        assert await desk.page.evaluate(MOVING) == []
    await desk.press("Control+k")
    await expect(desk.page.get_by_role("dialog")).to_be_visible()
    assert await desk.page.evaluate(MOVING) == []
    await desk.page.context.close()
