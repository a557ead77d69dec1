"""4.1.3, 4.3.4(2)-c, 4.4.4: the answer to the resident, and word of how far it is."""

from collections.abc import Iterator

from app.procedure.actions.answers import Reply, TellProgress
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.approvals import approved_or_not_flagged, these_words_are_approved
from app.procedure.challenge import digest_of
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import not_concerned
from app.procedure.consultations import those_concerned_were_asked
from app.procedure.context import Context
from app.procedure.desk_answers import the_desk_or_the_designee
from app.procedure.events.answers import ProgressTold, Replied
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.handling import findings_first
from app.procedure.inquiry import another_way_was_given, the_offer_was_made, ways_asked_for, ways_offered
from app.procedure.refusal import Refusal, Words
from app.procedure.roles import HEAD, a_person, any_of, its_responsible, the_head
from app.procedure.suggestion import (
    answered_by_the_head,
    exception_has_a_reason,
    in_parity,
    parity_or_reason,
)
from app.procedure.texts import words_said
from app.procedure.unified_answers import (
    goes_beyond_the_script,
    is_the_designee,
    only_the_designee_answers,
    uses_the_script_in_force,
)
from app.procedure.vocabulary import Kind, Status

REPLIED_KINDS = kinds(Kind.SUGGESTION, Kind.INQUIRY, Kind.CHALLENGE)
DECIDED = only_when(
    Status.DECIDED,
    clause="4.1.3.1-a",
    then=("decide", "先研究并作出决定", "Study and decide first"),
)
IN_HAND = only_when(
    Status.ISSUED,
    Status.IN_PROGRESS,
    Status.AWAITING_APPROVAL,
    then=("issue-sheet", "前台先开单", "The desk issues the sheet first"),
)


@clause("3.2-a")
def the_replier_is_its_responsible(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The sheet's holder replies; where the topic has a designated person, that person does (13.4)."""
    if facts.kind is Kind.SUGGESTION or is_the_designee(facts, ctx):
        return None
    return its_responsible(facts, ctx)


def at_its_point_for_a_reply(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return (DECIDED if facts.kind is Kind.SUGGESTION else IN_HAND)(facts, ctx)


@clause("4.3.4(2)-c", "4.1.3.1-a", "4.4.5-b")
def replied(facts: CaseFacts, reply: Reply, ctx: Context) -> Iterator[Event]:
    said = words_said(reply)
    suggestion = facts.kind is Kind.SUGGESTION
    yield Replied(
        **ctx.stamp,
        channel=reply.channel,
        digest=digest_of(said),
        parity=in_parity(facts, reply.channel) if suggestion else None,
        script_version_id=reply.script_version_id,
        beyond_script=goes_beyond_the_script(facts, said, ctx),
        by_head=ctx.actor.holds(HEAD),
        reply_text=said,
        exception_reason=reply.exception_reason,
    )
    yield from ways_offered(facts, reply, ctx)


ACTS = (
    Act(
        action=Reply,
        path="reply",
        label=Words("回复业户", "Reply to the resident"),
        kinds=REPLIED_KINDS,
        edits=True,
        guards=(
            a_person,
            at_its_point_for_a_reply,
            findings_first,
            those_concerned_were_asked,
            approved_or_not_flagged,
            only_the_designee_answers,
            answered_by_the_head,
            the_replier_is_its_responsible,
            not_concerned,
        ),
        checks=(
            uses_the_script_in_force,
            these_words_are_approved,
            another_way_was_given,
            the_offer_was_made,
            exception_has_a_reason,
            parity_or_reason,
        ),
        then=replied,
        asks=ways_asked_for,
    ),
    Act(
        action=TellProgress,
        path="tell-progress",
        label=Words("告知进展", "Tell the resident how far it is"),
        guards=(a_person, not_over, any_of(its_responsible, the_desk_or_the_designee, the_head)),
        then=lambda facts, action, ctx: (
            ProgressTold(**ctx.stamp, channel=action.channel, progress=action.progress),
        ),
    ),
)
