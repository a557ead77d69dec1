"""Conditions are data: typed, bounded, and able to say why they do not hold."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from app.procedure.calendars import DeskCalendar
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.conditions import Bounded, Lexicon, words_in
from app.routing.conditions.base import Asking
from app.routing.facts import Moment, RoutingFacts
from app.routing.vocabulary import DayType
from tests.routing.matters import NIGHT, matter

CONDITION: TypeAdapter[Any] = TypeAdapter(Bounded)
HERE, THERE = UUID(int=1), UUID(int=2)


def read(stored: Any) -> Asking:
    condition = CONDITION.validate_python(stored)
    assert isinstance(condition, Asking)
    return condition


def why_not(stored: Any, facts: RoutingFacts) -> Words | None:
    condition = read(stored)
    seen = Lexicon(words_in(condition)).see(facts)
    why = condition.why_not(seen)
    assert condition.holds(seen) is (why is None)
    return why


HOLDS: list[tuple[Any, RoutingFacts]] = [
    ({"test": "always"}, matter()),
    ({"test": "kind", "one_of": ["help", "inquiry"]}, matter()),
    ({"test": "channel", "one_of": ["phone"]}, matter(channel=Channel.PHONE)),
    ({"test": "received_as", "one_of": ["patrol_guard"]}, matter(received_as=Role.PATROL_GUARD)),
    ({"test": "topic"}, matter(topic="fees")),
    ({"test": "topic", "one_of": ["fees"]}, matter(topic="fees")),
    ({"test": "words", "any_of": ["漏水", "渗水"]}, matter("墙上渗水了")),
    ({"test": "words", "any_of": ["ＷｉＦｉ"]}, matter("the wifi is down")),
    ({"test": "words", "any_of": ["蛇"]}, matter("有条蛇")),
    ({"test": "area", "one_of": [str(HERE)]}, matter(area_id=HERE)),
    ({"test": "building", "one_of": [str(HERE)]}, matter(building_id=HERE)),
    ({"test": "place_kind", "one_of": ["garage"]}, matter(place_kind=PlaceKind.GARAGE)),
    ({"test": "joint_count", "at_least": 6}, matter(joint_count=6)),
    ({"test": "joint_count", "at_most": 5}, matter(joint_count=5)),
    ({"test": "emergency"}, matter(emergency=EmergencyType.FIRE)),
    ({"test": "emergency", "one_of": ["fire"]}, matter(emergency=EmergencyType.FIRE)),
    ({"test": "is_key"}, matter(is_key=True)),
    ({"test": "dispute", "yes": False}, matter()),
    ({"test": "important"}, matter(important=True)),
    ({"test": "sensitive"}, matter(sensitive=True)),
    ({"test": "desk_open", "yes": False}, matter(moment=NIGHT)),
    ({"test": "time_of_day", "since": "22:00", "until": "06:00"}, matter(moment=NIGHT)),
    ({"test": "time_of_day", "since": "10:00", "until": "10:01"}, matter()),
    ({"test": "weekday", "one_of": [5, 6]}, matter(moment=NIGHT)),
    ({"test": "day", "one_of": ["holiday"]}, matter(moment=NIGHT)),
    ({"test": "not", "of": {"test": "kind", "one_of": ["suggestion"]}}, matter()),
    ({"test": "any", "of": [{"test": "is_key"}, {"test": "kind", "one_of": ["help"]}]}, matter()),
]

FAILS: list[tuple[Any, RoutingFacts, str, str]] = [
    (
        {"test": "kind", "one_of": ["help"]},
        matter(kind=Kind.INQUIRY),
        "类别须是求助，此处是问询",
        "kind must be Help; here it is Inquiry",
    ),
    (
        {"test": "channel", "one_of": ["phone", "chat"]},
        matter(),
        "渠道须是来电、微信等在线消息，此处是未知",
        "channel must be Phone, Chat; here it is not known",
    ),
    (
        {"test": "words", "any_of": ["漏水", "渗水"]},
        matter("停电了"),
        "原话没有提到漏水、渗水",
        "the words do not speak of 漏水, 渗水",
    ),
    (
        {"test": "words", "any_of": ["着火"], "apart_from": ["打不着火"]},
        matter("车打不着火了"),
        "原话没有提到着火",
        "the words do not speak of 着火",
    ),
    (
        {"test": "area", "one_of": [str(HERE)]},
        matter(area_id=THERE),
        "责任区域须是所选的1处之一，此处是另一处",
        "area must be one of the 1 chosen; here it is another",
    ),
    (
        {"test": "emergency"},
        matter(),
        "紧急情况须是任一，此处是无",
        "emergency must be any; here it is none",
    ),
    (
        {"test": "joint_count", "at_least": 2, "at_most": 5},
        matter(joint_count=6),
        "须联名2至5人，此处6人",
        "needs 2 to 5 residents together; here 6",
    ),
    (
        {"test": "desk_open"},
        matter(moment=NIGHT),
        "须为前台在上班，此处前台已下班",
        "must be the desk is open; here: the desk is closed",
    ),
    (
        {"test": "time_of_day", "since": "22:00", "until": "06:00"},
        matter(),
        "须时间在22:00–06:00，此处10:00",
        "needs: the time is within 22:00–06:00; here it is 10:00",
    ),
    (
        {"test": "weekday", "one_of": [5]},
        matter(),
        "星期须是周六，此处是周三",
        "weekday must be Saturday; here it is Wednesday",
    ),
    (
        {"test": "place_kind", "one_of": ["garage"]},
        matter(place_kind=PlaceKind.GATE),
        "地点类型须是车库，此处是出入口",
        "sort of place must be garage; here it is gate",
    ),
    (
        {"test": "day", "one_of": ["holiday", "rest_day"]},
        matter(),
        "日期须是节假日、休息日，此处是工作日",
        "day must be public holiday, day of rest; here it is working day",
    ),
    (
        {
            "test": "all",
            "of": [{"test": "kind", "one_of": ["help"]}, {"test": "is_key"}, {"test": "dispute"}],
        },
        matter(),
        "须为重要业户，此处非重要业户",
        "must be a key resident; here: not a key resident",
    ),
    (
        {"test": "any", "of": [{"test": "is_key"}, {"test": "dispute"}]},
        matter(),
        "下列均不符合：须为重要业户，此处非重要业户、须为涉及纠纷，此处不涉及纠纷",
        (
            "none of these holds: must be a key resident; here: not a key resident, "
            "must be a dispute; here: no dispute"
        ),
    ),
    (
        {"test": "not", "of": {"test": "words", "any_of": ["车位"]}},
        matter("车位漏水"),
        "属于被排除的情况：原话提到车位",
        "this is left out: the words speak of 车位",
    ),
]


@pytest.mark.parametrize(("stored", "facts"), HOLDS, ids=[str(each[0]) for each in HOLDS])
def test_a_condition_that_holds_has_nothing_to_explain(stored: Any, facts: RoutingFacts) -> None:
    assert why_not(stored, facts) is None


@pytest.mark.parametrize(("stored", "facts", "zh", "en"), FAILS, ids=[each[2] for each in FAILS])
def test_a_condition_says_first_what_fails(stored: Any, facts: RoutingFacts, zh: str, en: str) -> None:
    assert why_not(stored, facts) == Words(zh, en)


def test_a_word_inside_a_phrase_that_means_something_else_does_not_count() -> None:
    fire = {"test": "words", "any_of": ["着火"], "apart_from": ["打不着火"]}
    assert why_not(fire, matter("车打不着火，后来真的着火了")) is None


def test_a_span_of_time_ends_before_its_end() -> None:
    until_ten = {"test": "time_of_day", "since": "08:00", "until": "10:00"}
    assert why_not(until_ten, matter()) is not None


def test_an_explanation_names_only_the_first_few_of_many_words() -> None:
    many = {"test": "words", "any_of": [f"词{number}" for number in range(50)]}
    why = why_not(many, matter())
    assert why is not None
    assert why.zh == "原话没有提到词0、词1、词2、词3、词4、词5等"


def test_what_was_said_is_not_shown_by_accident() -> None:
    facts = matter("我叫王小明，电话13800000000")
    assert "王小明" not in repr(facts)
    assert "王小明" not in repr(Lexicon(["电话"]).see(facts))


def nested(depth: int) -> Any:
    condition: Any = {"test": "always"}
    for _ in range(depth - 1):
        condition = {"test": "not", "of": condition}
    return condition


MALFORMED: list[tuple[str, Any]] = [
    ("unknown test", {"test": "mood", "one_of": ["bad"]}),
    ("no test at all", {"one_of": ["help"]}),
    ("unknown field", {"test": "kind", "one_of": ["help"], "two_of": []}),
    ("unknown value", {"test": "kind", "one_of": ["riot"]}),
    ("no values", {"test": "kind", "one_of": []}),
    ("no conditions", {"test": "all", "of": []}),
    ("too many side by side", {"test": "any", "of": [{"test": "always"}] * 51}),
    (
        "too many in all",
        {"test": "all", "of": [{"test": "any", "of": [{"test": "always"}] * 20}] * 5},
    ),
    ("too deep", nested(7)),
    ("far too deep", nested(400)),
    ("a word too long", {"test": "words", "any_of": ["水" * 41]}),
    ("an empty word", {"test": "words", "any_of": [" "]}),
    ("a word with a control character", {"test": "words", "any_of": ["漏\u0000水"]}),
    ("too many words", {"test": "words", "any_of": ["水"] * 201}),
    ("bounds out of order", {"test": "joint_count", "at_least": 6, "at_most": 5}),
    ("no bounds", {"test": "joint_count"}),
    ("nobody", {"test": "joint_count", "at_least": 0}),
    ("an empty span", {"test": "time_of_day", "since": "08:00", "until": "08:00"}),
    ("a time with an offset", {"test": "time_of_day", "since": "08:00+08:00", "until": "09:00"}),
    ("no such day of the week", {"test": "weekday", "one_of": [7]}),
    ("no id", {"test": "area", "one_of": ["A区"]}),
    ("a list", [{"test": "always"}]),
    ("nothing", None),
]


@pytest.mark.parametrize("stored", [each[1] for each in MALFORMED], ids=[each[0] for each in MALFORMED])
def test_a_malformed_condition_is_refused(stored: Any) -> None:
    with pytest.raises(ValidationError):
        read(stored)


def test_a_condition_may_be_as_deep_as_the_bound() -> None:
    assert why_not(nested(5), matter()) is None


def test_a_moment_is_told_by_the_centres_calendar() -> None:
    calendar = DeskCalendar(
        zone="Asia/Shanghai",
        hours={day: ((time(8, 30), time(18, 0)),) for day in range(7)},
        rest_dates=frozenset({date(2026, 5, 1)}),
        extra_working_dates=frozenset({date(2026, 5, 9)}),
    )

    def at(month: int, day: int, hour: int, minute: int = 0) -> Moment:
        return Moment.at(calendar, datetime(2026, month, day, hour, minute, tzinfo=UTC))

    assert at(4, 1, 9, 59) == Moment(
        time_of_day=time(17, 59), weekday=2, day=DayType.WORKING_DAY, desk_open=True
    )
    assert not at(4, 1, 10, 0).desk_open
    assert at(5, 1, 2, 0).day is DayType.HOLIDAY
    assert at(5, 2, 2, 0).day is DayType.REST_DAY
    assert at(5, 9, 2, 0).day is DayType.WORKING_DAY
    assert at(4, 1, 16, 30).weekday == 3
