"""The administrator sets the centre up, the centre manager sets what the procedure's words mean here."""

import asyncio
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.async_api import FilePayload, expect

from app.web.papers import XLSX
from tests.browser.conftest import SignIn
from tests.paper.reading import rows_of_book

pytestmark = pytest.mark.browser


async def test_somebody_is_taken_on_and_given_a_post(as_colleague: SignIn) -> None:
    admin = await as_colleague("admin")
    await admin.go("/admin/staff")
    await admin.page.get_by_role("button", name="增加人员").click()
    await admin.write(name="梁秋", login="liang.qiu", password="seven green lanterns")
    await admin.finish()
    await expect(admin.page.get_by_role("cell", name="liang.qiu")).to_be_visible()

    await admin.go("/admin/appointments")
    await admin.page.get_by_role("button", name="任命").click()
    await admin.look_up(person_id="梁秋")
    await admin.choose(role="front_desk")
    await admin.field("starts_at").locator("input").fill("2026-04-01T09:00")
    await admin.finish()
    await expect(admin.page.get_by_role("row", name=re.compile("梁秋.*客服前台"))).to_be_visible()


async def test_homes_and_residents_come_in_from_a_sheet_all_of_them_or_none(as_colleague: SignIn) -> None:
    admin = await as_colleague("admin")
    await admin.go("/admin")
    await admin.page.get_by_role("link", name="导入房屋与业户").click()
    async with admin.page.expect_download() as offered:
        await admin.page.get_by_role("link", name="下载空表").click()
    headings = rows_of_book(await asyncio.to_thread(Path(await (await offered.value).path()).read_bytes))[0]
    chosen, enter = admin.page.get_by_label("表格文件"), admin.page.get_by_role("button", name="全部导入")
    areas = await admin.page.evaluate("() => fetch('/api/v1/areas').then((answer) => answer.json())")
    good = [areas["items"][0]["name"], "99栋", "101", "业主", "欧阳翠兰", "欧阳女士", "13912345678"]
    wrong = ["没有的区", "98栋", "1", "房客", "", "", ""]
    await chosen.set_input_files(sheet_file(headings, good, wrong))
    faults = admin.page.get_by_role("region", name="不对的行")
    await expect(faults.get_by_role("row", name=re.compile("3.*责任区域"))).to_be_visible()
    await expect(faults.get_by_role("row", name=re.compile("3.*类型"))).to_be_visible()
    await expect(enter).to_be_disabled()
    await chosen.set_input_files(sheet_file(headings, good))
    await expect(admin.page.get_by_text("核对无误，将导入")).to_be_visible()
    await expect(faults).to_be_hidden()
    await enter.click()
    await expect(admin.page.get_by_text("已导入")).to_be_visible()
    await admin.page.get_by_role("link", name="看房屋列表").click()
    await admin.page.get_by_role("searchbox").fill("99栋101")
    await expect(admin.page.get_by_role("cell", name="99栋101")).to_be_visible()


def sheet_file(headings: list[Any], *rows: list[str]) -> FilePayload:
    held = BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet()
        for at, row in enumerate((headings, *rows)):
            page.write_row(at, 0, row)
    return {"name": "业户.xlsx", "mimeType": XLSX, "buffer": held.getvalue()}


async def test_a_key_is_shown_once(as_colleague: SignIn) -> None:
    admin = await as_colleague("admin")
    await admin.go("/admin/api-keys")
    await admin.page.get_by_role("button", name="新密钥").click()
    await admin.write(name="门禁系统")
    await admin.field("scopes").get_by_role("checkbox").first.check()
    await admin.page.get_by_role("dialog").locator('button[type="submit"]').click()
    secret = await admin.page.get_by_role("dialog").locator("code").inner_text()
    assert len(secret) > 20
    await admin.page.get_by_role("button", name="好了").click()
    await expect(admin.page.get_by_role("cell", name="门禁系统")).to_be_visible()
    assert secret not in await admin.page.content()


async def test_a_setting_is_changed_with_a_reason_and_the_change_stays_in_sight(as_colleague: SignIn) -> None:
    manager = await as_colleague("manager")
    await manager.go("/admin/policy")
    row = manager.page.get_by_role("row", name=re.compile("书面建议多久内致电"))
    await row.get_by_role("button").click()
    await manager.write(value="20", reason="前台已增加人手")
    await manager.finish()
    await expect(row).to_contain_text("20 分钟")
    await expect(manager.page.get_by_text("前台已增加人手")).to_be_visible()


async def test_who_may_not_change_the_settings_is_told_so(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/admin/policy")
    await desk.page.get_by_role("row", name=re.compile("书面建议多久内致电")).get_by_role("button").click()
    await desk.write(value="25", reason="想改")
    dialog = desk.page.get_by_role("dialog")
    await dialog.locator('button[type="submit"]').click()
    await expect(dialog.get_by_role("alert")).to_be_visible()


async def test_a_case_is_found_by_what_was_said(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/queue")
    await expect(desk.page.locator("[data-row]").first).to_be_visible()
    await desk.press("/")
    await desk.page.keyboard.type("煤气味")
    await expect(desk.page.locator("[data-row] mark").first).to_have_text("煤气味")
    await desk.press("Control+k")
    await desk.page.get_by_role("dialog").get_by_role("combobox").fill("煤气味")
    await expect(desk.page.get_by_role("dialog").get_by_role("option").first).to_contain_text("煤气味")
    await desk.press("Enter")
    await expect(desk.page.get_by_role("heading", level=1)).to_contain_text("煤气味")


async def test_the_palette_says_when_it_cannot_ask(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/queue")
    await expect(desk.page.locator("[data-row]").first).to_be_visible()
    await desk.press("Control+k")
    palette = desk.page.get_by_role("dialog")
    await expect(palette.get_by_role("option").first).to_be_visible()
    await desk.page.context.set_offline(True)
    await palette.get_by_role("combobox").fill("漏水")
    await expect(palette.get_by_text("连不上服务")).to_be_visible()
