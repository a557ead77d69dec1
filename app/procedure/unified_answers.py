"""4.4.5 One voice: the unified answer in force, the person named to give it, and whether one is needed."""

from collections.abc import Iterator
from uuid import UUID

from app.procedure.actions.answers import AnswerAtDesk, DecideOnScript, Reply, TellUnifiedAnswer
from app.procedure.acts import Act, only_when
from app.procedure.challenge import CHALLENGES, digest_of, is_flagged
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior
from app.procedure.context import Context
from app.procedure.events.approvals import ScriptConsiderationAsked, ScriptDecided, UnifiedAnswerTold
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import (
    a_person,
    any_of,
    is_held_by,
    its_responsible,
    the_desk_accepts,
    the_head_or_the_centre_manager,
)
from app.procedure.vocabulary import Kind, Status

ANSWERED_EARLIER = only_when(Status.REPLIED, Status.RETURNED, Status.CLOSED, Status.ARCHIVED)


@clause("4.4.5-b")
def script_in_force(version_id: UUID | None, ctx: Context) -> Refusal | None:
    """Where a unified answer is in force, its current version is named; no other one is, ever."""
    if ctx.script is None:
        return None if version_id is None else _holds_no_more()
    if version_id == ctx.script.version_id:
        return None
    return conflict(
        "script_in_force",
        "4.4.5-b",
        "此主题已有统一口径，须按现行版本解答",
        "This topic has a unified answer; use the version in force",
        then=(None, "改用现行版本的统一口径", "Answer with the version in force"),
    )


def _holds_no_more() -> Refusal:
    return conflict(
        "script_not_in_force",
        "4.4.5-b",
        "所选统一口径已失效或撤回，不能再按它解答",
        "The unified answer you name is not in force; nobody answers by it",
        then=(None, "刷新后按现行口径，或不引用口径解答", "Look again: use the one in force, or none"),
    )


@clause("4.4.5-b")
def uses_the_script_in_force(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Refusal | None:
    named = action.script_version_id
    if facts.kind is Kind.CHALLENGE:
        return script_in_force(named, ctx)
    return script_in_force(named, ctx) if named is not None else None


def says_the_script(said: str, ctx: Context) -> bool:
    """A version in force is itself the approval of its exact text, and of nothing beyond it (13.4)."""
    return ctx.script is not None and digest_of(said) == ctx.script.digest


def goes_beyond_the_script(facts: CaseFacts, said: str, ctx: Context) -> bool:
    return facts.kind is Kind.CHALLENGE and ctx.script is not None and not says_the_script(said, ctx)


def present_designees(facts: CaseFacts, ctx: Context) -> frozenset[UUID]:
    """Those named for the topic who can answer now, and are not themselves the ones concerned."""
    if ctx.script is None:
        return frozenset()
    return ctx.script.designees - ctx.script.absent - facts.persons_concerned


def somebody_is_named(facts: CaseFacts, ctx: Context) -> bool:
    return facts.kind is Kind.CHALLENGE and ctx.script is not None and bool(ctx.script.designees)


def is_the_designee(facts: CaseFacts, ctx: Context) -> bool:
    """The person named; with everyone named away, the head or whoever acts for the head (X19)."""
    if not somebody_is_named(facts, ctx):
        return is_held_by(facts.designee, ctx)
    stands_in = not present_designees(facts, ctx) and ctx.actor.holds(superior(facts))
    return stands_in or not answered_by_nobody_else(ctx)


@clause("4.4.5-c")
def answered_by_nobody_else(ctx: Context) -> Refusal | None:
    """Once somebody is named for a topic, nobody else answers it."""
    if ctx.script is None or not ctx.script.designees or ctx.actor.person_id in ctx.script.designees:
        return None
    return conflict(
        "designee_answers",
        "4.4.5-c",
        "此主题已指定专人解答",
        "A designated person answers this topic",
        then=(
            "hand-to-designee",
            "请业户留下联系方式，转交指定人员",
            "Take the contact and hand it to that person",
        ),
    )


@clause("4.4.5-c")
def only_the_designee_answers(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not somebody_is_named(facts, ctx) or is_the_designee(facts, ctx):
        return None
    return answered_by_nobody_else(ctx)


@clause("4.4.5-a")
def many_ask_the_same(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """Often raised, or important or sensitive: the head is asked whether one voice is needed."""
    asked_already = facts.script_to_consider or ctx.script_already_considered
    if facts.kind is not Kind.CHALLENGE or facts.topic is None or ctx.script or asked_already:
        return
    often = ctx.same_topic_recently >= ctx.policy.script_threshold_count
    if often or is_flagged(facts):
        yield ScriptConsiderationAsked(**ctx.stamp, topic=facts.topic, count=ctx.same_topic_recently)


def script_is_considered(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.script_to_consider:
        return None
    return conflict(
        "nothing_to_consider",
        "4.4.5-a",
        "没有待定的统一口径",
        "No unified answer waits for a decision",
    )


@clause("4.4.5-b")
def a_script_stands(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.script is not None:
        return None
    return conflict(
        "no_script_in_force",
        "4.4.5-b",
        "此主题尚无现行统一口径",
        "No unified answer is in force on this topic",
    )


@clause("4.4.5-b")
def the_current_version(facts: CaseFacts, action: TellUnifiedAnswer, ctx: Context) -> Refusal | None:
    return script_in_force(action.script_version_id, ctx)


ACTS = (
    Act(
        action=TellUnifiedAnswer,
        path="tell-unified-answer",
        label=Words("告知统一答复", "Tell the unified answer"),
        kinds=CHALLENGES,
        guards=(
            a_person,
            ANSWERED_EARLIER,
            a_script_stands,
            only_the_designee_answers,
            any_of(the_desk_accepts, its_responsible, the_head_or_the_centre_manager),
        ),
        checks=(the_current_version,),
        then=lambda facts, action, ctx: (
            UnifiedAnswerTold(
                **ctx.stamp, script_version_id=action.script_version_id, channel=action.channel
            ),
        ),
    ),
    Act(
        action=DecideOnScript,
        path="decide-on-script",
        label=Words("决定是否统一口径", "Decide on a unified answer"),
        kinds=CHALLENGES,
        guards=(a_person, script_is_considered, the_head_or_the_centre_manager),
        then=lambda facts, action, ctx: (
            ScriptDecided(**ctx.stamp, script_needed=action.script_needed, remark=action.remark),
        ),
    ),
)
