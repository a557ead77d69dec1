"""What may still change on a sheet (4.6.2), and a kind that was wrong (X24)."""

from collections.abc import Iterator
from dataclasses import replace

from app.procedure.acceptance import the_place_was_told, written_over
from app.procedure.actions.intake import AmendSheet, Reclassify
from app.procedure.acts import Act, only_when
from app.procedure.challenge import is_flagged
from app.procedure.clauses import clause
from app.procedure.conduct import what_it_is_about
from app.procedure.conflicts_of_interest import the_superior
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import Reclassified
from app.procedure.facts import CaseFacts
from app.procedure.joint_suggestions import handler_anew
from app.procedure.marks import too_late_for
from app.procedure.placing import marked_by_topic, placed
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, any_of, its_responsible, the_desk_accepts
from app.procedure.suggestion import decided_personally, needs_ack_call
from app.procedure.unified_answers import many_ask_the_same
from app.procedure.vocabulary import Kind, Status

KIND_MAY_CHANGE = only_when(
    Status.ACCEPTED,
    Status.DESK_HANDLING,
    Status.ISSUED,
    Status.IN_PROGRESS,
    Status.AWAITING_APPROVAL,
    Status.IN_STUDY,
    Status.HANDED_OFF,
)
STILL_OPEN_TO_CORRECTION = only_when(*(set(Status) - {Status.VOIDED, Status.ARCHIVED}))


def in_time_for_the_mark(facts: CaseFacts, action: AmendSheet, ctx: Context) -> Refusal | None:
    return too_late_for(facts, out_of_scope=True) if action.out_of_scope and not facts.out_of_scope else None


@clause("4.6.2-a", "4.1.1.4-a", "4.1.2.1-b", "4.4.5-a")
def amended(facts: CaseFacts, action: AmendSheet, ctx: Context) -> Iterator[Event]:
    """A corrected sheet is looked at anew: another resident, another channel, another topic may bind otherwise.

    The call once owed for a written suggestion stays owed, whatever the channel is corrected to.
    """
    written = written_over(facts, action, ctx, is_key=ctx.is_key if action.resident_id else None)
    suggestion = facts.kind is Kind.SUGGESTION and action.channel is not None
    if suggestion and needs_ack_call(action.channel or facts.channel, ctx):
        written = replace(written, ack_call_required=True)
    yield written
    after = written.upon(facts)
    if after.topic != facts.topic:
        for marked in marked_by_topic(after, ctx.routing, ctx):
            yield marked
            after = marked.upon(after)
        yield from many_ask_the_same(after, ctx)
    if facts.accepted_at is not None:
        yield from handler_anew(after, ctx)


@clause("3.4-b", "4.1.2.1-a", "4.4.4-c")
def who_may_rename(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk before the sheet is issued, the head after (X24).

    A suggestion is its decider's own, and a marked challenge leaves the mark's reach only by the head.
    """
    if facts.kind is Kind.SUGGESTION:
        return decided_personally(facts, ctx)
    if facts.kind is not None and (facts.sheet_issued or is_flagged(facts)):
        return the_superior(facts, ctx)
    return the_desk_accepts(facts, ctx)


def something_changes(facts: CaseFacts, action: Reclassify, ctx: Context) -> Refusal | None:
    if (action.kind, action.related_procedure) == (facts.kind, facts.related_procedure):
        return conflict("kind_unchanged", "1.1-a", "类别没有变化", "The kind is the same as before")
    return what_it_is_about(action.kind, action.related_procedure)


@clause("4.2.1-a")
def help_is_somewhere(facts: CaseFacts, action: Reclassify, ctx: Context) -> Refusal | None:
    return the_place_was_told(facts) if action.kind is Kind.HELP else None


@clause("4.6.1-b")
def reclassified(facts: CaseFacts, action: Reclassify, ctx: Context) -> Iterator[Event]:
    """The new kind's guards apply at once; the journal keeps the old one (X24)."""
    changed = Reclassified(
        **ctx.stamp,
        kind=action.kind,
        related_procedure=action.related_procedure,
        ack_call_required=action.kind is Kind.SUGGESTION and needs_ack_call(facts.channel, ctx),
        reason=action.reason,
    )
    yield changed
    after = changed.upon(facts)
    for marked in marked_by_topic(after, ctx.routing, ctx):
        yield marked
        after = marked.upon(after)
    yield from placed(after, ctx)


ACTS = (
    Act(
        action=AmendSheet,
        path="amend-sheet",
        label=Words("补正处理单", "Complete the sheet"),
        edits=True,
        guards=(a_person, STILL_OPEN_TO_CORRECTION, any_of(the_desk_accepts, its_responsible)),
        checks=(in_time_for_the_mark,),
        then=amended,
    ),
    Act(
        action=Reclassify,
        path="reclassify",
        label=Words("更正类别", "Correct the kind"),
        edits=True,
        guards=(a_person, KIND_MAY_CHANGE, who_may_rename),
        checks=(something_changes, help_is_somewhere),
        then=reclassified,
    ),
)
