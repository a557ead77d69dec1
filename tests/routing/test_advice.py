"""Advice: what the words speak for, which words, and an emergency that is never talked down."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, RelatedProcedure
from app.routing.advice import Advice, advise
from tests.routing.matters import DEFAULT, MORNING, rule_set
from tests.routing.said_by_residents import FOR_ENGINEERING, FOR_SECURITY

DEMO_CASES = Path(__file__).parents[2] / "app" / "demo" / "demo_cases.json"
CASES: list[dict[str, Any]] = json.loads(DEMO_CASES.read_text(encoding="utf-8"))["cases"]


def advice(words: str, emergency: EmergencyType | None = None) -> Advice:
    return advise(DEFAULT, words, MORNING, emergency=emergency)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_demo_case_is_advised_as_a_person_would_take_it(case: dict[str, Any]) -> None:
    expected, told = case["expected"], advice(case["utterance"])
    assert (told.kind and told.kind.value) == expected["kind"]
    assert (told.related_procedure and told.related_procedure.value) == expected["related_procedure"]
    assert (told.emergency and told.emergency.value) == expected["emergency"]
    assert (told.dispute is not None) is expected["involves_dispute"]


@pytest.mark.parametrize("words", [*FOR_ENGINEERING, *FOR_SECURITY])
def test_somebody_needed_at_a_place_is_a_call_for_help(words: str) -> None:
    told = advice(words)
    assert told.kind is not None
    assert told.kind.value is Kind.HELP
    assert told.department is not None


def test_advice_names_the_words_it_rests_on() -> None:
    told = advice("你们凭什么收停车费，依据是什么")
    assert told.kind is not None
    assert told.kind.value is Kind.CHALLENGE
    assert told.kind.words == ("凭什么", "依据")
    assert told.topic is not None
    assert (told.topic.value, told.topic.words) == ("fees", ("停车费", "费"))
    assert told.department is None


def test_advice_names_the_rule_it_follows() -> None:
    told = advice("马桶堵了，快来人")
    assert told.department is not None
    assert told.department.value is Department.ENGINEERING
    assert told.department.because == Words("下水堵塞反味", "Blocked drains")
    assert "马桶" in told.department.words


def test_the_topic_list_is_named_where_it_knew_the_topic() -> None:
    told = advise(rule_set(), "凭什么上网发几句就说我造谣", MORNING)
    assert told.topic is not None
    assert told.topic.because == Words("主题表", "The list of topics")
    assert told.topic.words == ("上网发",)


@pytest.mark.clause("4.2.3-b")
@pytest.mark.parametrize(
    "words",
    [
        "请问楼道里有煤气味是正常的吗",
        "建议你们来看看，楼上冒烟了",
        "不着急，就是我妈晕倒了",
        "我要投诉，电梯困人半小时了",
    ],
)
def test_a_sign_of_danger_makes_it_help_however_it_is_asked(words: str) -> None:
    told = advice(words)
    assert told.emergency is not None
    assert told.kind is not None
    assert told.kind.value is Kind.HELP
    assert told.related_procedure is None
    assert told.kind.words == told.emergency.words != ()


@pytest.mark.clause("4.2.3-b")
@pytest.mark.parametrize("words", ["想问问几点开门", "没事了", "有条蛇", "奶奶晕倒了"])
def test_an_emergency_that_is_named_already_is_never_talked_down(words: str) -> None:
    told = advice(words, EmergencyType.GAS_LEAK)
    assert told.emergency is not None
    assert told.emergency.value is EmergencyType.GAS_LEAK
    assert told.kind is not None
    assert told.kind.value is Kind.HELP
    assert told.department is not None
    assert told.department.value is Department.SECURITY


@pytest.mark.parametrize(
    ("words", "kind", "related"),
    [
        ("我要投诉你们的保洁", None, RelatedProcedure.COMPLAINT),
        ("厨房灯不亮，预约个时间来修", None, RelatedProcedure.REPAIR),
        ("希望中庭增加几张长椅", Kind.SUGGESTION, None),
        ("请问宽带怎么办理", Kind.INQUIRY, None),
        ("嗯", None, None),
    ],
)
def test_other_matters_are_told_by_their_words(
    words: str, kind: Kind | None, related: RelatedProcedure | None
) -> None:
    told = advice(words)
    assert (told.kind and told.kind.value) == kind
    assert (told.related_procedure and told.related_procedure.value) == related
    assert told.emergency is None
