"""What a matter might be, by the words that were said. A person decides; words never decide alone.

An emergency is never talked down: a sign of danger makes it a call for help, however politely asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, RelatedProcedure
from app.routing.compiled import TOPIC_LIST_NAME, CompiledRuleSet
from app.routing.conditions import Seen, folded
from app.routing.decisions import StageDecided, decide_stages
from app.routing.default_rules import BROAD_RULES
from app.routing.facts import Moment, RoutingFacts
from app.routing.kind_signs import CALLED, EMERGENCY_SIGN, GIVEN, HAPPENING, LEXICON, SIGNS, KindSign
from app.routing.vocabulary import RuleFlag, Stage

V_co = TypeVar("V_co", bound=str | bool, covariant=True)
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Advised(Generic[V_co]):
    """Something the words speak for, with the sign or rule that says so and the words it rests on."""

    value: V_co
    because: Words
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a matter might be. What is empty, the words do not tell."""

    kind: Advised[Kind] | None = None
    related_procedure: Advised[RelatedProcedure] | None = None
    emergency: Advised[EmergencyType] | None = None
    dispute: Advised[bool] | None = None
    department: Advised[Department] | None = None
    topic: Advised[str] | None = None
    notify_area_manager: Advised[bool] | None = None


def advise(
    rule_set: CompiledRuleSet, words: str, moment: Moment, *, emergency: EmergencyType | None = None
) -> Advice:
    """What these words speak for, under this centre's rules."""
    asked = RoutingFacts(moment=moment, words=words, kind=Kind.HELP, emergency=emergency)
    as_help = {each.stage: each for each in decide_stages(rule_set, asked)}
    danger = _emergency(emergency, as_help[Stage.DEPARTMENT])
    sign, seen = _sign_of_kind(words, as_help, in_danger=danger is not None)
    if sign is None:
        return Advice(emergency=danger)
    advised = _for_kind(sign, seen, danger)
    if sign.kind is Kind.HELP:
        return _of_help(advised, as_help)
    if sign.kind is Kind.CHALLENGE:
        challenge = RoutingFacts(moment=moment, words=words, kind=Kind.CHALLENGE)
        return replace(advised, topic=_topic(rule_set, next(decide_stages(rule_set, challenge))))
    return advised


def _emergency(given: EmergencyType | None, decided: StageDecided) -> Advised[EmergencyType] | None:
    """The emergency that is known already, else the one the words hint at."""
    if given is not None:
        return Advised(given, GIVEN)
    return _from(decided, lambda: decided.adds.emergency_hint)


def _sign_of_kind(
    words: str, as_help: dict[Stage, StageDecided], *, in_danger: bool
) -> tuple[KindSign | None, Seen]:
    seen = LEXICON.see(replace(as_help[Stage.TOPIC].seen.facts, words=words))
    if in_danger:
        return EMERGENCY_SIGN, seen
    followed = as_help[Stage.DEPARTMENT].followed
    unlikely = set()
    if followed is None:
        unlikely = {CALLED.code, HAPPENING.code}
    elif followed.rule.id in BROAD_RULES:
        unlikely = {HAPPENING.code}
    signs = (sign for sign in SIGNS if sign.code not in unlikely and sign.when.holds(seen))
    return next(signs, None), seen


def _for_kind(sign: KindSign, seen: Seen, danger: Advised[EmergencyType] | None) -> Advice:
    said = danger.words if sign is EMERGENCY_SIGN and danger else _some(sign.when.evidence(seen))
    return Advice(
        kind=Advised(sign.kind, sign.name, said) if sign.kind else None,
        related_procedure=Advised(sign.related, sign.name, said) if sign.related else None,
        emergency=danger,
    )


def _of_help(advised: Advice, as_help: dict[Stage, StageDecided]) -> Advice:
    about, where, further = (as_help[stage] for stage in (Stage.TOPIC, Stage.DEPARTMENT, Stage.NOTICE))
    return replace(
        advised,
        dispute=_from(about, lambda: _if_so(RuleFlag.DISPUTE in about.adds.flags)),
        department=_from(where, lambda: where.adds.department),
        notify_area_manager=_from(further, lambda: _if_so(further.adds.notify_area_manager)),
    )


def _topic(rule_set: CompiledRuleSet, decided: StageDecided) -> Advised[str] | None:
    if decided.topic_from_list is None:
        return _from(decided, lambda: decided.adds.topic)
    listed = rule_set.topics.topics[decided.topic_from_list]
    said = decided.seen.found.intersection(folded(word) for word in listed.words)
    return Advised(listed.key, TOPIC_LIST_NAME, _some(sorted(said)))


def _from(decided: StageDecided, read: Callable[[], V_co | None]) -> Advised[V_co] | None:
    """What the rule followed in a stage adds, with the rule's name and the words it rests on."""
    value = read()
    if decided.followed is None or value is None:
        return None
    rule = decided.followed.rule
    return Advised(value, rule.name.words, _some(rule.when.evidence(decided.seen)))


def _if_so(said: bool) -> bool | None:
    return said or None


def _some(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, the longest first: it says most."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word))[:MOST_WORDS])
