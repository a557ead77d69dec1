"""4.3.3 An inquiry outside the centre's services is not turned away: another way, and the offer to ask."""

from collections.abc import Iterator

from app.procedure.actions.answers import AnswerAtDesk, RecordProxyAnswer, Reply, TellProxyAnswer
from app.procedure.acts import Act, Narrowed, kinds, not_over
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.answers import AlternativesOffered, ProxyAnswered, ProxyTold
from app.procedure.events.closing import Closed, SheetReturned
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import a_person, the_desk_accepts
from app.procedure.vocabulary import Kind, Status

INQUIRIES = kinds(Kind.INQUIRY)


def is_outside(facts: CaseFacts) -> bool:
    return facts.kind is Kind.INQUIRY and facts.out_of_scope


@clause("4.3.3-a", "4.3.3-b")
def another_way_was_given(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Refusal | None:
    if not is_outside(facts) or facts.alternatives or action.alternatives:
        return None
    return another_way_is_owed()


@clause("4.3.3-c")
def the_offer_was_made(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Refusal | None:
    if not is_outside(facts) or facts.proxy_offered or action.proxy_offered:
        return None
    return incomplete(
        "offer_to_ask",
        "4.3.3-c",
        "超出服务范围的问询，须主动询问是否需要代为咨询",
        "Outside our services: offer to ask on the resident's behalf",
        "proxy_offered",
    )


@clause("4.3.3-b", "4.3.3-c")
def ways_asked_for(facts: CaseFacts) -> tuple[Narrowed, ...]:
    """Outside our services the form asks for both, as long as they are owed."""
    if not is_outside(facts):
        return ()
    return (
        Narrowed("alternatives", needed=not facts.alternatives),
        Narrowed("proxy_offered", needed=not facts.proxy_offered),
    )


def another_way_is_owed() -> Refusal:
    return conflict(
        "give_another_way",
        "4.3.3-a",
        "不能简单回绝：须至少提供一种其他咨询途径，并询问是否需要代询",
        "It is not simply turned away: give at least one other way to ask, and offer to ask for them",
        then=(
            "answer-at-desk",
            "从常用单位名录中选择并告知业户",
            "Choose from the directory and tell the resident",
        ),
        missing=("alternatives",),
    )


@clause("4.3.3-b", "4.3.3-c")
def ways_offered(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Iterator[Event]:
    """What the resident was told beside the answer: where else to ask, and that we would ask for them."""
    if facts.kind is not Kind.INQUIRY or not (action.alternatives or action.proxy_offered):
        return
    yield AlternativesOffered(
        **ctx.stamp,
        alternatives=action.alternatives,
        proxy_offered=bool(action.proxy_offered),
        proxy_accepted=bool(action.proxy_offered) and action.proxy_accepted,
        consent_to_pass_on=action.consent_to_pass_on,
    )


def proxy_is_open(facts: CaseFacts) -> bool:
    """The resident asked us to ask, and has not heard the answer yet."""
    return facts.proxy_accepted and not facts.proxy_told


@clause("4.3.3-c")
def proxy_waits_for_an_answer(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.proxy_accepted and not facts.proxy_answered:
        return None
    return conflict("no_proxy_inquiry", "4.3.3-c", "没有进行中的代询", "No inquiry on their behalf is open")


@clause("4.3.3-c")
def details_only_with_consent(facts: CaseFacts, action: RecordProxyAnswer, ctx: Context) -> Refusal | None:
    """The question is passed on; name and number only where the resident agreed."""
    if not action.details_passed_on or facts.consent_to_pass_on:
        return None
    return conflict(
        "no_consent",
        "4.3.3-c",
        "业户未同意转交个人信息，代询只转达问题",
        "The resident did not agree to pass on their details; only the question may be passed on",
        then=(
            "record-proxy-answer",
            "只转达问题，不带姓名和电话",
            "Pass on the question without name and number",
        ),
    )


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


def finished_here(facts: CaseFacts, ctx: Context) -> Event:
    """What the desk itself made clear is closed; what others made clear is called back first (4.5.1)."""
    return SheetReturned(**ctx.stamp) if facts.answered_by_others else Closed(**ctx.stamp, by_desk=True)


@clause("4.3.3-c", "4.5.1-b")
def told(facts: CaseFacts, action: TellProxyAnswer, ctx: Context) -> Iterator[Event]:
    yield ProxyTold(**ctx.stamp, channel=action.channel, satisfied=action.satisfied)
    at_the_desk = facts.status is Status.DESK_HANDLING and facts.answered_at_desk
    if at_the_desk and action.satisfied and not facts.must_issue_sheet:
        yield finished_here(facts, ctx)


def proxy_answered(facts: CaseFacts, action: RecordProxyAnswer, ctx: Context) -> Iterator[Event]:
    yield ProxyAnswered(
        **ctx.stamp, proxy_answer=action.proxy_answer, details_passed_on=action.details_passed_on
    )


ACTS = (
    Act(
        action=RecordProxyAnswer,
        path="record-proxy-answer",
        label=Words("记录代询结果", "Record what the other body said"),
        kinds=INQUIRIES,
        guards=(a_person, not_over, proxy_waits_for_an_answer, the_desk_accepts),
        checks=(details_only_with_consent,),
        then=proxy_answered,
    ),
    Act(
        action=TellProxyAnswer,
        path="tell-proxy-answer",
        label=Words("告知代询结果", "Tell the resident what they said"),
        kinds=INQUIRIES,
        guards=(a_person, not_over, proxy_waits_to_be_told, the_desk_accepts),
        then=told,
    ),
)
