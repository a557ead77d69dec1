"""Every word a rule may use, so that a screen can offer them: what may be asked, and what may follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args
from uuid import UUID

from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, Department, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.conditions.leaves import (
    AreaIs,
    BuildingIs,
    ChannelIs,
    DayIs,
    EmergencyIs,
    KindIs,
    OneOf,
    PlaceKindIs,
    ReceivedAs,
    TopicIs,
    WeekdayIs,
)
from app.routing.conditions.measures import SAID
from app.routing.labels import DAYS, FLAGS, PLACES, PRIORITIES, STAGES, WEEKDAYS
from app.routing.rules import ADDED_IN, DUE_SETTINGS, Post
from app.routing.vocabulary import DayType, Priority, RuleFlag, Stage


class Shape(StrEnum):
    """How the value of a condition or an outcome is given."""

    SOME = "some"
    SOME_OR_ANY = "some_or_any"
    ONE = "one"
    YES_OR_NO = "yes_or_no"
    WORDS = "words"
    COUNT = "count"
    SPAN = "span"
    LIMITS = "limits"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen."""

    value: str | int
    label: Words


@dataclass(frozen=True, slots=True)
class Term:
    """Something a rule may ask, or may ask for."""

    name: str
    label: Words
    shape: Shape
    choices: tuple[Choice, ...] = ()
    no: Words | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a centre has of its own: topics by key, areas and buildings by id."""

    topics: Mapping[str, Words]
    areas: Mapping[UUID, str]
    buildings: Mapping[UUID, str]


OUTCOMES: Mapping[str, tuple[Words, Shape]] = {
    "topic": (Words("主题", "topic"), Shape.ONE),
    "flags": (Words("标记", "marks"), Shape.SOME),
    "department": (Words("部门", "department"), Shape.ONE),
    "handler": (Words("处理人", "handler"), Shape.ONE),
    "emergency_hint": (Words("紧急提示", "emergency hint"), Shape.ONE),
    "notify_area_manager": (Words("同时请区域客户主任到场", "ask the area manager to come"), Shape.YES_OR_NO),
    "notify": (Words("同时告知", "also tell"), Shape.SOME),
    "notify_only": (Words("只告知所列岗位", "tell no others"), Shape.YES_OR_NO),
    "due": (Words("时限", "time limits"), Shape.LIMITS),
    "priority": (Words("优先级", "priority"), Shape.ONE),
}


def conditions(named: Named) -> tuple[Term, ...]:
    """What a rule may ask."""
    own: Mapping[type[OneOf], tuple[Choice, ...]] = {
        KindIs: _of(Kind),
        ChannelIs: _of(Channel),
        ReceivedAs: _of(Role),
        PlaceKindIs: tuple(Choice(each.value, PLACES[each]) for each in PlaceKind),
        WeekdayIs: tuple(Choice(day, label) for day, label in enumerate(WEEKDAYS)),
        DayIs: tuple(Choice(each.value, DAYS[each]) for each in DayType),
        AreaIs: _by_id(named.areas),
        BuildingIs: _by_id(named.buildings),
    }
    any_of: Mapping[type[OneOf], tuple[Choice, ...]] = {
        TopicIs: _topics(named),
        EmergencyIs: _of(EmergencyType),
    }
    return (
        *(Term(_test(kind), kind.about, Shape.SOME, choices) for kind, choices in own.items()),
        *(Term(_test(kind), kind.about, Shape.SOME_OR_ANY, choices) for kind, choices in any_of.items()),
        Term("words", Words("原话提到", "the words speak of"), Shape.WORDS),
        Term("joint_count", Words("联名人数", "residents together"), Shape.COUNT),
        *(Term(test, yes, Shape.YES_OR_NO, no=no) for test, (yes, no) in SAID.items()),
        Term("time_of_day", Words("时间", "time of day"), Shape.SPAN),
        Term("always", Words("任何情况", "anything"), Shape.NOTHING),
    )


def outcomes(named: Named) -> tuple[Term, ...]:
    """What a rule may ask for, each in its stage."""
    choices: Mapping[str, tuple[Choice, ...]] = {
        "topic": _topics(named),
        "flags": tuple(Choice(each.value, FLAGS[each]) for each in RuleFlag),
        "department": _of((Department.SECURITY, Department.ENGINEERING)),
        "handler": _of(get_args(Post)),
        "emergency_hint": _of(EmergencyType),
        "notify": _of(get_args(Post)),
        "due": tuple(
            Choice(name, Words(f"{each.label.zh}（{each.unit.zh}）", f"{each.label.en} ({each.unit.en})"))
            for name, each in DUE_SETTINGS.items()
        ),
        "priority": tuple(Choice(each.value, PRIORITIES[each]) for each in Priority),
    }
    return tuple(
        Term(name, label, shape, choices.get(name, ()), stage=_stage_of(name))
        for name, (label, shape) in OUTCOMES.items()
    )


def stages() -> tuple[Choice, ...]:
    """The stages, in the order they are gone through."""
    return tuple(Choice(stage.value, STAGES[stage]) for stage in Stage)


def _stage_of(outcome: str) -> Stage:
    return next(stage for stage, names in ADDED_IN.items() if outcome in names)


def _test(kind: type[OneOf]) -> str:
    return str(kind.model_fields["test"].default)


def _of(words: Iterable[StrEnum]) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, label_of(each)) for each in words)


def _topics(named: Named) -> tuple[Choice, ...]:
    return tuple(Choice(key, label) for key, label in named.topics.items())


def _by_id(places: Mapping[UUID, str]) -> tuple[Choice, ...]:
    return tuple(Choice(str(each), Words(name, name)) for each, name in places.items())
