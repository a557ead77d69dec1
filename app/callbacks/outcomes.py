"""What a case's callback came to, read from its facts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.facts import Impossible
from app.procedure.vocabulary import Satisfaction
from app.schema import Schema


class Try(Schema):
    """One try to reach the resident."""

    at: datetime
    by: UUID | None
    reached: bool
    solved: bool | None = None
    satisfaction: Satisfaction | None = None


class CallbackOutcome(Schema):
    """How the callback stands. Unreachable is told as such and never as satisfied (4.5.1)."""

    tries: int
    reached: bool
    at: datetime | None
    solved: bool | None
    satisfaction: Satisfaction | None
    closed_as_unreachable: bool
    confirmed_impossible: bool


def tries_in(facts: Mapping[str, Any], *, this_round: bool) -> list[Try]:
    """The tries of a case, or those since its sheet was last returned."""
    now = facts.get("sheet_round", 1)
    return [
        Try(by=each.get("by"), **{name: value for name, value in each.items() if name not in {"by", "round"}})
        for each in facts.get("callbacks", ())
        if not this_round or each.get("round", 1) == now
    ]


def outcome_of(facts: Mapping[str, Any]) -> CallbackOutcome | None:
    """What came of the callback; nothing while nobody has called and nothing was decided."""
    tries = tries_in(facts, this_round=False)
    impossible = Impossible.CALLBACK in facts.get("impossible_confirmed", ())
    unreachable = bool(facts.get("unreachable_closed"))
    if not tries and not impossible and not unreachable:
        return None
    last = tries[-1] if tries else None
    return CallbackOutcome(
        tries=len(tries),
        reached=last is not None and last.reached,
        at=last.at if last else None,
        solved=last.solved if last else None,
        satisfaction=last.satisfaction if last else None,
        closed_as_unreachable=unreachable,
        confirmed_impossible=impossible,
    )
