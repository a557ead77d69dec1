"""X13, X23 Cases that belong together: both sides tell it, and nobody goes unanswered because of it."""

from collections.abc import Iterable, Iterator, Mapping

from app.procedure.actions.joining import Absorb, LinkCase, MergeInto, Relation, SplitOff
from app.procedure.acts import Act, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.joining import Absorbed, ContactGrouped, Linked, MergedInto
from app.procedure.events.suggestions import JointCountChanged
from app.procedure.facts import CaseFacts
from app.procedure.joint_suggestions import handler_anew
from app.procedure.records import who_may_void
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import a_person, the_desk_accepts
from app.procedure.unified_answers import many_ask_the_same
from app.procedure.vocabulary import Kind, Status

OTHER_SIDE: Mapping[Relation, Relation] = {
    Relation.RELATED: Relation.RELATED,
    Relation.DUPLICATE_OF: Relation.HAS_DUPLICATE,
    Relation.HAS_DUPLICATE: Relation.DUPLICATE_OF,
    Relation.SPLIT_FROM: Relation.SPLIT_INTO,
    Relation.SPLIT_INTO: Relation.SPLIT_FROM,
}
"""How the other case tells the same."""

TO_BE_ANSWERED = only_when(
    Status.ACCEPTED,
    Status.DESK_HANDLING,
    Status.ISSUED,
    Status.IN_PROGRESS,
    Status.AWAITING_APPROVAL,
    Status.IN_STUDY,
    Status.DECIDED,
    Status.NOTIFIED,
    Status.ACKNOWLEDGED,
    Status.ON_SCENE,
)


def another_case(facts: CaseFacts, action: LinkCase | MergeInto, ctx: Context) -> Refusal | None:
    if action.other != facts.id:
        return None
    return incomplete("link_to_itself", None, "不能关联自身", "A case is not linked to itself", "other")


@clause("4.4.5-a")
def linked(facts: CaseFacts, action: LinkCase, ctx: Context) -> Iterator[Event]:
    """Linked challenges count together: enough of them, and the head is asked for one voice."""
    yield Linked(**ctx.stamp, other=action.other, relation=action.relation)
    if facts.status is not Status.VOIDED:
        yield from many_ask_the_same(facts, ctx)


def the_other_goes_on(facts: CaseFacts, action: MergeInto, ctx: Context) -> Refusal | None:
    """What is merged is answered with the other one, so that one must be of its kind and still to be answered."""
    if ctx.other is not None and ctx.other.kind is facts.kind and TO_BE_ANSWERED(ctx.other, ctx) is None:
        return None
    return conflict(
        "other_is_answered",
        None,
        "只能并入同类且尚未答复的事项；否则请关联",
        "A case is merged only into one of its kind that is still to be answered; else link them",
        then=("link", "改为关联", "Link them instead"),
    )


@clause("4.5.1-a")
def nobody_loses_the_answer(facts: CaseFacts, action: MergeInto, ctx: Context) -> Refusal | None:
    """Another resident is owed an answer and a callback of their own; a joint suggestion has one for all."""
    joint = facts.kind is Kind.SUGGESTION
    if joint or ctx.same_contact or (ctx.other is not None and _same_resident(facts, ctx.other)):
        return None
    return conflict(
        "another_resident",
        "4.5.1-a",
        "另一位业户也须答复和回访，不能并案，只能关联",
        "Another resident is owed an answer and a callback: link the cases, do not merge them",
        then=("link", "改为关联", "Link them instead"),
    )


def _same_resident(facts: CaseFacts, other: CaseFacts) -> bool:
    return facts.resident_id is not None and facts.resident_id == other.resident_id


def merged(facts: CaseFacts, action: MergeInto, ctx: Context) -> Iterable[Event]:
    return (
        Linked(**ctx.stamp, other=action.other, relation=Relation.DUPLICATE_OF),
        MergedInto(**ctx.stamp, other=action.other, reason=action.reason),
    )


@clause("4.1.2.1-b")
def absorbed(facts: CaseFacts, action: Absorb, ctx: Context) -> Iterator[Event]:
    """Those who stood behind the other suggestion stand behind this one now; its handler is looked at anew."""
    yield Linked(**ctx.stamp, other=action.other, relation=Relation.HAS_DUPLICATE)
    taken = Absorbed(**ctx.stamp, other=action.other)
    yield taken
    other = ctx.other
    if other is None or facts.kind is not Kind.SUGGESTION or _same_resident(facts, other) or ctx.same_contact:
        return
    changed = JointCountChanged(**ctx.stamp, joint_count=facts.joint_count + other.joint_count)
    yield changed
    yield from handler_anew(changed.upon(taken.upon(facts)), ctx)


def grouped(facts: CaseFacts, action: SplitOff, ctx: Context) -> Iterable[Event]:
    return (ContactGrouped(**ctx.stamp, contact_group=facts.contact_group or facts.id),)


ACTS = (
    Act(
        action=LinkCase,
        path="link",
        label=Words("关联事项", "Link to another case"),
        guards=(a_person,),
        checks=(another_case,),
        then=linked,
    ),
    Act(
        action=MergeInto,
        path="merge-into",
        label=Words("并入另一事项", "Merge into another case"),
        edits=True,
        guards=(a_person, TO_BE_ANSWERED, who_may_void),
        checks=(another_case, the_other_goes_on, nobody_loses_the_answer),
        then=merged,
    ),
    Act(
        action=Absorb,
        path="absorb",
        label=Words("并入", "Take another case in"),
        inward=True,
        guards=(a_person, TO_BE_ANSWERED),
        then=absorbed,
    ),
    Act(
        action=SplitOff,
        path="split-off",
        label=Words("拆分出另一件事", "Split a matter off"),
        guards=(a_person, not_over, the_desk_accepts),
        then=grouped,
    ),
)
