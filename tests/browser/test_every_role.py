"""What each role comes for, on the screens it is given."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.at_work import finds_to_do, takes_in
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser

TOURS = (
    ("desk", {"日常", "处理", "记录", "值班"}),
    ("area-a", {"日常", "处理"}),
    ("head", {"日常", "处理", "记录", "值班", "监督"}),
    ("manager", {"监督", "设置"}),
    ("admin", {"设置"}),
)


async def test_a_guard_passes_an_inquiry_on_and_the_desk_takes_it_over(as_colleague: SignIn) -> None:
    guard = await as_colleague("guard", phone=True)
    await guard.page.get_by_role("link", name="转前台").tap()
    await guard.page.get_by_role("button", name="问询").tap()
    await guard.write(words="健身房的年卡怎么退？")
    await guard.choose(sure="false", refer_choice="contact_taken", contact_state="given")
    await guard.write(contact="13800000005")
    await guard.page.locator('button[type="submit"]').tap()
    await expect(guard.page.locator(".send-state")).to_contain_text("已送达")

    desk = await as_colleague("desk")
    await desk.go("/today")
    await desk.page.locator("[data-row]", has_text="健身房的年卡").first.click()
    await desk.begin("accept")
    await desk.finish()
    await desk.does("answer_at_desk", answer="年卡不退，可转让。", choices={"satisfied": "true"})
    await desk.sees_status("已办结")


async def test_the_control_room_sees_whom_to_call_and_calls_for_help(as_colleague: SignIn) -> None:
    control = await as_colleague("control", phone=True)
    await control.page.get_by_role("link", name="监控中心").tap()
    await expect(control.page.get_by_text("前台开放")).to_be_visible()
    await expect(control.page.get_by_role("link", name="1")).not_to_have_count(0)
    await control.page.get_by_role("link", name="求助").tap()
    await control.page.get_by_role("button", name="家里停电").tap()
    await control.page.get_by_role("button", name="8栋", exact=True).tap()
    await control.page.locator('button[type="submit"]').tap()
    await expect(control.page.get_by_text("已通知客服前台")).to_be_visible()


async def test_what_six_suggest_together_is_decided_by_the_centre_manager(as_colleague: SignIn) -> None:
    desk, manager = await as_colleague("desk"), await as_colleague("manager")
    number = await takes_in(
        desk,
        "建议",
        "thanked",
        "told_will_study",
        "contact_asked",
        words="我们六户都希望儿童乐园铺软垫。",
        choices={"channel": "visit", "contact_state": "declined"},
        home="1栋602",
        joint_count="6",
    )
    await finds_to_do(manager, number)
    await manager.does("begin_study")
    await manager.does("decide", choices={"decision": "adopted"}, reasons="孩子安全，列入本季。")
    await manager.sees_status("已决定")


async def test_the_first_time_with_the_phone_says_what_the_three_buttons_are_for(
    as_colleague: SignIn,
) -> None:
    engineer = await as_colleague("engineer2", phone=True)
    tour = engineer.page.get_by_role("complementary", name=re.compile("第一次来"))
    await expect(tour.get_by_role("listitem")).to_have_count(4)
    await tour.get_by_role("button", name="知道了").tap()
    await engineer.page.reload()
    await expect(engineer.page.get_by_role("heading", level=1)).to_be_visible()
    await expect(tour).to_be_hidden()


@pytest.mark.parametrize(("login", "shown"), TOURS, ids=[login for login, _ in TOURS])
async def test_the_first_time_each_is_shown_what_is_theirs(
    as_colleague: SignIn, login: str, shown: set[str]
) -> None:
    person = await as_colleague(login)
    tour = person.page.get_by_role("complementary", name=re.compile("第一次来"))
    await tour.get_by_role("button", name="看一看").click()
    told = set(await tour.locator("dt").all_inner_texts())
    assert shown <= told
    await tour.get_by_role("button", name="不用了").click()
    await person.page.reload()
    await expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    await expect(tour).to_be_hidden()
