"""The screens' files: the front page for every address of theirs, nothing outside of their folder."""

import base64
import gzip
import hashlib
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.conftest import caller_of


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with screens that have been built."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>应门</title>", encoding="utf-8")
    (folder / "assets" / "app-1f2e.js").write_text("start()", encoding="utf-8")
    (tmp_path / "keys.json").write_text("{}", encoding="utf-8")
    return settings.model_copy(update={"screens_dir": folder})


async def ask(settings: Settings, address: str) -> httpx.Response:
    async with caller_of(create_app(settings)) as caller:
        caller.base_url = httpx.URL("https://yingmen.test")
        return await caller.get(address)


@pytest.mark.parametrize("address", ["/", "/queue", "/cases/019d0a00-0000-7000-8000-000000000001"])
async def test_every_address_of_the_screens_shows_the_front_page(built: Settings, address: str) -> None:
    answer = await ask(built, address)
    assert answer.status_code == 200
    assert "应门" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_built_files_are_kept_for_good(built: Settings) -> None:
    answer = await ask(built, "/assets/app-1f2e.js")
    assert answer.text == "start()"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_file_comes_packed_to_whoever_can_unpack_it(built: Settings) -> None:
    packed = gzip.compress(b"start() // as the build packed it")
    (built.screens_dir / "assets" / "app-1f2e.js.gz").write_bytes(packed)
    (built.screens_dir / "assets" / "app-1f2e.js.br").write_bytes(b"smaller still")
    async with caller_of(create_app(built)) as caller:
        address = "https://yingmen.test/assets/app-1f2e.js"
        plain = await caller.get(address, headers={"Accept-Encoding": "identity"})
        answer = await caller.get(address, headers={"Accept-Encoding": "gzip, deflate"})
        again = await caller.get(
            address, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]}
        )
        async with caller.stream("GET", address, headers={"Accept-Encoding": "gzip, br"}) as smallest:
            assert smallest.headers["content-encoding"] == "br"
            assert b"".join([piece async for piece in smallest.aiter_raw()]) == b"smaller still"
    assert (plain.text, answer.text) == ("start()", "start() // as the build packed it")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == plain.headers["content-type"]
    assert int(answer.headers["content-length"]) == len(packed)
    assert answer.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert (again.status_code, answer.headers["etag"] != plain.headers["etag"]) == (304, True)


@pytest.mark.parametrize("address", ["/assets/gone.js", "/favicon.ico", "/api/v1/nowhere", "/api"])
async def test_what_is_not_there_is_not_the_front_page(built: Settings, address: str) -> None:
    answer = await ask(built, address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("address", ["/../keys.json", "/%2e%2e/keys.json", "/assets/..%2f..%2fkeys.json"])
async def test_nothing_outside_of_the_folder_is_shown(built: Settings, address: str) -> None:
    answer = await ask(built, address)
    assert answer.text != "{}"


async def test_no_other_page_may_frame_the_screens_or_guess_their_types(built: Settings) -> None:
    headers = (await ask(built, "/")).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


async def test_the_front_page_runs_its_own_script_and_no_other(built: Settings) -> None:
    script = "start(early)"
    page = built.screens_dir / "index.html"
    page.write_text(f"<title>应门</title><script>{script}</script>", encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (await ask(built, "/")).headers["content-security-policy"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    page.write_text("<title>应门</title>", encoding="utf-8")  # built anew while the service runs
    assert "sha256" not in (await ask(built, "/")).headers["content-security-policy"]


async def test_screens_that_were_not_built_are_not_found(settings: Settings, tmp_path: Path) -> None:
    answer = await ask(settings.model_copy(update={"screens_dir": tmp_path / "none"}), "/")
    assert answer.status_code == 404
