"""Rules are edited as chips, checked, refused with a counter-example, mended, published, tried, replayed."""

import re
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def ask(head: Colleague, at: Locator, test: str, **asked: Any) -> None:
    """Write what one chip asks."""
    await at.click()
    dialog = head.page.get_by_role("dialog")
    await dialog.locator('[data-field="test"]').select_option(test)
    for name, value in asked.items():
        if name == "value":
            await dialog.locator(f'input[value="{value}"]').check(force=True)
        elif name == "yes":
            await dialog.get_by_role("radio").nth(0 if value else 1).check(force=True)
        else:
            await dialog.locator(f'[data-field="{name}"]').fill(str(value))
    await dialog.locator('button[type="submit"]').click()
    await expect(dialog).to_be_hidden()


async def publish(head: Colleague, why: str) -> None:
    await head.page.locator('[data-act="publish"]').click()
    dialog = head.page.get_by_role("dialog")
    await dialog.locator('[data-field="reason"]').fill(why)
    await dialog.locator('button[type="submit"]').click()


@pytest.mark.clause("4.1.2.1-b")
async def test_a_rule_that_weakens_is_refused_mended_and_published(as_colleague: SignIn) -> None:
    head = await as_colleague("head")
    page = head.page
    await head.press("g")
    await head.press("u")
    await page.locator("[data-begin]").first.click()
    await page.locator('[data-stage="department"] .plus').click()
    editor = page.locator("[data-editor]")
    await editor.locator('[data-field="name_zh"]').fill("建议交负责人")
    await ask(head, editor.locator('[data-test="kind"]'), "kind", value="suggestion")
    await editor.locator('[data-test="kind"]').click()
    help_chip = page.get_by_role("dialog").locator('input[value="help"]')
    if await help_chip.is_checked():
        await help_chip.uncheck(force=True)
    await page.get_by_role("dialog").locator('button[type="submit"]').click()
    await editor.locator('[data-outcome="handler"]').select_option("head_of_customer_service")

    chosen = page.locator(".line[aria-current]")
    await chosen.focus()
    await head.press("Alt+ArrowUp")
    await expect(page.locator(".line[aria-current] .name")).to_have_text("建议交负责人")

    await page.locator('[data-act="check"]').click()
    weak = page.locator("[data-weakening]")
    await expect(weak).to_contain_text("联名6人")
    await expect(weak).to_contain_text("4.1.2.1-b")
    await publish(head, "试行")
    await expect(page.locator("[data-problem]")).to_contain_text("低于规程")
    await expect(page.locator("[data-problem]")).to_contain_text("联名6人")

    await weak.get_by_role("button", name="建议交负责人").click()
    add = editor.locator('[data-add="condition"]').first
    await ask(head, add, "joint_count", at_most=5)
    await ask(head, add, "is_key", yes=False)
    await expect(editor).to_contain_text("联名人数 ≤ 5")
    await page.locator('[data-act="check"]').click()
    await expect(page.locator("[data-check]")).to_contain_text("可以发布")
    await page.locator('[data-tab="replay"]').click()
    await page.get_by_role("button", name="回放", exact=True).click()
    await expect(page.locator("[data-replay]")).to_contain_text(re.compile(r"看了 \d+ 件"))
    await publish(head, "建议一律由负责人亲自办理")
    await expect(page.locator(".head")).to_contain_text("生效")
    await expect(page.locator('[data-act="publish"]')).to_have_count(0)

    await page.locator('[data-tab="try"]').click()
    await page.locator('[data-field="try_words"]').fill("能不能装个长椅")
    await page.locator('[data-field="try_kind"]').select_option("suggestion")
    await page.locator('[data-field="try_joint"]').fill("6")
    await page.get_by_role("button", name="试算", exact=True).click()
    await expect(page.locator("[data-person]").first).to_contain_text("物业服务中心负责人")
    await expect(page.locator("[data-story]")).to_contain_text("此处6人")
