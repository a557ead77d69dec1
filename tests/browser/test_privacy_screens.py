"""A resident asks about the own data, the head decides; whoever looks at a number is on record."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_a_request_is_taken_down_decided_and_answered_with_a_copy(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/privacy")
    await desk.page.get_by_role("button", name="记下请求").click()
    await desk.field("resident_id").get_by_role("combobox").click()
    await desk.page.get_by_role("option").first.click()
    await desk.choose(kind="export")
    await desk.write(details="想看登记了哪些内容")
    await desk.finish()
    await expect(desk.page.get_by_text("想看登记了哪些内容")).to_be_visible()
    await expect(desk.page.get_by_role("button", name="作出决定")).to_have_count(0)

    head = await as_colleague("head")
    await head.go("/privacy")
    await head.page.get_by_role("button", name="作出决定").first.click()
    await head.choose(granted="true")
    await head.write(reason="业户本人到场")
    await head.finish()
    async with head.page.expect_download() as started:
        await head.page.get_by_role("button", name="取副本").first.click()
    assert (await started.value).suggested_filename.endswith(".json")


async def test_who_sees_a_number_in_full_says_why_and_is_on_record(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go(await case_with_contact(desk))
    await desk.page.get_by_role("button", name="看完整号码").click()
    await desk.choose(reason="callback")
    dialog = desk.page.get_by_role("dialog")
    await dialog.locator('button[type="submit"]').click()
    await expect(dialog.locator("code")).to_have_text(re.compile(r"\d{6,}"))
    await dialog.get_by_role("button", name="好了").click()

    head = await as_colleague("head")
    await head.go("/privacy?from=2026-01-01&to=2026-12-31")
    row = head.page.get_by_role("row", name=re.compile("陈晓雯.*回访业户"))
    await expect(row).to_be_visible()


async def case_with_contact(desk: Colleague) -> str:
    found: str = await desk.page.evaluate(
        """async () => {
          const rows = await (await fetch('/api/v1/cases?sort=latest&limit=50')).json()
          for (const { id } of rows.items) {
            const told = await (await fetch(`/api/v1/cases/${id}`)).json()
            if (told.resident.contact) return id
          }
        }"""
    )
    return f"/cases/{found}"
