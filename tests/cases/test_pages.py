"""A page follows its own list: under another order or filter its cursor is told back, not obeyed."""

from typing import Any

import pytest

from tests.factories.matters import DESK, HEAD, Work

INQUIRY = {"kind": "inquiry", "channel": "phone", "words": "门禁卡怎么补？"}


async def _several(work: Work) -> None:
    for number in range(3):
        answer = await work.client.post(
            "/cases",
            json=INQUIRY | {"words": f"第{number}张门禁卡怎么补？"},
            headers=work.centre.signed_in(DESK),
        )
        assert answer.status_code == 201, answer.text


async def _next(work: Work, address: str, **asked: Any) -> str:
    page = await work.told(DESK, address, limit=1, **asked)
    assert page["next_cursor"], page
    return str(page["next_cursor"])


@pytest.mark.parametrize(
    "other",
    [
        {"sort": "latest", "open": True, "kind": "inquiry"},
        {"sort": "due", "open": True},
        {"sort": "due", "open": True, "kind": "help"},
        {"sort": "due", "open": True, "kind": "inquiry", "q": "门禁"},
    ],
)
async def test_a_cursor_is_followed_under_its_own_order_and_filter_alone(
    work: Work, other: dict[str, Any]
) -> None:
    await _several(work)
    asked = {"sort": "due", "open": True, "kind": "inquiry"}
    cursor = await _next(work, "/cases", **asked)
    second = await work.told(DESK, "/cases", cursor=cursor, limit=2, **asked)  # a page may be longer
    assert len(second["items"]) == 2
    refused = await work.ask(DESK, "/cases", cursor=cursor, **other)
    told = refused.json()
    assert (refused.status_code, told["code"]) == (422, "cursor_of_another_list")
    assert told["errors"][0]["where"] == "query.cursor"
    assert "cursor" in told["next_action"]["en"]


async def test_a_cursor_of_one_list_is_not_one_of_another(work: Work) -> None:
    await _several(work)
    cursor = await _next(work, "/cases", sort="latest")
    refused = await work.ask(HEAD, "/supervision/board/unassigned", cursor=cursor)
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("address", "asked", "allowed"),
    [
        ("/cases", {"flag": "x"}, "sensitive"),
        ("/cases", {"kind": "x"}, "inquiry"),
        ("/cases", {"status": "x"}, "pending_desk"),
        ("/cases", {"role": "x"}, "front_desk"),
        ("/cases", {"topic": "x"}, "/topics"),
        ("/duties", {"code": "x"}, "callback"),
        ("/duties", {"clause": "9.9.9"}, "/procedure/clauses"),
        ("/supervision/overdue", {"clause": "9.9.9"}, "/procedure/clauses"),
        ("/policy/changes", {"name": "x"}, "/policy"),
    ],
)
async def test_a_word_that_no_list_knows_is_told_with_those_it_knows(
    work: Work, address: str, asked: dict[str, str], allowed: str
) -> None:
    refused = await work.client.get(address, params=asked, headers=work.centre.signed_in(HEAD))
    assert refused.status_code == 422, refused.text
    [fault] = refused.json()["errors"]
    assert fault["where"].startswith(f"query.{next(iter(asked))}")
    assert allowed in fault["what"]["en"]


@pytest.mark.parametrize("address", ["/cases", "/duties", "/callbacks", "/staff", "/topics", "/policy"])
async def test_a_filter_that_a_list_does_not_have_is_told_with_those_it_has(work: Work, address: str) -> None:
    refused = await work.ask(HEAD, address, colour="red")
    told = refused.json()
    assert (refused.status_code, told["code"]) == (422, "malformed")
    assert [fault["where"] for fault in told["errors"]] == ["query.colour"]
