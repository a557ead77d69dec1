"""4.3.2–4.3.3 Inquiries: what colleagues may say, and what lies outside the centre's services."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import AnswerAtDesk, RecordProxyAnswer, TellProxyAnswer
from app.procedure.actions.intake import PassToDesk, ReferChoice, ReplyMyself, TakeIn
from app.procedure.acts import Act, kinds, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.answers import ProxyAnswered, ProxyTold
from app.procedure.events.closing import Closed
from app.procedure.events.common import Event
from app.procedure.events.intake import AnsweredOnSpot, PassedOn
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import a_person, the_desk_accepts
from app.procedure.vocabulary import Credential, Kind, Status

INQUIRIES = kinds(Kind.INQUIRY)


@clause("4.3.2-c", "4.3.2-d")
def colleagues_say_only_what_they_know(taken: TakeIn) -> Refusal | None:
    """Unsure means no answer: invite to the desk or take the contact, nothing else."""
    if taken.sure:
        return None
    if taken.answer:
        return incomplete(
            "not_sure_not_answered",
            "4.3.2-c",
            "不熟悉、不清楚的内容不能回答",
            "What you are not sure of is not answered",
            "answer",
        )
    if taken.refer_choice is None:
        return incomplete(
            "refer_or_take_contact",
            "4.3.2-d",
            "请选择：请业户到前台咨询，或留下联系方式",
            "Invite the resident to the desk, or take a contact",
            "refer_choice",
        )
    return None


@clause("4.3.2-a", "4.3.2-b", "4.3.2-e")
def inquiry_from_a_colleague(taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """Answered and content: nothing more is owed. Otherwise it goes to the desk with what was said."""
    if taken.answer and taken.satisfied:
        yield AnsweredOnSpot(**ctx.stamp, answer=taken.answer)
        return
    mine = taken.finding_out_myself and taken.refer_choice is ReferChoice.CONTACT_TAKEN
    yield PassedOn(
        **ctx.stamp,
        how=taken.refer_choice.value if taken.refer_choice else None,
        answered=bool(taken.answer),
        answer=taken.answer,
        finding_out=ctx.actor.person_id if mine else None,
    )


@clause("4.3.3-c")
def the_offer_was_made(facts: CaseFacts, action: AnswerAtDesk, ctx: Context) -> Refusal | None:
    if not facts.out_of_scope or facts.proxy_offered or action.proxy_offered:
        return None
    return incomplete(
        "offer_to_ask",
        "4.3.3-c",
        "超出服务范围的问询，须主动询问是否需要代为咨询",
        "Outside our services: offer to ask on the resident's behalf",
        "proxy_offered",
    )


@clause("4.3.3-a", "4.3.3-b")
def another_way_was_given(facts: CaseFacts, action: AnswerAtDesk, ctx: Context) -> Refusal | None:
    if not facts.out_of_scope or facts.alternatives or any(way.strip() for way in action.alternatives):
        return None
    return conflict(
        "give_another_way",
        "4.3.3-a",
        "不能简单回绝：须至少提供一种其他咨询途径",
        "It is not simply turned away: give at least one other way to ask",
        then=(
            "answer-at-desk",
            "从常用单位名录中选择并告知业户",
            "Choose from the directory and tell the resident",
        ),
        missing=("alternatives",),
    )


def proxy_is_open(facts: CaseFacts) -> bool:
    """The resident asked us to ask, and has not heard the answer yet."""
    return facts.proxy_accepted and not facts.proxy_told


def proxy_waits_for_an_answer(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.proxy_accepted and not facts.proxy_answered:
        return None
    return conflict("no_proxy_inquiry", "4.3.3-c", "没有进行中的代询", "No inquiry on their behalf is open")


@clause("4.3.3-c")
def proxy_waits_to_be_told(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.proxy_answered and not facts.proxy_told:
        return None
    return conflict(
        "no_proxy_answer",
        "4.3.3-c",
        "代询尚无结果可告知",
        "There is no answer to tell yet",
        then=("record-proxy-answer", "先记录代询结果", "Record what they said first"),
    )


def told(facts: CaseFacts, action: TellProxyAnswer, ctx: Context) -> Iterator[Event]:
    yield ProxyTold(**ctx.stamp, channel=action.channel)
    if facts.status is Status.DESK_HANDLING and facts.desk_answers and not facts.unsatisfied:
        yield Closed(**ctx.stamp, by_desk=True)


@clause("4.3.2-e")
def i_took_the_contact(facts: CaseFacts, ctx: Context) -> Refusal | None:
    mine = facts.finding_out is not None and facts.finding_out == ctx.actor.person_id
    by_time = facts.finding_out is not None and ctx.actor.credential is Credential.TIME
    if mine or by_time:
        return None
    return forbidden(
        "not_finding_out",
        "4.3.2-e",
        "只有留下联系方式、答应了解后回复的本人可以办理",
        "Only the one who took the contact and promised to find out",
    )


def replied_myself(facts: CaseFacts, action: ReplyMyself, ctx: Context) -> Iterator[Event]:
    if action.satisfied:
        yield AnsweredOnSpot(**ctx.stamp, answer=action.reply_text)
        return
    yield PassedOn(**ctx.stamp, answered=True, answer=action.reply_text)


def passed(facts: CaseFacts, action: PassToDesk, ctx: Context) -> Iterable[Event]:
    return (PassedOn(**ctx.stamp, answer=action.note, answered=facts.answered_by_staff),)


ACTS = (
    Act(
        action=RecordProxyAnswer,
        path="record-proxy-answer",
        label=Words("记录代询结果", "Record what the other body said"),
        kinds=INQUIRIES,
        guards=(a_person, proxy_waits_for_an_answer, the_desk_accepts),
        then=lambda facts, action, ctx: (ProxyAnswered(**ctx.stamp, proxy_answer=action.proxy_answer),),
    ),
    Act(
        action=TellProxyAnswer,
        path="tell-proxy-answer",
        label=Words("告知代询结果", "Tell the resident what they said"),
        kinds=INQUIRIES,
        guards=(a_person, proxy_waits_to_be_told, the_desk_accepts),
        then=told,
    ),
    Act(
        action=ReplyMyself,
        path="reply-myself",
        label=Words("我已了解并回复", "I found out and replied"),
        kinds=INQUIRIES,
        guards=(a_person, only_when(Status.PENDING_DESK), i_took_the_contact),
        then=replied_myself,
    ),
    Act(
        action=PassToDesk,
        path="pass-to-desk",
        label=Words("转交前台", "Pass to the desk"),
        kinds=INQUIRIES,
        guards=(only_when(Status.PENDING_DESK), i_took_the_contact),
        then=passed,
    ),
)
