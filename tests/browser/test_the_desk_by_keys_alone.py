"""The desk without a mouse: from the door to the register, and on to the next callback."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.colleagues import window
from tests.browser.house import House

pytestmark = pytest.mark.browser

MOST_KEYS = 12
"""Besides what is written: for an inquiry that the desk answers while the resident is on the line."""
POINTED = """
  window.pointed = 0
  for (const sort of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(sort, () => window.pointed++, true)
"""
HELD = """
() => {
  const held = document.activeElement
  if (!held || held === document.body) return ''
  const rings = [held, held.closest('label'), held.parentElement].filter(Boolean).map(getComputedStyle)
  const seen = rings.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
  const name = held.closest('[data-field]')?.dataset.field ?? held.textContent.trim().slice(0, 40)
  return (seen || held.id === 'main' ? '' : 'unseen: ') + (name || held.tagName)
}
"""


@dataclass
class Keyboard:
    """Two hands on the keys. It knows what has the focus, and counts."""

    page: Page
    pressed: list[str] = field(default_factory=list)
    written: int = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
            self.pressed.append(key)

    async def write(self, words: str) -> None:
        await self.page.keyboard.type(words)
        self.written += len(words)

    async def holds(self) -> str:
        """What has the focus, by its field or its words; nothing where the keyboard stands nowhere."""
        held: str = await self.page.evaluate(HELD)
        assert not held.startswith("unseen"), held
        return held

    async def tab_to(self, wanted: str) -> None:
        for _ in range(30):
            await self.press("Tab")
            if wanted in await self.holds():
                return
        raise AssertionError(f"no way to {wanted} by Tab")


@pytest.fixture
async def hands(browser: Browser, house: House) -> AsyncIterator[Keyboard]:
    context = await window(browser, house)
    await context.add_init_script(POINTED)
    yield Keyboard(await context.new_page())
    await context.close()


async def comes_in(hands: Keyboard, house: House) -> None:
    page = hands.page
    await page.goto(house.address + "/")
    await expect(page.get_by_label("账号")).to_be_focused()
    await hands.write("desk2")
    await hands.press("Tab")
    await hands.write(house.passwords["desk2"])
    await hands.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="今日")).to_be_visible()


async def asks_which_keys_there_are(hands: Keyboard) -> None:
    await hands.press("?")
    await expect(hands.page.get_by_role("dialog")).to_be_visible()
    await hands.press("Escape")
    await expect(hands.page.get_by_role("dialog")).to_be_hidden()


async def takes_an_inquiry_in(hands: Keyboard) -> str:
    """From wherever one is to the number of what was taken in."""
    page = hands.page
    await hands.press("n")
    await expect(page.locator('input[name="kind"]')).to_have_count(6)
    await hands.press("2")
    await expect(page.locator('[data-field="words"] textarea')).to_be_focused()
    await hands.write("游泳池几号开？")
    await hands.tab_to("answer")
    await hands.write("六月一日开，早九点到晚九点。")
    await hands.tab_to("satisfied")
    await hands.press("Space", "Control+Enter")
    await expect(page.get_by_role("link", name="打开这一件")).to_be_focused()
    return (await page.get_by_text(re.compile(r"已受理 \d{8}-\d{3}")).inner_text()).split()[1]


async def calls_the_first_one_back(hands: Keyboard) -> None:
    page = hands.page
    await hands.press("Control+k")
    await expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    await hands.write("回访")
    await hands.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="回访")).to_be_visible()
    lines = page.locator("button.line")
    await expect(lines.first).to_be_visible()
    many = await lines.count()
    await hands.press("j", "Enter")
    await expect(page.get_by_role("group", name="常见结果")).to_be_visible()
    await hands.press("1", "Enter")
    await expect(lines).to_have_count(many - 1)


async def test_an_inquiry_goes_from_the_door_to_the_register_by_keys_alone(
    hands: Keyboard, house: House
) -> None:
    page = hands.page
    await comes_in(hands, house)
    await asks_which_keys_there_are(hands)

    before = len(hands.pressed)
    number = await takes_an_inquiry_in(hands)
    needed = hands.pressed[before:]
    assert len(needed) <= MOST_KEYS, f"an ordinary inquiry took {needed}"

    await hands.press("Enter")
    await expect(page.locator(".case > .head .status")).to_have_text("已办结")
    assert await hands.holds()
    await hands.press("g", "r")
    await expect(page.get_by_role("link", name=number)).to_be_visible()
    assert await hands.holds()

    await calls_the_first_one_back(hands)
    assert await hands.holds()

    await hands.press("g", "t")
    await expect(page.locator("[data-row]").first).to_be_visible()
    await hands.press("j", "j", "k")
    await expect(page.locator("[data-row]").first).to_be_focused()
    await hands.press("x")
    await expect(page.locator(".case > .head")).to_be_visible()
    assert await hands.holds()
    assert await page.evaluate("window.pointed") == 0
