"""The browser that all other browser tests stand on."""

import pytest
from playwright.async_api import async_playwright

from tests.browser.chromium import chromium

pytestmark = pytest.mark.browser

INK = """
words => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const pen = canvas.getContext('2d')
  pen.font = '48px sans-serif'
  return words.map(word => {
    pen.clearRect(0, 0, 64, 64)
    pen.fillText(word, 4, 52)
    return pen.getImageData(0, 0, 64, 64).data.join()
  })
}
"""


async def test_it_shows_chinese_letters_and_the_time_of_the_centre() -> None:
    path, arguments, environment = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments, env=environment)
        context = await browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        page = await context.new_page()
        door, gate, unknown = await page.evaluate(INK, ["应", "门", "\U000f0000"])
        assert len({door, gate, unknown}) == 3, "each letter has a shape of its own"
        assert await page.evaluate("new Date(0).getHours()") == 8
        await browser.close()
