"""Taking a matter in: capture, acceptance, and what may still change before it is handled."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.procedure.fields import LINE, SHORT, asked, record, told
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Department,
    EmergencyType,
    Kind,
    RelatedProcedure,
    ResidentType,
    Role,
)


class ReferChoice(StrEnum):
    """The two ways a colleague may leave a question to the desk (4.3.2, 4.4.2)."""

    REFERRED_TO_DESK = "referred_to_desk"
    CONTACT_TAKEN = "contact_taken"


class OffHoursReceiver(StrEnum):
    """Whom the control room tells when the desk is closed (4.2.2)."""

    DUTY_ENGINEER = "duty_engineer"
    PATROL_GUARD = "patrol_guard"
    LINE_SUPERIOR = "line_superior"


@record
class SheetFields:
    """The head of the handling sheet: what the desk writes down, all of it optional to begin with."""

    channel: Channel | None = asked("来源渠道", "Channel", default=None)
    words: str | None = told("业户原话", "In the resident's words", default=None)
    summary: str | None = told("事由摘要", "Summary", default=None, at_most=LINE)
    place: str | None = told("地点", "Place", default=None, at_most=LINE)
    area_id: UUID | None = asked("区域", "Area", default=None, of="area")
    building_id: UUID | None = asked("楼栋", "Building", default=None, of="building")
    unit_id: UUID | None = asked("房号", "Unit", default=None, of="unit")
    resident_id: UUID | None = asked("业户", "Resident", default=None, of="resident")
    resident_type: ResidentType | None = asked("业户身份", "Resident type", default=None)
    salutation: str | None = told("称呼", "Salutation", default=None, at_most=SHORT)
    contact: str | None = told("联系方式", "Contact", default=None, at_most=SHORT)
    contact_state: Contact | None = asked("是否留联系方式", "Contact left?", default=None)
    contact_reason: str | None = told("未留原因", "Why none was left", default=None, at_most=LINE)
    contact_asked: bool = asked("已请业户留联系方式", "Asked for a contact", default=False)
    preferred_reply: str | None = told("希望的回复方式", "Preferred reply", default=None, at_most=SHORT)
    thanked: bool = asked("已致谢", "Thanked", default=False)
    told_will_study: bool = asked("已告知会认真研究", "Told it will be studied", default=False)
    conduct_reason: str | None = told(
        "未能致谢或告知的原因",
        "Why thanks or promise were not possible",
        default=None,
        at_most=LINE,
    )
    topic: str | None = asked("主题", "Topic", default=None, at_most=SHORT, of="topic")
    department: Department | None = asked("部门", "Department", default=None)
    out_of_scope: bool = asked("超出服务范围", "Outside the centre's services", default=False)


@record
class TakeIn(SheetFields):
    """Take a matter in. The desk accepts it at once; anyone else captures it for the desk."""

    kind: Kind | None = asked("类别", "Kind", default=None)
    related_procedure: RelatedProcedure | None = asked("另有规程", "Other procedure", default=None)
    received_as: Role | None = asked("以何岗位接到", "Received in which post", default=None)
    received_at: datetime | None = asked("接到时间", "Received at", default=None)
    late_reason: str | None = told("补录原因", "Why recorded late", default=None, at_most=LINE)
    recorded_offline: bool = asked("离线记录", "Recorded without network", default=False)
    form_version: str | None = asked("表单版本", "Form version", default=None, at_most=SHORT)
    contact_group: UUID | None = asked("同一来访", "Same contact as", default=None, of="contact")
    joint_count: int = asked("联名人数", "Joint residents", default=1, at_least=1, at_most=100000)
    co_signers: tuple[str, ...] = told("联名人", "Co-signers", default=(), at_most=SHORT)
    emergency: EmergencyType | None = asked("紧急情况", "Emergency", default=None)
    dispute: bool = asked("涉及纠纷", "A dispute", default=False)
    important: bool = asked("重要事项", "Important", default=False)
    sensitive: bool = asked("敏感内容", "Sensitive", default=False)
    persons_concerned: tuple[UUID, ...] = asked("所涉人员", "Persons concerned", default=(), of="person")
    notify_area_manager: bool = asked("同时请客户主任到场", "Also ask the area manager", default=False)
    notify: tuple[OffHoursReceiver, ...] = asked("已通知", "Told", default=())
    handling_myself: bool = asked("我正在处理", "I am on it", default=False)
    nobody_needed_on_site: bool = asked("无需到场", "Nobody needed on site", default=False)
    answer: str | None = told("当场答复", "Answer on the spot", default=None)
    satisfied: bool | None = asked("业户是否满意", "Satisfied?", default=None)
    alternatives: tuple[str, ...] = asked(
        "其他咨询途径", "Other ways to ask", default=(), at_most=LINE, of="directory"
    )
    proxy_offered: bool | None = asked("已询问是否代为咨询", "Offered to ask for them", default=None)
    proxy_accepted: bool = asked("业户请我们代询", "They want us to ask", default=False)
    consent_to_pass_on: bool = asked("同意转交个人信息", "Agrees to pass on their details", default=False)
    sure: bool = asked("熟悉清楚此事", "Sure of the answer", default=True)
    exception_reason: str | None = told("现场解答原因", "Why answered on site", default=None, at_most=LINE)
    refer_choice: ReferChoice | None = asked("转前台方式", "How it goes to the desk", default=None)
    finding_out_myself: bool = asked("我了解后回复", "I will find out and reply", default=False)
    script_version_id: UUID | None = asked("统一口径版本", "Answer script", default=None, of="script_version")


@record
class Accept(SheetFields):
    """受理: the desk takes a captured matter over, registers it and completes the sheet (3.1, 4.6.1)."""

    kind: Kind | None = asked("类别", "Kind", default=None)
    related_procedure: RelatedProcedure | None = asked("另有规程", "Other procedure", default=None)
    joint_count: int | None = asked("联名人数", "Joint residents", default=None, at_least=1, at_most=100000)
    dispute: bool = asked("涉及纠纷", "A dispute", default=False)
    notify_area_manager: bool = asked("同时请客户主任到场", "Also ask the area manager", default=False)


@record
class AmendSheet(SheetFields):
    """Complete or correct the sheet (4.6.2)."""


@record
class Reclassify:
    """The kind was wrong (X24). The new kind's guards apply at once; the register keeps both."""

    reason: str = told("改类原因", "Why", at_most=LINE)
    kind: Kind | None = asked("类别", "Kind", default=None)
    related_procedure: RelatedProcedure | None = asked("另有规程", "Other procedure", default=None)


@record
class ConfirmHandOff:
    """The procedure it was handed to has confirmed receipt."""

    received_by_whom: str = told("接收人", "Received by", at_most=SHORT)


@record
class PassToDesk:
    """A colleague who meant to find out gives the matter to the desk after all (4.3.2)."""

    note: str | None = told("说明", "Note", default=None)


@record
class ReplyMyself:
    """The colleague who took the contact has found out and tells the resident (4.3.2)."""

    reply_text: str = told("答复内容", "What was told")
    satisfied: bool = asked("业户是否满意", "Satisfied?")


@record
class AddFollowUpContact:
    """The resident asked again about an open case (X27)."""

    words: str = told("业户原话", "In the resident's words")


@record
class VoidCase:
    """作废: the row stays in the register, it is not counted."""

    reason: str = told("作废原因", "Why", at_most=LINE)
