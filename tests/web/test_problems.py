"""Problem documents: what, where, which clause, what next, in both languages, and nothing personal."""

import httpx
import pytest

from tests.web.conftest import SECRET

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("sort", "status", "code", "clause"),
    [
        ("forbidden", 403, "not_yours", "3.1-a"),
        ("conflict", 409, "too_early", "4.1.1.3-d"),
        ("incomplete", 422, "needs_words", None),
    ],
)
async def test_a_refusal_names_its_clause(
    visitor: httpx.AsyncClient, sort: str, status: int, code: str, clause: str | None
) -> None:
    refused = await visitor.get(f"/api/refused/{sort}")
    told = refused.json()
    assert (refused.status_code, refused.headers["content-type"]) == (status, PROBLEM)
    assert (told["status"], told["code"], told["clause"]) == (status, code, clause)
    assert set(told["reason"]) == {"zh", "en"}


async def test_a_refusal_says_what_to_do_instead(visitor: httpx.AsyncClient) -> None:
    told = (await visitor.get("/api/refused/forbidden")).json()
    assert told["next_action"] == {"zh": "请转交", "en": "Hand over", "action": "leave"}


async def test_what_is_still_asked_for_is_named_field_by_field(visitor: httpx.AsyncClient) -> None:
    told = (await visitor.get("/api/refused/incomplete")).json()
    assert [each["where"] for each in told["errors"]] == ["words", "place"]


@pytest.mark.parametrize(
    ("body", "where", "zh"),
    [
        ({}, "body.title", "请填写这一项"),
        ({"title": "a", "tilte": SECRET}, "body.tilte", "没有这一项"),
        ({"title": ["a"]}, "body.title", "这里要文字"),
        ({"title": SECRET * 20}, "body.title", "最多 80 个字符"),
        ({"title": "a", "at": SECRET + "x"}, "body.at", "不是有效的时间"),
        ({"title": "a", "at": "2026-04-01T10:00:00"}, "body.at", "时间须带时区"),
        ({"title": "a", "count": SECRET + "x"}, "body.count", "这里要整数"),
    ],
)
async def test_what_is_malformed_is_told_by_its_place_and_never_by_its_value(
    visitor: httpx.AsyncClient, body: object, where: str, zh: str
) -> None:
    refused = await visitor.post("/api/notes", json=body)
    [fault] = refused.json()["errors"]
    assert (refused.status_code, fault["where"], fault["what"]["zh"]) == (422, where, zh)
    assert SECRET not in refused.text


async def test_a_body_with_a_thousand_faults_gets_a_short_answer(visitor: httpx.AsyncClient) -> None:
    refused = await visitor.post("/api/notes", json={f"field{number}": 1 for number in range(1000)})
    assert len(refused.json()["errors"]) == 50


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        ("23505", 409, "already_there"),
        ("23503", 422, "unknown_reference"),
        ("22021", 422, "unstorable"),
        ("22003", 422, "unstorable"),
        ("40001", 503, "busy"),
        ("40P01", 503, "busy"),
        ("55P03", 503, "busy"),
        ("57P01", 503, "away"),
        ("53300", 503, "away"),
        ("42P01", 500, "our_fault"),
    ],
)
async def test_the_stores_troubles_are_told_without_its_words(
    visitor: httpx.AsyncClient, state: str, status: int, code: str
) -> None:
    answer = await visitor.get(f"/api/store/{state}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert ("retry-after" in answer.headers) is (status == 503)
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api/nowhere", 404, "not_found"),
        ("DELETE", "/api/list", 405, "not_possible"),
        ("GET", "/api/list?limit=0", 422, "malformed"),
        ("GET", "/api/list?limit=201", 422, "malformed"),
        ("GET", "/api/list?limit=99999999999999999999", 422, "malformed"),
        ("PATCH", "/api/notes/one", 422, "malformed"),
    ],
)
async def test_frameworks_own_refusals_are_problem_documents_too(
    visitor: httpx.AsyncClient, method: str, address: str, status: int, code: str
) -> None:
    refused = await visitor.request(method, address, headers={"If-Match": '"7"'})
    assert (refused.status_code, refused.headers["content-type"]) == (status, PROBLEM)
    assert refused.json()["code"] == code


@pytest.mark.parametrize(
    "cursor", ["x", "AAAA", "bnVsbA", "WzEsMl0", "WyJhIl0", "WyJhIiwgInQiXQ", "W1tbW1tbW1s", "猜", "=" * 40]
)
async def test_a_cursor_of_ones_own_making_is_refused(visitor: httpx.AsyncClient, cursor: str) -> None:
    refused = await visitor.get("/api/list", params={"cursor": cursor})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_cursor")


async def test_an_edit_names_the_version_it_saw(visitor: httpx.AsyncClient) -> None:
    unnamed = await visitor.patch("/api/notes/1")
    stale = await visitor.patch("/api/notes/1", headers={"If-Match": '"6"'})
    fresh = await visitor.patch("/api/notes/1", headers={"If-Match": '"7"'})
    assert [each.status_code for each in (unnamed, stale, fresh)] == [428, 412, 200]
    assert stale.json()["current"] == {"version": 7, "title": "now"}
    assert stale.headers["etag"] == '"7"'


@pytest.mark.parametrize("tag", ['"seven"', "*", '"-1"', '"99999999999"', '"7", "8"', "٧"])
async def test_a_version_that_is_none_is_malformed(visitor: httpx.AsyncClient, tag: str) -> None:
    refused = await visitor.patch("/api/notes/1", headers={b"If-Match": tag.encode()})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_version")
