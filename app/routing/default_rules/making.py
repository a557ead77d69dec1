"""Writing the default rules briefly: words stand in one string, parted by spaces."""

from app.centre.presets import TOPICS
from app.procedure.vocabulary import Department, EmergencyType, Kind
from app.routing.conditions import All, AnyOf, Condition, KindIs, Not, WordsSaid
from app.routing.rules import Outcome, Rule, RuleName
from app.routing.vocabulary import RuleFlag, Stage

HELP = KindIs(one_of=(Kind.HELP,))
CHALLENGE = KindIs(one_of=(Kind.CHALLENGE,))
SECURITY, ENGINEERING = Department.SECURITY, Department.ENGINEERING
CALLED_TO_THE_SCENE = "4.2.1-a"


def said(words: str, *, apart: str = "") -> WordsSaid:
    """Any of these words, other than inside a phrase that means something else."""
    return WordsSaid(any_of=tuple(words.split()), apart_from=tuple(apart.split()))


def both(*conditions: Condition) -> All:
    """All of these."""
    return All(of=conditions)


def either(*conditions: Condition) -> AnyOf:
    """Any of these."""
    return AnyOf(of=conditions)


def never(condition: Condition) -> Not:
    """Not this."""
    return Not(of=condition)


def calls(
    rule_id: str,
    names: tuple[str, str],
    department: Department,
    when: Condition,
    *,
    hint: EmergencyType | None = None,
    clause: str = CALLED_TO_THE_SCENE,
) -> Rule:
    """A call for help of this content goes to this department."""
    return Rule(
        id=rule_id,
        name=RuleName(zh=names[0], en=names[1]),
        stage=Stage.DEPARTMENT,
        when=both(HELP, when),
        then=Outcome(department=department, emergency_hint=hint),
        clause=clause,
    )


LISTED = {topic.key: WordsSaid(any_of=topic.words) for topic in TOPICS}


def is_about(topic: str, names: tuple[str, str], when: Condition, *, rule_id: str | None = None) -> Rule:
    """A challenge of this content has this topic; its mark follows from the centre's list.

    The words of the first list are among its own: a topic marked less, further down, never takes them away.
    """
    ways = when.of if isinstance(when, AnyOf) else (when,)
    return Rule(
        id=rule_id or f"topic-{topic.replace('_', '-')}",
        name=RuleName(zh=names[0], en=names[1]),
        stage=Stage.TOPIC,
        when=both(CHALLENGE, either(*ways, LISTED[topic])),
        then=Outcome(topic=topic),
        clause="4.4.4-c",
    )


def is_a_dispute(rule_id: str, names: tuple[str, str], when: Condition) -> Rule:
    """A call for help about a quarrel with others: mediate or call the police, nothing else."""
    return Rule(
        id=rule_id,
        name=RuleName(zh=names[0], en=names[1]),
        stage=Stage.TOPIC,
        when=both(HELP, when),
        then=Outcome(flags=(RuleFlag.DISPUTE,)),
        clause="4.2.4-c",
    )


def asks_area_manager(rule_id: str, names: tuple[str, str], when: Condition) -> Rule:
    """The area manager, who knows the household, is asked to come too."""
    return Rule(
        id=rule_id,
        name=RuleName(zh=names[0], en=names[1]),
        stage=Stage.NOTICE,
        when=both(HELP, when),
        then=Outcome(notify_area_manager=True),
        clause="4.2.1-b",
    )
