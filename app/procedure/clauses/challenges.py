"""4.4 Challenges: explained, checked, approved where sensitive, answered with one voice."""

from app.procedure.clauses.entries import (
    AREA_MANAGER,
    DESK,
    HEAD,
    NO_WORD_AFTER_CONTACT,
    NOT_THE_DESK,
    WHO_ANSWERS,
    Clause,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

ENTRIES = (
    Clause(
        id="4.4.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="立即",
        text=Words("前台解释得清的，前台当场解释。", "What the desk can explain, the desk explains."),
    ),
    Clause(
        id="4.4.1-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "一时解释不清，请业户留个联系方式。",
            "What it cannot explain now, it asks a contact for.",
        ),
        source_gap=NO_WORD_AFTER_CONTACT,
    ),
    Clause(
        id="4.4.1-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="马上",
        text=Words("一查明就给业户回话。", "Once found out, the resident hears it without delay."),
    ),
    Clause(
        id="4.4.2-a",
        strength=Strength.PROHIBITION_SOFT,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        text=Words(
            "别的同事遇到质疑，不在现场答；破例要写原因。",
            "Colleagues do not answer challenges on site; an exception needs a reason.",
        ),
    ),
    Clause(
        id="4.4.2-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        text=Words(
            "客气地请业户去前台，或留电话由前台来答。",
            "They politely point to the desk, or take a contact for the desk.",
        ),
        source_gap=NO_WORD_AFTER_CONTACT,
    ),
    Clause(
        id="4.4.3-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "解释过业户还不服，开单给客户主任。",
            "If the explanation does not satisfy, the sheet goes to the area manager.",
        ),
    ),
    Clause(
        id="4.4.4-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        deadline_word="先",
        text=Words("客户主任接单后，先把前因后果查明白。", "First find out what lies behind it."),
        source_gap=Words(
            "质疑一章里写成了“问询”，按质疑理解",
            "The chapter on challenges says “inquiry” here; read as challenge",
        ),
    ),
    Clause(
        id="4.4.4-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        text=Words(
            "牵涉别的部门、外面单位的，先向他们问明白。",
            "Where others are concerned, ask them first.",
        ),
    ),
    Clause(
        id="4.4.4-c",
        strength=Strength.GATE,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        deadline_word="方可",
        text=Words(
            "重要或敏感的，要说的话先给客服负责人看，点头了才能说。",
            "If important or sensitive, the head approves the very words before they are said.",
        ),
    ),
    Clause(
        id="4.4.5-a",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=HEAD,
        text=Words(
            "问的人多了，或事情重要敏感，口径要一致。",
            "When many ask, or it is important or sensitive, the centre speaks with one voice.",
        ),
        reason=Words(
            "多少算多、要不要定口径由负责人判断；系统数着件数，到数提醒。",
            "How many are many is for the head to judge; the system counts and asks.",
        ),
        source_gap=Words(
            "原文没说多少人算多，也没说由谁定，由本中心设定",
            "The document says neither how many are many nor who decides; the centre sets it",
        ),
    ),
    Clause(
        id="4.4.5-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=WHO_ANSWERS,
        text=Words("口径定了，照现行版本答。", "Where a unified answer is in force, it is the answer."),
    ),
    Clause(
        id="4.4.5-c",
        strength=Strength.PERMISSION,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        deadline_word="必要时",
        text=Words(
            "可以定一个人专门来答；定了，别人就不答。",
            "One person may be named to answer; then nobody else does.",
        ),
    ),
)
