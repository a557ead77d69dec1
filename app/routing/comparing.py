"""One matter under two rule sets: what would be different, stage by stage, and why."""

from dataclasses import dataclass

from app.procedure.refusal import Words
from app.routing.compiled import TOPIC_LIST_NAME, CompiledRuleSet
from app.routing.decisions import Routed, StageDecided, decide_stages, routed_from
from app.routing.explanations import told_of
from app.routing.facts import RoutingFacts
from app.routing.vocabulary import Stage

NO_RULE = Words("没有规则符合", "no rule matches")
GONE = Words("新规则中没有或停用了这条", "the new rules have it no more, or not in use")
FURTHER_BACK = Words("另一条规则排在它前面", "another rule comes before it")
CHANGED = Words("这条规则要求的内容变了", "what this rule asks for has changed")


@dataclass(frozen=True, slots=True)
class Way:
    """Which rule decides a stage, and what it asks for."""

    rule: str | None
    name: Words
    adds: Words


@dataclass(frozen=True, slots=True)
class Difference:
    """A stage that ends otherwise, and why the rule of before is followed no more."""

    stage: Stage
    before: Way
    after: Way
    why: Words


def differences(
    before: CompiledRuleSet, after: CompiledRuleSet, facts: RoutingFacts
) -> tuple[Difference, ...]:
    """Nothing where the matter would go the same way, by whichever rule."""
    then, now = tuple(decide_stages(before, facts)), tuple(decide_stages(after, facts))
    if _outcome(routed_from(before, facts, then)) == _outcome(routed_from(after, facts, now)):
        return ()
    return tuple(
        Difference(old.stage, _way(before, old), _way(after, new), _why(old, new, after))
        for old, new in zip(then, now, strict=True)
        if old.adds != new.adds
    )


def _outcome(routed: Routed) -> tuple[object, ...]:
    return (
        routed.department,
        routed.topic,
        routed.important,
        routed.sensitive,
        routed.dispute,
        routed.notify_area_manager,
        routed.also_tell,
        dict(routed.due),
        routed.priority,
        routed.emergency_hint,
    )


def _way(rule_set: CompiledRuleSet, decided: StageDecided) -> Way:
    adds = told_of(rule_set, decided.adds)
    if decided.followed is not None:
        rule = decided.followed.rule
        return Way(rule.id, rule.name.words, adds)
    return Way(None, TOPIC_LIST_NAME if decided.topic_from_list else NO_RULE, adds)


def _why(old: StageDecided, new: StageDecided, after: CompiledRuleSet) -> Words:
    """Why what decided before decides no more."""
    if old.followed is None:
        return NO_RULE if new.followed is None else _now_holds(new)
    rule = old.followed.rule
    same = next((each for each in after.stages[old.stage] if each.rule.id == rule.id), None)
    if same is None:
        return GONE
    if same is new.followed:
        return CHANGED
    return same.rule.when.why_not(new.seen) or FURTHER_BACK


def _now_holds(new: StageDecided) -> Words:
    assert new.followed is not None
    asked = new.followed.rule.when.asks()
    return Words(f"新规则符合：{asked.zh}", f"a new rule matches: {asked.en}")
