"""The door: what cannot be read or stored never comes in, and nothing goes wrong without an answer."""

import json
from collections.abc import AsyncIterator
from traceback import format_exception

import httpx
import pytest
import structlog
from structlog.testing import capture_logs

from app.web.door import CutOff
from tests.web.conftest import SECRET

JSON = {"Content-Type": "application/json"}
PROBLEM = "application/problem+json"


async def send(visitor: httpx.AsyncClient, raw: bytes, kind: str = "application/json") -> httpx.Response:
    return await visitor.post("/api/notes", content=raw, headers={"Content-Type": kind})


async def test_what_is_well_formed_comes_in(visitor: httpx.AsyncClient) -> None:
    answer = await send(visitor, '{"title": "电梯 \\u7535 😀 NaN \\ud83d\\ude00"}'.encode())
    assert (answer.status_code, answer.json()["title"]) == (200, "电梯 电 😀 NaN 😀")


UNREADABLE = {
    "a NUL": b'{"title": "a\\u0000b"}',
    "a NUL in a name": b'{"ti\\u0000tle": "a"}',
    "half a surrogate": b'{"title": "\\ud800"}',
    "surrogates the wrong way round": b'{"title": "\\udc00\\ud800"}',
    "no UTF-8": b'{"title": "\xff\xfe"}',
    "a surrogate as UTF-8": b'{"title": "\xed\xa0\x80"}',
    "not a number": b'{"title": "a", "count": NaN}',
    "infinity": b'{"title": "a", "count": -Infinity}',
    "infinity in digits": b'{"title": "a", "count": 1e999}',
    "a number without end": b'{"title": "a", "count": ' + b"9" * 5000 + b"}",
    "lists without bottom": b"[" * 100_000 + b"]" * 100_000,
    "objects without bottom": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "half an object": b'{"title": "a"',
    "another language": b"{'title': 'a'}",
    "two objects": b'{"title": "a"} {"title": "b"}',
    "UTF-16": "{}".encode("utf-16"),
    "null": b"null",
    "a number": b"7",
    "a text": b'"text"',
    "a zero byte": b"\x00",
    "nothing": b"",
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_cannot_be_read_or_stored_is_malformed(visitor: httpx.AsyncClient, raw: bytes) -> None:
    refused = await send(visitor, raw)
    assert (refused.status_code, refused.headers["content-type"]) == (422, PROBLEM)
    assert refused.json()["code"] == "malformed"


FOREIGN = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "", "x"]


@pytest.mark.parametrize("kind", FOREIGN)
async def test_only_json_is_taken(visitor: httpx.AsyncClient, kind: str) -> None:
    refused = await send(visitor, b'{"title": "a"}', kind)
    assert (refused.status_code, refused.headers["content-type"]) == (415, PROBLEM)


@pytest.mark.parametrize("address", ["/api/list?cursor=%00", "/api/notes/%00", "/page?q=a%00b"])
async def test_an_address_with_a_nul_is_malformed(visitor: httpx.AsyncClient, address: str) -> None:
    refused = await visitor.get(address)
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed")


async def test_too_much_is_turned_away_before_it_is_read(visitor: httpx.AsyncClient) -> None:
    refused = await send(visitor, b'{"title": "' + b"a" * 1024 * 1024 + b'"}')
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


async def test_too_much_is_turned_away_also_when_it_comes_unannounced(visitor: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(1025):
            yield b"a" * 1024

    refused = await visitor.post("/api/notes", content=pieces(), headers=JSON)
    assert refused.status_code == 413


async def test_a_length_that_is_none_is_turned_away(visitor: httpx.AsyncClient) -> None:
    refused = await visitor.post("/api/notes", content=b"{}", headers=JSON | {"Content-Length": "-5"})
    assert refused.status_code == 413


async def test_files_have_a_measure_of_their_own_and_may_be_of_any_kind(visitor: httpx.AsyncClient) -> None:
    picture = {"Content-Type": "image/png"}
    taken = await visitor.put("/api/attachments/1", content=b"\x89PNG" * 1000, headers=picture)
    refused = await visitor.put("/api/attachments/1", content=b"a" * 4097, headers=picture)
    assert (taken.status_code, refused.status_code) == (200, 413)


async def test_a_fault_of_ours_is_answered_and_logged_without_anybodys_number(
    visitor: httpx.AsyncClient,
) -> None:
    with capture_logs() as lines:
        answer = await visitor.get("/api/fault")
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert answer.json()["code"] == "our_fault"
    assert SECRET not in answer.text
    logged = next(line for line in lines if line["event"] == "unexpected")
    assert logged["error"] == "ValueError"
    assert "conftest.py" in logged["way"]
    assert SECRET not in json.dumps(lines)


async def test_half_an_answer_is_cut_off_rather_than_passed_for_a_whole(visitor: httpx.AsyncClient) -> None:
    with pytest.raises(CutOff) as cut, capture_logs() as lines:
        await visitor.get("/api/half")
    assert SECRET not in "".join(format_exception(cut.value)) + json.dumps(lines)
    assert any(line["event"] == "unexpected" for line in lines)


async def test_every_answer_bears_the_name_of_its_request(visitor: httpx.AsyncClient) -> None:
    fine, wrong = await visitor.get("/api/list"), await visitor.get("/api/fault")
    assert fine.headers["x-request-id"] != wrong.headers["x-request-id"]
    assert wrong.json()["trace_id"] == wrong.headers["x-request-id"]


@pytest.mark.parametrize(("given", "kept"), [("proxy-7f3a.1234", True), ("short", False), ("a b" * 9, False)])
async def test_a_name_given_by_a_proxy_is_kept_when_it_is_one(
    visitor: httpx.AsyncClient, given: str, kept: bool
) -> None:
    answer = await visitor.get("/api/list", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given) is kept


async def test_no_cache_keeps_an_answer_of_the_api(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/api/list")).headers["cache-control"] == "no-store"
    assert "cache-control" not in (await visitor.get("/page")).headers


async def test_the_log_never_holds_what_was_searched_for(visitor: httpx.AsyncClient) -> None:
    structlog.reset_defaults()  # every level: some test before may have asked for errors alone
    with capture_logs() as lines:
        await visitor.get("/api/list", params={"q": SECRET})
    assert any(line["event"] == "request" for line in lines)
    assert SECRET not in json.dumps(lines)
