"""The default rules of a residential centre, tried on what residents may say and on the demo cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.centre.presets import TOPICS
from app.procedure.clauses import CLAUSES
from app.procedure.vocabulary import Department, EmergencyType, Kind
from app.routing.conditions import words_in
from app.routing.decisions import route
from app.routing.default_rules import DEFAULT_RULES
from tests.routing.matters import DEFAULT, matter
from tests.routing.said_by_residents import (
    CHALLENGES_BY_TOPIC,
    CHALLENGES_OF_NO_TOPIC,
    FOR_ENGINEERING,
    FOR_SECURITY,
)

DEMO_CASES = Path(__file__).parents[2] / "app" / "demo" / "demo_cases.json"
CASES: list[dict[str, Any]] = json.loads(DEMO_CASES.read_text(encoding="utf-8"))["cases"]
DEPARTMENTS = {
    "D16": Department.SECURITY,
    "D17": Department.ENGINEERING,
    "D18": Department.SECURITY,
    "D19": Department.SECURITY,
    "D20": Department.SECURITY,
    "D21": Department.ENGINEERING,
    "D22": Department.SECURITY,
}


def known(case: dict[str, Any]) -> dict[str, Any]:
    expected, resident = case["expected"], case["resident"]
    return {
        "kind": Kind(expected["kind"]) if expected["kind"] else None,
        "emergency": EmergencyType(expected["emergency"]) if expected["emergency"] else None,
        "is_key": resident["is_key"],
        "joint_count": resident["joint_count"],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_demo_case_is_routed_as_it_should_be(case: dict[str, Any]) -> None:
    expected = case["expected"]
    routed = route(DEFAULT, matter(case["utterance"], **known(case)))
    assert routed.department is DEPARTMENTS.get(case["id"])
    assert routed.dispute is expected["involves_dispute"]
    assert (routed.important or routed.sensitive) is expected["important_or_sensitive"]
    asked = expected["kind"] == "help" and "area_customer_manager" in expected["route"]
    assert routed.notify_area_manager is asked


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["expected"]["emergency"]],
    ids=[case["id"] for case in CASES if case["expected"]["emergency"]],
)
def test_a_demo_emergency_goes_the_same_way_by_its_words_and_is_hinted_at(case: dict[str, Any]) -> None:
    routed = route(DEFAULT, matter(case["utterance"], Kind.HELP))
    assert routed.department is DEPARTMENTS[case["id"]]
    assert routed.emergency_hint == case["expected"]["emergency"]


@pytest.mark.clause("4.2.1-a")
@pytest.mark.parametrize("words", FOR_ENGINEERING)
def test_engineering_is_called_for_what_is_built_and_runs(words: str) -> None:
    assert route(DEFAULT, matter(words)).department is Department.ENGINEERING


@pytest.mark.clause("4.2.1-a")
@pytest.mark.parametrize("words", FOR_SECURITY)
def test_security_is_called_for_what_people_cars_and_animals_do(words: str) -> None:
    assert route(DEFAULT, matter(words)).department is Department.SECURITY


@pytest.mark.clause("4.4.4-c")
@pytest.mark.parametrize(("topic", "words"), CHALLENGES_BY_TOPIC)
def test_a_challenge_that_touches_a_nerve_is_marked(topic: str, words: str) -> None:
    routed = route(DEFAULT, matter(words, Kind.CHALLENGE))
    assert routed.topic == topic
    assert routed.important or routed.sensitive


@pytest.mark.parametrize("words", CHALLENGES_OF_NO_TOPIC)
def test_an_everyday_challenge_is_not_marked(words: str) -> None:
    routed = route(DEFAULT, matter(words, Kind.CHALLENGE))
    assert (routed.topic, routed.important, routed.sensitive) == (None, False, False)


@pytest.mark.parametrize("kind", [Kind.SUGGESTION, Kind.INQUIRY, None])
@pytest.mark.parametrize("words", ["建议把物业费收支按月公布", "电梯年检是哪天", "楼道漏水", "他们吵起来了"])
def test_nothing_is_added_to_other_kinds(words: str, kind: Kind | None) -> None:
    routed = route(DEFAULT, matter(words, kind))
    assert routed.trace == ()


@pytest.mark.parametrize("emergency", list(EmergencyType))
def test_every_type_of_emergency_has_one_department_at_most(emergency: EmergencyType) -> None:
    routed = route(DEFAULT, matter(emergency=emergency))
    leads = {
        EmergencyType.LIFT_ENTRAPMENT: Department.ENGINEERING,
        EmergencyType.FLOODING: Department.ENGINEERING,
        EmergencyType.POWER_FAILURE: Department.ENGINEERING,
        EmergencyType.PERSON_TRAPPED: Department.ENGINEERING,
        EmergencyType.SEVERE_WEATHER: None,
        EmergencyType.OTHER: None,
    }
    assert routed.department is leads.get(emergency, Department.SECURITY)


@pytest.mark.parametrize(
    ("words", "emergency"),
    [
        ("车打不着火了，帮推一下", None),
        ("防火门关不上了", None),
        ("轮胎漏气了，帮忙看看", None),
        ("手机没电了，借个充电宝", None),
        ("他们快打起来了", None),
        ("厨房着火了", EmergencyType.FIRE),
        ("厨房有天然气味", EmergencyType.GAS_LEAK),
        ("我们三个人困在电梯里", EmergencyType.LIFT_ENTRAPMENT),
        ("地库水管爆了", EmergencyType.FLOODING),
        ("整栋都停电了", EmergencyType.POWER_FAILURE),
        ("奶奶晕倒了", EmergencyType.MEDICAL),
        ("孩子反锁在屋里", EmergencyType.PERSON_TRAPPED),
        ("楼上往下扔瓶子", EmergencyType.FALLING_OBJECT),
        ("有人撬门进来", EmergencyType.PUBLIC_SECURITY),
        ("有人拿刀砍人", EmergencyType.FIGHT_VIOLENCE),
        ("门口车撞人了", EmergencyType.TRAFFIC_ACCIDENT),
        ("台风把树刮倒了", EmergencyType.SEVERE_WEATHER),
        ("好几家食物中毒", EmergencyType.MEDICAL),
    ],
)
def test_signs_of_danger_are_hinted_at_and_figures_of_speech_are_not(
    words: str, emergency: EmergencyType | None
) -> None:
    assert route(DEFAULT, matter(words)).emergency_hint is emergency


@pytest.mark.clause("4.2.4-c")
@pytest.mark.parametrize(
    "words", ["楼上漏水，邻居不承认，吵起来了", "楼上半夜放音乐，说过几次不听", "他动手打人了"]
)
def test_a_quarrel_is_marked_as_a_dispute(words: str) -> None:
    assert route(DEFAULT, matter(words)).dispute


@pytest.mark.parametrize("words", ["楼上电钻响个不停", "我家漏水了", "有条蛇在院子里", "孩子走丢了"])
def test_a_call_without_a_quarrel_is_no_dispute(words: str) -> None:
    assert not route(DEFAULT, matter(words)).dispute


def test_every_default_rule_names_its_clause_and_is_named_in_both_languages() -> None:
    assert all(rule.clause in CLAUSES for rule in DEFAULT_RULES)
    assert all(rule.name.zh != rule.name.en for rule in DEFAULT_RULES)


def test_default_topics_are_those_a_new_centre_has() -> None:
    named = {rule.then.topic for rule in DEFAULT_RULES if rule.then.topic}
    assert named == {topic.key for topic in TOPICS}


def test_every_default_rule_is_reached_by_something_a_resident_may_say() -> None:
    """A rule that always stands behind another would never be followed."""
    sayings = [(word, kind) for rule in DEFAULT_RULES for word in words_in(rule.when) for kind in Kind]
    sayings += [(words, Kind.HELP) for words in (*FOR_ENGINEERING, *FOR_SECURITY)]
    followed = {each.rule for words, kind in sayings for each in route(DEFAULT, matter(words, kind)).trace}
    assert followed >= {rule.id for rule in DEFAULT_RULES if words_in(rule.when)}
