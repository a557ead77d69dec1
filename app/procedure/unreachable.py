"""X7, X8, A14: contacts that cannot be made. Someone states why, the head decides; nothing ends by itself."""

from collections.abc import Iterable, Iterator

from app.procedure.ack_calls import ack_call_is_owed
from app.procedure.actions.closing import ConfirmImpossible, DeclareImpossible, RuleOnUnreachable
from app.procedure.acts import Act, not_over
from app.procedure.callback import it_was_accepted, not_settled_yet, the_sheet_was_returned
from app.procedure.clauses import clause
from app.procedure.closings import callback_is_settled, stands_against_closing
from app.procedure.conflicts_of_interest import rules_on_silence
from app.procedure.context import Context
from app.procedure.events.closing import Closed, ImpossibleDeclared, ImpossibleRuled, UnreachableRuled
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, any_of, its_responsible, the_desk_accepts
from app.procedure.vocabulary import Contact, Kind, ResidentType, Status

REPLY_OWED = frozenset({Status.DECIDED, Status.ISSUED, Status.IN_PROGRESS})


def contacts_owed(facts: CaseFacts) -> frozenset[Impossible]:
    """Which contacts are owed now, so that one may say they cannot be made."""
    replied = facts.kind is Kind.HELP or facts.reply is not None
    owed = {
        Impossible.ACK_CALL: ack_call_is_owed(facts),
        Impossible.REPLY: not replied and facts.status in REPLY_OWED,
        Impossible.CALLBACK: facts.status is Status.RETURNED
        and not callback_is_settled(facts)
        and not facts.review_due,
    }
    return frozenset(what for what, is_owed in owed.items() if is_owed) - facts.impossible_confirmed


def it_is_owed(facts: CaseFacts, action: DeclareImpossible, ctx: Context) -> Refusal | None:
    if action.what in contacts_owed(facts):
        return None
    return conflict("contact_not_owed", "4.5.1-a", "现在并不需要这项联系", "That contact is not owed now")


def something_was_declared(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return None if facts.impossible else _not_declared()


def it_was_declared(facts: CaseFacts, action: ConfirmImpossible, ctx: Context) -> Refusal | None:
    return None if action.what in facts.impossible else _not_declared()


def _not_declared() -> Refusal:
    return conflict(
        "not_declared",
        "4.5.1-a",
        "没有待确认的申报",
        "Nothing waits for confirmation",
        then=("declare-impossible", "由前台先申报并注明原因", "The desk states the reason first"),
    )


def is_waived(facts: CaseFacts, action: DeclareImpossible) -> bool:
    """A visitor who was helped and left no contact is not called back: the reason is enough (A14)."""
    visitor = facts.kind is Kind.HELP and facts.resident_type is ResidentType.VISITOR
    return visitor and action.what is Impossible.CALLBACK and facts.contact is not Contact.GIVEN


@clause("4.5.1-a")
def declared(facts: CaseFacts, action: DeclareImpossible, ctx: Context) -> Iterator[Event]:
    said = ImpossibleDeclared(
        **ctx.stamp, what=action.what, waived=is_waived(facts, action), reason=action.reason
    )
    yield said
    yield from _closed_if_nothing_lacks(said.upon(facts), ctx)


def confirmed(facts: CaseFacts, action: ConfirmImpossible, ctx: Context) -> Iterator[Event]:
    ruled = ImpossibleRuled(**ctx.stamp, what=action.what, confirmed=action.confirmed, remark=action.remark)
    yield ruled
    yield from _closed_if_nothing_lacks(ruled.upon(facts), ctx)


@clause("4.5.1-a")
def tried_often_enough(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.tries_enough:
        return None
    tries, days = ctx.policy.callback_attempts, ctx.policy.callback_attempt_days
    return conflict(
        "not_tried_enough",
        "4.5.1-a",
        f"须在至少{days}天内尝试{tries}次联系不上，方可报负责人决定",
        f"It takes {tries} tries on {days} days before the head decides",
        then=("record-callback", "换时间再联系", "Try again at another time"),
    )


def ruled_unreachable(facts: CaseFacts, action: RuleOnUnreachable, ctx: Context) -> Iterator[Event]:
    ruled = UnreachableRuled(**ctx.stamp, close=action.close, remark=action.remark)
    yield ruled
    yield from _closed_if_nothing_lacks(ruled.upon(facts), ctx)


def _closed_if_nothing_lacks(facts: CaseFacts, ctx: Context) -> Iterable[Event]:
    return (Closed(**ctx.stamp),) if stands_against_closing(facts) is None else ()


ACTS = (
    Act(
        action=DeclareImpossible,
        path="declare-impossible",
        label=Words("申报无法联系", "Say that a contact is impossible"),
        guards=(a_person, not_over, any_of(the_desk_accepts, its_responsible)),
        checks=(it_is_owed,),
        then=declared,
    ),
    Act(
        action=ConfirmImpossible,
        path="confirm-impossible",
        label=Words("确认无法联系", "Confirm that it is impossible"),
        guards=(a_person, not_over, something_was_declared, rules_on_silence),
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
            rules_on_silence,
        ),
        then=ruled_unreachable,
    ),
)
