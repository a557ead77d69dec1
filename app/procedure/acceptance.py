"""受理 of what a colleague captured, and what may still change on the sheet afterwards (3.1, 4.6.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.procedure.actions.intake import (
    Accept,
    AddFollowUpContact,
    AmendSheet,
    ConfirmHandOff,
    Reclassify,
)
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.conduct import what_it_is_about
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import Accepted, FollowedUp, HandOffConfirmed, Reclassified
from app.procedure.facts import CaseFacts
from app.procedure.intake import sheet_of
from app.procedure.placing import marked_by_topic, placed
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, any_of, its_responsible, the_desk_accepts, the_head
from app.procedure.suggestion import needs_ack_call
from app.procedure.vocabulary import Kind, RelatedProcedure, Status

BEFORE_THE_SHEET = frozenset({Status.ACCEPTED, Status.DESK_HANDLING, Status.HANDED_OFF})


@clause("3.1-a", "4.6.1-b")
def not_accepted_yet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.accepted_at is None and facts.status is not Status.VOIDED:
        return None
    return conflict("already_accepted", "4.6.1-b", "前台已受理登记", "The desk has already accepted it")


def kind_is_settled(facts: CaseFacts, action: Accept, ctx: Context) -> Refusal | None:
    return what_it_is_about(*_settled(facts, action))


def _settled(facts: CaseFacts, action: Accept | Reclassify) -> tuple[Kind | None, RelatedProcedure | None]:
    if action.kind or action.related_procedure:
        return action.kind, action.related_procedure
    return facts.kind, facts.related_procedure


def help_under_way_stays_help(facts: CaseFacts, action: Accept | Reclassify, ctx: Context) -> Refusal | None:
    """Somebody is already on the way; that is not renamed."""
    if not facts.notices or _settled(facts, action)[0] is Kind.HELP or facts.status is Status.PENDING_DESK:
        return None
    return conflict(
        "help_under_way",
        "4.2.1-a",
        "求助已通知到人，不能改为其他类别",
        "Help is under way; it stays a call for help",
    )


@clause("4.1.1.2-b", "4.6.1-b", "4.1.1.1-a")
def accepted(facts: CaseFacts, action: Accept, ctx: Context) -> Iterator[Event]:
    """The desk completes the sheet, registers the case and sends it on its way. Help goes on undisturbed."""
    written = sheet_of(action, ctx, is_key=ctx.is_key)
    if facts.given & {"summary"} and action.summary is None:
        written = replace(written, summary=None)
    yield written
    kind, related = _settled(facts, action)
    now_known = written.upon(facts)
    taken = Accepted(
        **ctx.stamp,
        kind=kind,
        related_procedure=related,
        joint_count=max(action.joint_count or 1, facts.joint_count),
        dispute=action.dispute,
        ack_call_required=kind is Kind.SUGGESTION and needs_ack_call(now_known.channel, ctx),
    )
    yield taken
    after = taken.upon(now_known)
    yield from marked_by_topic(after, ctx.routing, ctx)
    yield from placed(after, ctx, ask_area_manager=action.notify_area_manager)


def amended(facts: CaseFacts, action: AmendSheet, ctx: Context) -> Iterable[Event]:
    written = sheet_of(action, ctx)
    if facts.given & {"summary"} and action.summary is None:
        written = replace(written, summary=None)
    return (written,)


def desk_before_issue_head_after(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return the_desk_accepts(facts, ctx) if facts.status in BEFORE_THE_SHEET else the_head(facts, ctx)


def something_changes(facts: CaseFacts, action: Reclassify, ctx: Context) -> Refusal | None:
    settled = _settled(facts, action)
    if settled == (facts.kind, facts.related_procedure):
        return conflict("kind_unchanged", "1.1-a", "类别没有变化", "The kind is the same as before")
    return what_it_is_about(*settled)


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
    yield from marked_by_topic(after, ctx.routing, ctx)
    yield from placed(after, ctx)


def waits_for_its_receiver(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.status is Status.HANDED_OFF and not facts.hand_off_confirmed:
        return None
    return conflict("nothing_handed_off", "4.6.1-b", "没有待确认的移交", "No hand-off waits for confirmation")


ACTS = (
    Act(
        action=Accept,
        path="accept",
        label=Words("受理登记", "Accept and register"),
        guards=(a_person, not_accepted_yet, the_desk_accepts),
        checks=(kind_is_settled, help_under_way_stays_help),
        then=accepted,
    ),
    Act(
        action=AmendSheet,
        path="amend-sheet",
        label=Words("补正处理单", "Complete the sheet"),
        edits=True,
        guards=(
            a_person,
            only_when(*(set(Status) - {Status.VOIDED, Status.ARCHIVED})),
            any_of(the_desk_accepts, its_responsible),
        ),
        then=amended,
    ),
    Act(
        action=Reclassify,
        path="reclassify",
        label=Words("更正类别", "Correct the kind"),
        edits=True,
        guards=(
            a_person,
            only_when(
                Status.ACCEPTED,
                Status.DESK_HANDLING,
                Status.ISSUED,
                Status.IN_PROGRESS,
                Status.AWAITING_APPROVAL,
                Status.IN_STUDY,
                Status.HANDED_OFF,
            ),
            desk_before_issue_head_after,
        ),
        checks=(something_changes, help_under_way_stays_help),
        then=reclassified,
    ),
    Act(
        action=ConfirmHandOff,
        path="confirm-hand-off",
        label=Words("确认移交", "Confirm the hand-off"),
        kinds=kinds(None),
        guards=(a_person, waits_for_its_receiver, the_desk_accepts),
        then=lambda facts, action, ctx: (
            HandOffConfirmed(**ctx.stamp, received_by_whom=action.received_by_whom),
        ),
    ),
    Act(
        action=AddFollowUpContact,
        path="add-follow-up-contact",
        label=Words("业户再次联系", "The resident asked again"),
        guards=(a_person, not_over),
        then=lambda facts, action, ctx: (FollowedUp(**ctx.stamp, follow_up_words=action.words),),
    ),
)
