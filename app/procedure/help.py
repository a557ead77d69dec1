"""4.2 Help: notified at once, acknowledged, sent, arrived, handled, logged in the own duty log."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.procedure.actions.help import (
    Acknowledge,
    Arrive,
    Dispatch,
    FinishHelpAtDesk,
    RecordResult,
    ReportPolice,
    WriteDutyLog,
)
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.closing import Closed
from app.procedure.events.common import Event
from app.procedure.events.help import (
    Acknowledged,
    Arrived,
    Dispatched,
    DutyLogWritten,
    HelpHandled,
    PoliceCalled,
    ResultRecorded,
)
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import a_person, any_of, holds_it, its_responsible, the_desk_accepts
from app.procedure.vocabulary import HelpOutcome, Kind, Status

HELP = kinds(Kind.HELP)
UNDER_WAY = only_when(Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE)
DISPUTE_OUTCOMES = frozenset(
    {
        HelpOutcome.MEDIATED_SETTLED,
        HelpOutcome.MEDIATED_UNSETTLED,
        HelpOutcome.POLICE_CALLED,
        HelpOutcome.RESIDENT_WITHDREW,
    }
)
OTHER_OUTCOMES = frozenset(HelpOutcome) - {
    HelpOutcome.MEDIATED_SETTLED,
    HelpOutcome.MEDIATED_UNSETTLED,
}


def when(occurred_at: datetime | None, facts: CaseFacts, ctx: Context) -> datetime:
    """A phone that was offline tells its own time; it lies between the call and now."""
    return max(min(occurred_at or ctx.now, ctx.now), min(facts.received_at, ctx.now))


def was_told(facts: CaseFacts, ctx: Context) -> bool:
    return any(
        notice.must_acknowledge
        and (ctx.actor.person_id == notice.person_id if notice.person_id else ctx.actor.holds(notice.role))
        for notice in facts.notices
    )


@clause("4.2.1-a")
def told_or_responsible(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if was_told(facts, ctx) or holds_it(facts, ctx):
        return None
    return forbidden(
        "not_told",
        "4.2.1-a",
        "此事没有通知到您的岗位",
        "Your post was not told of this",
        then=(None, "由接到通知的当值人员接单", "Whoever was told takes it"),
    )


def not_acknowledged_yet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.acknowledged_at is None:
        return None
    return conflict("already_acknowledged", "4.2.1-a", "已有人接单", "Somebody has acknowledged it")


@clause("4.2.1-a")
def acknowledged(facts: CaseFacts, action: Acknowledge, ctx: Context) -> Iterator[Event]:
    """Whoever acknowledges holds it from now on."""
    role = next(
        (n.role for n in facts.notices if n.must_acknowledge and (ctx.actor.holds(n.role) or n.person_id)),
        None,
    )
    yield Acknowledged(**ctx.stamp, occurred_at=when(action.occurred_at, facts, ctx), role=role)
    if role is not None and not holds_it(facts, ctx):
        yield MadeResponsible(**ctx.stamp, role=role, department=facts.department, clause="4.2.1-a")


@clause("4.2.1-a")
def sent(facts: CaseFacts, action: Dispatch, ctx: Context) -> Iterator[Event]:
    at = when(action.occurred_at, facts, ctx)
    if facts.acknowledged_at is None:
        yield Acknowledged(**ctx.stamp, occurred_at=at)
    yield Dispatched(**ctx.stamp, doer=action.doer, occurred_at=at)


@clause("4.2.4-a")
def sent_or_told(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.person_id in facts.doers or not told_or_responsible(facts, ctx):
        return None
    return forbidden("not_sent", "4.2.4-a", "您没有被派往现场", "You were not sent there")


@clause("4.2.4-a")
def arrived(facts: CaseFacts, action: Arrive, ctx: Context) -> Iterator[Event]:
    """The one sent, or the supervisor for the one sent. With nobody sent, the one who arrives did it."""
    at = when(action.occurred_at, facts, ctx)
    if facts.acknowledged_at is None:
        yield Acknowledged(**ctx.stamp, occurred_at=at)
    if not facts.doers and ctx.actor.person_id:
        yield Dispatched(**ctx.stamp, doer=ctx.actor.person_id, occurred_at=at)
    yield Arrived(**ctx.stamp, occurred_at=at)


@clause("4.2.4-a")
def arrived_before_result(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.arrived_at is not None:
        return None
    return incomplete(
        "arrive_first",
        "4.2.4-a",
        "先记录到场时间，再记录处理结果",
        "Record the arrival before the result",
        "arrived_at",
    )


def a_doer(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.person_id in facts.doers:
        return None
    return forbidden(
        "not_the_doer",
        "4.2.5-a",
        "由到场处理的本人办理",
        "The one who went does this",
        then=(None, "请到场处理人本人办理", "Leave it to the one who went"),
    )


@clause("4.2.4-b", "4.2.4-c")
def only_what_the_procedure_allows(facts: CaseFacts, action: RecordResult, ctx: Context) -> Refusal | None:
    """In a dispute: mediate, call the police, or the resident withdraws. Nothing against anyone."""
    dispute = facts.dispute or action.outcome not in OTHER_OUTCOMES
    if not dispute:
        return None
    if action.outcome not in DISPUTE_OUTCOMES:
        return conflict(
            "dispute_outcome",
            "4.2.4-b",
            "纠纷只能调解、报警或由业户撤回",
            "A dispute is mediated, left to the police, or withdrawn by the resident",
            then=(
                "record-result",
                "改选调解、报警或撤回",
                "Choose mediation, police or withdrawal",
            ),
        )
    if action.no_action_against_others is not None:
        return None
    return incomplete(
        "no_action_unconfirmed",
        "4.2.4-c",
        "请确认未对他人采取任何行动（如有，也请如实填写）",
        "Confirm that no action was taken against anyone, or say so if it was",
        "no_action_against_others",
    )


@clause("4.2.4-d")
def unsettled_means_police(facts: CaseFacts, action: RecordResult, ctx: Context) -> Refusal | None:
    police = facts.police_called or action.police_called
    withdrew = bool(action.withdrew_reason)
    if action.outcome is HelpOutcome.POLICE_CALLED and not police:
        return incomplete(
            "police_unconfirmed",
            "4.2.4-d",
            "请记录报警",
            "Record the call to the police",
            "police_called",
        )
    if action.outcome is HelpOutcome.RESIDENT_WITHDREW and not withdrew:
        return incomplete(
            "withdrew_reason",
            "4.2.4-d",
            "请注明业户撤回的原因",
            "Say why the resident withdrew",
            "withdrew_reason",
        )
    if action.outcome is not HelpOutcome.MEDIATED_UNSETTLED or police or withdrew:
        return None
    return conflict(
        "police_needed",
        "4.2.4-d",
        "调解不成、无法处理的，须报警（业户撤回的注明原因）",
        "Not settled and beyond us: call the police, or give the reason the resident withdrew",
        then=("report-police", "报警并记录", "Call the police and record it"),
    )


def result_recorded(facts: CaseFacts, action: RecordResult, ctx: Context) -> Iterator[Event]:
    at = when(action.occurred_at, facts, ctx)
    if action.police_called and not facts.police_called:
        yield PoliceCalled(**ctx.stamp, occurred_at=at)
    yield ResultRecorded(
        **ctx.stamp,
        outcome=action.outcome,
        occurred_at=at,
        no_action_against_others=action.no_action_against_others,
        withdrawn=bool(action.withdrew_reason),
        result=action.result,
        process=action.process,
        withdrew_reason=action.withdrew_reason,
    )
    if facts.duty_log_by & frozenset(facts.doers):
        yield HelpHandled(**ctx.stamp)


@clause("4.2.5-a")
def own_duty_log(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Nobody writes another's duty log; without it help is not handled."""
    if ctx.actor.person_id in facts.doers:
        return None
    return conflict(
        "own_duty_log_only",
        "4.2.5-a",
        "值班记录须由到场处理人本人书写",
        "The duty log is written by the one who went, and by no one else",
        then=("write-duty-log", "请到场处理人本人填写", "Let the one who went write it"),
    )


@clause("4.2.5-a")
def logged(facts: CaseFacts, action: WriteDutyLog, ctx: Context) -> Iterator[Event]:
    yield DutyLogWritten(**ctx.stamp, occurred_at=when(action.occurred_at, facts, ctx), entry=action.entry)
    if facts.outcome is not None:
        yield HelpHandled(**ctx.stamp)


@clause("3.1-b")
def nobody_was_sent(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Help that needs nobody on site ends at the desk like an inquiry (13.2)."""
    if not facts.notices and facts.emergency is None and not facts.dispute:
        return None
    return conflict(
        "somebody_was_told",
        "4.2.1-a",
        "已通知人员到场，须按求助流程处理完毕",
        "Somebody was told to come; it is finished on site",
        then=("arrive", "由到场人员处理", "Whoever goes there finishes it"),
    )


def finished_at_desk(facts: CaseFacts, action: FinishHelpAtDesk, ctx: Context) -> Iterable[Event]:
    return (Closed(**ctx.stamp, by_desk=True, result=action.result),)


def police(facts: CaseFacts, action: ReportPolice, ctx: Context) -> Iterable[Event]:
    at = when(action.occurred_at, facts, ctx)
    return (PoliceCalled(**ctx.stamp, occurred_at=at, police_receipt=action.police_receipt),)


ACTS = (
    Act(
        action=Acknowledge,
        path="acknowledge",
        label=Words("接单", "Acknowledge"),
        kinds=HELP,
        guards=(a_person, not_over, not_acknowledged_yet, UNDER_WAY, told_or_responsible),
        then=acknowledged,
    ),
    Act(
        action=Dispatch,
        path="dispatch",
        label=Words("派人到场", "Send somebody"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, its_responsible),
        then=sent,
    ),
    Act(
        action=Arrive,
        path="arrive",
        label=Words("到场", "Arrived"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, sent_or_told),
        then=arrived,
    ),
    Act(
        action=ReportPolice,
        path="report-police",
        label=Words("报警", "Police called"),
        kinds=HELP,
        guards=(a_person, not_over, any_of(a_doer, its_responsible, the_desk_accepts)),
        then=police,
    ),
    Act(
        action=RecordResult,
        path="record-result",
        label=Words("记录处理结果", "Record the result"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, arrived_before_result, a_doer),
        checks=(only_what_the_procedure_allows, unsettled_means_police),
        then=result_recorded,
    ),
    Act(
        action=WriteDutyLog,
        path="write-duty-log",
        label=Words("写本人值班记录", "Write the own duty log"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, own_duty_log),
        then=logged,
    ),
    Act(
        action=FinishHelpAtDesk,
        path="finish-at-desk",
        label=Words("前台办结求助", "Finish at the desk"),
        kinds=HELP,
        guards=(a_person, only_when(Status.ACCEPTED), nobody_was_sent, the_desk_accepts),
        then=finished_at_desk,
    ),
)
