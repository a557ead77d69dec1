"""4.3 Inquiries: answered at once by whoever knows, otherwise found out and answered."""

from app.procedure.clauses.entries import (
    AREA_MANAGER,
    DESK,
    NO_WORD_AFTER_CONTACT,
    NOT_THE_DESK,
    Clause,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

TWO_CLAUSES_OF_ONE_NUMBER = Words(
    "原文有两条都编为4.3.4，以（1）（2）区分",
    "Two clauses carry the number 4.3.4; told apart as (1) and (2)",
)
STOP_MISSING = Words(
    "原文此处缺句号，拆成两句理解",
    "A full stop is missing here; read as two sentences",
)

ENTRIES = (
    Clause(
        id="4.3.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="立即",
        text=Words("前台答得上的，前台当场答。", "What the desk can answer, the desk answers."),
    ),
    Clause(
        id="4.3.1-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "一时答不上，请业户留个联系方式。",
            "What it cannot answer now, it asks a contact for.",
        ),
        source_gap=NO_WORD_AFTER_CONTACT,
    ),
    Clause(
        id="4.3.1-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="马上",
        text=Words("一弄明白就给业户回话。", "Once found out, the resident hears it without delay."),
    ),
    Clause(
        id="4.3.2-a",
        strength=Strength.DUTY,
        keeping=Keeping.PRACTICE,
        who=NOT_THE_DESK,
        text=Words(
            "别的同事答得上的，耐心讲明白。",
            "A colleague who knows the answer explains it patiently.",
        ),
        reason=Words(
            "耐心看不见、量不出；规程也没要求当场答完再留记录。",
            "Patience cannot be measured, and no record is owed for an answer given on the spot.",
        ),
    ),
    Clause(
        id="4.3.2-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        text=Words(
            "答不上，或答了业户还不满意，转前台。",
            "If it cannot be answered, or the answer does not satisfy, it goes to the desk.",
        ),
        source_gap=STOP_MISSING,
    ),
    Clause(
        id="4.3.2-c",
        strength=Strength.PROHIBITION,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        text=Words("没把握的话不许说。", "Nobody answers what they are not sure of."),
        source_gap=STOP_MISSING,
    ),
    Clause(
        id="4.3.2-d",
        strength=Strength.PERMISSION,
        keeping=Keeping.PROMPTED,
        who=NOT_THE_DESK,
        text=Words(
            "没把握时，请业户去前台问，或留下电话。",
            "Unsure, they may point to the desk or take a contact.",
        ),
        reason=Words(
            "走哪一条由当事人选，系统只摆出这两条。",
            "Which of the two ways fits is judged on the spot; the form offers just these two.",
        ),
        source_gap=NO_WORD_AFTER_CONTACT,
    ),
    Clause(
        id="4.3.2-e",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        deadline_word="立即",
        text=Words(
            "说好自己去问的，问到就回话。",
            "Whoever offered to find out replies as soon as they know.",
        ),
    ),
    Clause(
        id="4.3.3-a",
        strength=Strength.PROHIBITION,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "不归我们管的事，也不许一句话打发。",
            "What lies outside the centre's services is never just waved away.",
        ),
    ),
    Clause(
        id="4.3.3-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words("告诉业户还能去哪儿问。", "Tell the resident where else to ask."),
    ),
    Clause(
        id="4.3.3-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words("主动问一句，要不要我们替他去问。", "Offer to ask there on the resident's behalf."),
    ),
    Clause(
        id="4.3.3-d",
        strength=Strength.PRINCIPLE,
        keeping=Keeping.PRACTICE,
        who=DESK,
        deadline_word="尽量",
        text=Words("让业户觉得我们真在帮忙。", "The resident should feel that we do our best."),
        reason=Words(
            "业户的感受系统看不见，只能提示用语，再从回访里了解。",
            "A feeling cannot be seen; words are suggested, and the callback asks.",
        ),
    ),
    Clause(
        id="4.3.4(1)-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "前台说不清、业户不满意的，开单给客户主任。",
            "If the desk cannot make it clear and satisfy, the sheet goes to the area manager.",
        ),
        source_gap=TWO_CLAUSES_OF_ONE_NUMBER,
    ),
    Clause(
        id="4.3.4(2)-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        deadline_word="先",
        text=Words("客户主任接单后，先把前因后果查明白。", "First find out what lies behind it."),
        source_gap=TWO_CLAUSES_OF_ONE_NUMBER,
    ),
    Clause(
        id="4.3.4(2)-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        text=Words(
            "牵涉别的部门、外面单位的，先向他们问明白。",
            "Where others are concerned, ask them first.",
        ),
        source_gap=TWO_CLAUSES_OF_ONE_NUMBER,
    ),
    Clause(
        id="4.3.4(2)-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=AREA_MANAGER,
        text=Words(
            "问明白了就主动给业户回话，不等来催。",
            "Then go to the resident with the answer, unasked.",
        ),
        source_gap=TWO_CLAUSES_OF_ONE_NUMBER,
    ),
)
