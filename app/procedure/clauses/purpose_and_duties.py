"""Chapters 1 to 3: what the procedure is for, where it holds, and who answers for what."""

from app.procedure.clauses.entries import (
    AREA_MANAGER,
    CENTRE,
    DEPARTMENTS,
    DESK,
    HEAD,
    Clause,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

ENTRIES = (
    Clause(
        id="1.1-a",
        strength=Strength.INFORMATION,
        keeping=Keeping.ENFORCED,
        who=CENTRE,
        text=Words(
            "四类事——建议、问询、质疑、求助——都照同一套做法办。",
            "Suggestions, inquiries, challenges and calls for help are all handled one set way.",
        ),
    ),
    Clause(
        id="2.1-a",
        strength=Strength.INFORMATION,
        keeping=Keeping.PRACTICE,
        who=CENTRE,
        text=Words("这套规程给住宅小区用。", "The procedure is made for residential estates."),
        reason=Words(
            "这是适用范围；中心资料里写明项目类型，逐件事项上没有可拦的。",
            "A scope: the centre's profile states the type of project; no case can break it.",
        ),
    ),
    Clause(
        id="3.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "受理只在前台；别的岗位先记下，再转前台。",
            "Only the desk accepts; everyone else writes it down and passes it on.",
        ),
    ),
    Clause(
        id="3.1-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="当即",
        text=Words(
            "当场能办好的，前台自己办好；建议除外。",
            "What can be settled on the spot the desk settles itself, except suggestions.",
        ),
    ),
    Clause(
        id="3.1-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "别人办的事由前台回访，经办人不能回访自己。",
            "The desk calls back on what others handled; nobody calls back on their own work.",
        ),
    ),
    Clause(
        id="3.2-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        text=Words(
            "哪个区的业户，就由哪个区的客户主任跟到底。",
            "The manager of the resident's area follows the matter through.",
        ),
    ),
    Clause(
        id="3.3-a",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=DEPARTMENTS,
        text=Words(
            "前台或客户主任请求支援，安防、工程要帮。",
            "When the desk or an area manager asks, security and engineering lend a hand.",
        ),
        reason=Words(
            "别的部门出不出力，系统管不住；能做的是留下请求、时限，过时报给负责人。",
            "No system makes a department help; it keeps request and due time and tells the head.",
        ),
    ),
    Clause(
        id="3.4-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        text=Words("建议归客服负责人处理。", "Suggestions are for the head of customer service."),
    ),
    Clause(
        id="3.4-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        text=Words(
            "问询、质疑、求助办得怎样，由客服负责人把关督促。",
            "The head watches over how inquiries, challenges and calls for help are handled.",
        ),
    ),
)
