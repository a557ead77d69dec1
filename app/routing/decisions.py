"""Deciding what the centre's rules add to a matter, stage by stage. Pure: no store, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.centre.vocabulary import Mark
from app.procedure.context import Routing
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, Role
from app.routing.compiled import (
    STRENGTH,
    TOPIC_LIST,
    TOPIC_LIST_CLAUSE,
    TOPIC_LIST_NAME,
    CompiledRule,
    CompiledRuleSet,
    KnownTopic,
)
from app.routing.conditions import Seen
from app.routing.facts import RoutingFacts
from app.routing.rules import Outcome
from app.routing.vocabulary import Priority, RuleFlag, Stage


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule that was followed. Nothing of what the resident said stands here."""

    stage: Stage
    rule: str
    name: Words
    clause: str | None
    rests_on_key: bool = False

    def as_record(self) -> dict[str, Any]:
        """As a case keeps it. A rule that asks for the key resident flag is not told to everyone."""
        kept: dict[str, Any] = {
            "stage": self.stage.value,
            "rule": self.rule,
            "name": {"zh": self.name.zh, "en": self.name.en},
            "clause": self.clause,
        }
        return kept | {"rests_on_key": True} if self.rests_on_key else kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """What the rules add. Nothing in it can take away what the procedure asks for.

    `topic` is empty where the matter has one already. `emergency_hint` is advice for a person: it is
    empty where an emergency is already known, and never stands for a decision.
    """

    rule_set_version: int
    department: Department | None = None
    topic: str | None = None
    important: bool = False
    sensitive: bool = False
    dispute: bool = False
    notify_area_manager: bool = False
    also_tell: frozenset[Role] = frozenset()
    due: Mapping[str, int] = field(default_factory=dict)
    priority: Priority | None = None
    emergency_hint: EmergencyType | None = None
    trace: tuple[Matched, ...] = ()

    def as_routing(self) -> Routing:
        """As the procedure takes it."""
        return Routing(
            department=self.department,
            topic=self.topic,
            important=self.important,
            sensitive=self.sensitive,
            dispute=self.dispute,
            notify_area_manager=self.notify_area_manager,
            also_tell=self.also_tell,
            due=self.due,
            rule_set_version=self.rule_set_version,
        )

    def as_record(self) -> dict[str, Any]:
        """As a case keeps it: the version, the rules that were followed, and nothing personal."""
        kept: dict[str, Any] = {
            "version": self.rule_set_version,
            "matched": [each.as_record() for each in self.trace],
            "emergency_hint": self.emergency_hint.value if self.emergency_hint else None,
        }
        if self.due:
            kept["due"] = dict(self.due)
        if self.priority:
            kept["priority"] = self.priority.value
        return kept


@dataclass(frozen=True, slots=True)
class StageDecided:
    """How one stage ended: what the conditions looked at, which rule was followed, what it added.

    `raised_by` is a topic of the list whose words were said and whose mark is stronger than what a rule, or
    the topic found, would have given: its mark holds.
    """

    stage: Stage
    seen: Seen
    followed: CompiledRule | None
    asked_the_list: bool = False
    topic_from_list: str | None = None
    raised_by: KnownTopic | None = None

    @property
    def adds(self) -> Outcome:
        """What the stage adds."""
        added = self.followed.rule.then if self.followed else NOTHING
        further: dict[str, Any] = {}
        if self.topic_from_list:
            further["topic"] = self.topic_from_list
        if self.raised_by:
            further["flags"] = tuple(sorted({*added.flags, FLAG_OF[self.raised_by.mark]}))
        return added.model_copy(update=further) if further else added

    @property
    def matched(self) -> Iterator[Matched]:
        """For the trace."""
        if self.followed is not None:
            rule = self.followed.rule
            yield Matched(self.stage, rule.id, rule.name.words, rule.clause, self.followed.rests_on_key)
        if self.topic_from_list is not None or self.raised_by is not None:
            yield Matched(self.stage, TOPIC_LIST, TOPIC_LIST_NAME, TOPIC_LIST_CLAUSE)


NOTHING = Outcome()
FLAG_OF: Mapping[Mark, RuleFlag] = {Mark.IMPORTANT: RuleFlag.IMPORTANT, Mark.SENSITIVE: RuleFlag.SENSITIVE}


def decide_stages(rule_set: CompiledRuleSet, facts: RoutingFacts) -> Iterator[StageDecided]:
    """The stages in order; what one adds, the next may ask about."""
    seen = rule_set.lexicon.see(facts.as_taken_in())
    for stage in Stage:
        followed = next((each for each in rule_set.stages[stage] if each.holds(seen)), None)
        decided = StageDecided(stage, seen, followed)
        if stage is Stage.TOPIC and _topic_is_open(seen.facts):
            decided = _as_listed(rule_set, decided)
        yield decided
        if stage is Stage.TOPIC:
            seen = _with_marks(rule_set, seen, decided.adds)


def _topic_is_open(facts: RoutingFacts) -> bool:
    """Only challenges are marked by their topic (A10); a topic that somebody gave stands."""
    return facts.kind is Kind.CHALLENGE and facts.topic is None


def _as_listed(rule_set: CompiledRuleSet, decided: StageDecided) -> StageDecided:
    """The list finds the topic where no rule does; whoever found it, no mark of the list is lowered."""
    topics, asked = rule_set.topics, decided.followed.rule.then if decided.followed else NOTHING
    listed = topics.found_in(decided.seen) if asked.topic is None else None
    strongest = topics.strongest_in(decided.seen)
    if strongest is not None:
        held = max(
            STRENGTH[topics.mark_of(asked.topic or listed)],
            _strength(RuleFlag.IMPORTANT in asked.flags, RuleFlag.SENSITIVE in asked.flags),
            _strength(decided.seen.facts.important, decided.seen.facts.sensitive),
        )
        if STRENGTH[strongest.mark] <= held:
            strongest = None
    return replace(decided, asked_the_list=True, topic_from_list=listed, raised_by=strongest)


def _strength(important: bool, sensitive: bool) -> int:
    mark = Mark.SENSITIVE if sensitive else Mark.IMPORTANT if important else Mark.NONE
    return STRENGTH[mark]


def route(rule_set: CompiledRuleSet, facts: RoutingFacts) -> Routed:
    """What these rules add to this matter."""
    stages = tuple(decide_stages(rule_set, facts))
    return routed_from(rule_set, facts, stages)


def routed_from(rule_set: CompiledRuleSet, facts: RoutingFacts, stages: tuple[StageDecided, ...]) -> Routed:
    """The sum of what the stages add."""
    _, where, further, pace = stages
    marked, told = where.seen.facts, further.adds.told
    return Routed(
        rule_set_version=rule_set.number,
        department=where.adds.leads_to,
        topic=marked.topic if facts.topic is None else None,
        important=marked.important and not facts.important,
        sensitive=marked.sensitive and not facts.sensitive,
        dispute=marked.dispute and not facts.dispute,
        notify_area_manager=Role.AREA_CUSTOMER_MANAGER in told,
        also_tell=told - {Role.AREA_CUSTOMER_MANAGER},
        due={each.setting: each.amount for each in pace.adds.due},
        priority=pace.adds.priority,
        emergency_hint=where.adds.emergency_hint if facts.emergency is None else None,
        trace=tuple(matched for each in stages for matched in each.matched),
    )


def _with_marks(rule_set: CompiledRuleSet, seen: Seen, adds: Outcome) -> Seen:
    """The matter with the topic and the marks that the first stage gives it."""
    facts = seen.facts
    topic = facts.topic or adds.topic
    mark = rule_set.topics.mark_of(topic) if facts.kind is Kind.CHALLENGE else Mark.NONE
    if topic == facts.topic and mark is Mark.NONE and not adds.flags:
        return seen
    marked = replace(
        facts,
        topic=topic,
        important=facts.important or mark is Mark.IMPORTANT or RuleFlag.IMPORTANT in adds.flags,
        sensitive=facts.sensitive or mark is Mark.SENSITIVE or RuleFlag.SENSITIVE in adds.flags,
        dispute=facts.dispute or RuleFlag.DISPUTE in adds.flags,
    )
    return replace(seen, facts=marked)
