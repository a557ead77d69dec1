"""4.4.4 The head's approval of the very words of an answer to an important or sensitive challenge."""

from collections.abc import Iterable

from app.procedure.actions.answers import AnswerAtDesk, Approve, Reject, Reply, RequestApproval
from app.procedure.acts import Act, only_when
from app.procedure.challenge import CHALLENGES, digest_of, is_flagged
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import (
    head_is_concerned,
    manager_is_concerned,
    not_concerned,
    only_the_superior,
)
from app.procedure.context import Context
from app.procedure.events.approvals import ApprovalGiven, ApprovalRefused, ApprovalRequested
from app.procedure.events.common import Event
from app.procedure.facts import ApprovalState, CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, any_of, its_responsible
from app.procedure.texts import words_said
from app.procedure.unified_answers import only_the_designee_answers, says_the_script, somebody_is_named
from app.procedure.vocabulary import Status

IN_HAND = only_when(Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL)

the_approver = only_the_superior("not_the_approver", "4.4.4-c", of_words=True)


def _needs_approval() -> Refusal:
    return conflict(
        "approval_needed",
        "4.4.4-c",
        "重要或敏感的质疑，须先请示客户服务部门负责人认可原文，方可回复",
        "An important or sensitive challenge is answered only with words the head has approved",
        then=("request-approval", "将拟答复内容报请认可", "Send the exact words for approval"),
    )


def _not_at_the_desk() -> Refusal:
    return conflict(
        "flagged_not_at_desk",
        "4.4.4-c",
        "重要或敏感的质疑，前台只能按统一口径原文解答",
        "The desk answers an important or sensitive challenge with the unified answer and nothing else",
        then=(
            "issue-sheet",
            "请业户留下联系方式，填单交区域客户主任",
            "Ask for a contact and issue the sheet",
        ),
    )


@clause("4.4.4-c")
def flagged_waits_for_the_head(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk does not answer a flagged challenge that has no unified answer (A9, a setting)."""
    if not is_flagged(facts) or ctx.script or not ctx.policy.sensitive_at_desk_blocked:
        return None
    return _not_at_the_desk()


@clause("4.4.4-c")
def approved_or_not_flagged(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not is_flagged(facts) or ctx.script or _is_approved(facts):
        return None
    return _needs_approval()


def _is_approved(facts: CaseFacts) -> bool:
    return facts.approval is not None and facts.approval.state is ApprovalState.APPROVED


def _these_words_may_be_said(facts: CaseFacts, said: str, ctx: Context) -> bool:
    """The approval holds for exactly this text; one character more and it is void (X17)."""
    if not is_flagged(facts) or says_the_script(said, ctx):
        return True
    return _is_approved(facts) and facts.approval is not None and facts.approval.digest == digest_of(said)


@clause("4.4.4-c")
def these_words_are_approved(facts: CaseFacts, reply: Reply, ctx: Context) -> Refusal | None:
    return None if _these_words_may_be_said(facts, words_said(reply), ctx) else _needs_approval()


@clause("4.4.4-c")
def the_desk_adds_nothing(facts: CaseFacts, answer: AnswerAtDesk, ctx: Context) -> Refusal | None:
    """What goes beyond the unified answer needs approval, and so goes by the sheet (13.4)."""
    left_to_the_desk = not ctx.policy.sensitive_at_desk_blocked and ctx.script is None
    if left_to_the_desk or _these_words_may_be_said(facts, words_said(answer), ctx):
        return None
    return _not_at_the_desk()


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


def the_designee(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Who will say the words may ask for their approval as well."""
    return (
        only_the_designee_answers(facts, ctx)
        if somebody_is_named(facts, ctx)
        else its_responsible(facts, ctx)
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
    return (
        ApprovalRequested(
            **ctx.stamp,
            digest=digest_of(action.reply_text),
            head_concerned=head_is_concerned(facts, ctx),
            manager_concerned=manager_is_concerned(facts, ctx),
            proposed_text=action.reply_text,
        ),
    )


@clause("4.4.4-c")
def rejected(facts: CaseFacts, action: Reject, ctx: Context) -> Iterable[Event]:
    """Back to the handler; after the centre's number of refusals the resident hears that it goes on (X16)."""
    often = facts.rejections + 1 >= ctx.policy.progress_after_rejections
    return (ApprovalRefused(**ctx.stamp, progress_notice_due=often, remark=action.remark),)


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
            any_of(its_responsible, the_designee),
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
        guards=(a_person, IN_HAND, request_is_open, the_approver),
        then=lambda facts, action, ctx: (ApprovalGiven(**ctx.stamp, remark=action.remark),),
    ),
    Act(
        action=Reject,
        path="reject",
        label=Words("不予认可", "Reject"),
        kinds=CHALLENGES,
        edits=True,
        guards=(a_person, IN_HAND, request_is_open, the_approver),
        then=rejected,
    ),
)
