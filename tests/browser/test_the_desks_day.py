"""The desk's day: what is owed by sort, filters of one's own, and lists that never move under the hand."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.at_work import takes_in
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_what_is_owed_is_looked_at_by_sort_and_the_next_of_it_is_one_key_away(
    as_colleague: SignIn,
) -> None:
    desk = await as_colleague("desk")
    sorts = desk.page.get_by_role("group", name="按要做的事看")
    await sorts.get_by_role("button", name=re.compile("^回访")).click()
    whats = desk.page.locator("[data-row] .what")
    assert set(await whats.all_inner_texts()) == {"回访"}
    await desk.press("x")
    await expect(desk.page.locator('[data-action="record_callback"]')).to_be_visible()


async def test_a_filter_under_a_name_of_ones_own_is_there_the_next_time(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    page = desk.page
    await desk.go("/queue?kind=help")
    await page.get_by_role("button", name="保存这个筛选").click()
    await page.keyboard.type("正在求助的")
    await desk.press("Enter")
    await desk.go("/queue")
    saved = page.get_by_role("group", name="常用筛选")
    await saved.get_by_role("button", name="正在求助的", exact=True).click()
    await expect(page).to_have_url(re.compile("kind=help"))
    await expect(page.get_by_label("类别")).to_have_value("help")
    await saved.get_by_role("button", name="删除“正在求助的”").click()
    await expect(saved.get_by_role("button", name="正在求助的", exact=True)).to_be_hidden()


async def test_what_is_new_waits_until_it_is_called_for(as_colleague: SignIn) -> None:
    desk, other = await as_colleague("desk"), await as_colleague("desk2")
    await desk.go("/queue?sort=latest")
    lines = desk.page.locator("[data-row]")
    await expect(lines.first).to_be_visible()
    await desk.press("j")
    held = await lines.first.get_attribute("href")
    number = await takes_in(
        other,
        "问询",
        words="快递柜坏了找谁？",
        choices={"channel": "phone"},
        answer="柜上有客服电话。",
        satisfied="true",
    )
    await desk.page.clock.fast_forward(61_000)
    new = desk.page.get_by_role("button", name=re.compile("条新"))
    await expect(new).to_be_visible()
    await expect(lines.first).to_be_focused()
    assert await lines.first.get_attribute("href") == held
    await new.click()
    await expect(lines.filter(has_text=number)).to_be_visible()
