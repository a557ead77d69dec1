"""What a rule may ask that is not one value of several: words, numbers, hours, marks."""

from collections.abc import Iterable
from datetime import time
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.procedure.refusal import Words
from app.routing.conditions.base import Asking, Matcher, listed
from app.routing.conditions.texts import Seen, folded

MOST_WORDS, LONGEST_WORD = 200, 40
MOST_JOINT = 100_000
NO_CONTROLS = r"^[^\x00-\x1f\x7f]+$"

Word = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORD, pattern=NO_CONTROLS)]


def _on_the_wall(value: time) -> time:
    if value.tzinfo is not None:
        raise PydanticCustomError("local_time_asked", "A time on the desk's wall has no offset")
    return value


WallTime = Annotated[time, AfterValidator(_on_the_wall)]


class WordsSaid(Asking):
    """Any of these in what the resident said, other than inside one of the phrases `apart_from`."""

    test: Literal["words"] = "words"
    any_of: Annotated[tuple[Word, ...], Field(min_length=1, max_length=MOST_WORDS)]
    apart_from: Annotated[tuple[Word, ...], Field(max_length=MOST_WORDS)] = ()

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The words as they are looked for."""
        return frozenset(folded(word) for word in self.any_of)

    @cached_property
    def unwanted(self) -> tuple[str, ...]:
        """The phrases that mean something else, the longest first."""
        return tuple(sorted((folded(phrase) for phrase in self.apart_from), key=len, reverse=True))

    @cached_property
    def holds(self) -> Matcher:
        wanted, unwanted = self.wanted, self.unwanted
        if not unwanted:
            return lambda seen: not wanted.isdisjoint(seen.found)
        return lambda seen: seen.says_any(wanted, unwanted)

    @cached_property
    def named(self) -> Words:
        """The first few words, as people read them."""
        return listed(Words(word, word) for word in self.any_of)

    @cached_property
    def unsaid(self) -> Words:
        """That none of them was said."""
        return Words(f"原话没有提到{self.named.zh}", f"the words do not speak of {self.named.en}")

    def asks(self) -> Words:
        return Words(f"原话提到{self.named.zh}", f"the words speak of {self.named.en}")

    def why_not(self, seen: Seen) -> Words | None:
        return None if self.holds(seen) else self.unsaid

    def evidence(self, seen: Seen) -> Iterable[str]:
        return seen.said(self.wanted, self.unwanted)

    def words(self) -> Iterable[str]:
        return self.wanted


class JointCountIs(Asking):
    """How many residents stand behind it together."""

    test: Literal["joint_count"] = "joint_count"
    at_least: Annotated[int, Field(ge=1, le=MOST_JOINT)] | None = None
    at_most: Annotated[int, Field(ge=1, le=MOST_JOINT)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("bound_asked", "Give at_least, at_most or both")
        if (self.at_least or 1) > (self.at_most or MOST_JOINT):
            raise PydanticCustomError("bounds_out_of_order", "at_least must not be greater than at_most")
        return self

    @cached_property
    def holds(self) -> Matcher:
        least, most = self.at_least or 0, self.at_most or MOST_JOINT
        return lambda seen: least <= seen.facts.joint_count <= most

    def asks(self) -> Words:
        if self.at_most is None:
            return Words(f"联名不少于{self.at_least}人", f"at least {self.at_least} residents together")
        if self.at_least is None:
            return Words(f"联名不超过{self.at_most}人", f"at most {self.at_most} residents together")
        return Words(
            f"联名{self.at_least}至{self.at_most}人", f"{self.at_least} to {self.at_most} residents together"
        )

    def why_not(self, seen: Seen) -> Words | None:
        if self.holds(seen):
            return None
        asked, count = self.asks(), seen.facts.joint_count
        return Words(f"须{asked.zh}，此处{count}人", f"needs {asked.en}; here {count}")


class TimeOfDayIs(Asking):
    """Between two times on the desk's wall, [from, until); a span may go over midnight."""

    test: Literal["time_of_day"] = "time_of_day"
    since: WallTime
    until: WallTime

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.since == self.until:
            raise PydanticCustomError("span_empty", "A span begins and ends at different times")
        return self

    @cached_property
    def holds(self) -> Matcher:
        since, until = self.since, self.until
        if since < until:
            return lambda seen: since <= seen.facts.moment.time_of_day < until
        return lambda seen: not until <= seen.facts.moment.time_of_day < since

    def asks(self) -> Words:
        span = f"{self.since:%H:%M}–{self.until:%H:%M}"
        return Words(f"时间在{span}", f"the time is within {span}")

    def why_not(self, seen: Seen) -> Words | None:
        if self.holds(seen):
            return None
        asked, now = self.asks(), f"{seen.facts.moment.time_of_day:%H:%M}"
        return Words(f"须{asked.zh}，此处{now}", f"needs: {asked.en}; here it is {now}")


SAID: dict[str, tuple[Words, Words]] = {
    "is_key": (Words("重要业户", "a key resident"), Words("非重要业户", "not a key resident")),
    "dispute": (Words("涉及纠纷", "a dispute"), Words("不涉及纠纷", "no dispute")),
    "important": (Words("重要事项", "marked important"), Words("未标为重要", "not marked important")),
    "sensitive": (Words("敏感内容", "marked sensitive"), Words("未标为敏感", "not marked sensitive")),
    "desk_open": (Words("前台在上班", "the desk is open"), Words("前台已下班", "the desk is closed")),
}


class Marked(Asking):
    """Something that is so or is not."""

    test: Literal["is_key", "dispute", "important", "sensitive", "desk_open"]
    yes: bool = True

    @cached_property
    def holds(self) -> Matcher:
        read = attrgetter("moment.desk_open" if self.test == "desk_open" else self.test)
        yes = self.yes
        return lambda seen: read(seen.facts) is yes

    def asks(self) -> Words:
        return SAID[self.test][0 if self.yes else 1]

    def why_not(self, seen: Seen) -> Words | None:
        return None if self.holds(seen) else self._otherwise

    @cached_property
    def _otherwise(self) -> Words:
        wanted, actual = self.asks(), SAID[self.test][1 if self.yes else 0]
        return Words(f"须为{wanted.zh}，此处{actual.zh}", f"must be {wanted.en}; here: {actual.en}")
