"""受理 of what a colleague captured, and what is handed off to another procedure (3.1, 4.6.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.procedure.actions.intake import Accept, AddFollowUpContact, ConfirmHandOff, SheetFields
from app.procedure.acts import Act, kinds, not_over
from app.procedure.challenge import is_flagged
from app.procedure.clauses import clause
from app.procedure.conduct import place_is_known, place_needed, what_it_is_about
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import Accepted, FollowedUp, HandOffConfirmed, SheetWritten
from app.procedure.facts import CaseFacts
from app.procedure.intake import sheet_of
from app.procedure.joint_suggestions import residents_counted
from app.procedure.notices import somebody_was_asked_to_come
from app.procedure.placing import marked_by_topic, placed
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, the_desk_accepts
from app.procedure.suggestion import needs_ack_call
from app.procedure.vocabulary import Kind, RelatedProcedure, Status


@clause("3.1-a", "4.6.1-b")
def not_accepted_yet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.accepted_at is None and facts.status is not Status.VOIDED:
        return None
    return conflict("already_accepted", "4.6.1-b", "前台已受理登记", "The desk has already accepted it")


def _settled(facts: CaseFacts, action: Accept) -> tuple[Kind | None, RelatedProcedure | None]:
    if action.kind or action.related_procedure:
        return action.kind, action.related_procedure
    return facts.kind, facts.related_procedure


@clause("1.1-a")
def kind_is_settled(facts: CaseFacts, action: Accept, ctx: Context) -> Refusal | None:
    return what_it_is_about(*_settled(facts, action))


def help_under_way_stays_help(facts: CaseFacts, action: Accept, ctx: Context) -> Refusal | None:
    """Somebody is already on the way; that is not renamed."""
    if not somebody_was_asked_to_come(facts) or _settled(facts, action)[0] is Kind.HELP:
        return None
    return help_is_under_way()


def help_is_under_way() -> Refusal:
    return conflict(
        "help_under_way",
        "4.2.1-a",
        "求助已通知到人，不能改为其他类别",
        "Help is under way; it stays a call for help",
    )


@clause("4.4.4-c")
def flagged_stays_a_challenge(facts: CaseFacts, action: Accept, ctx: Context) -> Refusal | None:
    """A colleague's mark is not lost by a new name: it is accepted as it came, and the head may rename it (A10)."""
    if not is_flagged(facts) or _settled(facts, action)[0] is Kind.CHALLENGE:
        return None
    return conflict(
        "flagged_stays_a_challenge",
        "4.4.4-c",
        "已标为重要或敏感的质疑先按质疑受理，确需改类由负责人办理",
        "A challenge marked important or sensitive is accepted as one; the head may correct its kind",
        then=("accept", "先按质疑受理", "Accept it as a challenge"),
    )


@clause("4.2.1-a")
def help_has_a_place(facts: CaseFacts, action: Accept, ctx: Context) -> Refusal | None:
    unknown = _settled(facts, action)[0] is Kind.HELP and not place_is_told(facts)
    return place_is_known(action) if unknown and not somebody_was_asked_to_come(facts) else None


def place_is_told(facts: CaseFacts) -> bool:
    return bool(facts.unit_id or facts.area_id or facts.given & {"place", "building_id"})


@clause("4.2.1-a")
def the_place_was_told(facts: CaseFacts) -> Refusal | None:
    return None if place_is_told(facts) else place_needed()


def written_over(facts: CaseFacts, form: SheetFields, ctx: Context, *, is_key: bool | None) -> SheetWritten:
    """What the form says anew; what only routing, or the words, suggest replaces nothing somebody wrote."""
    written = sheet_of(form, ctx, is_key=is_key)
    kept_summary = form.summary is None and "summary" in facts.given
    return replace(
        written,
        summary=None if kept_summary else written.summary,
        topic=form.topic if facts.topic else written.topic,
        department=form.department if facts.department else written.department,
    )


@clause("4.1.1.2-b", "4.6.1-b", "4.1.1.1-a", "4.3.2-b", "4.4.2-b")
def accepted(facts: CaseFacts, action: Accept, ctx: Context) -> Iterator[Event]:
    """The desk completes the sheet, registers the case and sends it on its way. Help goes on undisturbed."""
    written = written_over(facts, action, ctx, is_key=ctx.is_key)
    yield written
    kind, related = _settled(facts, action)
    now_known = written.upon(facts)
    taken = Accepted(
        **ctx.stamp,
        kind=kind,
        related_procedure=related,
        joint_count=max(residents_counted(action.joint_count or 1, (), ctx), facts.joint_count),
        dispute=action.dispute,
        ack_call_required=kind is Kind.SUGGESTION and needs_ack_call(now_known.channel, ctx),
    )
    yield taken
    after = taken.upon(now_known)
    for marked in marked_by_topic(after, ctx.routing, ctx):
        yield marked
        after = marked.upon(after)
    yield from placed(after, ctx, action)


def waits_for_its_receiver(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.status is Status.HANDED_OFF and not facts.hand_off_confirmed:
        return None
    return conflict("nothing_handed_off", "4.6.1-b", "没有待确认的移交", "No hand-off waits for confirmation")


@clause("3.4-b")
def followed_up(facts: CaseFacts, action: AddFollowUpContact, ctx: Context) -> Iterable[Event]:
    """The centre's number of contacts on one case is laid before the head (X27)."""
    often = facts.follow_up_contacts + 1 >= ctx.policy.follow_up_contacts_flag
    return (FollowedUp(**ctx.stamp, often=often, follow_up_words=action.words),)


ACTS = (
    Act(
        action=Accept,
        path="accept",
        label=Words("受理登记", "Accept and register"),
        guards=(a_person, not_accepted_yet, the_desk_accepts),
        checks=(kind_is_settled, help_under_way_stays_help, flagged_stays_a_challenge, help_has_a_place),
        then=accepted,
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
        then=followed_up,
    ),
)
