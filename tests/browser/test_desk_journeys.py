"""From the resident on the line to the owner's file, through the screens alone."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


async def test_an_inquiry_answered_on_the_spot_is_closed_without_a_mouse(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.press("n")
    await expect(desk.page.get_by_role("heading", name="受理", exact=True)).to_be_visible()
    await expect(desk.page.locator('input[name="kind"]')).to_have_count(6)
    await desk.press("2")
    await expect(desk.field("words").locator("textarea")).to_be_focused()
    await desk.page.keyboard.type("门禁卡丢了，怎么补？")
    await desk.write(answer="带身份证到前台补办，当天可取。")
    await desk.choose(satisfied="true")
    await desk.press("Control+Enter")
    await expect(desk.page.get_by_text(re.compile("已受理 2026"))).to_be_visible()
    await desk.page.get_by_role("link", name="打开这一件").click()
    await desk.sees_status("已办结")
    await expect(desk.page.locator(".timeline")).to_contain_text("带身份证到前台补办")
    number = await desk.page.locator(".case .head .second span").first.inner_text()
    await desk.go("/register")
    await expect(desk.page.get_by_role("link", name=number)).to_be_visible()


async def test_a_suggestion_goes_from_the_desk_to_the_owners_file(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    await desk.go("/intake")
    await desk.page.get_by_label("建议").check(force=True)
    await desk.choose(channel="visit")
    await desk.write(words="南门的灯能不能换成声控的，省电。", salutation="王女士", place="南门")
    await desk.confirm("thanked", "told_will_study", "contact_asked")
    await desk.choose(contact_state="declined")
    await desk.press("Control+Enter")
    await desk.page.get_by_role("link", name="打开这一件").click()
    await desk.sees_status("已受理")
    case = re.sub(r"^.*(/cases/)", r"\1", desk.page.url)

    head = await as_colleague("head")
    await head.go(case)
    await head.does("begin_study")
    await head.sees_status("研究中")
    await head.does("decide", choices={"decision": "adopted"}, reasons="省电，居民方便，下月更换。")
    await head.begin("reply")
    await head.write(reply_text="您的建议已采纳，下月更换。")
    await head.choose(channel="on_site_oral")
    await head.finish()
    await head.does("return_sheet")
    await head.sees_status("已回单，待回访")

    await desk.go(case)
    await desk.does(
        "record_callback",
        choices={"reached": "true", "solved": "true", "satisfaction": "satisfied"},
        comments="谢谢",
    )
    await desk.does("archive", owner_file_number="南门公共-2026-01")
    await desk.sees_status("已归档")
