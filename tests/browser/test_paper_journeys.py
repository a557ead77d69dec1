"""Paper, owner files and callbacks, through the screens alone."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn
from tests.paper.reading import rows_of_book, text_of

pytestmark = pytest.mark.browser


async def fetched(page: Page, link: str) -> bytes:
    """The file behind a link of the page."""
    address = await page.get_by_role("link", name=link).get_attribute("href")
    assert address is not None
    answer = await page.request.get(re.sub(r"^(https?://[^/]+).*$", r"\1", page.url) + address)
    assert answer.status == 200, await answer.text()
    return await answer.body()


async def taken_in(desk: Colleague, **more: str) -> str:
    """An inquiry answered on the spot; its address."""
    await desk.go("/intake")
    await desk.page.get_by_label("问询").check(force=True)
    await desk.write(words="门禁卡丢了，怎么补？", answer="带身份证到前台补办。", **more)
    await desk.choose(satisfied="true")
    await desk.press("Control+Enter")
    await desk.page.get_by_role("link", name="打开这一件").click()
    await desk.sees_status("已办结")
    return re.sub(r"^.*(/cases/)", r"\1", desk.page.url)


async def test_what_was_written_on_paper_is_entered_with_its_own_time_and_why(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await taken_in(desk, received_at="2026-04-01T08:35", late_reason="断网，先记在纸上")
    await desk.page.get_by_role("link", name="打印处理单").click()
    sheet = desk.page.get_by_role("article")
    await expect(sheet).to_contain_text("2026-04-01 08:35")
    await expect(sheet).to_contain_text("断网，先记在纸上")
    assert "断网，先记在纸上" in text_of(await fetched(desk.page, "PDF"))


async def test_what_is_entered_later_is_not_taken_without_its_reason(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/intake")
    await desk.page.get_by_label("问询").check(force=True)
    await expect(desk.field("late_reason")).to_have_count(0)
    await desk.write(words="门禁卡丢了，怎么补？", received_at="2026-04-01T08:35")
    await expect(desk.field("late_reason")).to_be_visible()
    await desk.press("Control+Enter")
    await expect(desk.field("late_reason").get_by_role("alert")).to_be_visible()
    await expect(desk.page.get_by_role("link", name="打开这一件")).to_have_count(0)
    await desk.write(late_reason="断网，先记在纸上")
    await desk.press("Control+Enter")
    await expect(desk.page.get_by_role("link", name="打开这一件")).to_be_visible()


async def test_the_sheet_on_the_screen_is_what_the_printer_gets(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await taken_in(desk)
    await desk.page.get_by_role("link", name="打印处理单").click()
    await expect(desk.page.get_by_role("heading", name=re.compile("处理工作单"))).to_be_visible()
    await desk.page.emulate_media(media="print")
    await expect(desk.page.get_by_role("navigation")).to_be_hidden()
    await expect(desk.page.get_by_role("button", name="打印", exact=True)).to_be_hidden()
    await expect(desk.page.get_by_role("article")).to_be_visible()
    printed = text_of(await desk.page.pdf(format="A4"))
    # The browser's own PDF spells some signs as their radicals; these are none of them.
    assert "投诉、建议、问询、质疑和求助处理" in printed
    assert "卡丢了，怎么补" in printed
    assert "队列" not in printed


async def test_the_contact_in_full_is_printed_with_a_reason_alone(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    rows = await desk.page.evaluate("() => fetch('/api/v1/callbacks').then((answer) => answer.json())")
    case = next(row["case_id"] for row in rows["items"] if row["contact"])
    await desk.go(f"/papers/sheet/{case}")
    await expect(desk.page.get_by_role("article")).to_contain_text("****")
    await desk.page.get_by_role("button", name="打印完整联系方式").click()
    dialog = desk.page.get_by_role("dialog")
    await expect(dialog.locator('button[type="submit"]')).to_be_disabled()
    await dialog.get_by_label("回访业户").check(force=True)
    async with desk.page.expect_response(lambda answer: "handling-sheet" in answer.url) as said:
        await dialog.locator('button[type="submit"]').click()
    answer = await said.value
    assert (answer.request.method, answer.headers["content-type"]) == ("POST", "application/pdf")
    await expect(dialog).to_be_hidden()


async def test_lists_are_had_of_the_days_that_are_asked_for(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/register")
    await desk.page.get_by_role("link", name="打印或导出").click()
    await desk.page.get_by_label("从", exact=True).fill("2026-03-30")
    await desk.page.get_by_label("到", exact=True).fill("2026-03-30")
    await expect(desk.page.get_by_role("article")).to_contain_text("登记日期：2026-03-30")
    numbers = [row[0] for row in rows_of_book(await fetched(desk.page, "表格文件"))[2:]]
    assert numbers
    assert all(str(number).startswith("20260330-") for number in numbers)
    for number in numbers:
        await expect(desk.page.get_by_role("cell", name=str(number), exact=True)).to_be_visible()
    await desk.go("/papers")
    await desk.page.get_by_role("link", name="处理单", exact=True).click()
    await expect(desk.page.get_by_role("article")).to_contain_text("断网时手写填用")


async def test_a_callback_is_recorded_in_two_keys(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/callbacks")
    rows = desk.page.locator("button.line")
    await expect(rows.first).to_be_visible()
    before = await rows.count()
    number = await rows.first.locator(".number").inner_text()
    await desk.press("j")
    await desk.press("Enter")
    await expect(desk.page.get_by_text("宜拨打")).to_be_visible()
    await expect(desk.page.get_by_role("group", name="常见结果")).to_be_visible()
    await desk.press("1")
    await expect(desk.page.get_by_role("button", name=re.compile("记为“满意"))).to_be_focused()
    await desk.press("Enter")
    await expect(rows).to_have_count(before - 1)
    await desk.page.get_by_role("link", name="打印回访记录").click()
    await expect(desk.page.get_by_role("article")).to_contain_text(number)


async def test_an_owner_file_is_opened_with_a_reason_and_lent_and_taken_back(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    page = desk.page
    await desk.go("/owner-files")
    await page.get_by_role("button", name="1栋602").click()
    await expect(page.get_by_role("heading", name="卷内文件")).to_be_hidden()
    await page.get_by_label("检查、审核").check(force=True)
    await page.get_by_role("button", name="登记事由，打开档案").click()
    await expect(page.get_by_role("heading", name="卷内文件")).to_be_visible()
    await expect(page.get_by_role("region", name="1栋602").get_by_role("link")).not_to_have_count(0)
    await page.get_by_text("借出原件").first.click()
    await page.get_by_role("combobox", name="借阅人").fill("林静")
    await page.get_by_role("option", name="林静").first.click()
    await page.get_by_label("应还日期").fill("2026-04-08")
    await page.get_by_role("button", name="借出原件").click()
    await expect(page.get_by_text("借出", exact=True)).to_be_visible()
    await page.get_by_role("button", name="已归还").click()
    await expect(page.get_by_role("button", name="已归还")).to_be_hidden()
    await page.get_by_role("link", name="业主档案归档登记表").click()
    await expect(page.get_by_role("article")).to_contain_text("林静")


async def test_an_owner_file_that_cannot_be_read_says_so(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/owner-files")
    file = desk.page.get_by_role("button", name="1栋602")
    await expect(file).to_be_visible()
    await desk.page.context.set_offline(True)
    await file.click()
    await expect(desk.page.get_by_role("region", name="1栋602").get_by_text("连不上服务")).to_be_visible()
