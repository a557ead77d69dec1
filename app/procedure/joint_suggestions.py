"""4.1.2.1-b Who stands behind a suggestion, and when that makes it the centre manager's own."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.suggestions import (
    AddCoSigners,
    LeaveDecision,
    LowerJointCount,
    ReevaluateHandler,
    ReopenByCentreManager,
    TreatAsJoint,
)
from app.procedure.acts import Act, Narrowed, only_when
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import the_superior
from app.procedure.context import Context
from app.procedure.events.closing import Reopened
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible
from app.procedure.events.suggestions import (
    DecisionLeft,
    DecisionVoided,
    JoinedLate,
    JointCountChanged,
    KeyResidentChanged,
)
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import CENTRE, a_person, only_time
from app.procedure.suggestion import SUGGESTIONS, goes_to_the_centre_manager, the_centre_manager
from app.procedure.vocabulary import Kind, Status

AFTER_THE_REPLY = frozenset({Status.REPLIED, Status.RETURNED, Status.CLOSED, Status.ARCHIVED})
TAKEN_UP = only_when(Status.ACCEPTED, Status.IN_STUDY, Status.DECIDED, *AFTER_THE_REPLY)


@clause("4.1.2.1-b")
def residents_counted(told: int, co_signers: tuple[str, ...], ctx: Context) -> int:
    """Distinct persons, so that the names alone are enough; or households, where the centre counts so (A2)."""
    by_name = len(set(co_signers)) if ctx.policy.joint_count_unit == "persons" else 0
    return max(told, by_name, 1)


def count_only_grows(facts: CaseFacts, action: AddCoSigners | TreatAsJoint, ctx: Context) -> Refusal | None:
    if _count_after(action, ctx) > facts.joint_count:
        return None
    return conflict(
        "count_only_grows",
        "4.1.2.1-b",
        "联名人数只能增加；确需减少由客户服务部门负责人更正并注明原因",
        "The count only grows; the head may correct it downwards with a reason",
        then=("lower-joint-count", "请客户服务部门负责人更正", "Ask the head to correct it"),
    )


def more_than_now(facts: CaseFacts) -> tuple[Narrowed, ...]:
    """The form says how many there are, since the total is asked for."""
    now = facts.joint_count
    hint = Words(f"现有 {now} 人，请填连同新联名人的总数", f"{now} so far: the total with those who join now")
    return (Narrowed("joint_count", at_least=now + 1, hint=hint),)


def each_joins_once(facts: CaseFacts, action: AddCoSigners, ctx: Context) -> Refusal | None:
    """Distinct persons are counted: a name that stands behind it already is not counted again."""
    if not set(action.co_signers) & set(ctx.co_signers):
        return None
    return conflict(
        "joined_already",
        "4.1.2.1-b",
        "填写的联名人中有已经联名的，不重复计数",
        "One of these names stands behind it already and is not counted again",
        then=(
            "add-co-signers",
            "只填新联名的人；同名的请注明房号",
            "Name only who is new; tell namesakes apart",
        ),
    )


def _count_after(action: AddCoSigners | TreatAsJoint, ctx: Context) -> int:
    signers = action.co_signers if isinstance(action, AddCoSigners) else ()
    return residents_counted(action.joint_count, signers, ctx)


def _named_after(action: AddCoSigners, ctx: Context) -> tuple[str, ...]:
    """Who joins later stands beside those who came first."""
    return tuple(dict.fromkeys((*ctx.co_signers, *action.co_signers))) if action.co_signers else ()


def count_only_falls(facts: CaseFacts, action: LowerJointCount, ctx: Context) -> Refusal | None:
    if action.joint_count < facts.joint_count:
        return None
    return conflict(
        "count_only_falls", "4.1.2.1-b", "更正后的人数须少于现有人数", "The corrected count must be lower"
    )


@clause("4.1.2.1-b")
def handler_anew(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """The handler is looked at anew: a sixth co-signer or a key resident lifts it to the centre manager.

    Before the reply the head's decision is void; after it the centre manager is told and may reopen (13.5).
    """
    lifted = goes_to_the_centre_manager(facts) and not facts.held_by_centre_manager
    if facts.kind is not Kind.SUGGESTION or not lifted:
        return
    if facts.status in AFTER_THE_REPLY:
        yield JoinedLate(**ctx.stamp, clause="4.1.2.1-b")
        return
    if facts.decision is not None:
        yield DecisionVoided(**ctx.stamp, clause="4.1.2.1-b")
    yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.1.2.1-b")


@clause("4.1.2.1-b")
def joined(facts: CaseFacts, action: AddCoSigners | TreatAsJoint, ctx: Context) -> Iterator[Event]:
    changed = JointCountChanged(
        **ctx.stamp,
        joint_count=_count_after(action, ctx),
        co_signers=_named_after(action, ctx) or None if isinstance(action, AddCoSigners) else None,
        reason=action.reason if isinstance(action, TreatAsJoint) else None,
    )
    yield changed
    yield from handler_anew(changed.upon(facts), ctx)


@clause("4.1.2.1-b")
def key_changed(facts: CaseFacts, action: ReevaluateHandler, ctx: Context) -> Iterator[Event]:
    changed = KeyResidentChanged(**ctx.stamp, is_key=action.is_key)
    yield changed
    yield from handler_anew(changed.upon(facts), ctx)


@clause("4.1.2.1-b")
def joined_after_the_reply(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Only where it became the centre manager's after the reply is there something to reopen (13.5)."""
    if facts.joined_late:
        return None
    return conflict(
        "nobody_joined_late",
        "4.1.2.1-b",
        "回复之后没有转为应由中心负责人处理的情形",
        "Nothing since the reply made this the centre manager's to handle",
    )


def reopened(facts: CaseFacts, action: ReopenByCentreManager, ctx: Context) -> Iterable[Event]:
    yield Reopened(**ctx.stamp, clause="4.1.2.1-b", reason=action.reason)
    yield MadeResponsible(**ctx.stamp, role=CENTRE, clause="4.1.2.1-b")


def lowered(facts: CaseFacts, action: LowerJointCount, ctx: Context) -> Iterable[Event]:
    return (JointCountChanged(**ctx.stamp, joint_count=action.joint_count, reason=action.reason),)


ACTS = (
    Act(
        action=AddCoSigners,
        path="add-co-signers",
        label=Words("增加联名", "Add co-signers"),
        kinds=SUGGESTIONS,
        guards=(a_person, TAKEN_UP),
        checks=(each_joins_once, count_only_grows),
        then=joined,
        asks=more_than_now,
    ),
    Act(
        action=LowerJointCount,
        path="lower-joint-count",
        label=Words("更正联名人数", "Correct the joint count"),
        kinds=SUGGESTIONS,
        guards=(a_person, TAKEN_UP, the_superior),
        checks=(count_only_falls,),
        then=lowered,
    ),
    Act(
        action=TreatAsJoint,
        path="treat-as-joint",
        label=Words("合并视为联名", "Treat as joint"),
        kinds=SUGGESTIONS,
        guards=(a_person, TAKEN_UP, the_superior),
        checks=(count_only_grows,),
        then=joined,
    ),
    Act(
        action=ReopenByCentreManager,
        path="reopen",
        label=Words("重新研究", "Reopen"),
        kinds=SUGGESTIONS,
        guards=(a_person, joined_after_the_reply, the_centre_manager),
        then=reopened,
    ),
    Act(
        action=LeaveDecision,
        path="leave-decision",
        label=Words("维持原决定", "Leave the decision"),
        kinds=SUGGESTIONS,
        guards=(a_person, joined_after_the_reply, the_centre_manager),
        then=lambda facts, action, ctx: (DecisionLeft(**ctx.stamp, reason=action.reason),),
    ),
    Act(
        action=ReevaluateHandler,
        path="reevaluate-handler",
        label=Words("重新判定处理人", "Look at the handler anew"),
        kinds=SUGGESTIONS,
        by_time=True,
        guards=(only_time, TAKEN_UP),
        then=key_changed,
    ),
)
