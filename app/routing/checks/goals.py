"""Finding a matter in which certain rules are followed, or showing that there is none.

Only the rules that turn out to stand in the way are looked at: a thousand rules cost no more than those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.routing.checks.readings import Known, Reading, Speech, matter_of, reading_of, turned
from app.routing.checks.search import (
    Domains,
    OutOfSteps,
    Steps,
    domains_of,
    first_where,
    help_in_emergency,
    whole,
)
from app.routing.compiled import CompiledRule, CompiledRuleSet
from app.routing.conditions import WordsSaid
from app.routing.conditions.base import Asking
from app.routing.decisions import StageDecided, decide_stages
from app.routing.facts import RoutingFacts
from app.routing.vocabulary import Stage

MOST_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class Goal:
    """Which rule is to be followed in a stage (none: no rule at all), and what else is to hold."""

    follows: Mapping[Stage, CompiledRule | None]
    further: tuple[Reading, ...] = ()
    said: WordsSaid | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A matter that reaches the goal, with its decision."""

    facts: RoutingFacts
    stages: tuple[StageDecided, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """No matter does; these rules always come first."""

    because: tuple[str, ...] = ()


@dataclass(slots=True)
class _Attempt:
    """The conditions in play: those that must hold, those that must not, and what was tried in vain."""

    rule_set: CompiledRuleSet
    goal: Goal
    wanted: list[CompiledRule] = field(default_factory=list)
    unwanted: dict[str, CompiledRule] = field(default_factory=dict)
    in_vain: list[Known] = field(default_factory=list)

    def prepare(self) -> tuple[list[Reading], Domains]:
        """Read anew with every rule that joins: words are told apart only where it matters."""
        conditions: list[Asking] = [each.rule.when for each in (*self.wanted, *self.unwanted.values())]
        said = [self.goal.said] if self.goal.said else []
        conditions += said
        speech = Speech(conditions)
        readings = [reading_of(each.rule.when, speech) for each in self.wanted]
        readings += [_unless(reading_of(each.rule.when, speech)) for each in self.unwanted.values()]
        readings += [reading_of(each, speech) for each in said]
        readings += [*self.goal.further, help_in_emergency]
        readings += [_other_than(each) for each in self.in_vain]
        return readings, domains_of(conditions, tuple(self.rule_set.topics.topics))

    def learn(self, stages: Sequence[StageDecided], known: Known) -> bool:
        """Whether the goal is reached; otherwise what stood in the way is remembered."""
        reached = True
        for decided in stages:
            if decided.stage not in self.goal.follows:
                continue
            aim, followed = self.goal.follows[decided.stage], decided.followed
            if followed is aim:
                continue
            reached = False
            if followed is not None and self._stands_before(followed, aim):
                self.unwanted[followed.rule.id] = followed
                return False
        if not reached:
            self.in_vain.append(known)
        return reached

    def _stands_before(self, one: CompiledRule, aim: CompiledRule | None) -> bool:
        """Whether it is news that this rule comes first."""
        place = self.rule_set.place
        before = aim is None or place[one.rule.id] < place[aim.rule.id]
        return before and one.rule.id not in self.unwanted


def reach(rule_set: CompiledRuleSet, goal: Goal, steps: Steps | None = None) -> Reached | Never:
    """Look for a matter that reaches the goal. Raises OutOfSteps where the search has to be given up."""
    steps = steps or Steps()
    attempt = _Attempt(rule_set, goal, wanted=[each for each in goal.follows.values() if each])
    for _ in range(MOST_ROUNDS):
        readings, domains = attempt.prepare()
        known = first_where(readings, domains, steps, {})
        if known is None:
            return Never(tuple(attempt.unwanted))
        facts = matter_of(whole(known, domains)).as_taken_in()
        stages = tuple(decide_stages(rule_set, facts))
        if attempt.learn(stages, known):
            return Reached(facts, stages)
    raise OutOfSteps


def _unless(reading: Reading) -> Reading:
    return lambda known: turned(reading(known))


def _other_than(tried: Known) -> Reading:
    """Something else than what was tried in vain."""

    def read(known: Known) -> bool | str:
        for name, value in tried.items():
            if name not in known:
                return name
            if known[name] != value:
                return True
        return False

    return read
