"""Matters and rule sets for the tests of routing: no store needed."""

from datetime import time
from typing import Any

from app.centre.presets import TOPICS
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind
from app.routing.compiled import CompiledRuleSet, KnownTopic
from app.routing.default_rules import DEFAULT_RULES
from app.routing.facts import Moment, RoutingFacts
from app.routing.rules import Rule, read_rules
from app.routing.vocabulary import DayType

MORNING = Moment(time_of_day=time(10, 0), weekday=2, day=DayType.WORKING_DAY, desk_open=True)
NIGHT = Moment(time_of_day=time(23, 30), weekday=5, day=DayType.HOLIDAY, desk_open=False)

PRESET_TOPICS = tuple(
    KnownTopic(each.key, Words(each.name_zh, each.name_en), each.mark, each.words) for each in TOPICS
)
DEFAULT = CompiledRuleSet(1, DEFAULT_RULES, PRESET_TOPICS)


def matter(words: str = "", kind: Kind | None = Kind.HELP, **known: Any) -> RoutingFacts:
    """A matter that came in the morning, unless told otherwise."""
    moment = known.pop("moment", MORNING)
    return RoutingFacts(moment=moment, words=words, kind=kind, **known)


def rules(*stored: dict[str, Any]) -> tuple[Rule, ...]:
    """Rules as a centre would write them; what the test does not care about is filled in."""
    return read_rules(
        [
            {
                "id": f"rule-{number}",
                "name": {"zh": f"规则{number}", "en": f"Rule {number}"},
                "stage": "department",
                "clause": "4.2.1-a",
            }
            | each
            for number, each in enumerate(stored, start=1)
        ]
    )


def rule_set(*stored: dict[str, Any]) -> CompiledRuleSet:
    """The same, ready to decide, with the preset topics."""
    return CompiledRuleSet(7, rules(*stored), PRESET_TOPICS)
