"""4.1 Suggestions: taking them in, deciding them in person, answering the way they came."""

from app.procedure.clauses.entries import (
    ALL_STAFF,
    CENTRE,
    CENTRE_MANAGER,
    DESK,
    HEAD,
    NO_WORD_AFTER_CONTACT,
    NOT_THE_DESK,
    Clause,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

SAID_CANNOT_BE_HEARD = Words(
    "说没说、诚不诚恳，系统听不见；只能给出话术，并请接待人确认或写明原因。",
    "The system cannot hear it; it offers the words and asks for a confirmation or a reason.",
)
CALL_CANNOT_BE_HEARD = Words(
    "电话里说了什么，系统听不见；只能给出话术，逐句请打电话的人确认。",
    "The system cannot listen in; it offers the words and asks the caller to confirm each of them.",
)

ENTRIES = (
    Clause(
        id="4.1.1.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "不管怎么提来的、多小的建议，前台都开处理单。",
            "Every suggestion gets a handling sheet, however it came and however small it is.",
        ),
    ),
    Clause(
        id="4.1.1.2-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        deadline_word="当即",
        text=Words(
            "听到建议，先原话记下，别等。",
            "A colleague who hears a suggestion writes it down there and then.",
        ),
    ),
    Clause(
        id="4.1.1.2-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=NOT_THE_DESK,
        deadline_word="当即",
        text=Words("记下后交前台，单由前台填。", "It goes to the desk, and the desk fills the sheet."),
    ),
    Clause(
        id="4.1.1.3-a",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=ALL_STAFF,
        text=Words("听完建议，真心道声谢。", "Thank the resident, and mean it."),
        reason=SAID_CANNOT_BE_HEARD,
    ),
    Clause(
        id="4.1.1.3-b",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=ALL_STAFF,
        text=Words(
            "跟业户说清楚：这条建议会好好研究。",
            "Tell the resident plainly that it will be studied.",
        ),
        reason=SAID_CANNOT_BE_HEARD,
    ),
    Clause(
        id="4.1.1.3-c",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=ALL_STAFF,
        text=Words(
            "请业户留个电话好答复；不愿留，也记下问过。",
            "Ask for a contact; if none is left, record that it was asked.",
        ),
        source_gap=NO_WORD_AFTER_CONTACT,
    ),
    Clause(
        id="4.1.1.3-d",
        strength=Strength.PROHIBITION,
        keeping=Keeping.ENFORCED,
        who=ALL_STAFF,
        text=Words(
            "行不行都不许当面顶回去。",
            "Workable or not, nobody argues with it or turns it down on the spot.",
        ),
    ),
    Clause(
        id="4.1.1.4-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        deadline_word="立即",
        text=Words(
            "寄来、投箱来的书面建议，前台先打电话过去。",
            "When a written suggestion was not handed over in person, the desk rings the resident.",
        ),
    ),
    Clause(
        id="4.1.1.4-b",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=DESK,
        deadline_word="立即",
        text=Words("电话里先道谢。", "In that call, give thanks."),
        reason=CALL_CANNOT_BE_HEARD,
    ),
    Clause(
        id="4.1.1.4-c",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=DESK,
        deadline_word="立即",
        text=Words("电话里说明：收到了，在研究。", "Say that it arrived and is being studied."),
        reason=CALL_CANNOT_BE_HEARD,
    ),
    Clause(
        id="4.1.1.4-d",
        strength=Strength.DUTY,
        keeping=Keeping.PROMPTED,
        who=DESK,
        deadline_word="尽快",
        text=Words(
            "电话里答应：有结果就早点告诉您。",
            "Promise an answer as soon as there is one; the promise binds the centre.",
        ),
        reason=Words(
            "答应的话系统听不见；答复的期限则由系统记着，过时可见。",
            "The promise cannot be heard; the time for the answer runs, and its passing shows.",
        ),
    ),
    Clause(
        id="4.1.2.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        text=Words(
            "每条建议都由客服负责人本人定，不能让人代。",
            "The head of customer service decides every suggestion in person.",
        ),
    ),
    Clause(
        id="4.1.2.1-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=CENTRE_MANAGER,
        text=Words(
            "重要业户提的、六人起联名提的，由中心负责人本人定。",
            "From a key resident, or six or more together: the centre manager decides in person.",
        ),
    ),
    Clause(
        id="4.1.2.2-x",
        strength=Strength.MISSING,
        keeping=Keeping.PRACTICE,
        who=CENTRE,
        text=Words(
            "从受理到决定的流程图；这里的步骤是本系统补的。",
            "A chart from acceptance to decision; the steps used here are our own completion.",
        ),
        reason=Words("原图缺失，没有可依的内容。", "The chart is missing: there is nothing to keep."),
        source_gap=Words(
            "原文只有标题，流程图缺失",
            "The document announces a flow chart that is missing",
        ),
        inferred=True,
    ),
    Clause(
        id="4.1.3.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        text=Words("结果由客服负责人告诉业户。", "The head gives the resident the outcome."),
    ),
    Clause(
        id="4.1.3.1-b",
        strength=Strength.PRINCIPLE,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        deadline_word="原则上",
        text=Words(
            "怎么提的就怎么回；换个方式要写原因。",
            "Answer the way it came; another way needs a reason.",
        ),
    ),
    Clause(
        id="4.1.3.1-c",
        strength=Strength.PRINCIPLE,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        deadline_word="原则上",
        text=Words("来信提的，写信回。", "A letter is answered by letter."),
    ),
    Clause(
        id="4.1.3.1-d",
        strength=Strength.PRINCIPLE,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        deadline_word="原则上",
        text=Words("邮件提的，邮件回。", "An e-mail is answered by e-mail."),
    ),
    Clause(
        id="4.1.3.1-e",
        strength=Strength.PRINCIPLE,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        deadline_word="原则上",
        text=Words(
            "别的方式提的，打电话或登门说。",
            "Anything else is answered by phone or in person at the door.",
        ),
        source_gap=Words(
            "原文“以”与“或”之间缺一个词，推断为电话",
            "A word is missing before “or”; we read it as “by phone”",
        ),
        inferred=True,
    ),
    Clause(
        id="4.1.3.1-f",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=HEAD,
        text=Words(
            "采纳了的，落实期间要常告诉业户进展。",
            "While an adopted suggestion is carried out, the resident keeps hearing how it goes.",
        ),
        source_gap=Words(
            "原文与上一句之间缺句号，按另一句理解",
            "A full stop is missing before this sentence; read as one of its own",
        ),
    ),
)
