"""Checking a version and publishing it over HTTP: what weakens is refused, everything else is shown."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.routing.conftest import Caller
from tests.routing.test_routing_rules_over_http import LEAKS, drafted, problem, published

SUGGESTION = {"test": "kind", "one_of": ["suggestion"]}
TO_THE_HEAD: dict[str, Any] = {
    "id": "to-the-head",
    "name": {"zh": "建议交负责人", "en": "Suggestions to the head"},
    "stage": "department",
    "when": SUGGESTION,
    "then": {"handler": "head_of_customer_service"},
    "clause": "4.1.2.1-a",
}
MENDED = TO_THE_HEAD | {
    "when": {
        "test": "all",
        "of": [
            SUGGESTION,
            {"test": "joint_count", "at_most": 5},
            {"test": "is_key", "yes": False},
        ],
    }
}
ONCE = {"If-Match": '"1"'}


@pytest.mark.clause("4.1.2.1-b")
async def test_a_set_that_weakens_is_refused_with_clause_and_counter_example(head: Caller) -> None:
    number = await drafted(head, LEAKS, TO_THE_HEAD)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **ONCE)
    told = problem(answer, 409, "rules_weaken_the_procedure")
    assert told["clause"] == "4.1.2.1-b"
    assert told["errors"][0]["where"] == "rules.to-the-head"
    shown = told["counter_example"]
    assert shown["rule"] == "to-the-head"
    assert (shown["facts"]["kind"], shown["facts"]["joint_count"]) == ("suggestion", 6)
    assert "联名6人" in told["reason"]["zh"]
    assert told["next_action"]["action"] == "write_rule_draft"
    assert (await head.get()).json()["number"] == 0


@pytest.mark.clause("4.4.4-c")
async def test_a_topic_that_would_lower_the_mark_of_the_list_is_refused(head: Caller) -> None:
    pool = LEAKS | {"stage": "topic", "when": {"test": "always"}, "then": {"topic": "water"}}
    number = await drafted(head, pool)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **ONCE)
    told = problem(answer, 409, "rules_weaken_the_procedure")
    assert told["clause"] == "4.4.4-c"
    assert told["counter_example"]["facts"]["kind"] == "challenge"
    assert told["counter_example"]["facts"]["words"] in told["reason"]["zh"]


@pytest.mark.clause("4.1.2.1-b")
async def test_mended_it_is_published(head: Caller) -> None:
    number = await drafted(head, LEAKS, TO_THE_HEAD)
    seen = (await head.post(f"/versions/{number}/check", {})).json()
    assert not seen["may_be_published"]
    (weak,) = seen["weakenings"]
    assert (weak["rule"], weak["sort"], weak["clause"]) == ("to-the-head", "handler", "4.1.2.1-b")
    written = await head.put(f"/versions/{number}/rules", {"rules": [LEAKS, MENDED]}, **ONCE)
    assert written.status_code == 200
    seen = (await head.post(f"/versions/{number}/check", {})).json()
    assert (seen["may_be_published"], seen["weakenings"], seen["unproved"]) == (True, [], [])
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **{"If-Match": '"2"'})
    assert answer.status_code == 200, answer.text


async def test_a_check_tells_rules_never_followed_clashes_and_what_falls_through(head: Caller) -> None:
    narrow = LEAKS | {
        "id": "narrow",
        "when": {"test": "all", "of": [LEAKS["when"], {"test": "is_key"}]},
        "then": {"department": "security"},
    }
    nobody = LEAKS | {
        "id": "nobody",
        "when": {"test": "all", "of": [{"test": "is_key"}, {"test": "is_key", "yes": False}]},
    }
    quarrel = LEAKS | {
        "id": "quarrel",
        "when": {"test": "words", "any_of": ["漏水吵架", "打架"]},
        "then": {"department": "security"},
    }
    number = await drafted(head, LEAKS, narrow, nobody, quarrel)
    seen = (await head.post(f"/versions/{number}/check", {})).json()
    assert seen["may_be_published"]
    assert [(each["rule"], [at["rule"] for at in each["behind"]]) for each in seen["unreachable"]] == [
        ("narrow", ["leaks"]),
        ("nobody", []),
    ]
    (clash,) = seen["overlaps"]
    assert (clash["followed"]["rule"], clash["passed_over"]["rule"]) == ("leaks", "quarrel")
    assert "漏水吵架" in clash["example"]["told"]["zh"]
    assert [each["stage"] for each in seen["falls_through"]] == ["department", "topic"]
    assert (seen["overlaps_in_all"], seen["undecided"]) == (1, [])


async def test_a_check_names_what_the_centre_has_not(head: Caller) -> None:
    pool = {"id": "pool", "stage": "topic", "then": {"topic": "pool"}}
    number = await drafted(head, LEAKS | pool)
    seen = (await head.post(f"/versions/{number}/check", {})).json()
    assert [each["where"] for each in seen["unknown"]] == ["rules.pool.then.topic"]
    assert not seen["may_be_published"]


async def test_a_check_is_for_those_who_keep_the_rules_of_their_own_centre(
    head: Caller, desk: Caller, client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock
) -> None:
    number = await drafted(head, LEAKS)
    problem(await desk.post(f"/versions/{number}/check", {}), 403, "not_your_post")
    other = await small_centre(session, clock(), "别处")
    await session.commit()
    stranger = Caller(client, other, Role.HEAD_OF_CUSTOMER_SERVICE)
    problem(await stranger.post(f"/versions/{number}/check", {}), 404, "not_found")
    problem(await stranger.post(f"/versions/{number}/publish", {"reason": "试行"}, **ONCE), 404, "not_found")


async def test_of_two_who_publish_at_once_one_is_told_that_it_changed(
    own_database: Database, own_client: httpx.AsyncClient, clock: SettableClock
) -> None:
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock())
    head = Caller(own_client, centre, Role.HEAD_OF_CUSTOMER_SERVICE)
    manager = Caller(own_client, centre, Role.CENTRE_MANAGER)
    number = await drafted(head, LEAKS)
    answers = await asyncio.gather(
        *(each.post(f"/versions/{number}/publish", {"reason": "试行"}, **ONCE) for each in (head, manager))
    )
    assert sorted(each.status_code for each in answers) == [200, 412]
    states = [each["state"] for each in (await head.get("/versions")).json()["items"]]
    assert states == ["published"]


async def test_a_limit_that_the_policy_does_not_grant_is_refused_until_it_is_shorter(head: Caller) -> None:
    def arrives(minutes: int) -> dict[str, Any]:
        due = [{"setting": "arrive", "amount": minutes}]
        return LEAKS | {"id": "pace", "stage": "pace", "then": {"due": due, "priority": "urgent"}}

    number = await drafted(head, arrives(31))
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **ONCE)
    assert problem(answer, 409, "rules_weaken_the_procedure")["clause"] == "4.2.4-a"
    await head.put(f"/versions/{number}/rules", {"rules": [arrives(10)]}, **ONCE)
    answer = await head.post(f"/versions/{number}/publish", {"reason": "试行"}, **{"If-Match": '"2"'})
    assert answer.status_code == 200
    facts = {"kind": "help", "words": "漏水"}
    routed = (await head.post("/dry-run", {"facts": facts})).json()["routed"]
    assert (routed["due"], routed["priority"]) == ({"arrive": 10}, "urgent")


async def test_published_rules_are_told_as_they_were(head: Caller) -> None:
    number = await published(head, MENDED)
    told = (await head.get(f"/versions/{number}")).json()
    assert told["rules"][0]["then"]["handler"] == "head_of_customer_service"
