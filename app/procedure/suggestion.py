"""4.1 Suggestions: thanked, studied, decided by the right person, answered the way they came."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import Reply
from app.procedure.actions.suggestions import (
    AddCoSigners,
    BeginStudy,
    Decide,
    LowerJointCount,
    RecordAckCall,
    ReevaluateHandler,
    ReopenByCentreManager,
    ReviewDecision,
    TreatAsJoint,
)
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.closing import Reopened
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible, SheetIssued
from app.procedure.events.suggestions import (
    AckCallMade,
    Decided,
    DecisionReviewed,
    DecisionVoided,
    JointCountChanged,
    KeyResidentChanged,
    StudyBegun,
)
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import CENTRE, HEAD, a_person, only_time, the_desk_accepts, the_head
from app.procedure.vocabulary import Channel, Contact, Kind, ReplyChannel, Role, Status

MOST_JOINT_FOR_THE_HEAD = 5
"""超过五名 excludes five itself: six is the first number that goes higher. Fixed by 4.1.2.1."""

WRITTEN_NOT_IN_PERSON = frozenset(
    {
        Channel.LETTER_NOT_IN_PERSON,
        Channel.SUGGESTION_BOX,
        Channel.EMAIL,
        Channel.CHAT,
        Channel.OTHER_SYSTEM,
    }
)
AT_CONTACT = frozenset({Channel.PHONE, Channel.VISIT, Channel.LETTER_IN_PERSON, Channel.MET_ON_PATROL})
ORAL = frozenset({ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL})
WRITTEN = frozenset({ReplyChannel.WRITTEN})
PARITY: dict[Channel, frozenset[ReplyChannel]] = {
    Channel.LETTER_IN_PERSON: WRITTEN,
    Channel.LETTER_NOT_IN_PERSON: WRITTEN,
    Channel.SUGGESTION_BOX: WRITTEN,
    Channel.EMAIL: frozenset({ReplyChannel.EMAIL}),
    Channel.CHAT: ORAL | {ReplyChannel.CHAT},
    Channel.OTHER_SYSTEM: ORAL | {ReplyChannel.CHAT},
}
SUGGESTIONS = kinds(Kind.SUGGESTION)


def goes_to_the_centre_manager(facts: CaseFacts) -> bool:
    return facts.is_key or facts.joint_count > MOST_JOINT_FOR_THE_HEAD


@clause("3.4-a", "4.1.2.1-a", "4.1.2.1-b")
def decider(facts: CaseFacts) -> Role:
    """Who handles the suggestion personally. Once with the centre manager it never goes back by itself."""
    stays = facts.responsible is not None and facts.responsible.role is CENTRE
    return CENTRE if stays or goes_to_the_centre_manager(facts) else HEAD


@clause("4.1.1.1-a", "4.1.2.1-a", "4.1.2.1-b", "4.6.1-a")
def goes_to_its_decider(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """Every suggestion gets a sheet, however small, and goes to the one who must handle it personally."""
    role = decider(facts)
    yield MadeResponsible(**ctx.stamp, role=role, clause="4.1.2.1-b" if role is CENTRE else "4.1.2.1-a")
    yield SheetIssued(**ctx.stamp)


@clause("4.1.1.4-a")
def needs_ack_call(channel: Channel, ctx: Context) -> bool:
    """Written and not handed over in person (e-mail by the centre's setting, A6)."""
    if channel is Channel.EMAIL and not ctx.policy.email_needs_ack_call:
        return False
    return channel in WRITTEN_NOT_IN_PERSON


@clause("4.1.1.4-a")
def ack_call_is_owed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.ack_call_required and not facts.ack_call_done:
        return None
    return conflict(
        "no_ack_call_owed",
        "4.1.1.4-a",
        "此事无须（或已完成）致谢电话",
        "No acknowledgement call is owed",
    )


@clause("4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-d")
def everything_was_said(facts: CaseFacts, call: RecordAckCall, ctx: Context) -> Refusal | None:
    """A call that reached the resident gives thanks, says it arrived and is studied, and promises a reply."""
    if not call.reached:
        return None
    for said, clause_id, field, zh, en in (
        (call.thanked, "4.1.1.4-b", "thanked", "致谢", "give thanks"),
        (call.told_received, "4.1.1.4-c", "told_received", "告知建议已收到", "say it was received"),
        (
            call.told_studying,
            "4.1.1.4-c",
            "told_studying",
            "告知正在研究",
            "say it is being studied",
        ),
        (
            call.told_reply_soon,
            "4.1.1.4-d",
            "told_reply_soon",
            "告知会尽快回复",
            "promise a reply soon",
        ),
    ):
        if not said:
            return incomplete(
                "ack_call_incomplete",
                clause_id,
                f"致谢电话还须{zh}",
                f"The call must also {en}",
                field,
            )
    return None


@clause("4.1.1.3-d")
def studied_before_decided(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Nobody turns a suggestion down where it is made: a decision comes only after study."""
    if facts.status not in {Status.PENDING_DESK, Status.ACCEPTED}:
        return None
    return conflict(
        "not_studied_yet",
        "4.1.1.3-d",
        "建议未经研究，不能作出决定，更不能当场拒绝",
        "A suggestion is decided only after study and never refused on the spot",
        then=("begin-study", "先由负责人开始研究", "Let its handler begin the study"),
    )


@clause("4.1.2.1-a", "4.1.2.1-b")
def decided_personally(facts: CaseFacts, ctx: Context) -> Refusal | None:
    role = decider(facts)
    if ctx.actor.holds(role):
        return None
    if role is CENTRE:
        return forbidden(
            "only_the_centre_manager",
            "4.1.2.1-b",
            "重要业户或六名以上业户联名的建议，由物业服务中心负责人亲自处理",
            "A key resident's suggestion, or one by six or more, is the centre manager's own",
            then=(None, "请物业服务中心负责人办理", "Leave it to the centre manager"),
        )
    return forbidden(
        "only_the_head_decides",
        "4.1.2.1-a",
        "建议由客户服务部门负责人亲自处理，不能委托",
        "The head of customer service handles every suggestion personally",
        then=(None, "请客户服务部门负责人办理", "Leave it to the head of customer service"),
    )


@clause("4.1.3.1-a")
def answered_by_the_head(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The head replies, also when the centre manager decided; the centre manager may by exception (A5)."""
    if facts.kind is not Kind.SUGGESTION or ctx.actor.holds(HEAD):
        return None
    if ctx.actor.holds(CENTRE) and decider(facts) is CENTRE:
        return None
    return forbidden(
        "only_the_head_replies",
        "4.1.3.1-a",
        "建议的处理结果由客户服务部门负责人回复",
        "The head of customer service replies to a suggestion",
        then=(None, "请客户服务部门负责人回复", "Leave the reply to the head"),
    )


@clause("4.1.3.1-a")
def exception_of_the_centre_manager_has_a_reason(
    facts: CaseFacts, reply: Reply, ctx: Context
) -> Refusal | None:
    if facts.kind is not Kind.SUGGESTION or ctx.actor.holds(HEAD) or reply.exception_reason:
        return None
    return incomplete(
        "exception_needs_reason",
        "4.1.3.1-a",
        "由中心负责人直接回复属例外，须注明原因",
        "A reply by the centre manager is an exception and needs its reason",
        "exception_reason",
    )


@clause("4.1.3.1-b", "4.1.3.1-c", "4.1.3.1-d", "4.1.3.1-e")
def in_parity(facts: CaseFacts, channel: ReplyChannel) -> bool:
    """Whether the reply goes back the way the suggestion came."""
    if channel is ReplyChannel.NOTICE_BOARD and facts.contact is not Contact.GIVEN:
        return True
    return channel in PARITY.get(facts.channel, ORAL)


@clause("4.1.3.1-b")
def parity_or_reason(facts: CaseFacts, reply: Reply, ctx: Context) -> Refusal | None:
    if facts.kind is not Kind.SUGGESTION or in_parity(facts, reply.channel) or reply.exception_reason:
        return None
    return incomplete(
        "parity_needs_reason",
        "4.1.3.1-b",
        "回复方式与业户提出的方式不同，须注明原因",
        "The reply goes another way than the suggestion came: give the reason",
        "exception_reason",
    )


def count_only_grows(facts: CaseFacts, action: AddCoSigners | TreatAsJoint, ctx: Context) -> Refusal | None:
    if action.joint_count > facts.joint_count:
        return None
    return conflict(
        "count_only_grows",
        "4.1.2.1-b",
        "联名人数只能增加；确需减少由客户服务部门负责人更正并注明原因",
        "The count only grows; the head may correct it downwards with a reason",
        then=("lower-joint-count", "请客户服务部门负责人更正", "Ask the head to correct it"),
    )


def count_only_falls(facts: CaseFacts, action: LowerJointCount, ctx: Context) -> Refusal | None:
    if action.joint_count < facts.joint_count:
        return None
    return conflict(
        "count_only_falls",
        "4.1.2.1-b",
        "更正后的人数须少于现有人数",
        "The corrected count must be lower",
    )


@clause("4.1.2.1-b")
def handler_anew(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """The handler is looked at anew: a sixth co-signer or a key resident lifts it to the centre manager.

    Before the reply the head's decision is void; after it the centre manager is told and may reopen.
    """
    settled = {Status.REPLIED, Status.RETURNED, Status.CLOSED, Status.ARCHIVED}
    lifted = goes_to_the_centre_manager(facts) and decider_now(facts) is not CENTRE
    if not lifted or facts.responsible is None:
        return
    if facts.decision is not None and facts.status not in settled:
        yield DecisionVoided(**ctx.stamp, clause="4.1.2.1-b")
    if facts.status not in {Status.CLOSED, Status.ARCHIVED}:
        yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.1.2.1-b")


def decider_now(facts: CaseFacts) -> Role | None:
    return facts.responsible.role if facts.responsible else None


def joined(facts: CaseFacts, action: AddCoSigners | TreatAsJoint, ctx: Context) -> Iterator[Event]:
    signers = action.co_signers if isinstance(action, AddCoSigners) else None
    reason = action.reason if isinstance(action, TreatAsJoint) else None
    changed = JointCountChanged(
        **ctx.stamp, joint_count=action.joint_count, co_signers=signers, reason=reason
    )
    yield changed
    yield from handler_anew(changed.upon(facts), ctx)


def key_changed(facts: CaseFacts, action: ReevaluateHandler, ctx: Context) -> Iterator[Event]:
    changed = KeyResidentChanged(**ctx.stamp, is_key=action.is_key)
    yield changed
    yield from handler_anew(changed.upon(facts), ctx)


@clause("4.1.2.1-b")
def joined_after_the_reply(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Only where the count rose past the head after the reply may the centre manager reopen (13.5)."""
    if goes_to_the_centre_manager(facts) and ctx.actor.holds(CENTRE):
        return None
    return forbidden(
        "only_the_centre_manager",
        "4.1.2.1-b",
        "只有应由中心负责人处理的建议，可由中心负责人重新研究",
        "Only the centre manager reopens, and only what is the centre manager's to decide",
    )


def reopened(facts: CaseFacts, action: ReopenByCentreManager, ctx: Context) -> Iterable[Event]:
    yield Reopened(**ctx.stamp, clause="4.1.2.1-b", reason=action.reason)
    yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.1.2.1-b")


def a_review_is_due(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.review_due:
        return None
    return conflict(
        "no_review_due",
        "4.5.1-a",
        "此建议没有待复核的不满意回访",
        "No review of this suggestion is due",
    )


def the_centre_manager(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.holds(CENTRE):
        return None
    return forbidden(
        "only_the_centre_manager", "4.1.2.1-b", "复核由中心负责人办理", "The centre manager reviews"
    )


def decided(facts: CaseFacts, action: Decide, ctx: Context) -> Iterable[Event]:
    return (Decided(**ctx.stamp, decision=action.decision, decision_reasons=action.reasons),)


def called(facts: CaseFacts, call: RecordAckCall, ctx: Context) -> Iterable[Event]:
    return (AckCallMade(**ctx.stamp, reached=call.reached, channel=call.channel, comment=call.comment),)


def lowered(facts: CaseFacts, action: LowerJointCount, ctx: Context) -> Iterable[Event]:
    return (JointCountChanged(**ctx.stamp, joint_count=action.joint_count, reason=action.reason),)


def reviewed(facts: CaseFacts, action: ReviewDecision, ctx: Context) -> Iterable[Event]:
    return (DecisionReviewed(**ctx.stamp, upheld=action.upheld, review_reasons=action.reasons),)


IN_WORK = only_when(
    Status.ACCEPTED,
    Status.IN_STUDY,
    Status.DECIDED,
    Status.REPLIED,
    Status.RETURNED,
    Status.CLOSED,
    Status.ARCHIVED,
)

ACTS = (
    Act(
        action=RecordAckCall,
        path="record-ack-call",
        label=Words("记录致谢电话", "Record the acknowledgement call"),
        kinds=SUGGESTIONS,
        guards=(a_person, not_over, ack_call_is_owed, the_desk_accepts),
        checks=(everything_was_said,),
        then=called,
    ),
    Act(
        action=BeginStudy,
        path="begin-study",
        label=Words("开始研究", "Begin the study"),
        kinds=SUGGESTIONS,
        guards=(a_person, only_when(Status.ACCEPTED), decided_personally),
        then=lambda facts, action, ctx: (StudyBegun(**ctx.stamp),),
    ),
    Act(
        action=Decide,
        path="decide",
        label=Words("作出决定", "Decide"),
        kinds=SUGGESTIONS,
        edits=True,
        guards=(a_person, studied_before_decided, only_when(Status.IN_STUDY), decided_personally),
        then=decided,
    ),
    Act(
        action=AddCoSigners,
        path="add-co-signers",
        label=Words("增加联名", "Add co-signers"),
        kinds=SUGGESTIONS,
        guards=(a_person, IN_WORK),
        checks=(count_only_grows,),
        then=joined,
    ),
    Act(
        action=LowerJointCount,
        path="lower-joint-count",
        label=Words("更正联名人数", "Correct the joint count"),
        kinds=SUGGESTIONS,
        guards=(a_person, IN_WORK, the_head),
        checks=(count_only_falls,),
        then=lowered,
    ),
    Act(
        action=TreatAsJoint,
        path="treat-as-joint",
        label=Words("合并视为联名", "Treat as joint"),
        kinds=SUGGESTIONS,
        guards=(a_person, IN_WORK, the_head),
        checks=(count_only_grows,),
        then=joined,
    ),
    Act(
        action=ReopenByCentreManager,
        path="reopen",
        label=Words("重新研究", "Reopen"),
        kinds=SUGGESTIONS,
        guards=(
            a_person,
            only_when(Status.REPLIED, Status.RETURNED, Status.CLOSED, Status.ARCHIVED),
            joined_after_the_reply,
        ),
        then=reopened,
    ),
    Act(
        action=ReviewDecision,
        path="review-decision",
        label=Words("复核未采纳的建议", "Review the decision"),
        kinds=SUGGESTIONS,
        edits=True,
        guards=(a_person, a_review_is_due, the_centre_manager),
        then=reviewed,
    ),
    Act(
        action=ReevaluateHandler,
        path="reevaluate-handler",
        label=Words("重新判定处理人", "Look at the handler anew"),
        kinds=SUGGESTIONS,
        by_time=True,
        guards=(only_time, IN_WORK),
        then=key_changed,
    ),
)
