"""A draft of the rules over past cases: which would have gone elsewhere, and why."""

import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.procedure.vocabulary import Role
from tests.factories.matters import DESK, HEAD, Work

HELP = {"test": "kind", "one_of": ["help"]}
COPIES = """
INSERT INTO cases
SELECT (jsonb_populate_record(NULL::cases, to_jsonb(c) || jsonb_build_object(
           'id', gen_random_uuid(), 'number', NULL, 'facts', c.facts,
           'recorded_at', c.recorded_at + n * interval '1 second'))).*
  FROM cases c, generate_series(1, :many) n
 WHERE c.centre_id = :centre
"""


def rule(**said: Any) -> dict[str, Any]:
    return {
        "id": "leaks",
        "name": {"zh": "漏水", "en": "Leaks"},
        "stage": "department",
        "when": {"test": "all", "of": [HELP, {"test": "words", "any_of": ["漏水"]}]},
        "then": {"department": "engineering"},
        "clause": "4.2.1-a",
    } | said


async def drafted(work: Work, *rules: dict[str, Any]) -> int:
    headers = work.centre.signed_in(HEAD)
    answer = await work.client.post("/routing-rules/versions", json={"rules": list(rules)}, headers=headers)
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["number"]
    return number


async def in_force(work: Work, *rules: dict[str, Any]) -> None:
    number = await drafted(work, *rules)
    headers = work.centre.signed_in(HEAD) | {"If-Match": '"1"'}
    address = f"/routing-rules/versions/{number}/publish"
    answer = await work.client.post(address, json={"reason": "试行"}, headers=headers)
    assert answer.status_code == 200, answer.text


async def helped(work: Work, words: str, **further: Any) -> Any:
    body = {"kind": "help", "place": "3栋", "words": words, "channel": "phone"} | further
    headers = work.centre.signed_in(DESK)
    answer = await work.client.post("/cases", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def replayed(work: Work, number: int, role: Role = HEAD, **asked: Any) -> Any:
    now = work.clock()
    span = {
        "recorded_from": (now - timedelta(days=1)).isoformat(),
        "recorded_to": (now + timedelta(days=1)).isoformat(),
    }
    headers = work.centre.signed_in(role)
    address = f"/routing-rules/versions/{number}/replay"
    return await work.client.post(address, json=span | asked, headers=headers)


async def test_a_replay_tells_which_cases_would_go_elsewhere_and_why(work: Work) -> None:
    await in_force(work, rule())
    leak = await helped(work, "厨房漏水")
    await helped(work, "有人吵架")
    moved = rule(then={"department": "security"})
    noise = rule(
        id="noise",
        name={"zh": "吵闹", "en": "Noise"},
        when={"test": "words", "any_of": ["吵"]},
        then={"department": "security"},
    )
    told = (await replayed(work, await drafted(work, noise, moved))).json()
    assert (told["examined"], told["changed"], told["left_out"]) == (2, 2, 0)
    first, second = told["items"]
    assert first["case_id"] == leak["id"]
    (found,) = first["differences"]
    assert found["before"]["adds"] == {"zh": "部门：工程", "en": "department: Engineering"}
    assert found["after"]["adds"] == {"zh": "部门：安防", "en": "department: Security"}
    assert found["why"]["zh"] == "这条规则要求的内容变了"
    (found,) = second["differences"]
    assert (found["before"]["rule"], found["after"]["rule"]) == (None, "noise")
    assert found["why"]["zh"] == "新规则符合：原话提到吵"
    assert {(each["before"]["en"], each["cases"]) for each in told["ways"]} == {
        ("department: Engineering", 1),
        ("nothing is added", 1),
    }


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ((), "新规则中没有或停用了这条"),
        ((rule(in_use=False),), "新规则中没有或停用了这条"),
        (
            (
                rule(
                    id="any",
                    name={"zh": "一切", "en": "Anything"},
                    when={"test": "always"},
                    then={"department": "security"},
                ),
                rule(),
            ),
            "另一条规则排在它前面",
        ),
        ((rule(when={"test": "desk_open", "yes": False}),), "须为前台已下班，此处前台在上班"),
    ],
)
async def test_it_says_why_the_rule_of_before_is_followed_no_more(
    work: Work, draft: tuple[dict[str, Any], ...], why: str
) -> None:
    await in_force(work, rule())
    await helped(work, "厨房漏水")
    told = (await replayed(work, await drafted(work, *draft))).json()
    assert [each["differences"][0]["why"]["zh"] for each in told["items"]] == [why]


async def test_a_case_is_asked_by_what_its_rules_saw_when_it_came(work: Work) -> None:
    """Marks and topic that the rules themselves gave it do not stand in the way of asking again."""
    marks = rule(id="marks", stage="topic", then={"flags": ["dispute"]})
    await in_force(work, marks, rule())
    await helped(work, "厨房漏水")
    same = (await replayed(work, await drafted(work, marks, rule()))).json()
    assert (same["examined"], same["changed"]) == (1, 0)


async def test_sort_of_place_and_building_of_a_home_are_known_to_the_rules(work: Work) -> None:
    at_home = rule(
        when={
            "test": "all",
            "of": [
                {"test": "place_kind", "one_of": ["residential"]},
                {"test": "building", "one_of": [str(work.centre.building)]},
            ],
        }
    )
    await in_force(work, at_home)
    made = await helped(work, "请来看看", unit_id=str(work.centre.unit))
    told = await work.told(HEAD, f"/cases/{made['id']}")
    assert [each["rule"] for each in told["routing"]["matched"]] == ["leaks"]
    assert "asked" not in told["routing"]


async def test_a_thousand_past_cases_and_more_in_parts(
    work: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.cases.replay_routes.MOST_EXAMINED", 1_000)
    await in_force(work, rule())
    await helped(work, "厨房漏水")
    await helped(work, "有人吵架")
    await work.session.execute(text(COPIES), {"many": 749, "centre": work.centre.id})
    await work.session.commit()
    number = await drafted(work, rule(then={"department": "security"}))
    started = time.perf_counter()
    parts = [(await replayed(work, number, show=10)).json()]
    first = time.perf_counter() - started
    while parts[-1]["next_cursor"]:
        parts.append((await replayed(work, number, show=10, cursor=parts[-1]["next_cursor"])).json())
    with capsys.disabled():
        print(f"\n1,000 past cases replayed in {first * 1e3:.0f} ms")
    assert [(each["examined"], each["changed"], len(each["items"])) for each in parts] == [
        (1_000, 500, 10),
        (500, 250, 10),
    ]
    assert len({each["case_id"] for part in parts for each in part["items"]}) == 20


async def test_a_replay_is_for_those_who_keep_the_rules_of_their_own_centre(work: Work) -> None:
    await helped(work, "厨房漏水")
    number = await drafted(work, rule())
    assert (await replayed(work, number, DESK)).status_code == 403
    other = await work.elsewhere()
    assert (await replayed(other, number)).status_code == 404
    theirs = await drafted(other, rule())
    assert (await replayed(other, theirs)).json()["examined"] == 0
    assert (await replayed(work, number, against=999)).status_code == 404
    assert (await replayed(work, number, cursor="here")).status_code == 422
    backwards: dict[str, Any] = {
        "recorded_from": "2026-02-01T00:00:00Z",
        "recorded_to": "2026-01-01T00:00:00Z",
    }
    assert (await replayed(work, number, **backwards)).status_code == 422
