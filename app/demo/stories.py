"""How far each demo case has come: who did what, how long after it was received."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.procedure.actions.answers import (
    AnswerAtDesk,
    Approve,
    CannotAnswer,
    Consult,
    IssueSheet,
    RecordFindings,
    Reject,
    Reply,
    RequestApproval,
)
from app.procedure.actions.closing import (
    Archive,
    DeclareImpossible,
    RecordCallback,
    ReturnSheet,
)
from app.procedure.actions.help import (
    Acknowledge,
    Arrive,
    Dispatch,
    RecordResult,
    WriteDutyLog,
    WriteEmergencyReport,
)
from app.procedure.actions.intake import Accept, ConfirmHandOff
from app.procedure.actions.suggestions import (
    BeginStudy,
    Decide,
    FinishImplementation,
    KeepContact,
    PlanImplementation,
    PublishOnBoard,
    RecordAckCall,
)
from app.procedure.facts import Impossible
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Decision,
    Department,
    HelpOutcome,
    ReplyChannel,
    Satisfaction,
)


@dataclass(frozen=True, slots=True)
class Step:
    """An act by a colleague, so many minutes after the matter was received."""

    minutes: float
    who: str
    action: Any


People = Mapping[str, UUID]
Story = Callable[[People], list[Step]]
HOUR, DAY = 60.0, 24 * 60.0
BAGS = "草坪周边已增设六处宠物便袋箱，每日补充便袋，请养宠的邻居随手取用。"


def _called_back(minutes: float, satisfaction: Satisfaction = Satisfaction.SATISFIED) -> Step:
    happy = satisfaction is not Satisfaction.DISSATISFIED
    call = RecordCallback(reached=True, solved=happy, satisfaction=satisfaction)
    return Step(minutes, "desk2", call)


def _helped(
    doer: str, supervisor: str, at: float, result: str, outcome: HelpOutcome = HelpOutcome.HELPED
) -> Story:
    """Acknowledged, sent, there, done, logged, returned."""

    def story(people: People) -> list[Step]:
        dispute = outcome is HelpOutcome.MEDIATED_SETTLED
        done = RecordResult(
            outcome=outcome,
            result=result,
            process="到场后先问清情况，再动手帮忙",
            no_action_against_others=True if dispute else None,
        )
        return [
            Step(at + 2, supervisor, Acknowledge()),
            Step(at + 3, supervisor, Dispatch(doer=people[doer])),
            Step(at + 11, doer, Arrive()),
            Step(at + 38, doer, done),
            Step(at + 45, doer, WriteDutyLog(entry=f"接派单到场，{result}。")),
            Step(at + 60, doer, ReturnSheet(measures=result)),
        ]

    return story


def _accepted_at(minutes: float, **more: Any) -> Step:
    return Step(minutes, "desk", Accept(**more))


def _with_the_area_manager(manager: str, findings: str, *, others: bool = False) -> list[Step]:
    asked = CannotAnswer(contact_asked=True, contact_state=Contact.GIVEN)
    return [
        Step(6, "desk", asked),
        Step(20, "desk", IssueSheet()),
        Step(3 * HOUR, manager, RecordFindings(findings=findings, involves_other_unit=others)),
    ]


def _ack_call() -> Step:
    said = RecordAckCall(
        reached=True, thanked=True, told_received=True, told_studying=True, told_reply_soon=True
    )
    return Step(25, "desk", said)


def _adopted_and_filed(people: People) -> list[Step]:
    return [
        Step(2 * HOUR, "head", BeginStudy()),
        Step(DAY, "head", Decide(decision=Decision.ADOPTED, reasons="费用不高，多户反映，值得做")),
        Step(DAY + HOUR, "head", Reply(reply_text="已采纳，本月内增设六处。", channel=ReplyChannel.PHONE)),
        Step(DAY + 2 * HOUR, "head", ReturnSheet()),
        Step(2 * DAY, "head", PlanImplementation(plan="采购、选点、安装，月底完成")),
        _called_back(2 * DAY + HOUR),
        Step(2 * DAY + 2 * HOUR, "desk", Archive(owner_file_number="1-602")),
        Step(3 * DAY, "head", KeepContact(progress="已采购，本周安装", channel=Channel.PHONE)),
        Step(4 * DAY, "head", FinishImplementation(closing_contact="六处便袋箱都已装好，业户知悉")),
        Step(4 * DAY + HOUR, "head", PublishOnBoard(public_title="增设宠物便袋箱", public_text=BAGS)),
    ]


def _approved_and_returned(people: People) -> list[Step]:
    words = "年检已由检验机构完成，新标志本周内张贴，检验报告可到前台查看。"
    return [
        *_with_the_area_manager("area-a", "维保单位称已检验，标志未及时更换"),
        Step(DAY, "area-a", RequestApproval(reply_text=words)),
        Step(DAY + HOUR, "head", Approve(remark="可以")),
        Step(DAY + 2 * HOUR, "area-a", Reply(reply_text=words, channel=ReplyChannel.PHONE)),
        Step(DAY + 3 * HOUR, "area-a", ReturnSheet()),
    ]


def _waits_for_approval(people: People) -> list[Step]:
    words = "押金已核对无误，将在七日内原路退回。"
    return [
        *_with_the_area_manager("area-c", "装修验收单遗漏，财务未收到退款单"),
        Step(DAY, "area-c", RequestApproval(reply_text=words)),
    ]


def _refused_once(people: People) -> list[Step]:
    return [
        _accepted_at(13 * HOUR),
        Step(13 * HOUR + 10, "desk", CannotAnswer(contact_asked=True, contact_state=Contact.GIVEN)),
        Step(14 * HOUR, "desk", IssueSheet()),
        Step(
            16 * HOUR,
            "area-b",
            RecordFindings(findings="路灯回路老化，已报修两次", involves_other_unit=False),
        ),
        Step(18 * HOUR, "area-b", RequestApproval(reply_text="钱都花在该花的地方。")),
        Step(19 * HOUR, "head", Reject(remark="要写明收支公示在哪里看、路灯何时修好")),
    ]


def _dispute_without_a_contact(people: People) -> list[Step]:
    unreachable = DeclareImpossible(what=Impossible.CALLBACK, reason="双方均未留联系方式")
    return [
        _accepted_at(3, contact_state=Contact.NONE, contact_reason="双方未留"),
        *_helped("guard", "security", 3, "双方和解，狗主答应牵绳", HelpOutcome.MEDIATED_SETTLED)(people),
        Step(16 * HOUR, "desk2", unreachable),
    ]


def _nobody_answers(people: People) -> list[Step]:
    return [
        *_helped("guard", "security", 0, "老人在家，手机没电，已让老人给家属回电")(people),
        Step(3 * HOUR, "desk2", RecordCallback(reached=False, comments="无人接听")),
    ]


def _gas_by_night(people: People) -> list[Step]:
    handled = _helped("guard2", "security2", 0, "开窗疏散，燃气公司到场关阀", HelpOutcome.PASSED_TO_RESCUE)
    return [
        *handled(people),
        Step(2 * HOUR, "guard2", WriteEmergencyReport(report="三单元四楼燃气软管老化，已由燃气公司更换")),
        _accepted_at(9 * HOUR, contact_state=Contact.GIVEN),
    ]


def _into_the_shaft(people: People) -> list[Step]:
    return [
        Step(4, "engineer2", Acknowledge()),
        Step(20, "engineer2", Arrive()),
        Step(
            70,
            "engineer2",
            RecordResult(outcome=HelpOutcome.HELPED, result="停梯后取出手机", process="与维保电话配合停梯"),
        ),
        Step(75, "engineer2", WriteDutyLog(entry="停梯取手机一部，交还业户。")),
        Step(90, "engineer2", ReturnSheet()),
        _accepted_at(12 * HOUR, contact_state=Contact.GIVEN),
        _called_back(13 * HOUR),
    ]


def _carried_up_the_steps(people: People) -> list[Step]:
    done = RecordResult(outcome=HelpOutcome.HELPED, result="轮椅抬上台阶，送到单元门口")
    return [Step(2, "guard", Arrive()), Step(9, "guard", done)]


STORIES: Mapping[str, Story] = {
    "D01": _adopted_and_filed,
    "D02": lambda people: [
        Step(12, "desk", RecordAckCall(reached=False, comment="占线")),
        _ack_call(),
        Step(4 * HOUR, "head", BeginStudy()),
    ],
    "D03": lambda people: [
        _ack_call(),
        Step(3 * HOUR, "head", BeginStudy()),
        Step(2 * DAY, "head", Decide(decision=Decision.PARTLY_ADOPTED, reasons="先发汇总，明细到前台查")),
    ],
    "D04": lambda people: [Step(5 * HOUR, "manager", BeginStudy())],
    "D05": lambda people: [_accepted_at(15)],
    "D08": lambda people: [
        *_with_the_area_manager("area-b", "交付资料在工程档案室", others=True),
        Step(
            4 * HOUR, "area-b", Consult(question="8栋屋面防水质保到哪年？", department=Department.ENGINEERING)
        ),
    ],
    "D10": lambda people: [
        _accepted_at(13.5 * HOUR),
        Step(13.6 * HOUR, "desk", AnswerAtDesk(answer="下月一日起到前台登记。", satisfied=True)),
    ],
    "D12": _waits_for_approval,
    "D13": _approved_and_returned,
    "D15": _refused_once,
    "D16": lambda people: [
        *_helped("guard", "security", 0, "两人推车让出坡道")(people),
        _called_back(4 * HOUR),
    ],
    "D17": lambda people: [
        *_helped("engineer", "engineering", 0, "开锁，孩子平安")(people),
        Step(3 * HOUR, "engineer", WriteEmergencyReport(report="卧室门反锁，十一分钟到场开锁，无人受伤")),
        _called_back(5 * HOUR),
    ],
    "D18": _gas_by_night,
    "D19": _nobody_answers,
    "D20": _dispute_without_a_contact,
    "D21": _into_the_shaft,
    "D22": _carried_up_the_steps,
    "D23": lambda people: [
        Step(2 * HOUR, "manager", BeginStudy()),
        Step(6 * HOUR, "manager", Decide(decision=Decision.ADOPTED, reasons="志愿者已报名，可以开始")),
    ],
    "D25": lambda people: [Step(HOUR, "desk", ConfirmHandOff(received_by_whom="投诉处理专员"))],
}
"""A case that is not named here has come as far as its intake brought it."""


def story_of(case_id: str, people: People) -> list[Step]:
    """The steps of a case after its intake."""
    story = STORIES.get(case_id)
    return story(people) if story else []
