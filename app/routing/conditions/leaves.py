"""The single things a rule may ask of a matter: each names the values it takes."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import Field, StringConstraints

from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.conditions.base import Asking, Matcher, listed
from app.routing.conditions.texts import Seen
from app.routing.labels import DAYS, PLACES, WEEKDAYS
from app.routing.vocabulary import DayType

MOST_VALUES = 50
MOST_KEPT = 16
TopicKey = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$")]

V = TypeVar("V")
Some = Annotated[tuple[V, ...], Field(min_length=1, max_length=MOST_VALUES)]
AnyNumber = Annotated[tuple[V, ...], Field(max_length=MOST_VALUES)]

NOT_KNOWN = Words("未知", "not known")


class OneOf(Asking):
    """A fact that must have one of several values."""

    about: ClassVar[Words]
    fact: ClassVar[str]
    test: str
    one_of: Sequence[Any]

    @cached_property
    def holds(self) -> Matcher:
        read, values = attrgetter(self.fact), frozenset(self.one_of)
        return lambda seen: read(seen.facts) in values

    def asks(self) -> Words:
        asked = self.named
        return Words(f"{self.about.zh}是{asked.zh}", f"{self.about.en} is {asked.en}")

    def why_not(self, seen: Seen) -> Words | None:
        return None if self.holds(seen) else self._instead(self._read(seen.facts))

    @cached_property
    def _read(self) -> Callable[[Any], Any]:
        return attrgetter(self.fact)

    @cached_property
    def _told(self) -> dict[Any, Words]:
        return {}

    def _instead(self, value: Any) -> Words:
        """What stands there instead, put together once for each value; a handful are kept."""
        told = self._told.get(value)
        if told is None:
            asked, actual = self.named, self._actual(value)
            told = Words(
                f"{self.about.zh}须是{asked.zh}，此处是{actual.zh}",
                f"{self.about.en} must be {asked.en}; here it is {actual.en}",
            )
            if len(self._told) < MOST_KEPT:
                self._told[value] = told
        return told

    @cached_property
    def named(self) -> Words:
        """The values it takes, as people read them."""
        return listed(self.label(value) for value in self.one_of)

    def _actual(self, value: Any) -> Words:
        return NOT_KNOWN if value is None else self.label(value)

    def label(self, value: Any) -> Words:
        """How a value reads to people."""
        return label_of(value) if isinstance(value, StrEnum) else Words(str(value), str(value))


class KindIs(OneOf):
    """Which of the four kinds it is."""

    about, fact = Words("类别", "kind"), "kind"
    test: Literal["kind"] = "kind"
    one_of: Some[Kind]


class ChannelIs(OneOf):
    """By which way it came."""

    about, fact = Words("渠道", "channel"), "channel"
    test: Literal["channel"] = "channel"
    one_of: Some[Channel]


class ReceivedAs(OneOf):
    """In which post it was received."""

    about, fact = Words("接到人岗位", "post of the receiver"), "received_as"
    test: Literal["received_as"] = "received_as"
    one_of: Some[Role]


class PlaceKindIs(OneOf):
    """What sort of place it is about."""

    about, fact = Words("地点类型", "sort of place"), "place_kind"
    test: Literal["place_kind"] = "place_kind"
    one_of: Some[PlaceKind]

    def label(self, value: Any) -> Words:
        return PLACES[value]


class DayIs(OneOf):
    """What the day is on the centre's calendar."""

    about, fact = Words("日期", "day"), "moment.day"
    test: Literal["day"] = "day"
    one_of: Some[DayType]

    def label(self, value: Any) -> Words:
        return DAYS[value]


class WeekdayIs(OneOf):
    """The day of the week; Monday is 0."""

    about, fact = Words("星期", "weekday"), "moment.weekday"
    test: Literal["weekday"] = "weekday"
    one_of: Some[Annotated[int, Field(ge=0, le=6)]]

    def label(self, value: Any) -> Words:
        return WEEKDAYS[value]


class Chosen(OneOf):
    """A place chosen by its id, which says nothing to a reader."""

    @cached_property
    def named(self) -> Words:
        count = len(self.one_of)
        return Words(f"所选的{count}处之一", f"one of the {count} chosen")

    def label(self, value: Any) -> Words:
        return Words("另一处", "another")


class AreaIs(Chosen):
    """In which area of responsibility it is."""

    about, fact = Words("责任区域", "area"), "area_id"
    test: Literal["area"] = "area"
    one_of: Some[UUID]


class BuildingIs(Chosen):
    """In which building or shared place it is."""

    about, fact = Words("楼栋", "building"), "building_id"
    test: Literal["building"] = "building"
    one_of: Some[UUID]


class OneOfOrAny(OneOf):
    """A fact that must be known; with values, one of these."""

    @cached_property
    def holds(self) -> Matcher:
        if not self.one_of:
            read = attrgetter(self.fact)
            return lambda seen: read(seen.facts) is not None
        read, values = attrgetter(self.fact), frozenset(self.one_of)
        return lambda seen: read(seen.facts) in values

    @cached_property
    def named(self) -> Words:
        return listed(self.label(value) for value in self.one_of) if self.one_of else Words("任一", "any")

    def _actual(self, value: Any) -> Words:
        return Words("无", "none") if value is None else self.label(value)


class EmergencyIs(OneOfOrAny):
    """An emergency: any, or of these types."""

    about, fact = Words("紧急情况", "emergency"), "emergency"
    test: Literal["emergency"] = "emergency"
    one_of: AnyNumber[EmergencyType] = ()


class TopicIs(OneOfOrAny):
    """The topic the matter has by now: any, or one of these."""

    about, fact = Words("主题", "topic"), "topic"
    test: Literal["topic"] = "topic"
    one_of: AnyNumber[TopicKey] = ()
