"""An empty centre: its administrator is led from nothing to the first matter taken in."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.founding import Founder, found
from tests.browser.at_work import takes_in
from tests.browser.colleagues import Colleague
from tests.browser.conftest import SignIn, doors_of, settings_for
from tests.browser.house import House, opened_at
from tests.conftest import NOON, Server

pytestmark = pytest.mark.browser

FIRST, SECOND = "a red kite over the roofs", "the kite has come down"
HOMES = "区域,楼栋,房号,类型,称呼,联系方式\n东区,1栋,101,业主,张女士,13800000021\n东区,1栋,102,,,\n"


@pytest.fixture
async def empty_house(server: Server, tmp_path: Path) -> AsyncIterator[House]:
    async with server.copy(f"{server.template}_empty") as database:
        settings = settings_for(tmp_path, database)
        await found(settings, Founder("何管理", "he", FIRST, "新苑"), NOON)
        async with opened_at(NOON, settings, database, {"he": FIRST, "qian": FIRST}) as opened:
            yield opened


@pytest.fixture
async def into_the_empty_house(browser: Browser, empty_house: House) -> AsyncIterator[SignIn]:
    async with doors_of(browser, empty_house) as enter:
        yield enter


async def goes_on(admin: Colleague, step: str) -> None:
    """The strip above every page says what comes next, and leads there."""
    await admin.page.get_by_role("link", name=f"下一步：{step}").click()


async def adds(admin: Colleague, button: str) -> None:
    await admin.page.get_by_role("button", name=button).click()
    await expect(admin.page.get_by_role("dialog")).to_be_visible()


async def test_an_empty_centre_is_set_up_in_six_steps_and_takes_its_first_matter_in(
    into_the_empty_house: SignIn,
) -> None:
    admin = await into_the_empty_house("he")
    page = admin.page

    await goes_on(admin, "责任区域")
    await adds(admin, "增加区域")
    await admin.write(name="东区")
    await admin.finish()

    await goes_on(admin, "楼栋")
    await page.get_by_role("link", name="从表格导入").click()
    await page.get_by_label("表格文件").set_input_files(
        {"name": "业户.csv", "mimeType": "text/csv", "buffer": HOMES.encode()}
    )
    await page.get_by_role("button", name="全部导入").click()
    await expect(page.get_by_text("已导入")).to_be_visible()

    await goes_on(admin, "人员")
    await adds(admin, "增加人员")
    await admin.write(name="钱前台", login="qian", password=FIRST)
    await admin.finish()

    await goes_on(admin, "任职")
    await adds(admin, "任命")
    await admin.look_up(person_id="钱前台")
    await admin.choose(role="front_desk")
    await admin.finish()
    await expect(page.get_by_role("row", name=re.compile("钱前台.*客服前台"))).to_be_visible()

    await goes_on(admin, "前台上班时间")
    monday = page.get_by_role("group", name="周一")
    await monday.get_by_label("开放").fill("08:30")
    await monday.get_by_label("关闭").fill("18:00")
    await page.get_by_role("button", name="各天同周一").click()
    await page.get_by_label("调整原因").fill("开张")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("link", name=re.compile("下一步"))).to_be_hidden()

    desk = await comes_for_the_first_time(into_the_empty_house, "qian")
    number = await takes_in(
        desk,
        "问询",
        words="垃圾几点收？",
        choices={"channel": "phone"},
        home="1栋101",
        answer="每天早晚七点各一次。",
        satisfied="true",
    )
    assert number.endswith("-001")


async def comes_for_the_first_time(enter: SignIn, login: str) -> Colleague:
    """With the password somebody else gave, which is changed before anything else."""
    person = await enter(login)
    await person.page.get_by_label("现在的密码").fill(FIRST)
    await person.page.get_by_label("新密码", exact=True).fill(SECOND)
    await person.page.get_by_label("再输入一次").fill(SECOND)
    await person.press("Enter")
    await expect(person.page.get_by_role("heading", level=1, name="今日")).to_be_visible()
    return person
