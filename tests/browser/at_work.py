"""What colleagues do with a matter, step by step; each finds what is to be done on a screen of their own."""

import re

from playwright.async_api import Locator, expect

from tests.browser.colleagues import Colleague


async def takes_in(
    desk: Colleague,
    kind: str,
    *confirmed: str,
    choices: dict[str, str],
    home: str | None = None,
    satisfied: str | None = None,
    **words: str,
) -> str:
    """The desk writes a matter down, and perhaps its answer; the number it was given."""
    await desk.go("/intake")
    await desk.page.get_by_label(kind).check(force=True)
    await desk.choose(**choices)
    if home:
        await desk.look_up(unit_id=home)
    await desk.confirm(*confirmed)
    await desk.write(**words)
    if satisfied:
        await desk.choose(satisfied=satisfied)
    await desk.press("Control+Enter")
    taken = desk.page.get_by_text(re.compile(r"已受理 \d{8}-\d{3}"))
    return (await taken.inner_text()).split()[1]


async def finds_to_do(colleague: Colleague, number: str) -> None:
    """On the screen of today stands what is owed; from there it is opened."""
    await colleague.go("/today")
    await colleague.page.locator("[data-row]", has_text=number).first.click()
    await expect(colleague.page.locator(".case > .head")).to_contain_text(number)


def task_of(colleague: Colleague, words: str) -> Locator:
    """A task on the phone's first screen, by what or where it is."""
    return colleague.page.locator(".task", has_text=words)


async def calls_back(desk: Colleague, number: str) -> None:
    """From the list of callbacks: the number, the script, and how it went in two keys."""
    await desk.go("/callbacks")
    await desk.page.locator("button.line", has_text=number).click()
    await expect(desk.page.get_by_role("group", name="常见结果")).to_be_visible()
    await desk.press("1")
    await expect(desk.page.get_by_role("button", name=re.compile("记为“满意"))).to_be_focused()
    await desk.press("Enter")
    await expect(desk.page.locator("button.line", has_text=number)).to_be_hidden()


async def files(desk: Colleague, number: str, file: str) -> None:
    """Into the owner's file, from what the day still asks for."""
    await finds_to_do(desk, number)
    await desk.does("archive", owner_file_number=file)
    await desk.sees_status("已归档")


async def finds_in_the_register(desk: Colleague, number: str) -> None:
    await desk.go("/register")
    await expect(desk.page.get_by_role("link", name=number)).to_be_visible()
