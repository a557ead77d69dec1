"""A duty: what somebody owes now, by which clause, and when it falls due."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.procedure.fields import record
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, Role


class DutyCode(StrEnum):
    """Every sort of duty the procedure, or our reading of its gaps, asks for."""

    ACCEPT_CAPTURE = "accept_capture"
    TAKE_OVER_AT_OPENING = "take_over_at_opening"
    COMPLETE_SHEET = "complete_sheet"
    PERSONAL_FOLLOW_UP = "personal_follow_up"
    CONFIRM_HAND_OFF = "confirm_hand_off"
    ACK_CALL = "ack_call"
    TELL_PROGRESS = "tell_progress"
    DECIDE = "decide"
    REPLY = "reply"
    PLAN_IMPLEMENTATION = "plan_implementation"
    CARRY_OUT_STEP = "carry_out_step"
    KEEP_CONTACT = "keep_contact"
    REVIEW_DECISION = "review_decision"
    ACKNOWLEDGE_NOTICE = "acknowledge_notice"
    SEND_SOMEONE = "send_someone"
    ARRIVE = "arrive"
    RECORD_RESULT = "record_result"
    WRITE_DUTY_LOG = "write_duty_log"
    WRITE_EMERGENCY_REPORT = "write_emergency_report"
    REVIEW_INCIDENT = "review_incident"
    ANSWER_AT_DESK = "answer_at_desk"
    FIND_OUT = "find_out"
    REPLY_WHEN_CLARIFIED = "reply_when_clarified"
    ISSUE_SHEET = "issue_sheet"
    ANSWER_AS_DESIGNEE = "answer_as_designee"
    PROXY_INQUIRY = "proxy_inquiry"
    HANDLE_SHEET = "handle_sheet"
    ANSWER_CONSULTATION = "answer_consultation"
    APPROVE = "approve"
    PROGRESS_NOTICE = "progress_notice"
    CONSIDER_SCRIPT = "consider_script"
    RULE_ON_OBJECTION = "rule_on_objection"
    RETURN_SHEET = "return_sheet"
    CALLBACK = "callback"
    RULE_ON_UNREACHABLE = "rule_on_unreachable"
    CONFIRM_IMPOSSIBLE = "confirm_impossible"
    FINISH_AT_DESK = "finish_at_desk"
    CLOSE = "close"
    ARCHIVE = "archive"
    TELL_FIRST_RECEIVER = "tell_first_receiver"
    SEE_FOLLOW_UPS = "see_follow_ups"
    SEE_EXCEPTION = "see_exception"
    SEE_WORDS_ADDED = "see_words_added"
    SEE_LATE_CO_SIGNERS = "see_late_co_signers"
    ASSIGN_AREA_MANAGER = "assign_area_manager"


DUTY_WORDS: dict[DutyCode, Words] = {
    DutyCode.ACCEPT_CAPTURE: Words("受理转来的事项", "Accept what was passed on"),
    DutyCode.TAKE_OVER_AT_OPENING: Words("上班后接手登记", "Take over at opening"),
    DutyCode.COMPLETE_SHEET: Words("补正处理单", "Complete the sheet"),
    DutyCode.PERSONAL_FOLLOW_UP: Words("了解后回复业户", "Find out and reply"),
    DutyCode.CONFIRM_HAND_OFF: Words("确认移交", "Confirm the hand-off"),
    DutyCode.ACK_CALL: Words("致谢电话", "Acknowledgement call"),
    DutyCode.TELL_PROGRESS: Words("告知研究进展", "Tell how far the study is"),
    DutyCode.DECIDE: Words("研究并决定", "Study and decide"),
    DutyCode.REPLY: Words("回复业户", "Reply to the resident"),
    DutyCode.PLAN_IMPLEMENTATION: Words("制定实施计划", "Plan how it is carried out"),
    DutyCode.CARRY_OUT_STEP: Words("完成实施步骤", "Do a step of the plan"),
    DutyCode.KEEP_CONTACT: Words("实施中保持沟通", "Keep in touch"),
    DutyCode.REVIEW_DECISION: Words("复核未采纳的建议", "Review the decision"),
    DutyCode.ACKNOWLEDGE_NOTICE: Words("接单", "Acknowledge"),
    DutyCode.SEND_SOMEONE: Words("派人到场", "Send somebody"),
    DutyCode.ARRIVE: Words("到场", "Arrive"),
    DutyCode.RECORD_RESULT: Words("记录处理结果", "Record the result"),
    DutyCode.WRITE_DUTY_LOG: Words("写本人值班记录", "Write the own duty log"),
    DutyCode.WRITE_EMERGENCY_REPORT: Words("写紧急情况报告", "Write the emergency report"),
    DutyCode.REVIEW_INCIDENT: Words("调查事件", "Look into the incident"),
    DutyCode.ANSWER_AT_DESK: Words("前台解答", "Answer at the desk"),
    DutyCode.FIND_OUT: Words("了解情况", "Find out"),
    DutyCode.REPLY_WHEN_CLARIFIED: Words("了解清楚后马上回复", "Reply as soon as it is clear"),
    DutyCode.ISSUE_SHEET: Words("填单交区域客户主任", "Issue the sheet"),
    DutyCode.ANSWER_AS_DESIGNEE: Words("指定人解答", "Answer as the designated person"),
    DutyCode.PROXY_INQUIRY: Words("代为咨询并告知", "Ask for the resident and tell"),
    DutyCode.HANDLE_SHEET: Words("处理并回复", "Handle and reply"),
    DutyCode.ANSWER_CONSULTATION: Words("答复咨询", "Answer a question"),
    DutyCode.APPROVE: Words("认可答复内容", "Approve the words"),
    DutyCode.PROGRESS_NOTICE: Words("告知业户仍在办理", "Tell the resident it goes on"),
    DutyCode.CONSIDER_SCRIPT: Words("考虑统一口径", "Consider a unified answer"),
    DutyCode.RULE_ON_OBJECTION: Words("裁定退单", "Rule on a returned dispatch"),
    DutyCode.RETURN_SHEET: Words("回单", "Return the sheet"),
    DutyCode.CALLBACK: Words("回访", "Callback"),
    DutyCode.RULE_ON_UNREACHABLE: Words("对联系不上作决定", "Decide on the unreachable"),
    DutyCode.CONFIRM_IMPOSSIBLE: Words("确认无法联系", "Confirm that a contact is impossible"),
    DutyCode.FINISH_AT_DESK: Words("前台办结求助", "Finish at the desk"),
    DutyCode.CLOSE: Words("办结", "Close"),
    DutyCode.ARCHIVE: Words("归入业主档案", "File into the owner file"),
    DutyCode.TELL_FIRST_RECEIVER: Words("告知首问人结果", "Tell the first receiver"),
    DutyCode.SEE_FOLLOW_UPS: Words("查看多次联系", "Look at repeated contacts"),
    DutyCode.SEE_EXCEPTION: Words("查看例外现场解答", "Look at an exceptional answer"),
    DutyCode.SEE_WORDS_ADDED: Words("查看口径之外的补充", "Look at words beyond the script"),
    DutyCode.SEE_LATE_CO_SIGNERS: Words(
        "回复后转为中心负责人事项，决定是否重新研究", "Decide whether to reopen"
    ),
    DutyCode.ASSIGN_AREA_MANAGER: Words("安排区域客户主任", "Find an area manager"),
}


@record
class Duty:
    """One duty. The person who holds the post now is looked up when it is read."""

    code: DutyCode
    clause: str
    subject: str = ""
    role: Role | None = None
    area_id: UUID | None = None
    department: Department | None = None
    person_id: UUID | None = None
    due_at: datetime | None = None
    limit_at: datetime | None = None

    @property
    def key(self) -> str:
        return key_of(self.code, self.subject)


def key_of(code: DutyCode, subject: str = "") -> str:
    """The name a duty, and its clock, has within a case."""
    return f"{code}:{subject}" if subject else str(code)
