"""Calls for help: notify first, paper later (4.2)."""

from datetime import datetime
from uuid import UUID

from app.procedure.fields import LINE, asked, record, told
from app.procedure.vocabulary import Department, HelpOutcome


@record
class NotifyMore:
    """Tell a further department, or ask the area manager to come (4.2.1)."""

    department: Department | None = asked("部门", "Department", default=None)
    notify_area_manager: bool = asked("请客户主任到场", "Ask the area manager", default=False)


@record
class Acknowledge:
    """接单: the notice has been received."""

    occurred_at: datetime | None = asked("时间", "When", default=None)


@record
class Dispatch:
    """派人: who is sent to the place (4.2.1)."""

    doer: UUID = asked("派谁到场", "Whom", of="person")
    occurred_at: datetime | None = asked("时间", "When", default=None)


@record
class Arrive:
    """到场 (4.2.4)."""

    occurred_at: datetime | None = asked("到场时间", "Arrived at", default=None)


@record
class ReportPolice:
    """报警: the police were called (4.2.4)."""

    occurred_at: datetime | None = asked("报警时间", "When", default=None)
    police_receipt: str | None = told("接警编号或民警", "Receipt or officer", default=None, at_most=LINE)


@record
class RecordResult:
    """What was done and what came of it (4.2.4)."""

    outcome: HelpOutcome = asked("结果", "Outcome")
    result: str = told("处理结果", "Result")
    process: str | None = told("处理过程", "What was done", default=None)
    no_action_against_others: bool | None = asked(
        "未对他人采取任何行动", "No action was taken against anyone", default=None
    )
    police_called: bool = asked("已报警", "Police called", default=False)
    withdrew_reason: str | None = told(
        "业户撤回原因", "Why the resident withdrew", default=None, at_most=LINE
    )
    occurred_at: datetime | None = asked("完成时间", "When", default=None)


@record
class WriteDutyLog:
    """本人值班工作本: the one who did it writes down what was done (4.2.5)."""

    entry: str = told("值班记录", "Duty-log entry")
    occurred_at: datetime | None = asked("时间", "When", default=None)


@record
class FinishHelpAtDesk:
    """Help that needs nobody on site, finished by the desk like an inquiry (3.1)."""

    result: str = told("处理结果", "What was done")


@record
class WriteEmergencyReport:
    """What happened, why, what was done: after an emergency (4.2.3)."""

    report: str = told("紧急情况报告", "Report")


@record
class ReviewIncident:
    """The head has looked into an action taken against someone (4.2.4)."""

    remark: str = told("调查结论", "Outcome")


@record
class EscalateNotice:
    """Time's own step: nobody acknowledged, so the next in the chain is told (4.2.1)."""

    number: int = asked("通知序号", "Which notice", at_least=1, at_most=1000)
