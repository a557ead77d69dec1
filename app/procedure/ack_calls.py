"""4.1.1.4 The call at once to whoever sent a written suggestion and did not hand it over."""

from collections.abc import Iterable

from app.procedure.actions.suggestions import RecordAckCall
from app.procedure.acts import OVER, Act, not_over
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.suggestions import AckCallMade
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import a_person, the_desk_accepts
from app.procedure.suggestion import SUGGESTIONS
from app.procedure.vocabulary import Channel, Kind

SPOKEN = frozenset({Channel.PHONE, Channel.VISIT})
SAME_WAY = frozenset({Channel.CHAT, Channel.OTHER_SYSTEM})


@clause("4.1.1.4-a")
def ack_call_is_owed(facts: CaseFacts) -> bool:
    """Until the resident was reached, the head agreed that nobody can be, or the case is over."""
    waits = facts.ack_call_required and not facts.ack_call_done and facts.sheet_round == 1
    out = Impossible.ACK_CALL in facts.impossible_confirmed or facts.status in OVER
    return facts.kind is Kind.SUGGESTION and waits and not out


@clause("4.1.1.4-a")
def a_call_is_owed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ack_call_is_owed(facts):
        return None
    return conflict(
        "no_ack_call_owed",
        "4.1.1.4-a",
        "此事无须（或已完成）致谢电话",
        "No acknowledgement call is owed",
    )


@clause("4.1.1.4-a")
def it_was_a_call(facts: CaseFacts, call: RecordAckCall, ctx: Context) -> Refusal | None:
    """By voice; what came over chat or another system may be acknowledged there (A6)."""
    if call.channel in SPOKEN or (call.channel is facts.channel and call.channel in SAME_WAY):
        return None
    return incomplete(
        "call_the_resident",
        "4.1.1.4-a",
        "须致电（或当面）向业户致谢",
        "The resident is thanked by telephone or in person",
        "channel",
    )


@clause("4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-d")
def everything_was_said(facts: CaseFacts, call: RecordAckCall, ctx: Context) -> Refusal | None:
    """A call that reached the resident gives thanks, says it arrived and is studied, and promises a reply."""
    if not call.reached:
        return None
    for said, clause_id, field, zh, en in (
        (call.thanked, "4.1.1.4-b", "thanked", "致谢", "give thanks"),
        (call.told_received, "4.1.1.4-c", "told_received", "告知建议已收到", "say it was received"),
        (call.told_studying, "4.1.1.4-c", "told_studying", "告知正在研究", "say it is being studied"),
        (call.told_reply_soon, "4.1.1.4-d", "told_reply_soon", "告知会尽快回复", "promise a reply soon"),
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


def called(facts: CaseFacts, call: RecordAckCall, ctx: Context) -> Iterable[Event]:
    return (AckCallMade(**ctx.stamp, reached=call.reached, channel=call.channel, comment=call.comment),)


ACTS = (
    Act(
        action=RecordAckCall,
        path="record-ack-call",
        label=Words("记录致谢电话", "Record the acknowledgement call"),
        kinds=SUGGESTIONS,
        guards=(a_person, not_over, a_call_is_owed, the_desk_accepts),
        checks=(it_was_a_call, everything_was_said),
        then=called,
    ),
)
