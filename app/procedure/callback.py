"""4.5 Callback: the desk asks every resident whose case somebody else handled."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.procedure.actions.closing import (
    ConfirmImpossible,
    DeclareImpossible,
    RecordCallback,
    RuleOnUnreachable,
)
from app.procedure.acts import Act, not_over
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.closing import (
    CalledBack,
    Closed,
    ImpossibleDeclared,
    ImpossibleRuled,
    Reopened,
    ReviewOffered,
    UnreachableRuled,
)
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import Attempt, CaseFacts, Impossible
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import (
    CENTRE,
    HEAD,
    a_person,
    the_desk_accepts,
    the_desk_calls_back,
    the_head,
)
from app.procedure.sheets import missing_on_sheet
from app.procedure.vocabulary import Contact, Decision, Kind, Satisfaction, Status


def attempts_this_round(facts: CaseFacts) -> tuple[Attempt, ...]:
    return tuple(each for each in facts.callbacks if each.round == facts.sheet_round)


def resident_has_answered(facts: CaseFacts) -> bool:
    return any(
        each.reached and each.satisfaction is not Satisfaction.DISSATISFIED
        for each in attempts_this_round(facts)
    )


@clause("4.5.1-a", "4.5.1-b")
def callback_is_settled(facts: CaseFacts) -> bool:
    """Asked and answered, or formally ended by the head. Unreachable is never satisfied."""
    return (
        facts.finished_by_desk
        or resident_has_answered(facts)
        or Impossible.CALLBACK in facts.impossible_confirmed
        or facts.unreachable_closed
        or facts.dissatisfied_final
    )


@clause("4.5.1-a")
def the_sheet_was_returned(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.status is Status.RETURNED:
        return None
    return conflict(
        "not_returned_yet",
        "4.5.1-a",
        "处理人回单之后才回访",
        "The callback comes after the handler has returned the sheet",
        then=("return-sheet", "等处理人处理完毕并回单", "Wait for the handler to return the sheet"),
    )


@clause("4.5.1-a")
def the_resident_was_asked(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """No case closes without its callback, unless the desk itself finished it."""
    if facts.status is Status.RETURNED and callback_is_settled(facts):
        return None
    if facts.status is not Status.RETURNED:
        return the_sheet_was_returned(facts, ctx)
    return conflict(
        "callback_is_owed",
        "4.5.1-a",
        "尚未回访业户，不能办结",
        "The resident has not been called back; the case cannot close",
        then=("record-callback", "前台回访业户", "The desk calls the resident back"),
    )


@clause("4.6.1-b")
def it_was_accepted(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.accepted_at is not None:
        return None
    return conflict(
        "not_accepted_yet",
        "4.6.1-b",
        "前台先受理登记，再回访",
        "The desk accepts and registers it before the callback",
        then=("accept", "前台受理登记", "Accept it at the desk"),
    )


def somebody_can_be_called(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.contact in {Contact.GIVEN, None}:
        return None
    return conflict(
        "no_contact",
        "4.5.1-a",
        "业户未留联系方式，无法回访",
        "The resident left no contact",
        then=(
            "declare-impossible",
            "注明原因，报客户服务部门负责人确认",
            "State why and let the head confirm",
        ),
    )


def not_settled_yet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not callback_is_settled(facts) and not facts.review_due:
        return None
    return conflict(
        "callback_settled",
        "4.5.1-a",
        "此事已有回访结论",
        "The callback is settled",
        then=("close", "按结论办结", "Close accordingly"),
    )


@clause("4.5.1-a")
def the_answer_is_noted(facts: CaseFacts, call: RecordCallback, ctx: Context) -> Refusal | None:
    """Solved and satisfied are two questions; both are asked of a resident who was reached."""
    if not call.reached:
        return None
    missing = tuple(name for name in ("solved", "satisfaction") if getattr(call, name) is None)
    if not missing:
        return None
    return incomplete(
        "callback_incomplete",
        "4.5.1-a",
        "请记录是否解决和满意度",
        "Note whether it is solved and how satisfied",
        *missing,
    )


@clause("4.5.1-a", "3.1-c")
def called_back(facts: CaseFacts, call: RecordCallback, ctx: Context) -> Iterator[Event]:
    """Satisfied closes it; dissatisfied sends it back, the second time to the head (X6)."""
    called = CalledBack(
        **ctx.stamp,
        reached=call.reached,
        channel=call.channel,
        solved=call.solved if call.reached else None,
        satisfaction=call.satisfaction if call.reached else None,
        comments=call.comments,
    )
    if not call.reached:
        yield replace(called, enough_tries=enough_tries(called.upon(facts), ctx))
        return
    yield called
    after = called.upon(facts)
    if call.satisfaction is Satisfaction.DISSATISFIED:
        yield from dissatisfied(after, ctx)
    elif not sheet_lacks_something(after):
        yield Closed(**ctx.stamp)


def dissatisfied(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    declined = facts.decision in {Decision.NOT_ADOPTED, Decision.DEFERRED}
    if facts.kind is Kind.SUGGESTION and declined and not facts.reviewed:
        yield ReviewOffered(**ctx.stamp)
        return
    yield Reopened(**ctx.stamp, clause="4.5.1-a")
    if facts.dissatisfied_times > 1:
        role = CENTRE if facts.kind is Kind.SUGGESTION else HEAD
        yield MadeResponsible(**ctx.stamp, role=role, clause="3.4-b")


def sheet_lacks_something(facts: CaseFacts) -> bool:
    return bool(facts.sheet_issued and missing_on_sheet(facts))


def enough_tries(facts: CaseFacts, ctx: Context) -> bool:
    """Tries enough, on days enough, and nobody reached (X7; both are the centre's settings)."""
    tries = attempts_this_round(facts)
    days = {ctx.calendar.local_date(each.at) for each in tries}
    return (
        not any(each.reached for each in tries)
        and len(tries) >= ctx.policy.callback_attempts
        and len(days) >= ctx.policy.callback_attempt_days
    )


@clause("4.5.1-a")
def tried_often_enough(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.tries_enough:
        return None
    return conflict(
        "not_tried_enough",
        "4.5.1-a",
        f"须在至少{ctx.policy.callback_attempt_days}天内尝试{ctx.policy.callback_attempts}次联系不上,方可报负责人决定",
        f"It takes {ctx.policy.callback_attempts} tries on {ctx.policy.callback_attempt_days} days before the head decides",
        then=("record-callback", "换时间再联系", "Try again at another time"),
    )


def ruled_unreachable(facts: CaseFacts, action: RuleOnUnreachable, ctx: Context) -> Iterator[Event]:
    ruled = UnreachableRuled(**ctx.stamp, close=action.close, remark=action.remark)
    yield ruled
    if action.close and not sheet_lacks_something(ruled.upon(facts)):
        yield Closed(**ctx.stamp)


def it_is_owed(facts: CaseFacts, action: DeclareImpossible, ctx: Context) -> Refusal | None:
    owed = {
        Impossible.ACK_CALL: facts.ack_call_required and not facts.ack_call_done,
        Impossible.REPLY: facts.reply is None
        and facts.status in {Status.DECIDED, Status.IN_PROGRESS, Status.ISSUED},
        Impossible.CALLBACK: facts.status is Status.RETURNED and not callback_is_settled(facts),
    }
    if owed[action.what] and action.what not in facts.impossible_confirmed:
        return None
    return conflict("contact_not_owed", "4.5.1-a", "现在并不需要这项联系", "That contact is not owed now")


def it_was_declared(facts: CaseFacts, action: ConfirmImpossible, ctx: Context) -> Refusal | None:
    if action.what in facts.impossible:
        return None
    return conflict(
        "not_declared",
        "4.5.1-a",
        "没有待确认的申报",
        "Nothing waits for confirmation",
        then=("declare-impossible", "由前台先申报并注明原因", "The desk states the reason first"),
    )


def something_was_declared(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.impossible:
        return None
    return conflict("not_declared", "4.5.1-a", "没有待确认的申报", "Nothing waits for confirmation")


def declared(facts: CaseFacts, action: DeclareImpossible, ctx: Context) -> Iterable[Event]:
    return (ImpossibleDeclared(**ctx.stamp, what=action.what, reason=action.reason),)


def confirmed(facts: CaseFacts, action: ConfirmImpossible, ctx: Context) -> Iterator[Event]:
    ruled = ImpossibleRuled(**ctx.stamp, what=action.what, confirmed=action.confirmed, remark=action.remark)
    yield ruled
    ends = action.confirmed and action.what is Impossible.CALLBACK
    if ends and facts.accepted_at and not sheet_lacks_something(ruled.upon(facts)):
        yield Closed(**ctx.stamp)


ACTS = (
    Act(
        action=RecordCallback,
        path="record-callback",
        label=Words("记录回访", "Record the callback"),
        guards=(
            a_person,
            the_sheet_was_returned,
            it_was_accepted,
            not_settled_yet,
            somebody_can_be_called,
            the_desk_calls_back,
        ),
        checks=(the_answer_is_noted,),
        then=called_back,
    ),
    Act(
        action=DeclareImpossible,
        path="declare-impossible",
        label=Words("申报无法联系", "Say that a contact is impossible"),
        guards=(a_person, not_over, the_desk_accepts),
        checks=(it_is_owed,),
        then=declared,
    ),
    Act(
        action=ConfirmImpossible,
        path="confirm-impossible",
        label=Words("确认无法联系", "Confirm that it is impossible"),
        guards=(a_person, not_over, something_was_declared, the_head),
        checks=(it_was_declared,),
        then=confirmed,
    ),
    Act(
        action=RuleOnUnreachable,
        path="rule-on-unreachable",
        label=Words("对联系不上作决定", "Decide on the unreachable"),
        guards=(
            a_person,
            the_sheet_was_returned,
            it_was_accepted,
            not_settled_yet,
            tried_often_enough,
            the_head,
        ),
        then=ruled_unreachable,
    ),
)
