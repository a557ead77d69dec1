"""May it be done, what happens then, and what is known afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.procedure import (
    acceptance,
    callback,
    challenge,
    desk_answers,
    handling,
    help,
    implementation,
    inquiry,
    records,
    suggestion,
    supervision,
)
from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.intake import TakeIn
from app.procedure.acts import Act
from app.procedure.clocks import clocks_started
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import TakenIn
from app.procedure.facts import CaseFacts
from app.procedure.intake import as_help_in_emergency, goes_on, refused, take_in
from app.procedure.refusal import Refusal, conflict
from app.procedure.vocabulary import Kind

ACTS: tuple[Act, ...] = (
    *acceptance.ACTS,
    *help.ACTS,
    *suggestion.ACTS,
    *desk_answers.ACTS,
    *inquiry.ACTS,
    *handling.ACTS,
    *challenge.ACTS,
    *records.ACTS,
    *callback.ACTS,
    *implementation.ACTS,
    *supervision.ACTS,
)
"""The rule book, in the order of the procedure's own steps."""

ACT_OF: dict[type, Act] = {act.action: act for act in ACTS}


@dataclass(frozen=True, slots=True)
class Decided:
    """What an action brings about: its events in order, and the facts afterwards."""

    events: tuple[Event, ...]
    facts: CaseFacts


def may(facts: CaseFacts, action: type, ctx: Context) -> Refusal | None:
    """The first rule that stands against this kind of action now, before anything is filled in."""
    act = ACT_OF[action]
    if facts.kind not in act.kinds:
        return conflict(
            "not_for_this_kind", None, "此类事项不适用", "This does not apply to this kind of case"
        )
    return next((refusal for guard in act.guards if (refusal := guard(facts, ctx))), None)


def decide(facts: CaseFacts, action: Any, ctx: Context) -> Decided | Refusal:
    """The events an action brings about, or the first rule against it."""
    act = ACT_OF[type(action)]
    refusal = may(facts, type(action), ctx) or next(
        (found for check in act.checks if (found := check(facts, action, ctx))), None
    )
    if refusal is not None:
        return refusal
    events = tuple(act.then(facts, action, ctx))
    return _with_clocks(facts, events, ctx)


def begin(case_id: UUID, taken: TakeIn, ctx: Context) -> Decided | Refusal:
    """A matter is taken in: there are no facts yet. The desk may answer in the same breath."""
    taken = as_help_in_emergency(taken)
    refusal = refused(taken, ctx)
    if refusal is not None:
        return refusal
    events = tuple(take_in(taken, ctx))
    facts = replay(case_id, events)
    further = tuple(goes_on(facts, taken, ctx))
    begun = _with_clocks(None, events + further, ctx, case_id)
    if taken.answer is None or taken.satisfied is None or begun.facts.captured:
        return begun
    return _answered_at_once(begun, taken, ctx)


def _answered_at_once(begun: Decided, taken: TakeIn, ctx: Context) -> Decided | Refusal:
    if begun.facts.kind not in {Kind.INQUIRY, Kind.CHALLENGE}:
        return begun
    answer = AnswerAtDesk(
        answer=taken.answer or "",
        satisfied=bool(taken.satisfied),
        script_version_id=taken.script_version_id,
    )
    answered = decide(begun.facts, answer, ctx)
    if isinstance(answered, Refusal):
        return answered
    return Decided(begun.events + answered.events, answered.facts)


def evolve(facts: CaseFacts, event: Event) -> CaseFacts:
    """The facts after one more event."""
    return event.upon(facts)


def replay(case_id: UUID, events: Iterable[Event]) -> CaseFacts:
    """The facts a whole journal amounts to."""
    remaining = iter(events)
    first = next(remaining)
    if not isinstance(first, TakenIn):
        raise ValueError("a journal begins with the matter being taken in")
    facts = first.begin(case_id)
    for event in remaining:
        facts = evolve(facts, event)
    return facts


def _with_clocks(
    before: CaseFacts | None, events: tuple[Event, ...], ctx: Context, case_id: UUID | None = None
) -> Decided:
    after = replay(case_id, events) if case_id else _folded(before, events)
    clocks = tuple(clocks_started(before, after, ctx))
    return Decided(events + clocks, _folded(after, clocks))


def _folded(facts: CaseFacts | None, events: Iterable[Event]) -> CaseFacts:
    assert facts is not None
    for event in events:
        facts = evolve(facts, event)
    return facts
