"""Routing rules over HTTP: reading, drafting, publishing, trying, and what is refused."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.routing.default_rules import DEFAULT_RULES
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.routing.conftest import Caller

LEAKS: dict[str, Any] = {
    "id": "leaks",
    "name": {"zh": "漏水", "en": "Leaks"},
    "stage": "department",
    "when": {
        "test": "all",
        "of": [{"test": "kind", "one_of": ["help"]}, {"test": "words", "any_of": ["漏水"]}],
    },
    "then": {"department": "engineering"},
    "clause": "4.2.1-a",
}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["code"] == code
    assert told["reason"]["zh"]
    assert told["reason"]["en"]
    return told


async def drafted(head: Caller, *stored: dict[str, Any]) -> int:
    answer = await head.post("/versions", {"rules": list(stored)})
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["number"]
    return number


async def published(head: Caller, *stored: dict[str, Any]) -> int:
    number = await drafted(head, *stored)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **{"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    return number


async def test_anyone_reads_the_rules_in_force(desk: Caller) -> None:
    answer = await desk.get()
    assert answer.status_code == 200
    told = answer.json()
    assert (told["number"], told["count"], len(told["rules"])) == (0, len(DEFAULT_RULES), len(DEFAULT_RULES))
    assert told["state_label"] == {"zh": "生效", "en": "In force"}


async def test_a_version_goes_from_draft_to_force(head: Caller, desk: Caller, clock: SettableClock) -> None:
    number = await drafted(head, LEAKS)
    quiet = LEAKS | {"in_use": False}
    written = await head.put(
        f"/versions/{number}/rules", {"rules": [LEAKS, quiet | {"id": "quiet"}]}, **{"If-Match": '"1"'}
    )
    assert written.status_code == 200, written.text
    assert written.headers["etag"] == '"2"'
    assert (await desk.get()).json()["number"] == 0
    clock.advance(hours=1)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "雨季"}, **{"If-Match": '"2"'})
    told = answer.json()
    assert (answer.status_code, told["state"], told["reason"]) == (200, "published", "雨季")
    now = (await desk.get()).json()
    assert (now["number"], now["count"], now["version"]) == (number, 2, 3)
    assert now["rules"] == told["rules"]


async def test_versions_are_listed_the_latest_first_page_by_page(head: Caller) -> None:
    for _ in range(3):
        await published(head, LEAKS)
    first = (await head.get("/versions?limit=2")).json()
    rest = (await head.get(f"/versions?limit=2&cursor={first['next_cursor']}")).json()
    told = [(each["number"], each["state"]) for each in first["items"] + rest["items"]]
    assert told == [(3, "published"), (2, "superseded"), (1, "superseded")]
    assert rest["next_cursor"] is None
    assert "rules" not in first["items"][0]
    one = (await head.get("/versions/2")).json()
    assert [each["id"] for each in one["rules"]] == ["leaks"]


@pytest.mark.parametrize(
    "role",
    [
        Role.FRONT_DESK,
        Role.AREA_CUSTOMER_MANAGER,
        Role.SECURITY_DUTY_SUPERVISOR,
        Role.PATROL_GUARD,
        Role.GROUP_VIEWER,
    ],
)
async def test_only_head_centre_manager_and_administrator_write_rules(
    client: httpx.AsyncClient, centre: SmallCentre, head: Caller, role: Role
) -> None:
    number = await drafted(head, LEAKS)
    other = Caller(client, centre, role)
    match = {"If-Match": '"1"'}
    for answer in (
        await other.post("/versions", {"rules": [LEAKS]}),
        await other.put(f"/versions/{number}/rules", {"rules": [LEAKS]}, **match),
        await other.post(f"/versions/{number}/publish", {"reason": "试行"}, **match),
        await other.post("/dry-run", {"facts": {}}),
    ):
        problem(answer, 403, "not_your_post")


@pytest.mark.parametrize("role", [Role.CENTRE_MANAGER, Role.ADMINISTRATOR])
async def test_centre_manager_and_administrator_publish_too(
    client: httpx.AsyncClient, centre: SmallCentre, role: Role
) -> None:
    assert await published(Caller(client, centre, role), LEAKS) == 1


async def test_an_edit_names_the_version_it_saw(head: Caller) -> None:
    number = await drafted(head, LEAKS)
    path = f"/versions/{number}"
    problem(await head.put(f"{path}/rules", {"rules": [LEAKS]}), 428, "version_needed")
    problem(await head.post(f"{path}/publish", {"reason": "试行"}), 428, "version_needed")
    assert (await head.put(f"{path}/rules", {"rules": []}, **{"If-Match": '"1"'})).status_code == 200
    told = problem(
        await head.post(f"{path}/publish", {"reason": "试行"}, **{"If-Match": '"1"'}),
        412,
        "changed_meanwhile",
    )
    assert told["current"] == {"version": 2}


async def test_a_second_draft_is_pointed_to_the_first(head: Caller) -> None:
    await drafted(head, LEAKS)
    told = problem(await head.post("/versions", {"rules": [LEAKS]}), 409, "draft_exists")
    assert told["next_action"]["action"] == "write_rule_draft"


async def test_a_published_version_cannot_be_changed(head: Caller) -> None:
    number = await published(head, LEAKS)
    answer = await head.put(f"/versions/{number}/rules", {"rules": []}, **{"If-Match": '"2"'})
    problem(answer, 409, "not_a_draft")


async def test_a_set_that_names_an_unknown_topic_is_refused_with_the_place(head: Caller) -> None:
    pool = {"id": "pool", "stage": "topic", "then": {"topic": "pool"}}
    number = await drafted(head, LEAKS | pool)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **{"If-Match": '"1"'})
    told = problem(answer, 422, "rule_names_unknown")
    assert [each["where"] for each in told["errors"]] == ["rules.pool.then.topic"]
    assert (await head.get()).json()["number"] == 0


async def test_the_same_key_begins_and_publishes_once(head: Caller) -> None:
    key = {"Idempotency-Key": "draft-0001"}
    first = await head.post("/versions", {"rules": [LEAKS]}, **key)
    again = await head.post("/versions", {"rules": [LEAKS]}, **key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    publish = {"If-Match": '"1"', "Idempotency-Key": "publish-0001"}
    once = await head.post("/versions/1/publish", {"reason": "试行"}, **publish)
    twice = await head.post("/versions/1/publish", {"reason": "试行"}, **publish)
    assert (once.status_code, twice.status_code) == (200, 200)
    assert once.json() == twice.json()


async def test_another_centres_version_is_not_there(
    head: Caller, client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock
) -> None:
    number = await drafted(head, LEAKS)
    other = await small_centre(session, clock(), "别处")
    await session.commit()
    stranger = Caller(client, other, Role.HEAD_OF_CUSTOMER_SERVICE)
    match = {"If-Match": '"1"'}
    problem(await stranger.get(f"/versions/{number}"), 404, "not_found")
    problem(await stranger.put(f"/versions/{number}/rules", {"rules": []}, **match), 404, "not_found")
    problem(await stranger.post(f"/versions/{number}/publish", {"reason": "试行"}, **match), 404, "not_found")
    problem(await stranger.post("/dry-run", {"facts": {}, "number": number}), 404, "not_found")
    problem(await stranger.post("/versions", {"begun_from": number}), 404, "not_found")


async def test_without_signing_in_nothing_is_shown(client: httpx.AsyncClient) -> None:
    for answer in (
        await client.get("/routing-rules"),
        await client.post("/routing-rules/advice", json={"words": "漏水"}),
    ):
        problem(answer, 401, "sign_in_first")


async def test_a_dry_run_tells_the_whole_story_in_both_languages(head: Caller) -> None:
    await published(head, LEAKS | {"id": "key", "when": {"test": "is_key"}}, LEAKS)
    facts = {"kind": "help", "words": "王小明家漏水", "received_at": "2026-04-01T19:30:00+08:00"}
    told = (await head.post("/dry-run", {"facts": facts})).json()
    assert told["rule_set_version"] == 1
    assert told["routed"]["department"] == "engineering"
    where = told["stages"][1]
    assert where["label"] == {"zh": "部门与处理人", "en": "Department and handler"}
    assert [(each["rule"], each["matched"]) for each in where["tried"]] == [("key", False), ("leaks", True)]
    assert where["tried"][0]["why"] == {
        "zh": "须为重要业户，此处非重要业户",
        "en": "must be a key resident; here: not a key resident",
    }
    assert where["adds"] == {"zh": "部门：工程", "en": "department: Engineering"}
    assert "王小明" not in str(told)


async def test_a_dry_run_tries_a_draft_or_rules_not_stored_at_all(head: Caller) -> None:
    number = await drafted(head, LEAKS)
    facts = {"kind": "help", "words": "漏水"}
    of_draft = (await head.post("/dry-run", {"facts": facts, "number": number})).json()
    assert of_draft["rule_set_version"] == number
    assert of_draft["stages"][1]["tried"][0]["rule"] == "leaks"
    night = LEAKS | {"when": {"test": "desk_open", "yes": False}}
    at = {"received_at": "2026-04-01T23:00:00+08:00"}
    given = (await head.post("/dry-run", {"facts": facts | at, "rules": [night]})).json()
    assert given["routed"]["department"] == "engineering"
    answer = await head.post("/dry-run", {"facts": facts, "rules": [night], "number": number})
    problem(answer, 422, "malformed")


async def test_advice_names_value_reason_and_words(desk: Caller) -> None:
    told = (await desk.post("/advice", {"words": "请问楼道里这股煤气味要紧吗"})).json()
    assert told["kind"]["value"] == "help"
    assert told["emergency"]["label"] == {"zh": "燃气泄漏", "en": "Gas leak"}
    assert told["department"]["value"] == "security"
    assert told["emergency"]["because"] == {"zh": "燃气异味", "en": "Smell of gas"}
    assert "煤气味" in told["emergency"]["words"]
    assert told["topic"] is None
    challenge = (await desk.post("/advice", {"words": "物业费凭什么涨"})).json()
    assert (challenge["kind"]["value"], challenge["topic"]["label"]["zh"]) == ("challenge", "收费")


def deep(levels: int) -> str:
    return '{"test":"not","of":' * levels + '{"test":"always"}' + "}" * levels


MALFORMED: list[tuple[str, Any]] = [
    ("/versions", {"rules": [LEAKS | {"then": {"skip_desk": True}}]}),
    ("/versions", {"rules": [LEAKS | {"when": {"test": "mood"}}]}),
    ("/versions", {"rules": [LEAKS | {"clause": "-".join(("9.9.9", "z"))}]}),
    ("/versions", {"rules": [LEAKS, LEAKS]}),
    ("/versions", {"rules": [LEAKS | {"id": f"r{n}"} for n in range(1001)]}),
    ("/versions", {"rules": "none"}),
    ("/versions", {"begun_from": 0}),
    ("/versions", {"begun_from": 10**12}),
    ("/dry-run", {"facts": {"kind": "riot"}}),
    ("/dry-run", {"facts": {"received_at": "2026-04-01T19:30:00"}}),
    ("/dry-run", {"facts": {"received_at": "0001-01-01T00:00:00+14:00"}}),
    ("/dry-run", {"facts": {"received_at": "9999-12-31T23:59:59-14:00"}}),
    ("/dry-run", {"facts": {"words": "水" * 4001}}),
    ("/dry-run", {"facts": {"words": "水\u0000"}}),
    ("/dry-run", {}),
    ("/advice", {"words": ""}),
    ("/advice", {"words": "水" * 4001}),
    ("/advice", {"words": ["漏水"]}),
]


@pytest.mark.parametrize(("path", "body"), MALFORMED)
async def test_what_is_malformed_is_told_where(head: Caller, path: str, body: Any) -> None:
    told = problem(await head.post(path, body), 422, "malformed")
    assert told["errors"]


@pytest.mark.parametrize("levels", [10, 300, 5000])
async def test_however_deep_a_condition_is_nested_the_answer_is_a_problem(
    client: httpx.AsyncClient, centre: SmallCentre, levels: int
) -> None:
    rule = '{"id":"r","name":{"zh":"深","en":"deep"},"stage":"notice","then":{},"clause":"4.2.1-b","when":'
    answer = await client.post(
        "/routing-rules/dry-run",
        content='{"facts":{},"rules":[' + rule + deep(levels) + "}]}",
        headers=centre.signed_in(Role.CENTRE_MANAGER) | {"Content-Type": "application/json"},
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
