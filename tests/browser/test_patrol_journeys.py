"""One hand, a small screen: help from the patrol to its end."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_help_called_on_patrol_is_handled_by_those_who_were_sent(as_colleague: SignIn) -> None:
    guard = await as_colleague("guard", phone=True)
    await guard.page.get_by_role("link", name="求助").tap()
    await guard.page.get_by_role("button", name="漏水").tap()
    await guard.page.get_by_role("button", name="7栋", exact=True).tap()
    await guard.page.get_by_role("button", name="通知当值人员").tap()
    await expect(guard.page.get_by_text("已通知工程当值主管")).to_be_visible()

    supervisor = await as_colleague("engineering", phone=True)
    task = supervisor.page.locator(".task", has_text="漏水").filter(has_text="7栋")
    await task.locator('[data-action="acknowledge"]').tap()
    await expect(task).to_contain_text("已接单")
    await task.locator('[data-action="dispatch"]').tap()
    await supervisor.look_up(doer="唐明")
    await supervisor.finish()

    engineer = await as_colleague("engineer", phone=True)
    task = engineer.page.locator(".task", has_text="漏水").filter(has_text="7栋")
    await task.locator('[data-action="arrive"]').tap()
    await expect(task).to_contain_text("已到场")
    await task.locator('[data-action="record_result"]').tap()
    await engineer.choose(outcome="helped")
    await engineer.write(result="换了阀门垫片，不再漏水。")
    await engineer.finish()
    await task.locator('[data-action="write_duty_log"]').tap()
    await engineer.write(entry="7栋漏水，换垫片，十分钟完成。")
    await engineer.finish()
    await task.locator('[data-action="return_sheet"]').tap()
    await expect(engineer.page.get_by_text("现在没有您的任务")).to_be_visible()

    desk = await as_colleague("desk")
    await desk.go("/queue?sort=latest")
    await desk.page.get_by_role("link", name=re.compile("漏水")).first.click()
    await desk.sees_status("已回单，待回访")


async def test_a_code_on_the_wall_needs_two_taps_to_call_for_help(as_colleague: SignIn) -> None:
    admin = await as_colleague("admin")
    sheet = await admin.page.evaluate(
        "() => fetch('/api/v1/buildings/codes?format=view').then((answer) => answer.json())"
    )
    codes = next(block["codes"] for block in sheet["blocks"] if block["type"] == "codes")
    address = next(code["address"] for code in codes if code["words"] == "地库B2")

    guard = await as_colleague("guard", phone=True)
    await guard.page.add_init_script("window.taps = 0; addEventListener('click', () => window.taps++, true)")
    await guard.page.goto(address)
    await expect(guard.page.get_by_role("button", name="地库B2")).to_have_attribute("aria-pressed", "true")
    await guard.page.get_by_role("button", name="漏水").tap()
    await guard.page.get_by_role("button", name="通知当值人员").tap()
    await expect(guard.page.get_by_text("已通知工程当值主管")).to_be_visible()
    assert await guard.page.evaluate("window.taps") <= 3
