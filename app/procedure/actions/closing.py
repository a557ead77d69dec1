"""Returning the sheet, calling back, closing and filing (4.5, 4.6)."""

from app.procedure.facts import Impossible
from app.procedure.fields import LINE, SHORT, asked, record, told
from app.procedure.vocabulary import Channel, Satisfaction


@record
class ReturnSheet:
    """回单: the handler gives the finished, complete sheet back to the desk (4.5.1, 4.6.2)."""

    measures: str | None = told("处理措施", "Measures", default=None)


@record
class RecordCallback:
    """回访: the desk asks the resident how it went (4.5.1)."""

    reached: bool = asked("联系上", "Reached")
    channel: Channel = asked("方式", "How", default=Channel.PHONE)
    solved: bool | None = asked("是否解决", "Solved?", default=None)
    satisfaction: Satisfaction | None = asked("满意度", "Satisfaction", default=None)
    comments: str | None = told("业户意见", "Remarks", default=None)


@record
class DeclareImpossible:
    """A contact cannot be made; the head confirms (X8)."""

    what: Impossible = asked("哪项联系", "Which contact")
    reason: str = told("原因", "Why", at_most=LINE)


@record
class ConfirmImpossible:
    """The head confirms, or does not, that a contact cannot be made (X8)."""

    what: Impossible = asked("哪项联系", "Which contact")
    confirmed: bool = asked("同意", "Confirmed", default=True)
    remark: str | None = told("意见", "Remark", default=None, at_most=LINE)


@record
class RuleOnUnreachable:
    """Enough tries on enough days: the head decides (X7). Unreachable is never satisfied."""

    close: bool = asked("按联系不上办结", "Close as unreachable")
    remark: str | None = told("意见", "Remark", default=None, at_most=LINE)


@record
class Close:
    """办结."""


@record
class Archive:
    """归档: the desk files the sheet into the owner file (4.6.2)."""

    owner_file_number: str = asked("业主档案号", "Owner file", at_most=SHORT)


@record
class TellFirstReceiver:
    """The colleague who first took it in hears what came of it (X1)."""

    note: str | None = told("告知内容", "What was told", default=None, at_most=LINE)
