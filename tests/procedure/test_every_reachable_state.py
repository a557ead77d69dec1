"""Every state a case can reach within a bound, and what holds of each of them."""

import inspect
import os
import re
from collections.abc import Callable
from typing import Any

import pytest

from app.procedure.clauses import CLAUSES
from app.procedure.lifecycle import ACT_OF
from tests.procedure.beginnings import BEGINNINGS
from tests.procedure.exploration import Bounds, Exploration, State, Step
from tests.procedure.invariants import OF_FACTS, OF_STATES, OF_STEPS
from tests.procedure.payloads import PAYLOADS

LARGER = int(os.environ.get("YINGMEN_SEEDS", "0")) > 10
NEAR = Bounds(beside=0, rounds=1)
FAR = Bounds(beside=2, rounds=3, listed=2, most=20_000, every_actor=True)
CLAUSE = re.compile(r"\d(?:\.\d)+(?:\(\d\))?-[a-z]")


def _holds(invariant: Callable[[Any], bool], of: Any, told: object) -> None:
    if not invariant(of):
        pytest.fail(f"{invariant.__name__} ({invariant.__doc__}): {told}")


def on_state(state: State) -> None:
    for of_facts in OF_FACTS:
        _holds(of_facts, state.facts, state.facts)
    for of_state in OF_STATES:
        _holds(of_state, state, state.facts)


def on_step(step: Step) -> None:
    told = (step.actor.roles(), step.action, step.before.facts)
    for of_facts in OF_FACTS:
        _holds(of_facts, step.after.facts, told)
    for of_step in OF_STEPS:
        _holds(of_step, step, told)


@pytest.mark.seeds
@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.clause("3.1-a", "3.1-c", "4.1.2.1-a", "4.1.2.1-b", "4.2.4-d", "4.2.5-a", "4.3.3-a")
@pytest.mark.clause("4.4.4-c", "4.4.5-b", "4.4.5-c", "4.5.1-a", "4.5.1-b", "4.6.1-b", "4.6.2-a", "4.6.2-b")
def test_what_holds_holds_in_every_reachable_state(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    exploration = Exploration(FAR if LARGER else NEAR)
    exploration.walk(BEGINNINGS[name], on_state, on_step)
    record_property("states", exploration.found.states)
    record_property("steps", exploration.found.steps)
    for refusal in exploration.found.refusals:
        assert refusal.reason.zh
        assert refusal.reason.en
        assert refusal.clause is None or refusal.clause in CLAUSES
        if refusal.next_action is not None and refusal.next_action.action is not None:
            assert refusal.next_action.action in {act.path for act in ACT_OF.values()}


@pytest.mark.parametrize("invariant", [*OF_FACTS, *OF_STATES, *OF_STEPS], ids=lambda each: each.__name__)
def test_every_invariant_cites_its_clause(invariant: Callable[[Any], bool]) -> None:
    cited = CLAUSE.findall(inspect.getdoc(invariant) or "")
    assert cited
    assert set(cited) <= set(CLAUSES)


def test_no_act_is_left_out_of_the_walks() -> None:
    assert set(PAYLOADS) == set(ACT_OF)
