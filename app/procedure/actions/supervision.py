"""Oversight by the head of customer service, and flags anyone may set (3.4)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.procedure.fields import LINE, SHORT, asked, record, told
from app.procedure.vocabulary import EmergencyType


class Flag(StrEnum):
    """Marks that change what the procedure asks for."""

    IMPORTANT = "important"
    SENSITIVE = "sensitive"
    DISPUTE = "dispute"
    OUT_OF_SCOPE = "out_of_scope"


@record
class AddNote:
    """A note for those who work on the case."""

    note: str = told("备注", "Note")


@record
class AttachFile:
    """A file that has come in whole joins the case; its content is known by its hash."""

    attachment_id: UUID = asked("编号", "Id")
    media_type: str = asked("类型", "Type", at_most=SHORT)
    size: int = asked("大小", "Size")
    sha256: str = asked("校验值", "Hash", at_most=SHORT)
    file_name: str | None = told("文件名", "Name", default=None, at_most=LINE)


@record
class RaiseFlag:
    """Anyone may mark a case (A10)."""

    flag: Flag = asked("标记", "Mark")
    persons_concerned: tuple[UUID, ...] = asked("所涉人员", "Persons concerned", default=(), of="person")
    reason: str | None = told("原因", "Why", default=None, at_most=LINE)


@record
class ClearFlag:
    """Only the head takes a mark away (A10)."""

    flag: Flag = asked("标记", "Mark")
    reason: str = told("原因", "Why", at_most=LINE)


@record
class DeclareEmergency:
    """The call turns out to be an emergency (4.2.3)."""

    emergency: EmergencyType = asked("紧急情况", "Emergency")


@record
class Supervise:
    """监督、检查、指导、协调: the head's note on a case (3.4)."""

    instruction: str = told("督导意见", "Instruction")
    marked_for_watch: bool = asked("督办", "Keep under watch", default=False)


@record
class ExtendDuty:
    """The head moves a running due time, with a reason."""

    duty: str = asked("事项", "Duty", at_most=SHORT, of="duty")
    due_at: datetime = asked("新的期限", "New due time")
    reason: str = told("原因", "Why", at_most=LINE)


@record
class EscalateDuty:
    """Time's own step: a duty is overdue, so its owner hears of it, and later the superior (3.4)."""

    duty: str = asked("事项", "Duty", at_most=SHORT, of="duty")
