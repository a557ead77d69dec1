"""What a guard wrote down reaches the service once and in order, whatever breaks on the way."""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.phones import Phone, a_phone_of_its_own, kill
from tests.browser.service import HERE, Service, service_of
from tests.browser.wire import Cut, Wire
from tests.conftest import Server
from tests.factories.files import png
from tests.load.seeds import SEEDS

pytestmark = pytest.mark.browser

RUNS = 10 if SEEDS < 100 else 2 * SEEDS
KINDS = (
    *("before", "after", "half answered", "reload", "kill"),
    *("sign-out", "clock", "two tabs", "restart", "no network"),
)
DAY = 86_400_000


@pytest.fixture(scope="module")
async def service(server: Server, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    async with service_of(server, tmp_path_factory.mktemp("faults")) as opened:
        yield opened


@pytest.fixture(scope="module")
async def wire(service: Service) -> AsyncIterator[Wire]:
    laid = Wire(service.port)
    yield laid
    await laid.take_away()


@pytest.fixture(scope="module")
async def address(wire: Wire) -> str:
    return f"http://{HERE}:{await wire.lay()}"


class Run:
    """One guard, one seed: what was saved, to be compared with what the service has."""

    def __init__(self, seed: int, service: Service, wire: Wire, address: str) -> None:
        self.kind = KINDS[seed % len(KINDS)]
        self.random = random.Random(seed)
        self.service, self.wire, self.address = service, wire, address
        self.mark = f"演练{seed}号"
        self.saved: dict[str, int] = {}

    async def capture(self, phone: Phone) -> None:
        photo = self.random.random() < 0.5
        place = f"{self.mark}-{len(self.saved)}"
        # The first one is the guard's own; the others are for whoever is on duty.
        await phone.capture(place, photo=png() if photo else None, myself=not self.saved)
        self.saved[place] = int(photo)

    def cuts(self) -> None:
        """Several requests in a row go wrong, as this kind of run has it."""
        first = {"before": Cut.BEFORE, "after": Cut.AFTER, "half answered": Cut.HALF}.get(self.kind)
        more = [self.random.choice(list(Cut)) for _ in range(self.random.randint(0, 3))]
        self.wire.cuts = deque([first or self.random.choice(list(Cut)), *more])

    async def delivered(self, phone: Phone) -> None:
        """The wire is whole again: in the end nothing waits on the phone."""
        self.wire.mend()
        for _ in range(60):
            await phone.has_network_again()
            rows = await phone.rows()
            if not rows:
                return
            await asyncio.sleep(0.25)
        raise AssertionError(f"{self.kind}: still waiting {rows}")

    def told(self) -> dict[str, object]:
        """What this run went through, for whoever counts all runs together."""
        return {
            "kind": self.kind,
            "cases": len(self.saved),
            "photos": sum(self.saved.values()),
            "requests": self.wire.seen,
            "cut": self.wire.cut,
        }

    async def check(self) -> None:
        stored = await self.service.stored(self.mark)
        assert {each["place"]: each["files"] for each in stored} == self.saved, self.kind
        assert len(stored) == len(self.saved), f"{self.kind}: doubled"


async def arrives_and_finishes(phone: Phone, run: Run) -> None:
    """Two facts of one case, both written down without a network: the order is theirs, not the wire's."""
    place = next(iter(run.saved))
    await phone.open()
    task = phone.page.locator(".task", has_text=place)
    arrive = task.locator('[data-action="arrive"]')
    await expect(arrive).to_be_visible()
    run.wire.break_off()
    await arrive.click()
    finish = task.locator('[data-action="record_result"]')
    await finish.click()
    dialog = phone.page.get_by_role("dialog")
    outcome = dialog.locator('[data-field="outcome"]')
    await expect(outcome).to_be_visible()
    if await outcome.locator("select").count():
        await outcome.locator("select").select_option("helped")
    else:
        await outcome.locator('input[value="helped"]').check(force=True)
    await dialog.locator('[data-field="result"] textarea').fill("处理好了。")
    await dialog.locator('button[type="submit"]').click()
    await expect(dialog).to_be_hidden()
    assert [row["operation"] for row in await phone.rows()] == ["act", "act"]
    run.wire.mend()
    run.cuts()
    await phone.has_network_again()
    await run.delivered(phone)
    (case,) = [each for each in await run.service.stored(run.mark) if each["place"] == place]
    events = case["events"]
    assert events.count("Arrived") == events.count("ResultRecorded") == 1, events
    assert events.index("Arrived") < events.index("ResultRecorded"), events


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(RUNS))
async def test_every_call_for_help_arrives_once_and_in_order(
    seed: int,
    browser: Browser,
    service: Service,
    wire: Wire,
    address: str,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    run = Run(seed, service, wire, address)
    wire.mend()
    wire.seen = wire.cut = 0
    try:
        await lives_through(run, browser, tmp_path)
    finally:
        for name, value in run.told().items():
            record_property(name, value)


async def lives_through(run: Run, browser: Browser, folder: Path) -> None:
    port = int(run.address.rsplit(":", 1)[1])
    cookies = await run.service.cookies("guard", port)
    if run.kind == "kill":
        await killed(run, cookies, folder)
        return
    phone = await Phone.new(browser, run.address, cookies)
    try:
        run.cuts()
        await run.capture(phone)
        await disturbed(run, phone)
        await run.capture(phone)
        await run.delivered(phone)
        await run.check()
        await phone.sets_clock(0)
        await arrives_and_finishes(phone, run)
        await run.check()
    finally:
        await phone.close()


async def disturbed(run: Run, phone: Phone) -> None:
    """What comes between, once for each kind of run."""
    match run.kind:
        case "reload":
            await phone.page.reload()
        case "sign-out":
            waiting = {row["lane"] for row in await phone.rows()}
            await phone.context.clear_cookies()
            await phone.page.goto(run.address + "/patrol")
            await phone.page.get_by_label("账号").fill("guard")
            left = {row["lane"] for row in await phone.rows()}
            # One that was just being sent may have arrived before they were out; none may be gone.
            assert left | {str(each["id"]) for each in await run.service.stored(run.mark)} >= waiting
            await phone.page.get_by_label("密码", exact=True).fill(run.service.passwords["guard"])
            await phone.page.keyboard.press("Enter")
            await expect(phone.page.get_by_role("heading", level=1, name="我的任务")).to_be_visible()
        case "clock":
            await phone.sets_clock(run.random.choice([-3, -1, 1, 3]) * DAY)
            await phone.page.reload()
        case "two tabs":
            other = Phone(phone.context, await phone.context.new_page(), phone.address)
            await other.open()
            await asyncio.gather(phone.has_network_again(), run.capture(other))
            await other.page.close()
        case "restart":
            await run.service.stop()
            await run.service.start()
        case "no network":
            await phone.page.goto(run.address + "/patrol/new/help")
            run.wire.break_off()
            await phone.page.locator('[data-field="place"] input').fill(f"{run.mark}-{len(run.saved)}")
            await phone.page.locator('button[type="submit"]').click()
            await expect(phone.page.locator(".send-state")).to_be_visible()
            await expect(phone.page.get_by_text("还没有通知到任何人")).to_be_visible()
            run.saved[f"{run.mark}-{len(run.saved)}"] = 0
            run.wire.mend()
            run.cuts()


async def killed(run: Run, cookies: list[Any], folder: Path) -> None:
    async with async_playwright() as playwright:
        phone = await a_phone_of_its_own(playwright, folder, run.address, cookies)
        run.cuts()
        await run.capture(phone)
        await kill(phone, folder)
        phone = await a_phone_of_its_own(playwright, folder, run.address, cookies)
        await run.capture(phone)
        await run.delivered(phone)
        await run.check()
        await phone.close()


async def test_the_app_starts_cold_while_the_service_is_really_stopped(
    browser: Browser, service: Service, address: str
) -> None:
    mark = "冷启动地库"
    here = f"http://{HERE}:{service.port}"
    phone = await Phone.new(browser, here, await service.cookies("guard", service.port), cold=True)
    await phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await phone.page.wait_for_function("navigator.serviceWorker.controller !== null")
    await phone.page.goto(here + "/patrol/new/help")
    await expect(phone.page.get_by_role("button", name="漏水")).to_be_visible()
    await service.stop()
    try:
        await phone.page.close()
        phone.page = await phone.context.new_page()
        await phone.open()
        await phone.capture(mark)
        untold = phone.page.get_by_role("alert").filter(has_text="还没有通知到任何人")
        await expect(untold).to_be_visible()
    finally:
        await service.start()
    await phone.has_network_again()
    await expect(phone.page.locator(".send-state")).to_contain_text("已送达")
    await expect(untold).to_be_hidden()
    stored = await service.stored(mark)
    assert len(stored) == 1
    await phone.close()
