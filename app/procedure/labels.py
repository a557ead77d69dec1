"""How the field's own words read to people, in both languages."""

from collections.abc import Mapping
from enum import StrEnum

from app.procedure.actions.intake import OffHoursReceiver, ReferChoice
from app.procedure.actions.joining import Relation
from app.procedure.actions.supervision import Flag
from app.procedure.facts import Impossible
from app.procedure.refusal import Words
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Decision,
    Department,
    EmergencyType,
    HelpOutcome,
    Keeping,
    Kind,
    RelatedProcedure,
    ReplyChannel,
    ResidentType,
    Role,
    Satisfaction,
    Status,
    Strength,
)

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Words]] = {
    Kind: {
        Kind.SUGGESTION: Words("建议", "Suggestion"),
        Kind.INQUIRY: Words("问询", "Inquiry"),
        Kind.CHALLENGE: Words("质疑", "Challenge"),
        Kind.HELP: Words("求助", "Help"),
    },
    RelatedProcedure: {
        RelatedProcedure.COMPLAINT: Words("投诉", "Complaint"),
        RelatedProcedure.REPAIR: Words("报修", "Repair"),
    },
    Channel: {
        Channel.PHONE: Words("来电", "Phone"),
        Channel.VISIT: Words("来人", "In person"),
        Channel.LETTER_IN_PERSON: Words("来信（当面交）", "Letter, handed over"),
        Channel.LETTER_NOT_IN_PERSON: Words("来信（非当面）", "Letter, not in person"),
        Channel.SUGGESTION_BOX: Words("意见箱", "Suggestion box"),
        Channel.EMAIL: Words("邮件", "E-mail"),
        Channel.CHAT: Words("微信等在线消息", "Chat"),
        Channel.MET_ON_PATROL: Words("巡查时遇到", "Met on patrol"),
        Channel.CONTROL_ROOM_CALL: Words("监控中心来电", "Call to the control room"),
        Channel.OTHER_SYSTEM: Words("其他系统转来", "Other system"),
    },
    ReplyChannel: {
        ReplyChannel.WRITTEN: Words("书面", "In writing"),
        ReplyChannel.EMAIL: Words("邮件", "E-mail"),
        ReplyChannel.PHONE: Words("电话", "Phone"),
        ReplyChannel.ON_SITE_ORAL: Words("上门面谈", "In person at the door"),
        ReplyChannel.CHAT: Words("在线消息", "Chat"),
        ReplyChannel.NOTICE_BOARD: Words("公告栏", "Notice board"),
    },
    Role: {
        Role.FRONT_DESK: Words("客服前台", "Front desk"),
        Role.AREA_CUSTOMER_MANAGER: Words("区域客户主任", "Area customer manager"),
        Role.HEAD_OF_CUSTOMER_SERVICE: Words("客户服务部门负责人", "Head of customer service"),
        Role.CENTRE_MANAGER: Words("物业服务中心负责人", "Centre manager"),
        Role.SECURITY_DUTY_SUPERVISOR: Words("安防当值主管", "Security duty supervisor"),
        Role.ENGINEERING_DUTY_SUPERVISOR: Words("工程当值主管", "Engineering duty supervisor"),
        Role.CONTROL_ROOM_OPERATOR: Words("监控中心值班员", "Control room operator"),
        Role.PATROL_GUARD: Words("巡逻安防员", "Patrol guard"),
        Role.DUTY_ENGINEER: Words("值班工程人员", "Duty engineer"),
        Role.OTHER_STAFF: Words("其他工作人员", "Other staff"),
        Role.ADMINISTRATOR: Words("系统管理员", "Administrator"),
        Role.GROUP_VIEWER: Words("集团查看人", "Group viewer"),
    },
    Department: {
        Department.CUSTOMER_SERVICE: Words("客服", "Customer service"),
        Department.SECURITY: Words("安防", "Security"),
        Department.ENGINEERING: Words("工程", "Engineering"),
    },
    ResidentType: {
        ResidentType.OWNER: Words("业主", "Owner"),
        ResidentType.TENANT: Words("租户", "Tenant"),
        ResidentType.FAMILY_MEMBER: Words("家属", "Family member"),
        ResidentType.OCCUPANT: Words("其他住户", "Occupant"),
        ResidentType.VISITOR: Words("访客", "Visitor"),
        ResidentType.ANONYMOUS: Words("匿名", "Anonymous"),
        ResidentType.UNKNOWN: Words("不清楚", "Not known"),
    },
    Contact: {
        Contact.GIVEN: Words("留了", "Left"),
        Contact.DECLINED: Words("不愿留", "Declined"),
        Contact.NONE: Words("没有", "None"),
    },
    ReferChoice: {
        ReferChoice.REFERRED_TO_DESK: Words("请业户去前台", "Pointed to the desk"),
        ReferChoice.CONTACT_TAKEN: Words("留下联系方式", "Took a contact"),
    },
    OffHoursReceiver: {
        OffHoursReceiver.DUTY_ENGINEER: Words("值班工程人员", "Duty engineer"),
        OffHoursReceiver.PATROL_GUARD: Words("巡逻安防员", "Guard on patrol"),
        OffHoursReceiver.LINE_SUPERIOR: Words("我的上级", "My superior"),
    },
    EmergencyType: {
        EmergencyType.FIRE: Words("着火、冒烟", "Fire or smoke"),
        EmergencyType.LIFT_ENTRAPMENT: Words("电梯困人", "Trapped in a lift"),
        EmergencyType.FLOODING: Words("爆管、水浸", "Burst pipe, flooding"),
        EmergencyType.GAS_LEAK: Words("燃气泄漏", "Gas leak"),
        EmergencyType.POWER_FAILURE: Words("大面积停电", "Power failure"),
        EmergencyType.MEDICAL: Words("急病、受伤", "Illness or injury"),
        EmergencyType.PERSON_TRAPPED: Words("有人被困", "Person trapped"),
        EmergencyType.FALLING_OBJECT: Words("高空坠物", "Falling object"),
        EmergencyType.PUBLIC_SECURITY: Words("盗抢、闯入", "Theft or intrusion"),
        EmergencyType.FIGHT_VIOLENCE: Words("打架、伤人", "Fight or violence"),
        EmergencyType.TRAFFIC_ACCIDENT: Words("车辆事故", "Traffic accident"),
        EmergencyType.SEVERE_WEATHER: Words("台风暴雨", "Severe weather"),
        EmergencyType.INFECTIOUS_OR_FOOD_SAFETY: Words("传染病、食品安全", "Infection, food safety"),
        EmergencyType.OTHER: Words("其他紧急情况", "Other emergency"),
    },
    HelpOutcome: {
        HelpOutcome.HELPED: Words("已帮好", "Helped"),
        HelpOutcome.NOT_NEEDED_ANY_MORE: Words("到场时已不需要", "No longer needed"),
        HelpOutcome.COULD_NOT_HELP: Words("帮不上", "Could not help"),
        HelpOutcome.PASSED_TO_RESCUE: Words("已交专业救援", "Left to the rescue services"),
        HelpOutcome.MEDIATED_SETTLED: Words("劝解成功", "Mediated and settled"),
        HelpOutcome.MEDIATED_UNSETTLED: Words("劝解不成", "Mediated, not settled"),
        HelpOutcome.POLICE_CALLED: Words("已报警", "Police called"),
        HelpOutcome.RESIDENT_WITHDREW: Words("业户不再要求处理", "Resident withdrew"),
    },
    Decision: {
        Decision.ADOPTED: Words("采纳", "Adopted"),
        Decision.PARTLY_ADOPTED: Words("部分采纳", "Partly adopted"),
        Decision.NOT_ADOPTED: Words("不采纳", "Not adopted"),
        Decision.DEFERRED: Words("暂缓", "Deferred"),
    },
    Satisfaction: {
        Satisfaction.SATISFIED: Words("满意", "Satisfied"),
        Satisfaction.FAIRLY_SATISFIED: Words("较满意", "Fairly satisfied"),
        Satisfaction.DISSATISFIED: Words("不满意", "Dissatisfied"),
        Satisfaction.NO_COMMENT: Words("不评价", "No comment"),
    },
    Impossible: {
        Impossible.ACK_CALL: Words("致谢电话", "Acknowledgement call"),
        Impossible.REPLY: Words("回复", "Reply"),
        Impossible.CALLBACK: Words("回访", "Callback"),
    },
    Flag: {
        Flag.IMPORTANT: Words("重要事项", "Important"),
        Flag.SENSITIVE: Words("敏感内容", "Sensitive"),
        Flag.DISPUTE: Words("涉及纠纷", "A dispute"),
        Flag.OUT_OF_SCOPE: Words("超出服务范围", "Outside our services"),
    },
    Relation: {
        Relation.RELATED: Words("相关", "Related"),
        Relation.DUPLICATE_OF: Words("与之重复", "Duplicate of"),
        Relation.HAS_DUPLICATE: Words("有重复事项", "Has a duplicate"),
        Relation.SPLIT_FROM: Words("拆分自", "Split from"),
        Relation.SPLIT_INTO: Words("拆分出", "Split into"),
    },
    Strength: {
        Strength.DUTY: Words("义务", "Duty"),
        Strength.PROHIBITION: Words("禁止", "Prohibition"),
        Strength.PROHIBITION_SOFT: Words("一般禁止", "Prohibition with exceptions"),
        Strength.GATE: Words("先决条件", "Gate"),
        Strength.PRINCIPLE: Words("原则", "Principle"),
        Strength.PERMISSION: Words("许可", "Permission"),
        Strength.INFORMATION: Words("说明", "Information"),
        Strength.MISSING: Words("缺失", "Missing"),
    },
    Status: {
        Status.PENDING_DESK: Words("待前台受理", "waiting for the desk"),
        Status.ACCEPTED: Words("已受理", "accepted"),
        Status.DESK_HANDLING: Words("前台处理中", "with the desk"),
        Status.ISSUED: Words("已开单", "sheet issued"),
        Status.IN_PROGRESS: Words("处理中", "in progress"),
        Status.AWAITING_APPROVAL: Words("待认可", "awaiting approval"),
        Status.IN_STUDY: Words("研究中", "in study"),
        Status.DECIDED: Words("已决定", "decided"),
        Status.NOTIFIED: Words("已通知", "notified"),
        Status.ACKNOWLEDGED: Words("已接单", "acknowledged"),
        Status.ON_SCENE: Words("已到场", "on the scene"),
        Status.HANDLED: Words("已处理", "handled"),
        Status.REPLIED: Words("已回复", "replied"),
        Status.RETURNED: Words("已回单，待回访", "returned, callback owed"),
        Status.CLOSED: Words("已办结", "closed"),
        Status.ARCHIVED: Words("已归档", "filed"),
        Status.HANDED_OFF: Words("已转其他规程", "handed off"),
        Status.ANSWERED_ON_SPOT: Words("已当场解答", "answered on the spot"),
        Status.VOIDED: Words("已作废", "voided"),
    },
    Keeping: {
        Keeping.ENFORCED: Words("系统强制", "Enforced"),
        Keeping.PROMPTED: Words("系统提示", "Prompted"),
        Keeping.PRACTICE: Words("靠人做到", "Left to practice"),
    },
}
"""By vocabulary first: words of two vocabularies may be spelt the same and compare equal."""


def label_of(member: StrEnum) -> Words:
    """How a word of the vocabulary reads to people."""
    return LABELS[type(member)][member]
