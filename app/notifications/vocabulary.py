"""What a person can be told, the most pressing first."""

from enum import StrEnum

from app.procedure.refusal import Words


class Told(StrEnum):
    """Why somebody hears of a change. Of several reasons in one change, the first one here is told."""

    NOTIFIED = "notified"
    SENT = "sent"
    INCIDENT = "incident"
    TO_ACCEPT = "to_accept"
    TO_ANSWER = "to_answer"
    TO_APPROVE = "to_approve"
    TO_REVIEW = "to_review"
    REOPENED = "reopened"
    RESPONSIBLE = "responsible"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    CONSULTED = "consulted"
    STEP_PLANNED = "step_planned"
    CONSULTATION_ANSWERED = "consultation_answered"
    OBJECTION = "objection"
    OBJECTION_RULED = "objection_ruled"
    TO_CONFIRM_IMPOSSIBLE = "to_confirm_impossible"
    IMPOSSIBLE_RULED = "impossible_ruled"
    TO_RULE_ON_UNREACHABLE = "to_rule_on_unreachable"
    UNREACHABLE_RULED = "unreachable_ruled"
    TO_CALL_BACK = "to_call_back"
    SCRIPT_TO_CONSIDER = "script_to_consider"
    SCRIPT_ENDS = "script_ends"
    DECISION_VOID = "decision_void"
    JOINED_LATE = "joined_late"
    OVERDUE = "overdue"
    OVERDUE_BELOW = "overdue_below"
    SUPERVISED = "supervised"
    ASKED_AGAIN = "asked_again"
    DUE_MOVED = "due_moved"
    RESULT_TOLD = "result_told"
    INFORMED = "informed"


TOLD_WORDS: dict[Told, Words] = {
    Told.NOTIFIED: Words("有人求助，请接单", "Somebody needs help: acknowledge"),
    Told.SENT: Words("派您到场", "You are sent to the place"),
    Told.INCIDENT: Words("现场有人被采取行动，请调查", "An action was taken against somebody: look into it"),
    Told.TO_ACCEPT: Words("有转来的事项待受理", "A matter was passed on: accept it"),
    Told.TO_ANSWER: Words("请您作为指定人解答", "You are the one who answers this"),
    Told.TO_APPROVE: Words("有答复内容请您认可", "Words wait for your approval"),
    Told.TO_REVIEW: Words("业户不认同，请复核", "The resident disagrees: look once more"),
    Told.REOPENED: Words("业户不满意，重新办理", "The resident is not satisfied: it is reopened"),
    Told.RESPONSIBLE: Words("此事由您负责", "This lies with you"),
    Told.APPROVED: Words("答复内容已认可", "Your words were approved"),
    Told.NOT_APPROVED: Words("答复内容未获认可", "Your words were not approved"),
    Told.CONSULTED: Words("客服向您部门咨询", "Customer service asks your department"),
    Told.STEP_PLANNED: Words("请您完成一个实施步骤", "A step of a plan is yours"),
    Told.CONSULTATION_ANSWERED: Words("咨询有了答复", "Your question was answered"),
    Told.OBJECTION: Words("有退单请您裁定", "A dispatch was returned: rule on it"),
    Told.OBJECTION_RULED: Words("退单已有裁定", "Your objection was ruled on"),
    Told.TO_CONFIRM_IMPOSSIBLE: Words("有无法联系请您确认", "A contact is said to be impossible: confirm"),
    Told.IMPOSSIBLE_RULED: Words("无法联系已有裁定", "The impossible contact was ruled on"),
    Told.TO_RULE_ON_UNREACHABLE: Words("多次联系不上，请您决定", "Nobody could be reached: decide"),
    Told.UNREACHABLE_RULED: Words("联系不上已有决定", "The unreachable case was decided"),
    Told.TO_CALL_BACK: Words("已回单，请回访", "The sheet is back: call the resident"),
    Told.SCRIPT_TO_CONSIDER: Words(
        "多人质疑同一主题，请考虑统一口径", "Many challenge one topic: consider one answer"
    ),
    Told.SCRIPT_ENDS: Words("统一口径将到期，请续写或确认", "A unified answer ends: write on or let it end"),
    Told.DECISION_VOID: Words("联名人数变化，原决定失效", "More residents joined: the decision is void"),
    Told.JOINED_LATE: Words("答复后又有业户联名，请您过目", "More residents joined after the reply"),
    Told.OVERDUE: Words("您有事项已逾期", "Something you owe is overdue"),
    Told.OVERDUE_BELOW: Words("有事项逾期未办，请督促", "Something stays overdue: see to it"),
    Told.SUPERVISED: Words("负责人有督导意见", "The head has given guidance"),
    Told.ASKED_AGAIN: Words("业户再次联系", "The resident asked again"),
    Told.DUE_MOVED: Words("期限已调整", "A due time was moved"),
    Told.RESULT_TOLD: Words("您转来的事项有了结果", "What you passed on has a result"),
    Told.INFORMED: Words("请您知悉", "For your information"),
}
URGENCY = {told: place for place, told in enumerate(Told)}

GROUPED = frozenset({Told.OVERDUE, Told.OVERDUE_BELOW})
"""Told as one line with a count while the reader has not read it: many things late are no flood."""

GROUPED_BY_NIGHT = frozenset({Told.TO_ACCEPT})
"""The same for what comes while the desk is closed and waits for the morning."""


class Sort(StrEnum):
    """The sorts of channels out of the house."""

    WEBHOOK = "webhook"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SMS = "sms"
    MAIL = "mail"


SORT_WORDS: dict[Sort, Words] = {
    Sort.WEBHOOK: Words("系统推送", "Webhook"),
    Sort.WECOM: Words("企业微信群", "WeCom group"),
    Sort.DINGTALK: Words("钉钉群", "DingTalk group"),
    Sort.FEISHU: Words("飞书群", "Feishu group"),
    Sort.SMS: Words("短信", "Text message"),
    Sort.MAIL: Words("邮件", "Mail"),
}


class State(StrEnum):
    """Where a delivery is: still to go, arrived, or laid aside after its last try."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    PARKED = "parked"


class Outcome(StrEnum):
    """How the last try ended. What the receiver answered in words is not kept."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    GONE = "gone"
    REDIRECTED = "redirected"
    FAILED_THERE = "failed_there"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    ADDRESS_NOT_ALLOWED = "address_not_allowed"
    NO_NUMBER = "no_number"
    CANNOT_OPEN = "cannot_open"
    BROKEN_OFF = "broken_off"


OUTCOME_WORDS: dict[Outcome, Words] = {
    Outcome.DELIVERED: Words("已送达", "Arrived"),
    Outcome.REFUSED: Words("对方拒收", "The receiver refused it"),
    Outcome.GONE: Words("对方已停用此地址", "The receiver says the address is gone"),
    Outcome.REDIRECTED: Words("对方要求转到别的地址，未跟随", "The receiver pointed elsewhere: not followed"),
    Outcome.FAILED_THERE: Words("对方出错", "The receiver failed"),
    Outcome.TIMED_OUT: Words("对方没有及时应答", "No answer in time"),
    Outcome.UNREACHABLE: Words("连不上对方", "The receiver could not be reached"),
    Outcome.ADDRESS_NOT_ALLOWED: Words("地址不允许外发", "The address is not allowed"),
    Outcome.NO_NUMBER: Words("此人没有工作电话", "The person has no work telephone"),
    Outcome.CANNOT_OPEN: Words("渠道的密文打不开", "The channel's secret cannot be opened"),
    Outcome.BROKEN_OFF: Words("发送中断", "Broken off on the way"),
}

TEST = "test"
