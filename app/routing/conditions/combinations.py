"""All of these, any of these, not this: conditions inside conditions, within bounds."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.procedure.refusal import Words
from app.routing.conditions.base import Asking, Matcher, listed
from app.routing.conditions.leaves import (
    AreaIs,
    BuildingIs,
    ChannelIs,
    DayIs,
    EmergencyIs,
    KindIs,
    PlaceKindIs,
    ReceivedAs,
    TopicIs,
    WeekdayIs,
)
from app.routing.conditions.measures import JointCountIs, Marked, TimeOfDayIs, WordsSaid
from app.routing.conditions.texts import Seen

MOST_DEEP, MOST_PARTS, MOST_SIDE_BY_SIDE = 6, 100, 50
MOST_KEPT = 16


class Always(Asking):
    """Holds for every matter: the last rule of a stage."""

    test: Literal["always"] = "always"

    @cached_property
    def holds(self) -> Matcher:
        return lambda seen: True

    def asks(self) -> Words:
        return Words("任何情况", "anything")

    def why_not(self, seen: Seen) -> Words | None:
        return None


class All(Asking):
    """Every one of these holds."""

    test: Literal["all"] = "all"
    of: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MOST_SIDE_BY_SIDE)]

    @cached_property
    def holds(self) -> Matcher:
        matchers = tuple(each.holds for each in self.of)
        if len(matchers) == 2:
            first, second = matchers
            return lambda seen: first(seen) and second(seen)

        def all_hold(seen: Seen) -> bool:
            for each in matchers:  # noqa: SIM110 - a plain loop is twice as fast as all()
                if not each(seen):
                    return False
            return True

        return all_hold

    def asks(self) -> Words:
        return _joined(self.of, "且", "and")

    def why_not(self, seen: Seen) -> Words | None:
        for each in self.of:
            why = each.why_not(seen)
            if why is not None:
                return why
        return None

    def parts(self) -> Sequence[Asking]:
        return self.of


class AnyOf(Asking):
    """At least one of these holds."""

    test: Literal["any"] = "any"
    of: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MOST_SIDE_BY_SIDE)]

    @cached_property
    def holds(self) -> Matcher:
        matchers = tuple(each.holds for each in self.of)
        if len(matchers) == 2:
            first, second = matchers
            return lambda seen: first(seen) or second(seen)

        def one_holds(seen: Seen) -> bool:
            for each in matchers:  # noqa: SIM110 - a plain loop is twice as fast as any()
                if each(seen):
                    return True
            return False

        return one_holds

    def asks(self) -> Words:
        return _joined(self.of, "或", "or")

    def why_not(self, seen: Seen) -> Words | None:
        reasons = []
        for each in self.of:
            why = each.why_not(seen)
            if why is None:
                return None
            reasons.append(why)
        return self._none_of(tuple(reasons))

    @cached_property
    def _told(self) -> dict[tuple[Words, ...], Words]:
        return {}

    def _none_of(self, reasons: tuple[Words, ...]) -> Words:
        """Put together once for the same reasons; a handful are kept."""
        told = self._told.get(reasons)
        if told is None:
            named = listed(reasons)
            told = Words(f"下列均不符合：{named.zh}", f"none of these holds: {named.en}")
            if len(self._told) < MOST_KEPT:
                self._told[reasons] = told
        return told

    def parts(self) -> Sequence[Asking]:
        return self.of


class Not(Asking):
    """This does not hold."""

    test: Literal["not"] = "not"
    of: "Condition"

    @cached_property
    def holds(self) -> Matcher:
        inner = self.of.holds
        return lambda seen: not inner(seen)

    def asks(self) -> Words:
        asked = self.of.asks()
        return Words(f"不是“{asked.zh}”", f"not “{asked.en}”")

    def why_not(self, seen: Seen) -> Words | None:
        return None if self.holds(seen) else self._left_out

    @cached_property
    def _left_out(self) -> Words:
        asked = self.of.asks()
        return Words(f"属于被排除的情况：{asked.zh}", f"this is left out: {asked.en}")

    def parts(self) -> Sequence[Asking]:
        return (self.of,)

    def evidence(self, seen: Seen) -> Iterable[str]:
        return ()


def _joined(conditions: Sequence[Asking], zh: str, en: str) -> Words:
    asked = [each.asks() for each in conditions]
    return Words(f"，{zh}".join(each.zh for each in asked), f", {en} ".join(each.en for each in asked))


Condition: TypeAlias = Annotated[
    All
    | AnyOf
    | Not
    | Always
    | KindIs
    | ChannelIs
    | ReceivedAs
    | TopicIs
    | WordsSaid
    | AreaIs
    | BuildingIs
    | PlaceKindIs
    | JointCountIs
    | EmergencyIs
    | Marked
    | TimeOfDayIs
    | WeekdayIs
    | DayIs,
    Field(discriminator="test"),
]
for combination in (All, AnyOf, Not):
    combination.model_rebuild()


def every_part(condition: Asking) -> Iterator[tuple[Asking, int]]:
    """A condition and all inside it, each with its depth."""
    waiting: list[tuple[Asking, int]] = [(condition, 1)]
    while waiting:
        each, depth = waiting.pop()
        yield each, depth
        waiting.extend((part, depth + 1) for part in each.parts())


def words_in(condition: Asking) -> frozenset[str]:
    """Every word a condition looks for."""
    return frozenset(word for each, _ in every_part(condition) for word in each.words())


def bounded(condition: "Condition") -> "Condition":
    """Refuse a condition that nobody could read, or that would take long to decide."""
    for count, (_, depth) in enumerate(every_part(condition), start=1):
        if depth > MOST_DEEP:
            raise PydanticCustomError(
                "condition_too_deep", "Conditions may be nested {most} deep", {"most": MOST_DEEP}
            )
        if count > MOST_PARTS:
            raise PydanticCustomError(
                "condition_too_large", "A rule may have {most} conditions", {"most": MOST_PARTS}
            )
    return condition


Bounded: TypeAlias = Annotated[Condition, AfterValidator(bounded)]
