"""What a centre should know of a rule set before it is published; nothing but weakening forbids it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.procedure.policy import Policy
from app.procedure.vocabulary import Kind
from app.routing.checks.goals import Goal, Never, Reached, reach
from app.routing.checks.readings import SAID, Known, Reading, Speech, matter_of, reading_of
from app.routing.checks.search import OutOfSteps, Steps, domains_of, first_where, help_in_emergency, whole
from app.routing.checks.weakening import Verdict, weakenings
from app.routing.compiled import CompiledRule, CompiledRuleSet
from app.routing.conditions import Lexicon, words_in
from app.routing.facts import RoutingFacts
from app.routing.vocabulary import Stage

MOST_PAIRS = 4_000
FEW_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A rule that is never followed, and the rules that always come first (none: it never holds)."""

    rule: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules of one stage that ask for different things of one and the same matter."""

    followed: str
    passed_over: str
    example: RoutingFacts


@dataclass(frozen=True, slots=True)
class FallsThrough:
    """A matter for which no rule of a stage is followed: the procedure alone decides it."""

    stage: Stage
    kind: Kind | None
    example: RoutingFacts


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the check tells. `undecided` are rules of which it could not tell in time."""

    verdict: Verdict
    unreachable: tuple[Unreachable, ...]
    overlaps: tuple[Overlap, ...]
    falls_through: tuple[FallsThrough, ...]
    undecided: tuple[str, ...]
    pairs_left: int
    """Pairs of rules that were not compared, because there are very many."""


def check(rule_set: CompiledRuleSet, policy: Policy) -> Findings:
    """Look at a whole rule set. It takes a while for very many rules: not on the way of a request."""
    unreachable: list[Unreachable] = []
    undecided: list[str] = []
    for rules in rule_set.stages.values():
        for each in rules:
            try:
                never = reach(rule_set, Goal({each.rule.stage: each}), Steps(FEW_STEPS))
            except OutOfSteps:
                undecided.append(each.rule.id)
                continue
            if isinstance(never, Never):
                unreachable.append(Unreachable(each.rule.id, never.because))
    pairs = [pair for rules in rule_set.stages.values() for pair in _pairs(rules)]
    return Findings(
        verdict=weakenings(rule_set, policy),
        unreachable=tuple(unreachable),
        overlaps=tuple(_overlaps(pairs[:MOST_PAIRS], {each.rule for each in unreachable})),
        falls_through=tuple(_falls_through(rule_set)),
        undecided=tuple(undecided),
        pairs_left=max(0, len(pairs) - MOST_PAIRS),
    )


Pair = tuple[CompiledRule, CompiledRule]


def _pairs(rules: Sequence[CompiledRule]) -> Iterator[Pair]:
    """Rules that could meet over one word, or without any: two words said at once are no clash."""
    words = [words_in(each.rule.when) for each in rules]
    lexicon = Lexicon(word for asked in words for word in asked)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_part: dict[str, list[int]] = defaultdict(list)
    wordless = [at for at, asked in enumerate(words) if not asked]
    for at, later in enumerate(rules):
        heard = {part for word in words[at] for part in lexicon.found_in(word)}
        near = {earlier for part in heard for earlier in by_word[part]}
        near.update(earlier for word in words[at] for earlier in by_part[word])
        near.update(earlier for earlier in (wordless if words[at] else range(at)) if earlier < at)
        for earlier in sorted(near):
            if rules[earlier].rule.then != later.rule.then:
                yield rules[earlier], later
        for word in words[at]:
            by_word[word].append(at)
        for part in heard:
            by_part[part].append(at)


def _overlaps(pairs: Sequence[Pair], unreachable: set[str]) -> Iterator[Overlap]:
    for earlier, later in pairs:
        if later.rule.id in unreachable:
            continue
        example = _both_hold(earlier, later)
        if example is not None:
            yield Overlap(earlier.rule.id, later.rule.id, example)


def _both_hold(one: CompiledRule, other: CompiledRule) -> RoutingFacts | None:
    conditions = [one.rule.when, other.rule.when]
    speech = Speech(conditions)
    readings: list[Reading] = [reading_of(each, speech) for each in conditions]
    domains = domains_of(conditions)
    try:
        known = first_where([_one_word_at_most, *readings, help_in_emergency], domains, Steps(FEW_STEPS), {})
    except OutOfSteps:
        return None
    return matter_of(whole(known, domains)).as_taken_in() if known is not None else None


def _one_word_at_most(known: Known) -> bool | str:
    return sum(1 for name, told in known.items() if told and name.startswith(SAID)) <= 1


def _falls_through(rule_set: CompiledRuleSet) -> Iterator[FallsThrough]:
    """Calls for help without a department, challenges without a topic: where a rule would be of use."""
    for stage, kind in ((Stage.DEPARTMENT, Kind.HELP), (Stage.TOPIC, Kind.CHALLENGE)):
        goal = Goal({stage: None}, (_of_kind(kind),))
        try:
            reached = reach(rule_set, goal)
        except OutOfSteps:
            continue
        if isinstance(reached, Reached):
            yield FallsThrough(stage, kind, reached.facts)


def _of_kind(kind: Kind) -> Reading:
    return lambda known: known["kind"] is kind if "kind" in known else "kind"
