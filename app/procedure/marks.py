"""Marks that change what the procedure asks for: anyone sets them, only the head takes them away (A10)."""

from collections.abc import Iterator

from app.procedure.actions.supervision import ClearFlag, Flag, RaiseFlag
from app.procedure.acts import Act, not_over
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import only_the_superior
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible
from app.procedure.events.supervision import FlagCleared, FlagRaised
from app.procedure.facts import CaseFacts
from app.procedure.issuing import goes_to_the_area_manager
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import CENTRE, HEAD, a_person
from app.procedure.unified_answers import many_ask_the_same
from app.procedure.vocabulary import Kind, Role, Status

WITH_A_HANDLER = frozenset({Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL})
BEFORE_THE_REPLY = WITH_A_HANDLER | {Status.PENDING_DESK, Status.ACCEPTED, Status.DESK_HANDLING}

only_the_head_clears = only_the_superior("only_the_head_clears", "4.4.4-c", of_words=True)


@clause("4.3.3-a")
def too_late_for(facts: CaseFacts, *, out_of_scope: bool) -> Refusal | None:
    """What lies outside our services is said before the resident is answered: the answer owes another way."""
    if not out_of_scope or facts.status in BEFORE_THE_REPLY:
        return None
    return conflict(
        "answered_already",
        "4.3.3-a",
        "已答复业户，不能再标为超出服务范围",
        "The resident has been answered; it can no longer be marked as outside our services",
    )


def in_time(facts: CaseFacts, action: RaiseFlag, ctx: Context) -> Refusal | None:
    return too_late_for(facts, out_of_scope=action.flag is Flag.OUT_OF_SCOPE)


@clause("4.4.4-c", "4.4.5-a")
def flagged(facts: CaseFacts, action: RaiseFlag, ctx: Context) -> Iterator[Event]:
    """The sheet leaves the hands of anyone who turns out to be concerned (X18)."""
    raised = FlagRaised(
        **ctx.stamp,
        flag=action.flag,
        persons_concerned=action.persons_concerned,
        head_concerned=bool(ctx.heads.intersection(action.persons_concerned)),
        manager_concerned=bool(ctx.area_managers.intersection(action.persons_concerned)),
        reason=action.reason,
    )
    yield raised
    after = raised.upon(facts)
    yield from many_ask_the_same(after, ctx)
    yield from _out_of_their_hands(after, ctx)


def _out_of_their_hands(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    holder = facts.responsible
    if facts.kind is Kind.SUGGESTION or facts.status not in WITH_A_HANDLER or holder is None:
        return
    if holder.role is HEAD and facts.head_concerned:
        yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.4.4-c")
    elif holder.role is Role.AREA_CUSTOMER_MANAGER and not ctx.area_managers - facts.persons_concerned:
        yield goes_to_the_area_manager(facts, ctx)


def the_mark_is_set(facts: CaseFacts, action: ClearFlag, ctx: Context) -> Refusal | None:
    if getattr(facts, action.flag.value):
        return None
    return conflict("mark_not_set", "4.4.4-c", "没有这个标记", "That mark is not set")


ACTS = (
    Act(
        action=RaiseFlag,
        path="raise-flag",
        label=Words("设置标记", "Set a mark"),
        guards=(a_person, not_over),
        checks=(in_time,),
        then=flagged,
    ),
    Act(
        action=ClearFlag,
        path="clear-flag",
        label=Words("取消标记", "Take a mark away"),
        edits=True,
        guards=(a_person, not_over, only_the_head_clears),
        checks=(the_mark_is_set,),
        then=lambda facts, action, ctx: (FlagCleared(**ctx.stamp, flag=action.flag, reason=action.reason),),
    ),
)
