"""3.4 The head watches, guides and extends; and what anyone may add to a case."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from app.procedure.actions.supervision import AddNote, AttachFile, ExtendDuty, Supervise
from app.procedure.acts import Act, only_when
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.supervision import DutyExtended, FileAttached, Noted, SeenByTheHead, Supervised
from app.procedure.facts import CaseFacts
from app.procedure.owed import owed
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import CENTRE, a_person, captures, the_head_or_the_centre_manager
from app.procedure.vocabulary import Status

NOT_VOIDED = only_when(*(set(Status) - {Status.VOIDED}))


@clause("3.4-b")
def the_duty_runs(facts: CaseFacts, action: ExtendDuty, ctx: Context) -> Refusal | None:
    if action.due_at <= ctx.now:
        return incomplete(
            "due_in_past",
            "3.4-b",
            "新的期限须晚于现在",
            "The new due time must lie ahead",
            "due_at",
        )
    if action.duty in facts.clocks and any(duty.key == action.duty for duty in owed(facts)):
        return None
    return conflict("duty_not_owed", "3.4-b", "没有这项在办事项", "No such duty runs")


@clause("3.4-b")
def supervised(facts: CaseFacts, action: Supervise, ctx: Context) -> Iterator[Event]:
    """A word of guidance; what was laid before the head is seen by it."""
    yield Supervised(**ctx.stamp, marked_for_watch=action.marked_for_watch, instruction=action.instruction)
    laid_before_them = facts.follow_ups_to_see or facts.exception_to_see or facts.words_to_see
    if laid_before_them and ctx.actor.holds(superior(facts), CENTRE):
        yield SeenByTheHead(**ctx.stamp)


@clause("3.4-b")
def extended(facts: CaseFacts, action: ExtendDuty, ctx: Context) -> Iterable[Event]:
    return (DutyExtended(**ctx.stamp, duty=action.duty, due_at=action.due_at, reason=action.reason),)


def attached(facts: CaseFacts, action: AttachFile, ctx: Context) -> Iterable[Event]:
    """A photograph that arrives late still belongs to its case, whatever became of it."""
    told = {each.name: getattr(action, each.name) for each in fields(action)}
    return (FileAttached(**ctx.stamp, **told),)


ACTS = (
    Act(
        action=Supervise,
        path="supervise",
        label=Words("督导", "Supervise"),
        guards=(a_person, the_head_or_the_centre_manager),
        then=supervised,
    ),
    Act(
        action=ExtendDuty,
        path="extend-duty",
        label=Words("延期", "Extend a due time"),
        edits=True,
        guards=(a_person, the_head_or_the_centre_manager),
        checks=(the_duty_runs,),
        then=extended,
    ),
    Act(
        action=AddNote,
        path="add-note",
        label=Words("添加备注", "Add a note"),
        guards=(a_person, NOT_VOIDED),
        then=lambda facts, action, ctx: (Noted(**ctx.stamp, note=action.note),),
    ),
    Act(
        action=AttachFile,
        path="attach-file",
        label=Words("添加附件", "Add a file"),
        guards=(captures,),
        then=attached,
        with_a_file=True,
    ),
)
