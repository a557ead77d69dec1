"""The procedure is the floor: whatever would go below it is found, and nothing else is."""

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.centre.vocabulary import Mark
from app.procedure.floor import RESTS_ON, Matter, floor_of
from app.procedure.policy import Policy
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, Role
from app.routing.checks.breaches import Weakens
from app.routing.checks.readings import ANY_MOMENT
from app.routing.checks.weakening import Weakening, breaches_of, weakenings
from app.routing.compiled import CompiledRuleSet, KnownTopic
from app.routing.decisions import route
from app.routing.facts import Moment, RoutingFacts
from tests.routing.matters import DEFAULT, PRESET_TOPICS, rule_set, rules

POLICY = Policy()


def kind(*kinds: str) -> dict[str, Any]:
    return {"test": "kind", "one_of": list(kinds)}


def says(*words: str, apart: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"test": "words", "any_of": list(words), "apart_from": list(apart)}


def both(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"test": "all", "of": list(conditions)}


def at_least(count: int) -> dict[str, Any]:
    return {"test": "joint_count", "at_least": count}


ALWAYS = {"test": "always"}
SUGGESTION, HELP = kind("suggestion"), kind("help")
FEW = {"test": "joint_count", "at_most": 5}
NOT_KEY = {"test": "is_key", "yes": False}
TO_THE_HEAD = {"handler": "head_of_customer_service"}
TO_THE_CENTRE = {"handler": "centre_manager"}


def the_one(*stored: dict[str, Any]) -> Weakening:
    verdict = weakenings(rule_set(*stored), POLICY)
    assert not verdict.unproved
    (found,) = verdict.weakenings
    real = breaches_of(rule_set(*stored), found.example, POLICY)
    assert found.breach in real
    return found


@pytest.mark.clause("4.1.2.1-a")
@pytest.mark.parametrize("post", ["front_desk", "area_customer_manager", "security_duty_supervisor"])
def test_a_suggestion_goes_to_nobody_but_the_head(post: str) -> None:
    found = the_one({"when": SUGGESTION, "then": {"handler": post}})
    assert (found.breach.sort, found.breach.clause) == (Weakens.HANDLER, "4.1.2.1-a")
    assert found.example.kind is Kind.SUGGESTION


@pytest.mark.clause("4.1.2.1-b")
def test_the_sixth_resident_is_the_counter_example_to_the_head_of_all_suggestions() -> None:
    found = the_one({"when": both(SUGGESTION, NOT_KEY), "then": TO_THE_HEAD})
    assert (found.breach.clause, found.example.joint_count) == ("4.1.2.1-b", 6)
    assert found.breach.because.en.startswith("This goes to: ")


@pytest.mark.clause("4.1.2.1-b")
def test_a_key_resident_is_the_counter_example_where_few_stand_together() -> None:
    found = the_one({"when": both(SUGGESTION, FEW), "then": TO_THE_HEAD})
    assert (found.breach.clause, found.example.is_key) == ("4.1.2.1-b", True)


@pytest.mark.clause("4.1.2.1-a")
def test_the_fifth_resident_is_the_counter_example_to_a_low_threshold() -> None:
    found = the_one({"when": both(SUGGESTION, NOT_KEY, at_least(5)), "then": TO_THE_CENTRE})
    assert (found.breach.clause, found.example.joint_count) == ("4.1.2.1-a", 5)


@pytest.mark.clause("3.1-a")
@pytest.mark.parametrize("asked", ["inquiry", "challenge"])
def test_the_desk_is_not_skipped(asked: str) -> None:
    found = the_one({"when": kind(asked), "then": {"handler": "area_customer_manager"}})
    assert found.breach.clause == "3.1-a"


@pytest.mark.clause("4.1.2.1-a", "3.1-a")
def test_only_a_call_for_help_goes_to_a_department() -> None:
    to_engineering = {"department": "engineering"}
    for asked, clause in (("suggestion", "4.1.2.1-a"), ("inquiry", "3.1-a"), ("challenge", "3.1-a")):
        found = the_one({"when": both(kind(asked), says("漏水")), "then": to_engineering})
        assert (found.breach.sort, found.breach.clause) == (Weakens.HANDLER, clause)
    found = the_one({"when": {"test": "not", "of": HELP}, "then": to_engineering})
    assert found.example.kind is Kind.SUGGESTION
    for harmless in (both(HELP, says("漏水")), says("漏水")):
        assert not weakenings(rule_set({"when": harmless, "then": to_engineering}), POLICY).weakenings


@pytest.mark.clause("4.2.2-a")
def test_in_desk_hours_the_control_room_tells_the_desk_first() -> None:
    found = the_one({"when": HELP, "then": {"handler": "security_duty_supervisor"}})
    assert found.breach.clause == "4.2.2-a"
    assert found.example.received_as is Role.CONTROL_ROOM_OPERATOR
    assert found.example.moment.desk_open


@pytest.mark.clause("4.2.1-a")
def test_no_notice_is_dropped() -> None:
    only = {"notify": ["security_duty_supervisor"], "notify_only": True}
    found = the_one({"stage": "notice", "when": both(HELP, says("漏水")), "then": only})
    assert (found.breach.sort, found.breach.clause) == (Weakens.NOTICE, "4.2.1-a")


@pytest.mark.clause("4.2.3-b")
def test_a_list_that_is_enough_for_every_day_drops_notices_in_an_emergency() -> None:
    only = {"notify": ["security_duty_supervisor", "engineering_duty_supervisor"], "notify_only": True}
    at_the_desk = {"test": "received_as", "one_of": ["front_desk"]}
    found = the_one({"stage": "notice", "when": both(HELP, at_the_desk), "then": only})
    assert (found.breach.clause, found.example.emergency is not None) == ("4.2.3-b", True)


def test_a_list_is_weighed_against_the_department_the_matter_goes_to() -> None:
    leaks = {"when": both(HELP, says("漏水")), "then": {"department": "engineering"}}
    desk = {"test": "received_as", "one_of": ["front_desk"]}
    calm = {"test": "not", "of": {"test": "emergency"}}
    only = {"notify": ["engineering_duty_supervisor"], "notify_only": True}
    told = {"stage": "notice", "when": both(HELP, desk, calm, says("漏水")), "then": only}
    assert not weakenings(rule_set(leaks, told), POLICY).weakenings
    fights = {"when": both(HELP, says("打架")), "then": {"department": "security"}}
    found = the_one(fights, leaks, told | {"id": "told"})
    assert {"漏水", "打架"} <= set(found.example.words.split("\n"))


@pytest.mark.clause("4.2.4-a")
def test_no_time_limit_is_stretched() -> None:
    slow = {"due": [{"setting": "arrive", "amount": 31}]}
    found = the_one({"stage": "pace", "when": says("漏水"), "then": slow})
    assert (found.breach.sort, found.breach.clause) == (Weakens.DUE, "4.2.4-a")
    quick = {"due": [{"setting": "arrive", "amount": 30}]}
    assert not weakenings(rule_set({"stage": "pace", "when": ALWAYS, "then": quick}), POLICY).weakenings


@pytest.mark.clause("4.2.3-b")
def test_an_emergency_is_never_called_less_pressing() -> None:
    found = the_one({"stage": "pace", "when": says("漏水"), "then": {"priority": "normal"}})
    assert (found.breach.sort, found.breach.clause) == (Weakens.PRIORITY, "4.2.3-b")
    assert found.example.emergency is not None


CHALLENGE = kind("challenge")
WATER = {"stage": "topic", "when": both(CHALLENGE, says("水")), "then": {"topic": "water"}}


@pytest.mark.clause("4.4.4-c")
def test_a_topic_of_a_rule_never_lowers_the_mark_of_the_list() -> None:
    found = the_one(WATER)
    assert (found.breach.sort, found.breach.clause) == (Weakens.MARK, "4.4.4-c")
    assert (found.example.kind, found.example.topic) == (Kind.CHALLENGE, None)
    routed = route(rule_set(WATER), found.example)
    assert (routed.topic, routed.sensitive) == ("water", True)


@pytest.mark.clause("4.4.4-c")
def test_a_topic_of_the_centres_own_that_marks_nothing_is_held_against_every_mark_of_the_list() -> None:
    unmarked = KnownTopic("dogs", Words("养犬", "Dogs"), Mark.NONE)
    dogs = {"stage": "topic", "when": says("狗"), "then": {"topic": "dogs"}}
    touchy = [topic for topic in PRESET_TOPICS if topic.mark is Mark.IMPORTANT]
    (found,) = weakenings(CompiledRuleSet(7, rules(dogs), (*touchy, unmarked)), POLICY).weakenings
    assert found.breach.because.en.endswith("the rule's own topic is marked less")
    assert "marked important in the list" in found.breach.because.en
    assert not weakenings(CompiledRuleSet(7, rules(dogs), (unmarked,)), POLICY).weakenings


@pytest.mark.parametrize(
    "mended",
    [
        {"then": {"topic": "water", "flags": ["sensitive"]}},
        {"then": {"topic": "fees"}},
        {"then": {"flags": ["important"]}},
        {"when": both(kind("inquiry"), says("水"))},
        {"when": both(CHALLENGE, says("水"), {"test": "sensitive"})},
        {"when": both(CHALLENGE, says("水"), {"test": "topic"})},
    ],
)
def test_a_rule_that_marks_as_strongly_or_marks_no_open_challenge_weakens_nothing(
    mended: dict[str, Any],
) -> None:
    assert not weakenings(rule_set(WATER | mended), POLICY).weakenings


def test_a_rule_before_it_that_catches_the_stronger_words_makes_a_topic_harmless() -> None:
    strong = [word for topic in PRESET_TOPICS if topic.mark is Mark.SENSITIVE for word in topic.words]
    before = {"stage": "topic", "when": says(*strong), "then": {"topic": "fees"}}
    assert not weakenings(rule_set(before, WATER), POLICY).weakenings
    gap = before | {"when": says(*(word for word in strong if word != "收费"))}
    assert "收费" in the_one(gap, WATER).example.words


def test_what_an_earlier_rule_catches_is_no_counter_example() -> None:
    joint = {"id": "joint", "when": both(SUGGESTION, at_least(6)), "then": TO_THE_CENTRE}
    key = {"id": "key", "when": both(SUGGESTION, {"test": "is_key"}), "then": TO_THE_CENTRE}
    rest = {"id": "rest", "when": SUGGESTION, "then": TO_THE_HEAD}
    assert not weakenings(rule_set(joint, key, rest), POLICY).weakenings
    assert the_one(rest, joint, key).breach.rule == "rest"
    seven = joint | {"when": both(SUGGESTION, at_least(7))}
    assert the_one(seven, key, rest).example.joint_count == 6


def test_a_phrase_that_means_something_else_leads_to_the_counter_example() -> None:
    water = {"when": says("水", apart=("水果",)), "then": {"department": "engineering"}}
    found = the_one(water, {"when": both(kind("inquiry"), says("水")), "then": TO_THE_HEAD})
    assert found.example.words == "水果"


def test_a_rule_that_is_never_followed_weakens_nothing() -> None:
    behind = {"when": both(SUGGESTION, says("漏水")), "then": {"handler": "front_desk"}}
    assert not weakenings(rule_set({"when": says("漏水", "水"), "then": {}}, behind), POLICY).weakenings
    assert not weakenings(rule_set(behind | {"in_use": False}), POLICY).weakenings


def test_the_default_rules_stay_within_the_procedure() -> None:
    verdict = weakenings(DEFAULT, POLICY)
    assert (verdict.weakenings, verdict.unproved) == ((), ())


ROLES = (Role.FRONT_DESK, Role.CONTROL_ROOM_OPERATOR, Role.PATROL_GUARD, Role.OTHER_STAFF, None)
EMERGENCIES = (None, EmergencyType.FIRE, EmergencyType.FLOODING)


def test_the_way_of_each_kind_rests_on_nothing_but_what_is_named() -> None:
    grid = product(ROLES, (True, False), (True, False), (1, 5, 6, 7), EMERGENCIES)
    names = ("received_as", "desk_open", "is_key", "joint_count", "emergency")
    matters: list[dict[str, Any]] = [dict(zip(names, each, strict=True)) for each in grid]
    for asked, department in product((*Kind, None), (None, *Department)):
        ways: dict[tuple[Any, ...], set[Any]] = {}
        for known in matters:
            if known["emergency"] is None or asked is Kind.HELP:
                key = tuple(known[name] for name in RESTS_ON[asked])
                ways.setdefault(key, set()).add(floor_of(Matter(kind=asked, department=department, **known)))
        assert all(len(each) == 1 for each in ways.values())


LEAVES = some.sampled_from(
    [
        ALWAYS,
        *(kind(each.value) for each in Kind),
        {"test": "is_key"},
        *(at_least(count) for count in (2, 5, 6, 7)),
        FEW,
        {"test": "emergency"},
        {"test": "emergency", "one_of": ["fire"]},
        {"test": "desk_open"},
        {"test": "dispute"},
        {"test": "received_as", "one_of": ["control_room_operator", "patrol_guard"]},
        says("水"),
        says("水", apart=("水果",)),
        says("火"),
        says("收费", "水质"),
    ]
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        some.builds(lambda of: {"test": "not", "of": of}, inner),
        some.builds(lambda of: {"test": "all", "of": of}, some.lists(inner, min_size=2, max_size=3)),
        some.builds(lambda of: {"test": "any", "of": of}, some.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)
POSTS = ["front_desk", "head_of_customer_service", "centre_manager"] + [
    f"{each}_duty_supervisor" for each in ("security", "engineering")
]
HANDLERS = some.builds(lambda post: ("department", {"handler": post}), some.sampled_from(POSTS))
DEPARTMENTS = some.sampled_from(["security", "engineering"]).map(
    lambda each: ("department", {"department": each})
)
NOTICES = some.builds(
    lambda posts, only: ("notice", {"notify": posts, "notify_only": only}),
    some.lists(some.sampled_from([*POSTS, "control_room_operator"]), max_size=6),
    some.booleans(),
)
PRIORITIES = some.sampled_from(["normal", "urgent"]).map(lambda each: ("pace", {"priority": each}))
MARKS = some.sampled_from(
    [
        {"flags": ["dispute"]},
        {"topic": "water"},
        {"topic": "fees"},
        {"topic": "water", "flags": ["sensitive"]},
        {"flags": ["important"]},
    ]
).map(lambda each: ("topic", each))
RULES = some.builds(
    lambda when, asked: {"when": when, "stage": asked[0], "then": asked[1]},
    CONDITIONS,
    some.one_of(HANDLERS, DEPARTMENTS, NOTICES, PRIORITIES, MARKS),
)
GRID = [
    RoutingFacts(
        moment=Moment(time_of_day=ANY_MOMENT.time_of_day, weekday=2, day=ANY_MOMENT.day, desk_open=desk_open),
        words="，".join(words),
        kind=asked,
        received_as=role,
        is_key=is_key,
        joint_count=joint,
        emergency=emergency,
        dispute=dispute,
    )
    for asked, role, desk_open, is_key, joint, emergency, dispute, words in product(
        (*Kind, None),
        (Role.FRONT_DESK, Role.CONTROL_ROOM_OPERATOR, Role.PATROL_GUARD),
        (True, False),
        (False, True),
        (1, 2, 5, 6, 7),
        (None, EmergencyType.FIRE, EmergencyType.FLOODING),
        (False, True),
        ((), ("水",), ("水果",), ("火", "水"), ("火", "水果"), ("收费",), ("收费", "水")),
    )
    if emergency is None or asked is Kind.HELP
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(some.lists(RULES, min_size=1, max_size=5))
def test_a_set_that_passes_weakens_no_matter_at_all(
    stored: list[dict[str, Any]],
) -> None:
    tried = rule_set(*stored)
    verdict = weakenings(tried, POLICY)
    assert not verdict.unproved
    told = {each.breach.rule for each in verdict.weakenings}
    really = {breach.rule for facts in GRID for breach in breaches_of(tried, facts, POLICY)}
    assert really <= told
    for found in verdict.weakenings:
        assert found.breach in breaches_of(tried, found.example, POLICY)
