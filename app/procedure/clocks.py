"""When duties begin and fall due: the centre's values for the procedure's own words."""

from collections.abc import Iterator
from datetime import datetime

from app.procedure.context import Context
from app.procedure.deadlines import due
from app.procedure.duties import Duty, DutyCode
from app.procedure.events.common import Event
from app.procedure.events.supervision import ClockStarted
from app.procedure.facts import CaseFacts
from app.procedure.owed import owed
from app.procedure.vocabulary import Kind

LIMIT_OF: dict[DutyCode, str] = {
    DutyCode.ACCEPT_CAPTURE: "hand_over",
    DutyCode.TAKE_OVER_AT_OPENING: "take_over_at_opening",
    DutyCode.COMPLETE_SHEET: "complete_sheet",
    DutyCode.PERSONAL_FOLLOW_UP: "personal_follow_up",
    DutyCode.CONFIRM_HAND_OFF: "confirm_hand_off",
    DutyCode.ACK_CALL: "ack_call",
    DutyCode.TELL_PROGRESS: "suggestion_progress",
    DutyCode.DECIDE: "suggestion_result",
    DutyCode.REPLY: "suggestion_result",
    DutyCode.PLAN_IMPLEMENTATION: "suggestion_progress",
    DutyCode.KEEP_CONTACT: "keep_contact",
    DutyCode.REVIEW_DECISION: "suggestion_progress",
    DutyCode.ACKNOWLEDGE_NOTICE: "acknowledge_notice",
    DutyCode.SEND_SOMEONE: "send_someone",
    DutyCode.ARRIVE: "arrive",
    DutyCode.RECORD_RESULT: "help_result",
    DutyCode.WRITE_DUTY_LOG: "help_result",
    DutyCode.WRITE_EMERGENCY_REPORT: "emergency_report",
    DutyCode.REVIEW_INCIDENT: "review_incident",
    DutyCode.ANSWER_AT_DESK: "overall_reply",
    DutyCode.FIND_OUT: "desk_window",
    DutyCode.REPLY_WHEN_CLARIFIED: "reply_when_clarified",
    DutyCode.ISSUE_SHEET: "reply_when_clarified",
    DutyCode.ANSWER_AS_DESIGNEE: "overall_reply",
    DutyCode.PROXY_INQUIRY: "inquiry_result",
    DutyCode.HANDLE_SHEET: "inquiry_result",
    DutyCode.ANSWER_CONSULTATION: "answer_consultation",
    DutyCode.APPROVE: "approval",
    DutyCode.PROGRESS_NOTICE: "progress_notice",
    DutyCode.CONSIDER_SCRIPT: "consider_script",
    DutyCode.RULE_ON_OBJECTION: "objection_ruling",
    DutyCode.RETURN_SHEET: "return_sheet",
    DutyCode.CALLBACK: "callback_target",
    DutyCode.RULE_ON_UNREACHABLE: "confirm_impossible",
    DutyCode.CONFIRM_IMPOSSIBLE: "confirm_impossible",
    DutyCode.FINISH_AT_DESK: "help_result",
    DutyCode.CLOSE: "return_sheet",
    DutyCode.ARCHIVE: "archive",
    DutyCode.TELL_FIRST_RECEIVER: "tell_first_receiver",
    DutyCode.SEE_FOLLOW_UPS: "objection_ruling",
    DutyCode.SEE_EXCEPTION: "confirm_impossible",
    DutyCode.SEE_WORDS_ADDED: "confirm_impossible",
    DutyCode.SEE_LATE_CO_SIGNERS: "suggestion_progress",
    DutyCode.ASSIGN_AREA_MANAGER: "objection_ruling",
}
"""The setting that dates each duty."""

DATED_BY_THE_PLAN = frozenset({DutyCode.CARRY_OUT_STEP})
"""Duties whose day somebody names."""


def limit_name(duty: Duty, facts: CaseFacts) -> str:
    if duty.code is DutyCode.ARRIVE and facts.emergency:
        return "arrive_emergency"
    if duty.code is DutyCode.ACCEPT_CAPTURE and facts.kind is Kind.HELP:
        return "acknowledge_notice"
    if duty.code is DutyCode.HANDLE_SHEET and facts.kind is Kind.CHALLENGE:
        return "challenge_result"
    return LIMIT_OF[duty.code]


def clocks_started(before: CaseFacts | None, after: CaseFacts, ctx: Context) -> Iterator[Event]:
    """A clock starts when a duty begins to be owed; one that still runs is left alone."""
    running = {duty.key for duty in owed(before)} if before else set()
    for duty in owed(after):
        if duty.key in running and duty.key in after.clocks:
            continue
        yield ClockStarted(
            **ctx.stamp,
            duty=duty.key,
            due_at=_due_at(duty, after, ctx),
            limit_at=_limit_at(duty, ctx),
            policy_version=ctx.policy.version,
            calendar_version=ctx.calendar.version,
        )


def _due_at(duty: Duty, facts: CaseFacts, ctx: Context) -> datetime:
    """By the centre's setting; a step of a plan by the day the plan names."""
    if duty.code in DATED_BY_THE_PLAN:
        days = {str(step.number): step.due_on for step in facts.steps}
        return ctx.calendar.end_of_day(days[duty.subject])
    return due(ctx.policy.limit(limit_name(duty, facts)), ctx.now, ctx.calendar)


def _limit_at(duty: Duty, ctx: Context) -> datetime | None:
    if duty.code is not DutyCode.CALLBACK:
        return None
    return due(ctx.policy.limit("callback_limit"), ctx.now, ctx.calendar)
