"""Which entries of the journal meet a duty, and which waive one; by any other a duty falls away."""

from collections.abc import Mapping

from app.procedure.duties import DutyCode

_ANSWERED = frozenset(
    {"DeskAnswered", "AlternativesOffered", "SheetIssued", "HandedToDesignee", "CouldNotAnswer", "Closed"}
)
"""What the desk may do with a question: answer it, or pass it on by the procedure's own way."""

WAIVING = frozenset({"ImpossibleDeclared", "ImpossibleRuled", "UnreachableRuled"})
"""Somebody said, with a reason, that it cannot be done (X7, X8)."""

MET_BY: Mapping[DutyCode, frozenset[str]] = {
    DutyCode.ACCEPT_CAPTURE: frozenset({"Accepted", "NoticeSent"}),
    DutyCode.TAKE_OVER_AT_OPENING: frozenset({"Accepted"}),
    DutyCode.COMPLETE_SHEET: frozenset({"SheetWritten"}),
    DutyCode.PERSONAL_FOLLOW_UP: frozenset({"AnsweredOnSpot", "Accepted"}),
    DutyCode.CONFIRM_HAND_OFF: frozenset({"HandOffConfirmed"}),
    DutyCode.ACK_CALL: frozenset({"AckCallMade"}),
    DutyCode.TELL_PROGRESS: frozenset({"ProgressTold", "Replied"}),
    DutyCode.DECIDE: frozenset({"Decided"}),
    DutyCode.REPLY: frozenset({"Replied"}),
    DutyCode.PLAN_IMPLEMENTATION: frozenset({"ImplementationPlanned", "Implemented"}),
    DutyCode.CARRY_OUT_STEP: frozenset({"StepDone", "Implemented"}),
    DutyCode.KEEP_CONTACT: frozenset({"ContactKept", "Implemented"}),
    DutyCode.REVIEW_DECISION: frozenset({"DecisionReviewed"}),
    DutyCode.ACKNOWLEDGE_NOTICE: frozenset({"Acknowledged", "Arrived"}),
    DutyCode.SEND_SOMEONE: frozenset({"Dispatched", "Arrived"}),
    DutyCode.ARRIVE: frozenset({"Arrived"}),
    DutyCode.RECORD_RESULT: frozenset({"ResultRecorded"}),
    DutyCode.WRITE_DUTY_LOG: frozenset({"DutyLogWritten"}),
    DutyCode.WRITE_EMERGENCY_REPORT: frozenset({"EmergencyReported"}),
    DutyCode.REVIEW_INCIDENT: frozenset({"IncidentReviewed"}),
    DutyCode.ANSWER_AT_DESK: _ANSWERED,
    DutyCode.FIND_OUT: _ANSWERED | {"Clarified"},
    DutyCode.REPLY_WHEN_CLARIFIED: _ANSWERED,
    DutyCode.ISSUE_SHEET: frozenset({"SheetIssued"}),
    DutyCode.ANSWER_AS_DESIGNEE: frozenset({"DeskAnswered", "Replied"}),
    DutyCode.PROXY_INQUIRY: frozenset({"ProxyTold"}),
    DutyCode.HANDLE_SHEET: frozenset({"Replied", "FindingsRecorded", "ConsultationAnswered"}),
    DutyCode.ANSWER_CONSULTATION: frozenset({"ConsultationAnswered"}),
    DutyCode.APPROVE: frozenset({"ApprovalGiven", "ApprovalRefused"}),
    DutyCode.PROGRESS_NOTICE: frozenset({"ProgressTold", "Replied"}),
    DutyCode.CONSIDER_SCRIPT: frozenset({"ScriptDecided"}),
    DutyCode.RULE_ON_OBJECTION: frozenset({"ObjectionRuled", "SheetAssigned"}),
    DutyCode.RETURN_SHEET: frozenset({"SheetReturned"}),
    DutyCode.CALLBACK: frozenset({"CalledBack"}),
    DutyCode.RULE_ON_UNREACHABLE: frozenset({"UnreachableRuled"}),
    DutyCode.CONFIRM_IMPOSSIBLE: frozenset({"ImpossibleRuled"}),
    DutyCode.FINISH_AT_DESK: frozenset({"Closed", "NoticeSent"}),
    DutyCode.CLOSE: frozenset({"Closed"}),
    DutyCode.ARCHIVE: frozenset({"Archived"}),
    DutyCode.TELL_FIRST_RECEIVER: frozenset({"FirstReceiverTold"}),
    DutyCode.SEE_FOLLOW_UPS: frozenset({"SeenByTheHead"}),
    DutyCode.SEE_EXCEPTION: frozenset({"SeenByTheHead"}),
    DutyCode.SEE_WORDS_ADDED: frozenset({"SeenByTheHead"}),
    DutyCode.SEE_LATE_CO_SIGNERS: frozenset({"DecisionLeft", "DecisionReviewed", "Reopened"}),
    DutyCode.ASSIGN_AREA_MANAGER: frozenset({"SheetAssigned", "SheetTakenUp", "FindingsRecorded"}),
}
