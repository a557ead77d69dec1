"""Conditions read of a matter that is known only in part: they hold, fail, or name what they still ask."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.routing.conditions import (
    All,
    Always,
    AnyOf,
    JointCountIs,
    Lexicon,
    Marked,
    Not,
    TimeOfDayIs,
    WordsSaid,
    every_part,
)
from app.routing.conditions.base import Asking
from app.routing.conditions.leaves import OneOf, OneOfOrAny
from app.routing.facts import Moment, RoutingFacts
from app.routing.vocabulary import DayType

Known = dict[str, Any]
Reading = Callable[[Known], bool | str]
"""True, False, or the name of the first thing that has to be known to tell."""

PART_OF_MOMENT = "moment."
SAID = "said:"


class Speech:
    """What may be said, as far as some conditions care: words that mean the same to all of them are one.

    Whatever a resident says, it contains words and phrases that conditions name. Each such token alone
    makes some conditions hold; of those that make the same ones hold, the shortest stands for all.
    """

    def __init__(self, conditions: Iterable[Asking]) -> None:
        self._asked = [part for each in conditions for part, _ in every_part(each)]
        asked = {id(part): part for part in self._asked if isinstance(part, WordsSaid)}
        lexicon = Lexicon(word for part in asked.values() for word in part.wanted)
        tokens = {token for part in asked.values() for token in (*part.any_of, *part.apart_from)}
        alike: dict[frozenset[int], str] = {}
        for token in sorted(tokens, key=lambda each: (len(each), each)):
            heard = lexicon.see(_saying(token))
            meant = frozenset(key for key, part in asked.items() if part.holds(heard))
            if meant:
                alike.setdefault(meant, token)
        self._tokens: dict[int, tuple[str, ...]] = {
            key: tuple(SAID + token for meant, token in alike.items() if key in meant) for key in asked
        }

    def tokens(self, asked: WordsSaid) -> tuple[str, ...]:
        """What may be said to make a condition hold, as names of things to be known."""
        return self._tokens[id(asked)]


def _saying(token: str) -> RoutingFacts:
    return RoutingFacts(moment=ANY_MOMENT, words=token)


def reading_of(condition: Asking, speech: Speech) -> Reading:
    """A condition as a function of what is known so far."""
    if isinstance(condition, WordsSaid):
        return _said(speech.tokens(condition))
    if isinstance(condition, All | AnyOf):
        return _joined([reading_of(each, speech) for each in condition.of], stop=isinstance(condition, AnyOf))
    if isinstance(condition, Not):
        inner = reading_of(condition.of, speech)
        return lambda known: turned(inner(known))
    if isinstance(condition, Always):
        return lambda known: True
    return _of_a_fact(condition)


def turned(read: bool | str) -> bool | str:
    """The opposite; what is not known stays so."""
    return read if isinstance(read, str) else not read


def _said(tokens: tuple[str, ...]) -> Reading:
    def read(known: Known) -> bool | str:
        asked: bool | str = False
        for token in tokens:
            told = known.get(token)
            if told:
                return True
            if told is None and asked is False:
                asked = token
        return asked

    return read


def _joined(readings: list[Reading], *, stop: bool) -> Reading:
    """All of these, or any of these: the first that decides it stops the reading."""

    def read(known: Known) -> bool | str:
        asked: bool | str = not stop
        for each in readings:
            told = each(known)
            if told is stop:
                return stop
            if isinstance(told, str) and not isinstance(asked, str):
                asked = told
        return asked

    return read


def _of_a_fact(condition: Asking) -> Reading:
    name, test = _fact_and_test(condition)

    def read(known: Known) -> bool | str:
        return test(known[name]) if name in known else name

    return read


def _fact_and_test(condition: Asking) -> tuple[str, Callable[[Any], bool]]:
    if isinstance(condition, OneOf):
        values = frozenset(condition.one_of)
        if isinstance(condition, OneOfOrAny) and not values:
            return condition.fact, lambda value: value is not None
        return condition.fact.removeprefix(PART_OF_MOMENT), lambda value: value in values
    if isinstance(condition, JointCountIs):
        least, most = condition.at_least or 0, condition.at_most
        return "joint_count", lambda value: least <= value and (most is None or value <= most)
    if isinstance(condition, Marked):
        yes = condition.yes
        return condition.test, lambda value: value is yes
    assert isinstance(condition, TimeOfDayIs)
    since, until = condition.since, condition.until
    if since < until:
        return "time_of_day", lambda value: since <= value < until
    return "time_of_day", lambda value: not until <= value < since


ANY_MOMENT = Moment.plain(DayType.WORKING_DAY)


def matter_of(known: Mapping[str, Any]) -> RoutingFacts:
    """A whole matter of what is known of it; each token that is said stands on a line of its own."""
    said = [name.removeprefix(SAID) for name, told in known.items() if name.startswith(SAID) and told]
    facts = {name: value for name, value in known.items() if not name.startswith(SAID)}
    moment = Moment(**{name: facts.pop(name) for name in MOMENT})
    return RoutingFacts(moment=moment, words="\n".join(said), **facts)


MOMENT = ("time_of_day", "weekday", "day", "desk_open")
