"""May it be done, what happens then, and what is known afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.procedure import (
    acceptance,
    ack_calls,
    approvals,
    callback,
    consultations,
    corrections,
    desk_answers,
    emergencies,
    handling,
    help,
    help_results,
    implementation,
    inquiry,
    issuing,
    joining,
    joint_suggestions,
    lateness,
    marks,
    objections,
    on_the_spot,
    records,
    replies,
    suggestion,
    supervision,
    unified_answers,
    unreachable,
)
from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.help import FinishHelpAtDesk
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import AddNote
from app.procedure.acts import Act
from app.procedure.clocks import clocks_started
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import TakenIn
from app.procedure.facts import CaseFacts
from app.procedure.fields import blank_fields, without_blanks
from app.procedure.intake import as_help_in_emergency, goes_on, refused, take_in
from app.procedure.refusal import Refusal, conflict, incomplete
from app.procedure.vocabulary import Kind, Status

ACTS: tuple[Act, ...] = (
    *acceptance.ACTS,
    *corrections.ACTS,
    *help.ACTS,
    *help_results.ACTS,
    *emergencies.ACTS,
    *ack_calls.ACTS,
    *suggestion.ACTS,
    *joint_suggestions.ACTS,
    *on_the_spot.ACTS,
    *desk_answers.ACTS,
    *issuing.ACTS,
    *inquiry.ACTS,
    *handling.ACTS,
    *objections.ACTS,
    *consultations.ACTS,
    *approvals.ACTS,
    *replies.ACTS,
    *unified_answers.ACTS,
    *records.ACTS,
    *callback.ACTS,
    *unreachable.ACTS,
    *implementation.ACTS,
    *marks.ACTS,
    *supervision.ACTS,
    *lateness.ACTS,
    *joining.ACTS,
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
        return (act.otherwise and act.otherwise(facts, ctx)) or _not_for_this_kind()
    return next((refusal for guard in act.guards if (refusal := guard(facts, ctx))), None)


def _not_for_this_kind() -> Refusal:
    return conflict("not_for_this_kind", None, "此类事项不适用", "This does not apply to this kind of case")


def decide(facts: CaseFacts, action: Any, ctx: Context) -> Decided | Refusal:
    """The events an action brings about, or the first rule against it."""
    act = ACT_OF[type(action)]
    action = without_blanks(action)
    refusal = (
        may(facts, type(action), ctx)
        or _left_blank(action)
        or next((found for check in act.checks if (found := check(facts, action, ctx))), None)
    )
    if refusal is not None:
        return refusal
    events = tuple(act.then(facts, action, ctx))
    after = _folded(facts, events)
    clocks = tuple(clocks_started(facts, after, ctx))
    return Decided(events + clocks, _folded(after, clocks))


def _left_blank(action: Any) -> Refusal | None:
    blank = blank_fields(action)
    if not blank:
        return None
    return incomplete("left_blank", None, "请填写内容", "Something must be written here", *blank)


def begin(case_id: UUID, taken: TakeIn, ctx: Context) -> Decided | Refusal:
    """A matter is taken in: there are no facts yet. The desk may answer in the same breath."""
    taken = as_help_in_emergency(without_blanks(taken))
    refusal = refused(taken, ctx)
    if refusal is not None:
        return refusal
    first = tuple(take_in(taken, ctx))
    begun = replay(case_id, first)
    further = tuple(goes_on(begun, taken, ctx))
    events, after = first + further, _folded(begun, further)
    clocks = tuple(clocks_started(None, after, ctx))
    return _answered_at_once(Decided(events + clocks, _folded(after, clocks)), taken, ctx)


def _answered_at_once(begun: Decided, taken: TakeIn, ctx: Context) -> Decided | Refusal:
    action = _answer_of(taken, begun.facts)
    if action is None or begun.facts.captured:
        return begun
    answered = decide(begun.facts, action, ctx)
    if isinstance(answered, Refusal) and taken.recorded_offline:
        answered = decide(begun.facts, AddNote(note=taken.answer or ""), ctx)
    if isinstance(answered, Refusal):
        return answered
    return Decided(begun.events + answered.events, answered.facts)


def _answer_of(taken: TakeIn, begun: CaseFacts) -> AnswerAtDesk | FinishHelpAtDesk | None:
    """What the desk said on the spot, as the answer it is."""
    if taken.answer is None:
        return None
    if begun.kind is Kind.HELP and begun.status is Status.ACCEPTED:
        return FinishHelpAtDesk(result=taken.answer)
    if begun.kind not in {Kind.INQUIRY, Kind.CHALLENGE} or taken.satisfied is None:
        return None
    return AnswerAtDesk(
        answer=taken.answer,
        satisfied=taken.satisfied,
        script_version_id=taken.script_version_id,
        alternatives=taken.alternatives,
        proxy_offered=taken.proxy_offered,
        proxy_accepted=taken.proxy_accepted,
        consent_to_pass_on=taken.consent_to_pass_on,
    )


def evolve(facts: CaseFacts, event: Event) -> CaseFacts:
    """The facts after one more event."""
    return event.upon(facts)


def replay(case_id: UUID, events: Iterable[Event]) -> CaseFacts:
    """The facts a whole journal amounts to."""
    remaining = iter(events)
    first = next(remaining)
    if not isinstance(first, TakenIn):
        raise TypeError("a journal begins with the matter being taken in")
    return _folded(first.begin(case_id), remaining)


def _folded(facts: CaseFacts, events: Iterable[Event]) -> CaseFacts:
    for event in events:
        facts = evolve(facts, event)
    return facts
