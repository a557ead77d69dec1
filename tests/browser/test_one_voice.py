"""One voice, through the screens: a wording is drafted, approved and said; exact words wait for the head."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser

SAY = "公共收益每季度在公告栏公示，账目可到前台查阅。"
WORDS = "维修资金的使用均经业主大会表决，明细已公示。"


async def taken_in(desk: Colleague, words: str) -> str:
    """A challenge at the desk, on its case; its topic is known by its words."""
    await desk.go("/intake")
    await desk.page.get_by_label("质疑").check(force=True)
    await desk.write(words=words, salutation="王女士")
    await desk.confirm("contact_asked")
    await desk.field("contact_state").locator('input[value="declined"]').press("Space")
    await desk.press("Control+Enter")
    await desk.page.get_by_role("link", name="打开这一件").click()
    await desk.page.wait_for_url(re.compile("/cases/"))
    return re.sub(r"^.*(/cases/)", r"\1", desk.page.url)


async def test_a_wording_is_drafted_submitted_approved_and_said_at_the_desk(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/answers")
    await desk.page.get_by_role("button", name="新主题口径").click()
    form = desk.page.get_by_role("dialog")
    await form.locator('select[name="topic"]').select_option(label="公共收益")
    await form.locator('textarea[name="say"]').fill(SAY)
    await form.get_by_role("button", name="保存草稿").click()
    await desk.page.locator('[data-step="submit"]').click()
    await expect(desk.page.locator(".version")).to_contain_text("待批")

    head = await as_colleague("head")
    await head.go("/answers")
    await head.page.get_by_role("button", name=re.compile("公共收益")).click()
    await expect(head.page.locator(".version ins")).to_have_text(SAY)
    await head.page.locator('[data-step="approve"]').click()
    await expect(head.page.locator(".version")).to_contain_text("已批准")

    case = await taken_in(desk, "公共收益到底去哪了？")
    await _said(desk)
    await desk.sees_status("已办结")

    await head.go("/answers")
    await head.page.get_by_role("button", name=re.compile("公共收益")).click()
    await expect(head.page.locator(f'.lines a[href="{case}"]')).to_be_visible()


async def _said(desk: Colleague) -> None:
    await desk.begin("answer_at_desk")
    await desk.write(answer=SAY)
    await desk.choose(satisfied="true")
    await desk.page.get_by_role("dialog").locator("button.more").click()
    await desk.look_up(script_version_id="公共收益")
    await desk.finish()


async def test_the_head_approves_the_exact_words_in_the_inbox(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    case = await taken_in(desk, "维修资金凭什么这样用？")
    await desk.does("issue_sheet")
    manager = await as_colleague("area-a")
    head = await as_colleague("head")
    await head.go(case)
    await head.begin("assign")
    await head.write(reason="维修资金由A区跟进")
    await head.look_up(area_id="A区")
    await head.finish()
    await manager.go(case)
    await manager.does(
        "record_findings", choices={"involves_other_unit": "false"}, findings="使用均有表决记录"
    )
    await manager.does("request_approval", reply_text=WORDS)

    await head.go("/approvals")
    words = head.page.locator(f'[data-case="{case.removeprefix("/cases/")}"]')
    await expect(words.locator(".exact")).to_have_text(WORDS)
    await words.locator('[data-rule="reject"]').click()
    await expect(words.get_by_role("alert")).to_be_visible()
    await words.locator('[data-rule="approve"]').click()
    await expect(words).to_be_hidden()

    await manager.go(case)
    await manager.begin("reply")
    await manager.write(reply_text=WORDS)
    await manager.choose(channel="phone")
    await manager.finish()
    await manager.sees_status("已回复")
