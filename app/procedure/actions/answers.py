"""Answering inquiries and challenges: at the desk, by the area manager, with approval and scripts."""

from uuid import UUID

from app.procedure.fields import LINE, SHORT, asked, record, told
from app.procedure.vocabulary import Channel, Contact, Department, ReplyChannel


@record
class AnswerAtDesk:
    """The desk explains on the spot, or later when it has found out (4.3.1, 4.4.1)."""

    answer: str = told("答复内容", "What was explained")
    satisfied: bool = asked("业户是否满意", "Satisfied?")
    script_version_id: UUID | None = asked("统一口径版本", "Answer script", default=None, of="script_version")
    words_added: str | None = told("口径之外补充", "Words beyond the script", default=None)
    prepared_by_other: bool = asked("答复由他人准备", "Prepared by someone else", default=False)
    alternatives: tuple[str, ...] = asked(
        "其他咨询途径", "Other ways to ask", default=(), at_most=LINE, of="directory"
    )
    proxy_offered: bool | None = asked("已询问是否代为咨询", "Offered to ask for them", default=None)
    proxy_accepted: bool = asked("业户请我们代询", "They want us to ask", default=False)
    consent_to_pass_on: bool = asked("同意转交个人信息", "Agrees to pass on their details", default=False)


@record
class CannotAnswer:
    """The desk cannot make it clear on the spot and asks for a way to reply (4.3.1, 4.4.1)."""

    contact_asked: bool = asked("已请业户留联系方式", "Asked for a contact")
    contact_state: Contact = asked("是否留联系方式", "Contact left?")
    contact: str | None = told("联系方式", "Contact", default=None, at_most=SHORT)
    contact_reason: str | None = told("未留原因", "Why none was left", default=None, at_most=LINE)


@record
class MarkClarified:
    """The desk has found out: the reply is due at once (4.3.1, 4.4.1)."""

    found_out: str | None = told("了解到的情况", "What was found out", default=None)


@record
class IssueSheet:
    """开单: the sheet goes to the area manager (4.3.4(1), 4.4.3)."""

    note: str | None = told("交办说明", "Note", default=None)


@record
class HandToDesignee:
    """Only the designated person answers this topic (4.4.5)."""

    designee: UUID | None = asked("指定解答人", "Designated person", default=None, of="person")
    note: str | None = told("说明", "Note", default=None)


@record
class RecordProxyAnswer:
    """What the other body said to the question asked for the resident (4.3.3)."""

    proxy_answer: str = told("代询结果", "What they said")
    details_passed_on: bool = asked("已转交个人信息", "Personal details were passed on", default=False)


@record
class TellProxyAnswer:
    """The resident is told what the other body said (4.3.3)."""

    channel: ReplyChannel = asked("告知方式", "How")
    satisfied: bool = asked("业户是否满意", "Satisfied?", default=True)


@record
class TakeUpSheet:
    """The handler takes the sheet up."""


@record
class ObjectToSheet:
    """The sheet is not for me: a reason, and the head rules."""

    reason: str = told("退单原因", "Why", at_most=LINE)


@record
class RuleOnObjection:
    """The head rules on a returned dispatch."""

    upheld: bool = asked("退单成立", "Objection upheld")
    department: Department | None = asked("改派部门", "New department", default=None)
    area_id: UUID | None = asked("改派区域", "New area", default=None, of="area")
    remark: str | None = told("裁定说明", "Remark", default=None, at_most=LINE)


@record
class AssignSheet:
    """The head gives a sheet, or a call for help, to another area or department (3.2, 3.4)."""

    reason: str = told("改派原因", "Why", at_most=LINE)
    department: Department | None = asked("改派部门", "New department", default=None)
    area_id: UUID | None = asked("改派区域", "New area", default=None, of="area")


@record
class RecordFindings:
    """What lies behind the matter (4.3.4(2), 4.4.4)."""

    findings: str = told("来龙去脉", "What lies behind it")
    involves_other_unit: bool = asked("涉及专业部门或外单位", "Concerns other departments or units")


@record
class Consult:
    """Ask a department for help (3.3) or an outside unit for an answer (4.3.4(2), 4.4.4)."""

    question: str = told("咨询事项", "Question")
    department: Department | None = asked("部门", "Department", default=None)
    outside_unit: str | None = told("外单位", "Outside unit", default=None, at_most=SHORT)


@record
class AnswerConsultation:
    """What the department or the outside unit answered."""

    number: int = asked("咨询序号", "Which question", at_least=1, at_most=1000)
    consultation_answer: str = told("答复", "Answer")


@record
class RequestApproval:
    """Ask the head to approve these very words (4.4.4)."""

    reply_text: str = told("拟答复内容", "Words for approval")


@record
class Approve:
    """The words asked for may be said (4.4.4)."""

    remark: str | None = told("意见", "Remark", default=None, at_most=LINE)


@record
class Reject:
    """The words may not be said; the remark tells what to change (4.4.4)."""

    remark: str = told("意见", "Remark", at_most=LINE)


@record
class Reply:
    """回复: the resident gets the answer."""

    reply_text: str = told("回复内容", "Reply")
    channel: ReplyChannel = asked("回复方式", "How")
    exception_reason: str | None = told("例外原因", "Reason for the exception", default=None, at_most=LINE)
    script_version_id: UUID | None = asked("统一口径版本", "Answer script", default=None, of="script_version")
    words_added: str | None = told("口径之外补充", "Words beyond the script", default=None)
    alternatives: tuple[str, ...] = asked(
        "其他咨询途径", "Other ways to ask", default=(), at_most=LINE, of="directory"
    )
    proxy_offered: bool | None = asked("已询问是否代为咨询", "Offered to ask for them", default=None)
    proxy_accepted: bool = asked("业户请我们代询", "They want us to ask", default=False)
    consent_to_pass_on: bool = asked("同意转交个人信息", "Agrees to pass on their details", default=False)


@record
class TellProgress:
    """The resident is told how far it is."""

    progress: str = told("进展说明", "What was told")
    channel: Channel = asked("告知方式", "How")


@record
class DecideOnScript:
    """Whether this topic needs a unified answer (4.4.5)."""

    script_needed: bool = asked("需要统一口径", "A unified answer is needed")
    remark: str | None = told("说明", "Remark", default=None, at_most=LINE)


@record
class TellUnifiedAnswer:
    """A resident who asked before the unified answer stood is told it now (4.4.5)."""

    script_version_id: UUID = asked("统一口径版本", "Answer script", of="script_version")
    channel: ReplyChannel = asked("告知方式", "How")
