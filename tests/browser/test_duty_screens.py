"""The roster's week and the hand-over, through the screens alone."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_the_head_plans_a_week_and_a_sheet_with_a_wrong_row_enters_nothing(
    as_colleague: SignIn,
) -> None:
    head = await as_colleague("head")
    page = head.page
    await head.go("/roster")
    await expect(page.get_by_role("table")).to_be_visible()
    await page.get_by_role("button", name="下一周").click()
    for _ in range(5):
        await page.get_by_role("button", name="下一周").click()
    await expect(page.get_by_text("这一周还没有排班")).to_be_visible()
    await page.get_by_role("button", name="排班", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="人员").click()
    option = page.get_by_role("option").filter(has_text="巡逻").first
    await expect(option).to_be_visible()
    name = (await option.inner_text()).split()[0]
    await option.click()
    await dialog.get_by_label("岗位").select_option("patrol_guard")
    range_text = await page.locator(".range").inner_text()
    first = range_text.split(" ")[0]
    await dialog.get_by_label("日期").fill(first)
    await dialog.get_by_label("周一").check(force=True)
    await dialog.get_by_label("周三").check(force=True)
    await dialog.get_by_label("排到").fill(range_text.split(" ")[-1])
    await dialog.get_by_role("button", name="保存").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    await expect(page.locator("button.shift")).to_have_count(2)

    await page.get_by_role("button", name="导入排班表").click()
    hours = f"巡逻安防员,{first},20:00,23:00"
    sheet = f"姓名,岗位,日期,上班,下班\n{name},{hours}\n没有此人,{hours}\n"
    await dialog.get_by_label("xlsx 或 CSV 文件").set_input_files(
        {"name": "roster.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    await expect(dialog.get_by_text(re.compile("第 3 行"))).to_be_visible()
    await expect(dialog.get_by_role("button", name="全部导入")).to_be_disabled()
    await dialog.get_by_role("button", name="关闭").click()
    await expect(page.locator("button.shift")).to_have_count(2)


async def test_a_shift_is_handed_over_with_a_receiver_for_each_open_item(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    page = desk.page
    await desk.go("/hand-over")
    await expect(page.get_by_role("heading", name="下班前自查")).to_be_visible()
    receiver = page.get_by_label("接收人").first
    await expect(receiver).to_be_visible()
    assert await receiver.input_value()
    await page.get_by_role("checkbox", name="同时签退").uncheck()
    await page.get_by_role("button", name="签字交班").click()
    await expect(page.get_by_text("已交班")).to_be_visible()
