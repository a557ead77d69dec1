"""Whether a rule set would go below the procedure: each breach with its clause and a matter that shows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.procedure.floor import RESTS_ON, Floor, Matter, floor_of
from app.procedure.labels import label_of
from app.procedure.policy import Policy
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, Kind
from app.routing.checks.breaches import Breach, Weakens
from app.routing.checks.goals import Goal, Never, reach
from app.routing.checks.marks import of_topic, weaker_than_the_list
from app.routing.checks.readings import ANY_MOMENT, Known, Reading, Speech, reading_of
from app.routing.checks.search import OutOfSteps
from app.routing.compiled import CompiledRule, CompiledRuleSet
from app.routing.conditions import KindIs, every_part
from app.routing.conditions.base import listed
from app.routing.decisions import StageDecided, decide_stages
from app.routing.facts import RoutingFacts
from app.routing.rules import DUE_SETTINGS
from app.routing.vocabulary import Priority, Stage


@dataclass(frozen=True, slots=True)
class Weakening:
    """A breach with the matter in which it happens."""

    breach: Breach
    name: Words
    example: RoutingFacts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every rule that weakens, and the rules of which the search could not tell."""

    weakenings: tuple[Weakening, ...]
    unproved: tuple[str, ...] = ()


def breaches(stages: Iterable[StageDecided], policy: Policy) -> Iterator[Breach]:
    """What is taken away in one decision: each followed rule against the procedure's own way."""
    by_stage = {each.stage: each for each in stages}
    yield from of_topic(by_stage[Stage.TOPIC])
    where = by_stage[Stage.DEPARTMENT]
    floor = floor_under(where.seen.facts, where.adds.leads_to)
    for stage, check in CHECKS.items():
        decided = by_stage[stage]
        if decided.followed is not None:
            yield from check(decided.followed, decided.seen.facts, floor, policy)


def breaches_of(rule_set: CompiledRuleSet, facts: RoutingFacts, policy: Policy) -> tuple[Breach, ...]:
    """The same of a matter."""
    return tuple(breaches(decide_stages(rule_set, facts), policy))


def floor_under(facts: RoutingFacts, department: Department | None) -> Floor:
    """The procedure's own way for a matter as the rules see it."""
    return floor_of(
        Matter(
            kind=facts.kind,
            received_as=facts.received_as,
            desk_open=facts.moment.desk_open,
            is_key=facts.is_key,
            joint_count=facts.joint_count,
            emergency=facts.emergency,
            department=department,
        )
    )


def _of_handler(each: CompiledRule, facts: RoutingFacts, floor: Floor, policy: Policy) -> Iterator[Breach]:
    """A post the procedure does not name; or a kind that no department is called for, sent to one."""
    handler, department = each.rule.then.handler, each.rule.then.department
    clause = floor.clause_against(handler) if handler else None
    asked: StrEnum | None = handler if clause else None
    if asked is None and floor.handlers and facts.kind is not Kind.HELP and _names_a_kind(each):
        asked, clause = department, floor.handlers[0][1]
    if asked is not None:
        due, told = listed(label_of(role) for role, _ in floor.handlers), label_of(asked)
        because = Words(
            f"此事应由{due.zh}经办，规则却交给{told.zh}",
            f"This goes to: {due.en}; the rule would send it to: {told.en}",
        )
        yield Breach(Weakens.HANDLER, each.rule.id, clause, because)


def _names_a_kind(each: CompiledRule) -> bool:
    """A rule that goes by words or places alone notes a department; it sends nothing there but help."""
    return any(isinstance(part, KindIs) for part, _ in every_part(each.rule.when))


def _of_notice(each: CompiledRule, facts: RoutingFacts, floor: Floor, policy: Policy) -> Iterator[Breach]:
    if not each.rule.then.notify_only:
        return
    left_out = floor.left_out_of(each.rule.then.told)
    if left_out:
        names = listed(label_of(role) for role, _ in left_out)
        because = Words(
            f"规则只通知所列岗位，漏了必须通知的{names.zh}",
            f"Only the listed posts would be told; left out: {names.en}",
        )
        yield Breach(Weakens.NOTICE, each.rule.id, left_out[0][1], because)


def _of_pace(each: CompiledRule, facts: RoutingFacts, floor: Floor, policy: Policy) -> Iterator[Breach]:
    for due in each.rule.then.due:
        setting, most = DUE_SETTINGS[due.setting], policy.limit(due.setting).amount
        if due.amount > most:
            because = Words(
                f"“{setting.label.zh}”本中心定为{most}{setting.unit.zh}，规则放宽到{due.amount}",
                f"“{setting.label.en}” is {most} {setting.unit.en} here; the rule would allow {due.amount}",
            )
            yield Breach(Weakens.DUE, each.rule.id, setting.clause, because)
    if facts.emergency and each.rule.then.priority not in {None, Priority.URGENT}:
        because = Words("紧急情况不能降低优先级", "An emergency is never talked down")
        yield Breach(Weakens.PRIORITY, each.rule.id, "4.2.3-b", because)


Check = Callable[[CompiledRule, RoutingFacts, Floor, Policy], Iterator[Breach]]
CHECKS: dict[Stage, Check] = {
    Stage.DEPARTMENT: _of_handler,
    Stage.NOTICE: _of_notice,
    Stage.PACE: _of_pace,
}


def weakenings(rule_set: CompiledRuleSet, policy: Policy) -> Verdict:
    """Go through every rule that could take something away and look for a matter in which it does."""
    found, unproved = [], []
    for stage in Stage:
        for each in rule_set.stages[stage]:
            try:
                shown = _shown(rule_set, stage, each, policy)
            except OutOfSteps:
                unproved.append(each.rule.id)
                continue
            if shown is not None:
                found.append(shown)
    return Verdict(tuple(found), tuple(unproved))


def _shown(rule_set: CompiledRuleSet, stage: Stage, each: CompiledRule, policy: Policy) -> Weakening | None:
    for goal in _goals(rule_set, stage, each, policy):
        reached = reach(rule_set, goal)
        if isinstance(reached, Never):
            continue
        breach = next(told for told in breaches(reached.stages, policy) if told.rule == each.rule.id)
        return Weakening(breach, each.rule.name.words, reached.facts)
    return None


def _goals(rule_set: CompiledRuleSet, stage: Stage, each: CompiledRule, policy: Policy) -> Iterator[Goal]:
    """What would have to come together for this rule to weaken; nothing where it asks for nothing."""
    if stage is Stage.TOPIC:
        yield from weaker_than_the_list(rule_set.topics, each)
        return
    then, check = each.rule.then, CHECKS[stage]
    if not (then.handler or _sends_elsewhere(each) or then.notify_only or then.due or then.priority):
        return
    if stage is not Stage.NOTICE:
        yield Goal({stage: each}, (_breached(each, then.leads_to, check, policy),))
        return
    for other in (None, *rule_set.stages[Stage.DEPARTMENT]):
        leads_to = other.rule.then.leads_to if other else None
        breached = _breached(each, leads_to, check, policy)
        yield Goal({Stage.DEPARTMENT: other, Stage.NOTICE: each}, (breached,))


def _sends_elsewhere(each: CompiledRule) -> bool:
    """Whether it names a department and could hold for a kind that goes to none: seen by the kind alone."""
    if each.rule.then.department is None or not _names_a_kind(each):
        return False
    holds = reading_of(each.rule.when, Speech([each.rule.when]))
    return any(holds({"kind": kind}) is not False for kind in Kind if kind is not Kind.HELP)


def _breached(each: CompiledRule, department: Department | None, check: Check, policy: Policy) -> Reading:
    """Whether the rule, once followed, goes below; asks for whatever decides the procedure's own way."""
    seen: dict[tuple[object, ...], bool] = {}

    def read(known: Known) -> bool | str:
        if "kind" not in known:
            return "kind"
        asked = ("kind", "emergency", *RESTS_ON[known["kind"]])
        missing = next((name for name in asked if name not in known), None)
        if missing is not None:
            return missing
        key = tuple(known[name] for name in asked)
        if key not in seen:
            facts = _barely({name: known[name] for name in asked})
            floor = floor_under(facts, department)
            seen[key] = any(True for _ in check(each, facts, floor, policy))
        return seen[key]

    return read


def _barely(told: Known) -> RoutingFacts:
    moment = replace(ANY_MOMENT, desk_open=told.pop("desk_open", True))
    return RoutingFacts(moment=moment, **told)
