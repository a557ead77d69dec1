"""The matter of a case as the routing rules look at it, and what they said of it before."""

from collections.abc import Mapping
from typing import Any

from app.cases.rows import Before
from app.procedure.actions.intake import Accept, Reclassify, TakeIn
from app.procedure.facts import CaseFacts


def routed_anew(trace: dict[str, Any] | None, before: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What the rules say now, with what they said before: whoever was told then was told by that."""
    if trace is None or before is None:
        return trace or before
    earlier = {name: value for name, value in before.items() if name != "earlier"}
    return trace | {"earlier": [*before.get("earlier", ()), earlier]}


MARKS = ("joint_count", "emergency", "dispute", "important", "sensitive", "channel")


def matter_of(taken: TakeIn | CaseFacts) -> dict[str, Any]:
    """What the routing rules look at, of a form or of a case."""
    words = getattr(taken, "words", None) or ""
    return {name: getattr(taken, name) for name in MARKS} | {"words": words}


def matter_anew(facts: CaseFacts, before: Before, action: Accept | Reclassify) -> dict[str, Any]:
    """The same of a case that goes on its way now; its words stand on the row, unless told anew."""
    words = getattr(action, "words", None) or before.personal.get("words") or ""
    return matter_of(facts) | {"words": words, "received_as": facts.received_as}
