"""4.4.4–4.4.5 Challenges: one voice, and the head's approval of the very words."""

import hashlib
from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import (
    AnswerAtDesk,
    Approve,
    DecideOnScript,
    Reject,
    Reply,
    RequestApproval,
)
from app.procedure.acts import Act, kinds, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.answers import (
    ApprovalGiven,
    ApprovalRefused,
    ApprovalRequested,
    ScriptConsiderationAsked,
    ScriptDecided,
)
from app.procedure.events.common import Event
from app.procedure.facts import ApprovalState, CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden
from app.procedure.roles import (
    CENTRE,
    HEAD,
    a_person,
    its_responsible,
    not_concerned,
    the_head_or_the_centre_manager,
)
from app.procedure.vocabulary import Kind, Status

CHALLENGES = kinds(Kind.CHALLENGE)
IN_HAND = only_when(Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL)


def digest_of(text: str) -> str:
    """The fingerprint an approval is bound to."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_flagged(facts: CaseFacts) -> bool:
    return facts.kind is Kind.CHALLENGE and (facts.important or facts.sensitive)


def _needs_approval() -> Refusal:
    return conflict(
        "approval_needed",
        "4.4.4-c",
        "重要或敏感的质疑，须先请示客户服务部门负责人认可原文，方可回复",
        "An important or sensitive challenge is answered only with words the head has approved",
        then=("request-approval", "将拟答复内容报请认可", "Send the exact words for approval"),
    )


@clause("4.4.4-c")
def flagged_waits_for_the_head(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk does not answer a flagged challenge that has no unified answer (A9, a setting)."""
    if not is_flagged(facts) or ctx.script or not ctx.policy.sensitive_at_desk_blocked:
        return None
    return conflict(
        "flagged_not_at_desk",
        "4.4.4-c",
        "重要或敏感的质疑没有统一口径时，前台不作解答",
        "Without a unified answer the desk does not answer an important or sensitive challenge",
        then=(
            "issue-sheet",
            "请业户留下联系方式，填单交区域客户主任",
            "Ask for a contact and issue the sheet",
        ),
    )


@clause("4.4.4-c")
def approved_or_not_flagged(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not is_flagged(facts) or ctx.script:
        return None
    if facts.approval and facts.approval.state is ApprovalState.APPROVED:
        return None
    return _needs_approval()


def whole_words(text: str, added: str | None) -> str:
    return f"{text}\n{added}" if added else text


def says_the_script(facts: CaseFacts, said: str, ctx: Context) -> bool:
    """A version in force is itself the approval of its exact text, and of nothing beyond it (13.4)."""
    return ctx.script is not None and digest_of(said) == ctx.script.digest


@clause("4.4.4-c")
def these_words_are_approved(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Refusal | None:
    """The approval holds for exactly this text; one character more and it is void."""
    if not is_flagged(facts):
        return None
    text = action.answer if isinstance(action, AnswerAtDesk) else action.reply_text
    said = whole_words(text, action.words_added)
    if says_the_script(facts, said, ctx):
        return None
    approval = facts.approval
    if approval and approval.state is ApprovalState.APPROVED and approval.digest == digest_of(said):
        return None
    if isinstance(action, AnswerAtDesk) and not ctx.policy.sensitive_at_desk_blocked:
        return None
    return _needs_approval()


@clause("4.4.5-b")
def uses_the_script_in_force(facts: CaseFacts, action: AnswerAtDesk | Reply, ctx: Context) -> Refusal | None:
    if facts.kind is not Kind.CHALLENGE or ctx.script is None:
        return None
    if action.script_version_id == ctx.script.version_id:
        return None
    return conflict(
        "script_in_force",
        "4.4.5-b",
        "此主题已有统一口径，须按现行版本解答",
        "This topic has a unified answer; use the version in force",
        then=(None, "改用现行版本的统一口径", "Answer with the version in force"),
    )


@clause("4.4.5-c")
def only_the_designee_answers(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is not Kind.CHALLENGE or ctx.script is None or not ctx.script.designees:
        return None
    if ctx.actor.person_id in ctx.script.designees:
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


def script_names_somebody(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.script and ctx.script.designees:
        return None
    return conflict("no_designee", "4.4.5-c", "此主题没有指定解答人", "No one is designated for this topic")


def only_flagged(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if is_flagged(facts):
        return None
    return conflict("no_approval_needed", "4.4.4-c", "此事无须报请认可", "This needs no approval")


@clause("4.4.4-a")
def findings_before_approval(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.findings:
        return None
    return conflict(
        "findings_first",
        "4.4.4-a",
        "先弄清来龙去脉",
        "Find out what lies behind it first",
        then=("record-findings", "记录来龙去脉", "Record the findings"),
    )


@clause("4.4.4-c")
def approver_is_the_right_one(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The head approves; where the head is the person concerned, only the centre manager (X18)."""
    head_concerned = bool(ctx.heads & facts.persons_concerned)
    approver = CENTRE if head_concerned else HEAD
    if ctx.actor.holds(approver):
        return not_concerned(facts, ctx)
    zh = "物业服务中心负责人" if head_concerned else "客户服务部门负责人"
    return forbidden(
        "not_the_approver",
        "4.4.4-c",
        f"此事由{zh}认可",
        f"The {approver.value.replace('_', ' ')} approves this",
        then=(None, f"请{zh}办理", f"Leave it to the {approver.value.replace('_', ' ')}"),
    )


def request_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.approval and facts.approval.state is ApprovalState.REQUESTED:
        return None
    return conflict(
        "nothing_to_approve",
        "4.4.4-c",
        "没有待认可的答复",
        "No words wait for approval",
        then=("request-approval", "先报请认可", "Ask for approval first"),
    )


def requested(facts: CaseFacts, action: RequestApproval, ctx: Context) -> Iterable[Event]:
    digest = digest_of(action.reply_text)
    concerned = bool(ctx.heads & facts.persons_concerned)
    return (
        ApprovalRequested(
            **ctx.stamp, digest=digest, head_concerned=concerned, proposed_text=action.reply_text
        ),
    )


def rejected(facts: CaseFacts, action: Reject, ctx: Context) -> Iterable[Event]:
    often = facts.rejections + 1 >= ctx.policy.progress_after_rejections
    return (ApprovalRefused(**ctx.stamp, progress_notice_due=often, remark=action.remark),)


@clause("4.4.5-a")
def many_ask_the_same(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """Often raised, or important or sensitive: the head is asked whether one voice is needed."""
    if facts.kind is not Kind.CHALLENGE or facts.topic is None or ctx.script or ctx.script_already_considered:
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


ACTS = (
    Act(
        action=RequestApproval,
        path="request-approval",
        label=Words("报请认可", "Ask for approval"),
        kinds=CHALLENGES,
        edits=True,
        guards=(
            a_person,
            IN_HAND,
            only_flagged,
            findings_before_approval,
            its_responsible,
            not_concerned,
        ),
        then=requested,
    ),
    Act(
        action=Approve,
        path="approve",
        label=Words("认可", "Approve"),
        kinds=CHALLENGES,
        edits=True,
        guards=(a_person, request_is_open, approver_is_the_right_one),
        then=lambda facts, action, ctx: (ApprovalGiven(**ctx.stamp, remark=action.remark),),
    ),
    Act(
        action=Reject,
        path="reject",
        label=Words("不予认可", "Reject"),
        kinds=CHALLENGES,
        edits=True,
        guards=(a_person, request_is_open, approver_is_the_right_one),
        then=rejected,
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
