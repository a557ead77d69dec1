"""4.2.4, 4.2.5: what came of it, what may never be done to others, and the own duty log."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.procedure.actions.help import FinishHelpAtDesk, RecordResult, ReviewIncident, WriteDutyLog
from app.procedure.acts import Act, only_when
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import not_concerned
from app.procedure.context import Context
from app.procedure.events.closing import Closed
from app.procedure.events.common import Event
from app.procedure.events.help import (
    DISPUTE_OUTCOMES,
    DutyLogWritten,
    HelpHandled,
    IncidentReviewed,
    PoliceCalled,
    ResultRecorded,
)
from app.procedure.facts import CaseFacts
from app.procedure.help import HELP, UNDER_WAY, a_doer, when
from app.procedure.notices import SECURITY, Outgoing, somebody_was_asked_to_come
from app.procedure.refusal import NextAction, Refusal, Words, conflict, incomplete
from app.procedure.roles import HEAD, a_person, the_desk_accepts, the_head_or_the_centre_manager
from app.procedure.suggestion import suggestions_are_the_heads
from app.procedure.vocabulary import HelpOutcome, Status

MEDIATED = frozenset({HelpOutcome.MEDIATED_SETTLED, HelpOutcome.MEDIATED_UNSETTLED})


@clause("4.2.4-a")
def arrived_before_result(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.arrived_at is not None:
        return None
    refused = incomplete(
        "arrive_first",
        "4.2.4-a",
        "先记录到场时间，再记录处理结果",
        "Record the arrival before the result",
        "arrived_at",
    )
    return replace(refused, next_action=NextAction(Words("记录到场", "Record the arrival"), "arrive"))


@clause("4.2.4-b", "4.2.4-c")
def only_what_the_procedure_allows(facts: CaseFacts, action: RecordResult, ctx: Context) -> Refusal | None:
    """In a dispute: mediate, call the police, or the resident withdraws. Nothing against anyone."""
    if not facts.dispute and action.outcome not in MEDIATED:
        return None
    if action.outcome not in DISPUTE_OUTCOMES:
        return conflict(
            "dispute_outcome",
            "4.2.4-b",
            "纠纷只能调解、报警或由业户撤回",
            "A dispute is mediated, left to the police, or withdrawn by the resident",
            then=("record-result", "改选调解、报警或撤回", "Choose mediation, police or withdrawal"),
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
    if action.outcome is HelpOutcome.POLICE_CALLED and not police:
        return incomplete(
            "police_unconfirmed",
            "4.2.4-d",
            "请记录报警",
            "Record the call to the police",
            "police_called",
        )
    if action.outcome is HelpOutcome.RESIDENT_WITHDREW and not action.withdrew_reason:
        return incomplete(
            "withdrew_reason",
            "4.2.4-d",
            "请注明业户撤回的原因",
            "Say why the resident withdrew",
            "withdrew_reason",
        )
    settled = action.outcome is not HelpOutcome.MEDIATED_UNSETTLED
    if settled or police or action.withdrew_reason:
        return None
    return conflict(
        "police_needed",
        "4.2.4-d",
        "调解不成、无法处理的，须报警（业户撤回的注明原因）",
        "Not settled and beyond us: call the police, or give the reason the resident withdrew",
        then=("report-police", "报警并记录", "Call the police and record it"),
    )


@clause("4.2.4-c", "4.2.5-a")
def result_recorded(facts: CaseFacts, action: RecordResult, ctx: Context) -> Iterator[Event]:
    """Said by the one who did it. An action taken against anyone is told upwards at once, never lost."""
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
    if action.no_action_against_others is False:
        outgoing = Outgoing(facts, ctx)
        yield from outgoing.tell(HEAD, "4.2.4-c")
        yield from outgoing.tell(SECURITY, "4.2.4-c")
    if ctx.actor.person_id in facts.duty_log_by:
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
    """Handled once the one whose result it is has written the own log."""
    yield DutyLogWritten(**ctx.stamp, occurred_at=when(action.occurred_at, facts, ctx), entry=action.entry)
    if facts.result_by is not None and facts.result_by == ctx.actor.person_id:
        yield HelpHandled(**ctx.stamp)


@clause("3.1-b")
def nobody_was_sent(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Help that needs nobody on site ends at the desk like an inquiry (13.2)."""
    if not somebody_was_asked_to_come(facts) and facts.emergency is None and not facts.dispute:
        return None
    return conflict(
        "somebody_was_told",
        "4.2.1-a",
        "已通知人员到场，须按求助流程处理完毕",
        "Somebody was told to come; it is finished on site",
        then=("arrive", "由到场人员处理", "Whoever goes there finishes it"),
    )


@clause("3.1-b", "4.5.1-b")
def finished_at_desk(facts: CaseFacts, action: FinishHelpAtDesk, ctx: Context) -> Iterable[Event]:
    return (Closed(**ctx.stamp, by_desk=True, result=action.result),)


def an_incident_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.incident_open:
        return None
    return conflict("no_incident", "4.2.4-c", "没有待调查的事件", "No incident is open")


ACTS = (
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
        guards=(a_person, UNDER_WAY, own_duty_log, arrived_before_result),
        then=logged,
    ),
    Act(
        action=FinishHelpAtDesk,
        path="finish-at-desk",
        label=Words("前台办结求助", "Finish at the desk"),
        kinds=HELP,
        otherwise=suggestions_are_the_heads,
        guards=(a_person, only_when(Status.ACCEPTED), nobody_was_sent, the_desk_accepts),
        then=finished_at_desk,
    ),
    Act(
        action=ReviewIncident,
        path="review-incident",
        label=Words("调查事件", "Look into the incident"),
        kinds=HELP,
        guards=(a_person, an_incident_is_open, the_head_or_the_centre_manager, not_concerned),
        then=lambda facts, action, ctx: (IncidentReviewed(**ctx.stamp, remark=action.remark),),
    ),
)
