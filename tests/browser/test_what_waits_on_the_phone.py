"""What waits on a phone is never dropped in silence: at sign-out, on a full disk, after a quicker hand."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.browser.at_work import task_of
from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn
from tests.browser.phones import ROWS

pytestmark = pytest.mark.browser

FULL = """
() => {
  IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') }
}
"""
"""What the browser says when the disk is full: it cannot be filled here without filling everybody's."""
TAKING_IN = "**/api/v1/cases"


async def waiting(page: Page) -> list[str]:
    """What is kept on the phone: the state of each row."""
    return [row["state"] for row in await page.evaluate(ROWS)]


async def comes_to(page: Page, *states: str) -> None:
    """In the end this is what is kept."""
    for _ in range(50):
        if await waiting(page) == list(states):
            return
        await asyncio.sleep(0.2)
    assert await waiting(page) == list(states)


async def calls_for_help(guard: Colleague, place: str, *, myself: bool = False) -> None:
    await guard.go("/patrol/new/help")
    await guard.field("place").locator("input").fill(place)
    if myself:
        await guard.page.locator(".more").click()
        await guard.confirm("handling_myself")
    await guard.page.locator('button[type="submit"]').click()


async def signs_in(person: Colleague, login: str) -> None:
    await person.page.get_by_label("账号").fill(login)
    await person.page.get_by_label("密码", exact=True).fill(person.house.passwords[login])
    await person.press("Enter")
    await expect(person.page.get_by_role("heading", level=1, name="我的任务")).to_be_visible()


async def leaves(person: Colleague) -> None:
    await expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    await person.page.locator(".opener").last.click()
    await person.page.get_by_role("button", name="退出登录").click()


async def test_whoever_signs_out_is_told_of_what_was_not_sent_and_it_stays(as_colleague: SignIn) -> None:
    guard = await as_colleague("guard", phone=True)
    await guard.page.context.route(TAKING_IN, lambda route: route.abort())
    await calls_for_help(guard, "9栋水箱间")
    await expect(guard.page.get_by_text("还没有通知到任何人")).to_be_visible()

    await leaves(guard)
    warning = guard.page.get_by_role("alert").filter(has_text="还有 1 条没有送出")
    await warning.get_by_role("button", name="先不退出").click()
    await expect(guard.page.get_by_role("button", name="退出登录")).to_be_visible()
    await guard.page.get_by_role("button", name="退出登录").click()
    await warning.get_by_role("button", name="仍然退出").click()
    await expect(guard.page.get_by_label("账号")).to_be_visible()
    assert len(await waiting(guard.page)) == 1

    await signs_in(guard, "guard2")
    await guard.go("/patrol/outbox")
    await expect(guard.page.get_by_text("另有 1 条是这部手机上其他人的")).to_be_visible()
    await leaves(guard)
    await expect(guard.page.get_by_label("账号")).to_be_visible()
    await guard.page.context.unroute(TAKING_IN)
    await signs_in(guard, "guard")
    await comes_to(guard.page)


async def test_a_full_phone_says_that_nothing_was_saved_and_sends_at_once_when_it_can(
    as_colleague: SignIn,
) -> None:
    guard = await as_colleague("guard", phone=True)
    await guard.go("/patrol/new/help")
    await expect(guard.field("place")).to_be_visible()
    await guard.page.evaluate(FULL)
    await guard.page.context.set_offline(True)
    await guard.field("place").locator("input").fill("9栋电梯厅")
    await guard.page.locator('button[type="submit"]').click()
    await expect(guard.page.get_by_role("alert").filter(has_text="手机存储已满，没有保存")).to_be_visible()
    await expect(guard.field("place").locator("input")).to_have_value("9栋电梯厅")
    assert await waiting(guard.page) == []

    await guard.page.context.set_offline(False)
    await guard.page.locator('button[type="submit"]').click()
    await expect(guard.page.get_by_text("已通知安防当值主管")).to_be_visible()


async def test_where_others_were_faster_both_sides_are_shown_and_a_person_decides(
    as_colleague: SignIn,
) -> None:
    guard = await as_colleague("guard", phone=True)
    await calls_for_help(guard, "9栋配电房", myself=True)
    await expect(guard.page.locator(".send-state")).to_contain_text("已送达")
    await guard.go("/patrol")
    task = task_of(guard, "9栋配电房")
    await expect(task).to_be_visible()
    await guard.page.context.set_offline(True)
    await task.locator('[data-action="arrive"]').tap()
    assert await waiting(guard.page) == ["queued"]

    head = await as_colleague("head")
    await head.go("/queue?sort=latest")
    await head.page.locator("[data-row]", has_text="9栋配电房").click()
    await head.does("void", reason="重复报了，另一件已在处理。")

    await guard.page.context.set_offline(False)
    await guard.page.get_by_role("link", name="需处理").tap()
    row = guard.page.locator('[data-outbox="blocked"]')
    await expect(row.get_by_role("alert")).to_be_visible()
    await row.get_by_role("button", name="对照").tap()
    await expect(row.get_by_role("heading", name="我记下的")).to_be_visible()
    await expect(row.locator(".sides")).to_contain_text("已作废")
    await row.get_by_role("button", name="再送一次").tap()

    await comes_to(guard.page, "blocked")
    await row.get_by_role("button", name="不再送出").tap()
    await expect(row.get_by_text("系统里不会有它")).to_be_visible()
    await row.get_by_role("button", name="不再送出").tap()
    await expect(guard.page.get_by_text("没有等着送出的")).to_be_visible()
