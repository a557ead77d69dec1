"""How a first view feels on a slow phone, and how a long list scrolls: `python -m tests.load.pages`.

Writes its parts of docs/bench.md, from the built screens in a real browser. Figures, not assertions.
"""

import asyncio
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from pydantic import SecretStr

from app.database import embedded, migrations
from app.database.session import Database
from app.demo.filling import fill, sign_ins_file
from app.settings import Settings
from tests.browser.chromium import chromium
from tests.browser.colleagues import DESK, PHONE
from tests.browser.service import HERE, Service
from tests.load.bench import write_part

RUNS = 5
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
"""Chrome's own "Slow 4G": each request waits 562.5 ms, 1.44 Mbit/s down, 0.675 up."""
WANTED_SECONDS, WANTED_SHIFT, WANTED_TASK = 3.5, 0.05, 50
ROWS = 200
DIST = Path(__file__).parents[2] / "frontend" / "dist"
WEIGHT, FIRST, SCROLL = "## How heavy a page is", "## A first view on a slow phone", "## A long list"
WATCH = """
() => {
  window.shift = 0; window.long = []
  new PerformanceObserver(list => { for (const each of list.getEntries())
    if (!each.hadRecentInput) window.shift += each.value
  }).observe({type: 'layout-shift', buffered: true})
  new PerformanceObserver(list => { for (const each of list.getEntries()) window.long.push(each.duration) })
    .observe({type: 'longtask', buffered: false})
}
"""
ROLL = """
() => new Promise(done => {
  const inner = [...document.querySelectorAll('*')]
    .filter(each => each.scrollHeight > each.clientHeight + 400)
    .filter(each => /auto|scroll/.test(getComputedStyle(each).overflowY))
  const box = inner.at(-1) ?? document.scrollingElement
  let frames = 0, last = performance.now(), slowest = 0
  const step = now => {
    slowest = Math.max(slowest, now - last); last = now; frames += 1
    box.scrollTop += 60
    if (box.scrollTop + box.clientHeight < box.scrollHeight - 1 && frames < 2000) requestAnimationFrame(step)
    else setTimeout(() => done({frames, slowest, height: box.scrollHeight}), 300)
  }
  requestAnimationFrame(step)
})
"""


@dataclass(frozen=True)
class View:
    """A first view, whose it is, and what must be there for it to be of use."""

    name: str
    path: str
    login: str
    usable: str


VIEWS = (
    View("phone, my tasks", "/patrol", "guard", 'a[href="/patrol/new/help"]'),
    View("phone, help", "/patrol/new/help", "guard", 'button[type="submit"]'),
)


def main() -> None:
    write_part(WEIGHT, weights())
    with tempfile.TemporaryDirectory(prefix="yingmen-") as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            asyncio.run(_measure(Path(folder), server.dsn, server.url()))
        finally:
            server.stop()


def weights() -> list[str]:
    """What the build weighed."""
    told: dict[str, dict[str, int]] = json.loads((DIST / "weights.json").read_text(encoding="utf-8"))
    lines = [
        "Gzip of the JavaScript that a first view loads, as `frontend/dist/weights.json` has it after each",
        "build; the build fails where one is heavier than it may be. Wanted: at most 60 KB on a phone,",
        "100 KB at a desk.",
        "",
        "| page | KB | may be | |",
        "|---|---|---|---|",
    ]
    for page, weighed in told.items():
        kilobytes, most = weighed["bytes"] / 1024, 100 if page.startswith("desk") else 60
        met = "ok" if kilobytes <= most else f"missed: wanted {most}"
        lines.append(f"| {page} | {kilobytes:.1f} | {weighed['budget'] / 1024:.0f} | {met} |")
    return lines


async def _measure(folder: Path, dsn: str, url: str) -> None:
    async with _opened(folder, dsn, url) as service, async_playwright() as playwright:
        path, arguments, environment = chromium()
        browser = await playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        first = [line for view in VIEWS for line in [await _first_view(browser, service, view)]]
        write_part(FIRST, [*_head(), *first, "", _machine()])
        write_part(SCROLL, await _long_list(browser, service))
        await browser.close()


@asynccontextmanager
async def _opened(folder: Path, dsn: str, url: str) -> AsyncIterator[Service]:
    settings = Settings(
        data_dir=folder,
        database_url=SecretStr(dsn),
        log_level="error",
        password_memory_kib=8,
        password_rounds=1,
    )
    settings.make_keys()
    await migrations.upgrade(url)
    await fill(settings, lambda _: None)
    database = Database(settings.sqlalchemy_url())
    passwords = json.loads(sign_ins_file(settings).read_text(encoding="utf-8"))
    service = Service(settings, database, passwords)
    await service.start()
    yield service
    await service.stop()
    await database.close()


def _head() -> list[str]:
    return [
        f"`python -m tests.load.pages`, {datetime.now(UTC):%Y-%m-%d}: Chromium, processor {SLOWER} times",
        "slower, Chrome's Slow 4G (562.5 ms a request, 1.44 Mbit/s), nothing in any cache, signed in.",
        "From the address to the moment when the view's main button stands there;",
        f"wanted: at most {WANTED_SECONDS} s (median of {RUNS}), layout shift at most {WANTED_SHIFT}.",
        "",
        "| page | median s | each run | requests before it | KB over the wire | layout shift | |",
        "|---|---|---|---|---|---|---|",
    ]


async def _first_view(browser: Browser, service: Service, view: View) -> str:
    seen = [await _cold(browser, service, view) for _ in range(RUNS)]
    median = statistics.median(each[0] for each in seen)
    shift = max(each[1] for each in seen)
    each_run = " ".join(f"{each[0]:.2f}" for each in seen)
    met = "ok" if median <= WANTED_SECONDS and shift <= WANTED_SHIFT else "missed"
    requests, kilobytes = seen[-1][2], seen[-1][3]
    return f"| {view.name} | {median:.2f} | {each_run} | {requests} | {kilobytes:.0f} | {shift:.3f} | {met} |"


async def _cold(browser: Browser, service: Service, view: View) -> tuple[float, float, int, float]:
    """Seconds until usable, layout shift, requests until then, kilobytes received."""
    page = await _window(browser, service, view.login, PHONE)
    wire = await page.context.new_cdp_session(page)
    received, requests = [0.0], [0]
    wire.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    wire.on("Network.requestWillBeSent", lambda _: requests.append(1))
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", SLOW_4G)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = time.perf_counter()
    await page.goto(f"http://{HERE}:{service.port}{view.path}", wait_until="commit")
    await page.locator(view.usable).first.wait_for()
    seconds, asked, carried = time.perf_counter() - began, sum(requests), sum(received) / 1024
    await page.wait_for_load_state("networkidle")
    shift = float(await page.evaluate("window.shift"))
    await page.context.close()
    return seconds, shift, asked, carried


async def _window(browser: Browser, service: Service, login: str, size: Any) -> Page:
    context = await browser.new_context(
        viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="block"
    )
    await context.add_cookies(await service.cookies(login, service.port))
    await context.add_init_script(f"({WATCH})()")
    return await context.new_page()


async def _long_list(browser: Browser, service: Service) -> list[str]:
    lines = [
        f"{ROWS} cases in the queue, scrolled from the first to the last, 60 px a frame.",
        f"Wanted: no task over {WANTED_TASK} ms.",
        "",
        "| processor | rows | frames | tasks over 50 ms | longest task ms | slowest frame ms | |",
        "|---|---|---|---|---|---|---|",
    ]
    for slower in (1, SLOWER):
        page = await _window(browser, service, "desk", DESK)
        await page.route("**/api/v1/cases?*", _many)
        await page.goto(f"http://{HERE}:{service.port}/queue?sort=latest")
        await page.locator("[data-row]").nth(ROWS - 1).wait_for()
        wire = await page.context.new_cdp_session(page)
        await wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        await page.wait_for_timeout(1000)
        await page.evaluate("window.long = []")
        rolled: dict[str, float] = await page.evaluate(ROLL)
        long: list[float] = await page.evaluate("window.long")
        met = "ok" if not long else "missed"
        speed = "as it is" if slower == 1 else f"{slower} times slower"
        rows = await page.locator("[data-row]").count()
        lines.append(
            f"| {speed} | {rows} | {rolled['frames']:.0f} | {len(long)} | {max(long, default=0):.0f} "
            f"| {rolled['slowest']:.0f} | {met} |"
        )
        await page.context.close()
    return [*lines, "", _machine()]


async def _many(route: Any) -> None:
    """The service's own page, its rows over and over until there are as many as wanted."""
    answer = await route.fetch()
    page = await answer.json()
    items = page["items"]
    many = [items[at % len(items)] | {"id": f"{items[at % len(items)]['id']}-{at}"} for at in range(ROWS)]
    await route.fulfill(response=answer, json=page | {"items": many, "next_cursor": None})


def _machine() -> str:
    load = os.getloadavg()[0]
    return f"The machine ({platform.machine()}, {os.cpu_count()} cores) had a load average of {load:.1f}."


if __name__ == "__main__":
    main()
