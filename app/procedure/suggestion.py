"""4.1 Suggestions: studied and decided by the right person, reviewed once, answered the way they came."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import Reply
from app.procedure.actions.suggestions import BeginStudy, Decide, NoteStudy, ReviewDecision
from app.procedure.acts import Act, kinds, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible, SheetIssued
from app.procedure.events.suggestions import Decided, DecisionReviewed, StudyBegun, StudyNoted
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import CENTRE, HEAD, a_person
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
AT_CONTACT = frozenset(Channel) - WRITTEN_NOT_IN_PERSON
"""Face to face, by telephone (the control room's included, X4), or a letter handed over (4.1.1.3)."""

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
    return CENTRE if facts.held_by_centre_manager or goes_to_the_centre_manager(facts) else HEAD


@clause("3.4-a", "4.1.1.1-a", "4.1.2.1-a", "4.1.2.1-b", "4.6.1-a")
def goes_to_its_decider(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """Every suggestion gets a sheet, however small, and goes to the one who must handle it personally."""
    yield lies_with_its_decider(facts, ctx)
    yield SheetIssued(**ctx.stamp)


def lies_with_its_decider(facts: CaseFacts, ctx: Context) -> Event:
    role = decider(facts)
    return MadeResponsible(**ctx.stamp, role=role, clause="4.1.2.1-b" if role is CENTRE else "4.1.2.1-a")


@clause("4.1.2.1-a", "3.1-b")
def suggestions_are_the_heads(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """No one finishes a suggestion at the desk, and no one hands it to another."""
    if facts.kind is not Kind.SUGGESTION:
        return None
    return conflict(
        "suggestion_is_the_heads",
        "4.1.2.1-a",
        "建议由客户服务部门负责人亲自处理，前台不能直接办结，也不能交他人处理",
        "A suggestion is the head's own; the desk cannot finish it, nor can it be handed to another",
        then=("begin-study", "由负责人研究、决定并回复", "Its handler studies, decides and replies"),
    )


@clause("4.1.1.4-a")
def needs_ack_call(channel: Channel, ctx: Context) -> bool:
    """Written and not handed over in person (e-mail by the centre's setting, A6)."""
    if channel is Channel.EMAIL and not ctx.policy.email_needs_ack_call:
        return False
    return channel in WRITTEN_NOT_IN_PERSON


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
        return only_the_centre_manager()
    return forbidden(
        "only_the_head_decides",
        "4.1.2.1-a",
        "建议由客户服务部门负责人亲自处理，不能委托",
        "The head of customer service handles every suggestion personally",
        then=(None, "请客户服务部门负责人办理", "Leave it to the head of customer service"),
    )


def only_the_centre_manager() -> Refusal:
    return forbidden(
        "only_the_centre_manager",
        "4.1.2.1-b",
        "重要业户或六名以上业户联名的建议，由物业服务中心负责人亲自处理",
        "A key resident's suggestion, or one by six or more, is the centre manager's own",
        then=(None, "请物业服务中心负责人办理", "Leave it to the centre manager"),
    )


@clause("4.1.2.1-b")
def the_centre_manager(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return None if ctx.actor.holds(CENTRE) else only_the_centre_manager()


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
def exception_has_a_reason(facts: CaseFacts, reply: Reply, ctx: Context) -> Refusal | None:
    """A reply by the centre manager instead of the head is an exception (A5)."""
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
    """Whether the reply goes back the way the suggestion came; a board, where no contact was left (X8)."""
    if channel is ReplyChannel.NOTICE_BOARD and facts.contact in {Contact.DECLINED, Contact.NONE}:
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


@clause("4.5.1-a")
def a_review_is_due(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.review_due:
        return None
    return conflict(
        "no_review_due", "4.5.1-a", "此建议没有待复核的不满意回访", "No review of this suggestion is due"
    )


def decided(facts: CaseFacts, action: Decide, ctx: Context) -> Iterable[Event]:
    return (
        Decided(
            **ctx.stamp,
            decision=action.decision,
            by_head=ctx.actor.holds(HEAD),
            decision_reasons=action.reasons,
        ),
    )


@clause("4.5.1-a")
def reviewed(facts: CaseFacts, action: ReviewDecision, ctx: Context) -> Iterator[Event]:
    """The decision stands, or the centre manager studies the suggestion anew (X6)."""
    yield DecisionReviewed(**ctx.stamp, upheld=action.upheld, review_reasons=action.reasons)
    if not action.upheld:
        yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.5.1-a")


ACTS = (
    Act(
        action=BeginStudy,
        path="begin-study",
        label=Words("开始研究", "Begin the study"),
        kinds=SUGGESTIONS,
        guards=(a_person, only_when(Status.ACCEPTED), decided_personally),
        then=lambda facts, action, ctx: (StudyBegun(**ctx.stamp),),
    ),
    Act(
        action=NoteStudy,
        path="note-study",
        label=Words("研究记录", "Add to the study"),
        kinds=SUGGESTIONS,
        guards=(a_person, only_when(Status.IN_STUDY)),
        then=lambda facts, action, ctx: (StudyNoted(**ctx.stamp, study_notes=action.study_notes),),
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
        action=ReviewDecision,
        path="review-decision",
        label=Words("复核未采纳的建议", "Review the decision"),
        kinds=SUGGESTIONS,
        edits=True,
        guards=(a_person, a_review_is_due, the_centre_manager),
        then=reviewed,
    ),
)
