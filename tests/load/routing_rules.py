"""A thousand rules on one matter: decided, explained in full, checked, and beside a bare Python loop.

`python -m tests.load.routing_rules` writes its part of docs/bench.md. Figures, not assertions.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from app.procedure.policy import Policy
from app.procedure.vocabulary import Kind
from app.routing.checks.findings import check
from app.routing.compiled import CompiledRuleSet
from app.routing.decisions import route
from app.routing.explanations import explain
from app.routing.facts import Moment, RoutingFacts
from app.routing.rules import read_rules
from app.routing.vocabulary import DayType
from app.serving import SELDOM
from tests.load.bench import write_part

HEADING = "## A thousand routing rules"
WORDS = "家里厨房的水管一直在漏水，请派人来看看"
ROUNDS = 200


def stored() -> Iterator[dict[str, Any]]:
    """999 rules of eight words each that do not match, and one that does."""
    for number in range(999):
        said = {"test": "words", "any_of": [f"词{number}之{n}" for n in range(8)]}
        yield rule(f"n{number}", {"test": "any", "of": [said, {"test": "is_key"}]}, "security")
    yield rule("leaks", {"test": "words", "any_of": ["漏水"]}, "engineering")


def rule(rule_id: str, condition: dict[str, Any], department: str) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": {"zh": rule_id, "en": rule_id},
        "stage": "department",
        "when": {"test": "all", "of": [{"test": "kind", "one_of": ["help"]}, condition]},
        "then": {"department": department},
        "clause": "4.2.1-a",
    }


def bare(rules: list[dict[str, Any]], facts: RoutingFacts) -> str | None:
    """What one would write first: each rule's words looked for in turn, and nothing explained."""
    for each in rules:
        kind, condition = each["when"]["of"]
        said = condition["of"][0] if condition["test"] == "any" else condition
        if facts.kind in kind["one_of"] and (facts.is_key or any(w in facts.words for w in said["any_of"])):
            department: str = each["then"]["department"]
            return department
    return None


def milliseconds(run: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 99th percentile."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1e3)
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def main() -> None:
    rules = list(stored())
    ready = CompiledRuleSet(1, read_rules(rules))
    gc.freeze()  # as a server process looks for garbage
    gc.set_threshold(SELDOM)
    facts = RoutingFacts(moment=Moment.plain(DayType.WORKING_DAY), words=WORDS, kind=Kind.HELP)
    loop = milliseconds(lambda: bare(rules, facts))
    decided = milliseconds(lambda: route(ready, facts))
    explained = milliseconds(lambda: explain(ready, facts))
    checked = milliseconds(lambda: check(ready, Policy()), rounds=3)
    lines = [
        "One matter under 1,000 rules of eight words each, of which the last matches; in one",
        "process that looks for garbage as a server process does.",
        "",
        "| what | median ms | p99 ms | wanted | beside the bare loop |",
        "|---|---|---|---|---|",
        f"| bare Python loop, nothing explained | {loop[0]:.2f} | {loop[1]:.2f} | | 1.0 |",
        f"| decide | {decided[0]:.2f} | {decided[1]:.2f} | 1 | {decided[0] / loop[0]:.1f} |",
        f"| explain in full | {explained[0]:.2f} | {explained[1]:.2f} | 10 | {explained[0] / loop[0]:.1f} |",
        f"| check the whole set before publishing | {checked[0]:.0f} | | | |",
    ]
    write_part(HEADING, lines)


if __name__ == "__main__":
    main()
