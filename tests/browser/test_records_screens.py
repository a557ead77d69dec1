"""What the head shows the owners and an auditor: the month's figures, and how each clause was kept."""

import re

import pytest
from playwright.async_api import Response, expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_the_report_shows_its_five_rates_with_their_parts_and_any_days(as_colleague: SignIn) -> None:
    head = await as_colleague("head")
    await head.press("g")
    await head.press("m")
    await expect(head.page.get_by_role("heading", name="报表", exact=True)).to_be_visible()
    rates = head.page.get_by_role("list", name="五项比率").get_by_role("listitem")
    await expect(rates).to_have_count(5)
    await expect(rates.first).to_contain_text("÷")
    await expect(head.page.get_by_role("table", name="按类别").get_by_role("row")).not_to_have_count(0)
    await head.page.get_by_role("button", name="前一个月").click()
    await expect(head.page).to_have_url(re.compile("from=2026-03-01&to=2026-03-31"))
    await head.page.get_by_label("到哪一天").fill("2026-04-01")
    await expect(head.page.get_by_text("2026-03-01 — 2026-04-01")).to_be_visible()


async def test_a_clauses_rate_leads_to_the_cases_behind_it(as_colleague: SignIn) -> None:
    head = await as_colleague("head")
    await head.go("/conformance?from=2026-01-01&to=2026-12-31")
    await head.page.get_by_role("button", name=re.compile("看事项")).first.click()
    dialog = head.page.get_by_role("dialog")
    await dialog.get_by_label("只看逾期的").set_checked(False)
    await dialog.get_by_role("link").first.click()
    await expect(head.page.get_by_role("heading", name=re.compile("规程履行 · "))).to_be_visible()
    await expect(head.page.get_by_text(re.compile("按期 \\d+ 项")).first).to_be_visible()
    await head.page.get_by_role("link", name="回到这件事").click()
    await head.page.get_by_role("link", name="规程履行", exact=True).last.click()
    await expect(head.page).to_have_url(re.compile("/conformance$"))


async def test_the_manager_takes_the_auditors_export_away_and_the_desk_is_not_shown_the_way(
    as_colleague: SignIn,
) -> None:
    manager = await as_colleague("manager")
    await manager.go("/conformance")
    async with manager.page.expect_download() as started:
        await manager.page.get_by_role("link", name="导出审计包").click()
    assert (await started.value).suggested_filename == "yingmen-audit.jsonl"
    desk = await as_colleague("desk")
    places = desk.page.get_by_role("navigation", name="主要去处")
    await expect(places.get_by_role("link", name="登记表")).to_be_visible()
    await expect(places.get_by_role("link", name="规程履行")).to_have_count(0)


async def test_whoever_sees_figures_alone_is_shown_nothing_else(as_colleague: SignIn) -> None:
    viewer = await as_colleague("viewer")
    page, refused = viewer.page, list[str]()

    def note(answer: Response) -> None:
        if answer.status == 403:
            refused.append(answer.url)

    page.on("response", note)
    await viewer.go("/queue")
    await expect(page.get_by_role("heading", level=1)).to_have_text("各中心报表")
    await expect(page.get_by_role("navigation", name="主要去处").get_by_role("link")).to_have_count(1)
    assert refused == []
