"""What somebody writes is not lost: by a reload, by a refusal, by a colleague who was faster."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def take_in(desk: Colleague, words: str) -> str:
    """A suggestion from the box, and the address of its case."""
    await desk.go("/intake")
    await desk.page.get_by_label("建议").check(force=True)
    await desk.choose(channel="suggestion_box")
    await desk.write(words=words)
    await desk.choose(contact_state="declined")
    await desk.press("Control+Enter")
    await desk.page.get_by_role("link", name="打开这一件").click()
    await desk.sees_status("已受理")
    return re.sub(r"^.*(/cases/)", r"\1", desk.page.url)


async def test_a_half_written_intake_survives_a_reload(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/intake")
    await desk.page.get_by_label("质疑").check(force=True)
    await desk.write(words="这笔电梯费凭什么收？")
    await desk.page.clock.run_for(1000)
    await desk.page.reload()
    await expect(desk.page.get_by_label("质疑")).to_be_checked()
    await expect(desk.field("words").locator("textarea")).to_have_value("这笔电梯费凭什么收？")
    await desk.page.get_by_role("button", name="清空重来").click()
    await desk.page.clock.run_for(1000)
    await desk.page.reload()
    await expect(desk.field("words").locator("textarea")).to_have_value("")


async def test_what_is_missing_is_told_beside_its_field(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/intake")
    await desk.page.get_by_label("建议").check(force=True)
    await desk.write(words="多放几个垃圾桶。")
    await desk.press("Control+Enter")
    await expect(desk.field("thanked").get_by_role("alert")).to_have_text("请做到并确认")
    await expect(desk.field("contact_state").get_by_role("alert")).to_be_visible()
    await expect(desk.field("thanked").get_by_role("checkbox")).to_be_focused()


async def test_a_refused_action_tells_its_reason_and_its_clause(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    case = await take_in(desk, "给健身区装个雨棚。")
    await desk.go(case)
    await desk.page.get_by_role("button", name=re.compile("现在还不能做的")).click()
    refused = desk.page.locator('[data-refused="decide"]')
    await expect(refused).to_contain_text("4.1.1.3-d")
    await expect(desk.page.locator('[data-action="decide"]')).to_have_count(0)


async def test_the_slower_of_two_is_told_what_changed_and_loses_nothing(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    case = await take_in(desk, "把北门的减速带换成橡胶的。")
    other = await as_colleague("desk2")
    await desk.go(case)
    await desk.begin("amend_sheet")
    await desk.write(summary="北门减速带")

    await other.go(case)
    await other.does("amend_sheet", place="北门")

    dialog = desk.page.get_by_role("dialog")
    await dialog.locator('button[type="submit"]').click()
    await expect(dialog.get_by_role("alert")).to_contain_text("有人先做了改动")
    await expect(dialog.get_by_role("alert")).to_contain_text("林静")
    await expect(desk.field("summary").locator("input, textarea")).to_have_value("北门减速带")
    await desk.finish()
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("北门减速带")


async def test_nothing_fires_while_pinyin_is_being_composed(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.page.evaluate(
        "() => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'n', bubbles: true, isComposing: true}))"
    )
    await desk.page.clock.run_for(500)
    await expect(desk.page).to_have_url(desk.house.address + "/today")
    await desk.press("n")
    await expect(desk.page).to_have_url(desk.house.address + "/intake")
