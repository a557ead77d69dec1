"""4.2 Calls for help: tell the right people first, write it up later."""

from app.procedure.clauses.entries import (
    CONTROL_ROOM,
    DESK,
    ON_PATROL,
    SENT_TO_HELP,
    Clause,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

OWNER_MEANS_RESIDENT = Words(
    "原文此处写“业主”，按业户理解，租户求助一样要帮",
    "The document says “owner” here; read as any resident",
)

ENTRIES = (
    Clause(
        id="4.2.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="立即",
        text=Words(
            "前台接到求助，先叫对口部门值班主管安排人去。",
            "The desk tells the duty supervisor of the right department, who sends someone.",
        ),
    ),
    Clause(
        id="4.2.1-b",
        strength=Strength.PERMISSION,
        keeping=Keeping.PROMPTED,
        who=DESK,
        deadline_word="同时",
        text=Words(
            "有需要的话，可以一并请客户主任过去。",
            "Where it helps, the area manager may be asked to come too.",
        ),
        reason=Words(
            "是否需要由前台判断，系统只给一个选项。",
            "The desk judges the need; the form only offers the tick.",
        ),
    ),
    Clause(
        id="4.2.2-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=CONTROL_ROOM,
        deadline_word="立即",
        text=Words(
            "前台有人时，监控中心接到求助就转前台。",
            "While the desk is open, the control room passes help to the desk.",
        ),
    ),
    Clause(
        id="4.2.2-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=CONTROL_ROOM,
        deadline_word="立即",
        text=Words(
            "前台关了，监控中心直接找值班工程、巡逻岗或上级，至少一个。",
            "While it is closed: duty engineer, guard on patrol or superior, at least one of them.",
        ),
    ),
    Clause(
        id="4.2.3-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=ON_PATROL,
        deadline_word="立即",
        text=Words(
            "巡查路上接到求助，直接报对口部门值班主管。",
            "Help asked for on the round goes straight to the right duty supervisor.",
        ),
    ),
    Clause(
        id="4.2.3-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=ON_PATROL,
        text=Words(
            "遇到紧急情况按应急规程来，填表不能拖时间。",
            "An emergency follows the emergency procedure; no form may delay it.",
        ),
        source_gap=Words(
            "应急规程不在原文内，由本中心填写应急卡；原文只写巡查人员，这里各岗位都适用",
            "The emergency procedure is not in the document: the centre writes its own cards. "
            "Extended from staff on patrol to everyone",
        ),
    ),
    Clause(
        id="4.2.4-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=SENT_TO_HELP,
        deadline_word="最快速度",
        text=Words("赶紧到场，先把人帮上。", "Get there fast and help."),
        source_gap=OWNER_MEANS_RESIDENT,
    ),
    Clause(
        id="4.2.4-b",
        strength=Strength.PERMISSION,
        keeping=Keeping.PROMPTED,
        who=SENT_TO_HELP,
        text=Words("和别人起争执的，可以劝一劝。", "In a dispute, staff may try to mediate."),
        reason=Words(
            "劝不劝、怎么劝由现场判断，系统只列出可选的结果。",
            "Whether to mediate is judged on the spot; only the possible outcomes are offered.",
        ),
        source_gap=OWNER_MEANS_RESIDENT,
    ),
    Clause(
        id="4.2.4-c",
        strength=Strength.PROHIBITION,
        keeping=Keeping.ENFORCED,
        who=SENT_TO_HELP,
        text=Words(
            "对另一方只能劝，不许动手，不许扣人扣物。",
            "Nothing is done to the other party: no hand laid on, nobody held, nothing taken.",
        ),
    ),
    Clause(
        id="4.2.4-d",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=SENT_TO_HELP,
        text=Words("劝不下来就报警。", "What cannot be settled goes to the police."),
    ),
    Clause(
        id="4.2.5-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=SENT_TO_HELP,
        text=Words(
            "谁去办的，谁在自己的值班本上记几句。",
            "Whoever did it writes it up in the own duty log.",
        ),
        source_gap=OWNER_MEANS_RESIDENT,
    ),
)
