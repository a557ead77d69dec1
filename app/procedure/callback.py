"""4.5 Callback: the desk asks every resident whose case somebody else handled."""

from collections.abc import Iterator
from dataclasses import replace

from app.procedure.actions.closing import RecordCallback
from app.procedure.acts import Act
from app.procedure.clauses import clause
from app.procedure.closings import (
    attempts_this_round,
    callback_is_settled,
    registered_first,
    returned_first,
    stands_against_closing,
)
from app.procedure.conflicts_of_interest import head_is_concerned
from app.procedure.context import Context
from app.procedure.events.closing import CalledBack, Closed, Reopened, ReviewOffered
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible, SheetIssued
from app.procedure.facts import CaseFacts
from app.procedure.issuing import goes_to_the_area_manager
from app.procedure.notices import SECURITY, Outgoing, department_supervisor
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import CENTRE, HEAD, a_person, the_desk_calls_back
from app.procedure.suggestion import lies_with_its_decider
from app.procedure.vocabulary import Channel, Contact, Decision, Kind, Satisfaction

DECLINED = frozenset({Decision.NOT_ADOPTED, Decision.DEFERRED})
FACE_TO_FACE = frozenset({Channel.VISIT, Channel.MET_ON_PATROL})


@clause("4.5.1-a")
def the_sheet_was_returned(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return returned_first(facts)


@clause("4.6.1-b")
def it_was_accepted(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return registered_first(facts)


@clause("4.5.1-a")
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
def there_is_a_way_to_ask(facts: CaseFacts, call: RecordCallback, ctx: Context) -> Refusal | None:
    """A try without any contact is no try; whoever left none may still be met."""
    left_none = facts.contact in {Contact.DECLINED, Contact.NONE}
    if not left_none or call.channel in FACE_TO_FACE or call.reached:
        return None
    return conflict(
        "no_contact",
        "4.5.1-a",
        "业户未留联系方式，请上门回访，或申报无法联系",
        "The resident left no contact: call in person, or state that it is impossible",
        then=(
            "declare-impossible",
            "注明原因，报客户服务部门负责人确认",
            "State why and let the head confirm",
        ),
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
    elif call.satisfaction is Satisfaction.DISSATISFIED:
        yield from dissatisfied(facts, called, ctx)
    else:
        yield called
        if stands_against_closing(called.upon(facts)) is None:
            yield Closed(**ctx.stamp)


@clause("3.4-b", "4.5.1-a")
def dissatisfied(facts: CaseFacts, called: CalledBack, ctx: Context) -> Iterator[Event]:
    """Back to the handler, and the head hears of it; a declined suggestion is reviewed once, then it stays (X6)."""
    if facts.kind is Kind.SUGGESTION and facts.decision in DECLINED:
        yield replace(called, final=facts.reviewed)
        if not facts.reviewed:
            yield ReviewOffered(**ctx.stamp)
        return
    yield called
    again = Reopened(**ctx.stamp, clause="4.5.1-a")
    yield again
    after = again.upon(called.upon(facts))
    yield from _goes_back_to(facts, after, ctx)
    yield from Outgoing(after, ctx).tell(HEAD, "3.4-b")


def _goes_back_to(before: CaseFacts, facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """To whoever handled it; the second time to the head, or the centre manager for a suggestion."""
    often = facts.dissatisfied_times > 1
    if facts.kind is Kind.SUGGESTION:
        top = MadeResponsible(**ctx.stamp, role=CENTRE, clause="3.4-b")
        yield top if often else lies_with_its_decider(facts, ctx)
    elif often:
        role = CENTRE if head_is_concerned(facts, ctx) else HEAD
        yield MadeResponsible(**ctx.stamp, role=role, clause="3.4-b")
    elif facts.kind is Kind.HELP:
        role = department_supervisor(facts.department) if facts.department else SECURITY
        yield MadeResponsible(**ctx.stamp, role=role, department=facts.department, clause="4.2.1-a")
    elif not before.sheet_issued:
        yield goes_to_the_area_manager(facts, ctx)
        yield SheetIssued(**ctx.stamp, to_handler=True)


@clause("4.5.1-a")
def enough_tries(facts: CaseFacts, ctx: Context) -> bool:
    """Tries enough, on days enough, and nobody reached (X7; both are the centre's settings)."""
    tries = attempts_this_round(facts)
    days = {ctx.calendar.local_date(each.at) for each in tries}
    return (
        not any(each.reached for each in tries)
        and len(tries) >= ctx.policy.callback_attempts
        and len(days) >= ctx.policy.callback_attempt_days
    )


ACTS = (
    Act(
        action=RecordCallback,
        path="record-callback",
        label=Words("记录回访", "Record the callback"),
        guards=(a_person, the_sheet_was_returned, it_was_accepted, not_settled_yet, the_desk_calls_back),
        checks=(there_is_a_way_to_ask, the_answer_is_noted),
        then=called_back,
    ),
)
