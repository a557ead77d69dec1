"""Deciding: first match in each stage, only ever adding, and saying why."""

import time
from typing import Any

import pytest
from pydantic import ValidationError

from app.procedure.context import Routing
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind
from app.routing.decisions import Matched, route
from app.routing.default_rules import DEFAULT_RULES
from app.routing.explanations import explain
from app.routing.rules import Outcome, read_rules, write_rules
from app.routing.vocabulary import Stage
from tests.routing.matters import DEFAULT, matter, rule_set, rules

ALWAYS = {"test": "always"}
HELP = {"test": "kind", "one_of": ["help"]}


def says(*words: str) -> dict[str, Any]:
    return {"test": "words", "any_of": list(words)}


LEAKS = {"id": "leaks", "when": says("漏水"), "then": {"department": "engineering"}}
QUARRELS = {"id": "quarrels", "when": says("吵"), "then": {"department": "security"}}
MONEY = {"id": "money", "stage": "topic", "when": says("费"), "then": {"topic": "fees"}}


def test_the_first_rule_that_matches_is_followed() -> None:
    both = matter("楼上漏水，吵起来了")
    assert route(rule_set(LEAKS, QUARRELS), both).department is Department.ENGINEERING
    assert route(rule_set(QUARRELS, LEAKS), both).department is Department.SECURITY


def test_without_a_matching_rule_nothing_is_added() -> None:
    routed = route(rule_set(LEAKS, QUARRELS), matter("想了解活动"))
    assert routed.as_routing() == Routing(rule_set_version=7)
    assert routed.trace == ()


def test_a_rule_out_of_use_is_passed_over() -> None:
    assert route(rule_set(LEAKS | {"in_use": False}), matter("漏水")).department is None


def test_each_stage_follows_a_rule_of_its_own() -> None:
    area_manager = {
        "id": "area-manager",
        "stage": "notice",
        "when": HELP,
        "then": {"notify_area_manager": True},
        "clause": "4.2.1-b",
    }
    dispute = {"id": "dispute", "stage": "topic", "when": says("吵"), "then": {"flags": ["dispute"]}}
    routed = route(rule_set(area_manager, LEAKS, QUARRELS, dispute), matter("吵起来了"))
    assert routed.as_routing() == Routing(
        department=Department.SECURITY, dispute=True, notify_area_manager=True, rule_set_version=7
    )
    assert [(each.stage, each.rule) for each in routed.trace] == [
        (Stage.TOPIC, "dispute"),
        (Stage.DEPARTMENT, "quarrels"),
        (Stage.NOTICE, "area-manager"),
    ]
    assert routed.trace[2] == Matched(Stage.NOTICE, "area-manager", Words("规则1", "Rule 1"), "4.2.1-b")


def test_what_one_stage_adds_the_next_may_ask_about() -> None:
    by_topic = {
        "id": "by-topic",
        "when": {"test": "topic", "one_of": ["fees"]},
        "then": {"department": "security"},
    }
    by_flag = {"id": "by-flag", "when": {"test": "sensitive"}, "then": {"department": "engineering"}}
    challenge = matter("物业费太高", Kind.CHALLENGE)
    assert route(rule_set(MONEY, by_topic), challenge).department is Department.SECURITY
    assert route(rule_set(MONEY, by_flag), challenge).department is Department.ENGINEERING


@pytest.mark.clause("4.4.4-c")
def test_a_topic_marks_a_challenge_as_the_centres_list_says() -> None:
    routed = route(rule_set(MONEY), matter("物业费太高", Kind.CHALLENGE))
    assert (routed.topic, routed.sensitive, routed.important) == ("fees", True, False)
    water = {"id": "water", "stage": "topic", "when": says("水"), "then": {"topic": "water"}}
    assert route(rule_set(water), matter("水黄", Kind.CHALLENGE)).important


@pytest.mark.parametrize("kind", [Kind.SUGGESTION, Kind.INQUIRY, Kind.HELP])
def test_only_a_challenge_is_marked_by_its_topic(kind: Kind) -> None:
    routed = route(rule_set(MONEY), matter("物业费", kind))
    assert (routed.topic, routed.sensitive) == ("fees", False)


def test_a_topic_that_was_given_stands_and_still_marks_the_challenge() -> None:
    routed = route(rule_set(MONEY), matter("物业费", Kind.CHALLENGE, topic="lift"))
    assert routed.topic is None
    assert (routed.important, routed.sensitive) == (True, False)


def test_the_topic_list_is_asked_when_no_rule_knows_the_topic() -> None:
    routed = route(rule_set(LEAKS), matter("物业费为什么涨，都是公摊惹的", Kind.CHALLENGE))
    assert routed.topic == "fees"
    assert [each.rule for each in routed.trace] == ["topic-list"]
    assert route(rule_set(LEAKS), matter("物业费为什么涨", Kind.INQUIRY)).topic is None


@pytest.mark.clause("4.4.4-c")
def test_of_several_words_of_the_list_the_longest_names_the_topic_and_the_strongest_mark_holds() -> None:
    routed = route(rule_set(LEAKS), matter("二次供水的收费", Kind.CHALLENGE))
    assert (routed.topic, routed.important, routed.sensitive) == ("water", True, True)


@pytest.mark.clause("4.4.4-c")
def test_where_a_rule_names_a_topic_the_stronger_mark_of_the_list_holds_all_the_same() -> None:
    water = {"id": "water", "stage": "topic", "when": says("水"), "then": {"topic": "water"}}
    by_flag = {"id": "by-flag", "when": {"test": "sensitive"}, "then": {"department": "engineering"}}
    told = explain(rule_set(water, by_flag), matter("停水还收费", Kind.CHALLENGE))
    assert (told.routed.topic, told.routed.sensitive) == ("water", True)
    assert told.routed.department is Department.ENGINEERING
    assert [each.rule for each in told.routed.trace] == ["water", "topic-list", "by-flag"]
    assert told.stages[0].adds.en == "topic: Water, marked sensitive"
    assert told.stages[0].tried[-1].why == Words(
        "原话提到主题“收费”，表中标为敏感，标记不得降低",
        "the words speak of “Fees”, marked sensitive in the list: no mark is lowered",
    )
    lowly = matter("停水还收费", Kind.CHALLENGE, sensitive=True)
    assert explain(rule_set(water), lowly).stages[0].tried[-1].matched is False


def test_a_rule_is_passed_over_while_its_topic_is_not_in_use() -> None:
    gone = {"id": "gone", "stage": "topic", "when": ALWAYS, "then": {"topic": "swimming_pool"}}
    assert route(rule_set(gone, MONEY), matter("物业费", Kind.CHALLENGE)).topic == "fees"


@pytest.mark.clause("4.2.3-b")
def test_an_emergency_is_a_call_for_help_whatever_was_ticked() -> None:
    by_kind = {"id": "by-kind", "when": HELP, "then": {"department": "security"}}
    asked = matter("什么味道", Kind.INQUIRY, emergency=EmergencyType.GAS_LEAK)
    assert route(rule_set(by_kind), asked).department is Department.SECURITY


@pytest.mark.clause("4.2.3-b")
def test_a_hint_never_stands_against_an_emergency_that_is_known() -> None:
    hint = {"id": "hint", "when": ALWAYS, "then": {"department": "security", "emergency_hint": "other"}}
    assert route(rule_set(hint), matter()).emergency_hint is EmergencyType.OTHER
    assert route(rule_set(hint), matter(emergency=EmergencyType.FIRE)).emergency_hint is None
    assert not hasattr(route(rule_set(hint), matter()).as_routing(), "emergency")


@pytest.mark.parametrize(
    "then",
    [
        {"skip_front_desk": True},
        {"handler": "administrator"},
        {"handler": "security_duty_supervisor", "department": "engineering"},
        {"department": "customer_service"},
        {"notify": ["group_viewer"]},
        {"due": [{"setting": "retention_years", "amount": 1}]},
        {"due": [{"setting": "arrive", "amount": 0}]},
        {"due": [{"setting": "arrive", "amount": 5}, {"setting": "arrive", "amount": 6}]},
        {"flags": ["not_sensitive"]},
        {"emergency": None},
        {"clear_flags": ["dispute"]},
    ],
)
def test_an_outcome_says_only_what_a_rule_may_speak_of(then: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Outcome.model_validate(then)


@pytest.mark.parametrize(
    ("stage", "then"),
    [
        ("topic", {"department": "security"}),
        ("department", {"topic": "fees"}),
        ("notice", {"flags": ["dispute"]}),
        ("department", {"notify_area_manager": True}),
        ("department", {"priority": "high"}),
        ("notice", {"handler": "front_desk"}),
        ("pace", {"notify": ["patrol_guard"]}),
    ],
)
def test_a_stage_decides_only_its_own(stage: str, then: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="does not decide"):
        rules({"stage": stage, "when": ALWAYS, "then": then})


def test_a_rule_rests_on_a_clause_of_the_procedure_or_on_a_reason() -> None:
    with pytest.raises(ValidationError, match="clause or its reason"):
        rules(LEAKS | {"clause": None})
    with pytest.raises(ValidationError, match="No clause"):
        rules(LEAKS | {"clause": "-".join(("9.9.9", "z"))})
    (own,) = rules(LEAKS | {"clause": None, "reason": "雨季常见"})
    assert own.reason == "雨季常见"


def test_two_rules_cannot_share_an_id() -> None:
    with pytest.raises(ValidationError, match="id of its own"):
        rules(LEAKS, LEAKS)


def test_rules_are_written_and_read_back_the_same() -> None:
    assert read_rules(write_rules(DEFAULT_RULES)) == DEFAULT_RULES


def test_an_explanation_tells_each_rule_that_was_tried_and_what_it_adds() -> None:
    by_night = {
        "id": "by-night",
        "when": {"test": "all", "of": [HELP, {"test": "desk_open", "yes": False}]},
        "then": {"department": "security"},
    }
    told = explain(rule_set(by_night, LEAKS, QUARRELS), matter("漏水了"))
    about, where, further, _ = told.stages
    assert told.rule_set_version == 7
    assert about.tried == ()
    assert about.adds == Words("不作补充", "nothing is added")
    assert [(each.rule, each.matched) for each in where.tried] == [("by-night", False), ("leaks", True)]
    assert where.tried[0].why == Words(
        "须为前台已下班，此处前台在上班", "must be the desk is closed; here: the desk is open"
    )
    assert where.not_tried == 1
    assert where.adds == Words("部门：工程", "department: Engineering")
    assert further.not_tried == 0
    assert told.routed == route(rule_set(by_night, LEAKS, QUARRELS), matter("漏水了"))


def test_an_explanation_tells_that_the_topic_list_was_asked() -> None:
    about = explain(rule_set(MONEY), matter("凭什么不让遛狗", Kind.CHALLENGE)).stages[0]
    assert [(each.rule, each.why.zh) for each in about.tried] == [
        ("money", "原话没有提到费"),
        ("topic-list", "原话没有提到主题表中的词"),
    ]


def test_the_record_a_case_keeps_holds_nothing_the_resident_said() -> None:
    facts = matter("王小明家漏煤气，电话13800000000")
    record = str(route(DEFAULT, facts).as_record())
    assert "gas" in record
    assert not [word for word in ("王小明", "138", "漏煤气") if word in record]


def test_a_thousand_rules_decide_as_one_does(capsys: pytest.CaptureFixture[str]) -> None:
    many = [
        {
            "id": f"n{number}",
            "when": {
                "test": "all",
                "of": [
                    HELP,
                    {
                        "test": "any",
                        "of": [says(*(f"词{number}之{n}" for n in range(8))), {"test": "is_key"}],
                    },
                ],
            },
            "then": {"department": "security"},
        }
        for number in range(999)
    ]
    compiled, facts = rule_set(*many, LEAKS), matter("家里厨房的水管一直在漏水，请派人来看看")
    started = time.perf_counter()
    for _ in range(50):
        routed = route(compiled, facts)
    deciding = (time.perf_counter() - started) / 50
    told = explain(compiled, facts)
    started = time.perf_counter()
    assert explain(compiled, facts) == told
    explaining = time.perf_counter() - started
    with capsys.disabled():
        print(f"\n1,000 rules: decide {deciding * 1e3:.2f} ms, explain {explaining * 1e3:.1f} ms")
    assert routed.department is Department.ENGINEERING
    assert len(told.stages[1].tried) == 1000
