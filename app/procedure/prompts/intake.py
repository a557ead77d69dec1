"""What to read and to say while a matter is taken in."""

from app.procedure.prompts.entries import (
    BY_OTHERS,
    INTAKE,
    MET_OR_HEARD,
    OUTSIDE_OUR_SERVICES,
    WRITTEN_FROM_AFAR,
    Manner,
    Moment,
    Prompt,
)
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind

AT_DESK = (Moment.INTAKE_AT_DESK,)
QUESTIONS = (Kind.INQUIRY, Kind.CHALLENGE)

PROMPTS = (
    Prompt(
        code="suggestion_never_refused",
        manner=Manner.READ,
        moments=INTAKE,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.3-d",),
        words=Words(
            "行不行都先收下：不争辩，不当场下结论。",
            "Take it, workable or not: no arguing, no verdict on the spot.",
        ),
    ),
    Prompt(
        code="suggestion_thanks",
        manner=Manner.SAY,
        moments=INTAKE,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.3-a",),
        shown_if=MET_OR_HEARD,
        words=Words(
            "谢谢您替小区想着，还专门来告诉我们。",
            "Thank you for thinking of the estate and for telling us.",
        ),
    ),
    Prompt(
        code="suggestion_will_be_studied",
        manner=Manner.SAY,
        moments=INTAKE,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.3-b",),
        shown_if=MET_OR_HEARD,
        words=Words(
            "您这条建议，我们负责人会好好研究，一定给您个答复。",
            "Our head will study it properly, and you will have an answer.",
        ),
    ),
    Prompt(
        code="suggestion_contact",
        manner=Manner.SAY,
        moments=INTAKE,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.3-c",),
        shown_if=MET_OR_HEARD,
        words=Words(
            "方便留个电话吗？有结果好告诉您，不留也没关系。",
            "May we have a number to tell you the outcome? It is fine not to leave one.",
        ),
    ),
    Prompt(
        code="suggestion_ring_at_once",
        manner=Manner.READ,
        moments=AT_DESK,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.4-a",),
        shown_if=WRITTEN_FROM_AFAR,
        words=Words(
            "不是当面交来的书面建议，登记完就打致谢电话。",
            "Written and not handed over in person: ring the resident right after this.",
        ),
    ),
    Prompt(
        code="suggestion_write_now",
        manner=Manner.READ,
        moments=BY_OTHERS,
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.1.2-a", "4.1.1.2-b"),
        words=Words(
            "现在就照原话记下来，剩下的前台来填。",
            "Write it down now, in their words; the desk fills in the rest.",
        ),
    ),
    Prompt(
        code="question_contact",
        manner=Manner.SAY,
        moments=AT_DESK,
        kinds=QUESTIONS,
        clauses=("4.3.1-b", "4.4.1-b"),
        words=Words(
            "这个我得先问清楚。您留个电话好吗？我弄明白就打给您。",
            "I need to check this. May I have your number? I will ring as soon as I know.",
        ),
    ),
    Prompt(
        code="question_is_it_clear",
        manner=Manner.SAY,
        moments=AT_DESK,
        kinds=QUESTIONS,
        clauses=("4.3.4(1)-a", "4.4.3-a"),
        words=Words(
            "我这样说清楚了吗？您还有哪里不放心？",
            "Is that clear? Is there anything you are still not content with?",
        ),
    ),
    Prompt(
        code="out_of_scope_not_waved_away",
        manner=Manner.READ,
        moments=AT_DESK,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.3-a", "4.3.3-d"),
        shown_if=OUTSIDE_OUR_SERVICES,
        words=Words(
            "不归我们管，也别只说“不归我们管”：给出去处，再问要不要代问。",
            "Not ours? Never leave it at that: name a place to ask, and offer to ask for them.",
        ),
    ),
    Prompt(
        code="out_of_scope_other_ways",
        manner=Manner.SAY,
        moments=AT_DESK,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.3-b", "4.3.3-d"),
        shown_if=OUTSIDE_OUR_SERVICES,
        words=Words(
            "这件事有专门的单位管，我把电话和地址给您。",
            "There is a body for this; here are its number and address.",
        ),
    ),
    Prompt(
        code="out_of_scope_offer",
        manner=Manner.SAY,
        moments=AT_DESK,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.3-c",),
        shown_if=OUTSIDE_OUR_SERVICES,
        words=Words(
            "要不要我们替您问一下？您的姓名电话，您同意了我们才会告诉对方。",
            "Shall we ask for you? We pass on your name and number only if you agree.",
        ),
    ),
    Prompt(
        code="sensitive_not_at_desk",
        manner=Manner.READ,
        moments=AT_DESK,
        kinds=(Kind.CHALLENGE,),
        clauses=("4.4.4-c", "4.4.5-b"),
        words=Words(
            "收费、公共收益、维修资金、安全、员工言行这类：有统一口径照着说，没有就留电话、开单。",
            "Fees, common income, repair fund, safety, conduct: say the unified answer; "
            "without one, take a contact and issue the sheet.",
        ),
    ),
    Prompt(
        code="challenge_not_on_site",
        manner=Manner.READ,
        moments=BY_OTHERS,
        kinds=(Kind.CHALLENGE,),
        clauses=("4.4.2-a",),
        words=Words(
            "质疑不在现场解释，也不争论，请前台来答。",
            "Challenges are not explained on site and not argued over: the desk answers.",
        ),
    ),
    Prompt(
        code="challenge_to_the_desk",
        manner=Manner.SAY,
        moments=BY_OTHERS,
        kinds=(Kind.CHALLENGE,),
        clauses=("4.4.2-b",),
        words=Words(
            "您问的事前台最清楚，麻烦您去一趟；不方便的话留个电话，我请前台打给您。",
            "The desk knows this best: would you ask there, or leave a number so that they ring you?",
        ),
    ),
    Prompt(
        code="inquiry_explain_patiently",
        manner=Manner.READ,
        moments=BY_OTHERS,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.2-a",),
        words=Words("知道的，慢慢讲，讲到对方明白。", "If you know it, take your time to explain it."),
    ),
    Prompt(
        code="inquiry_unsure",
        manner=Manner.OFFER,
        moments=BY_OTHERS,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.2-c", "4.3.2-d"),
        words=Words(
            "没把握就不答，选一样：请业户去前台，或者留下电话。",
            "Not sure? Do not answer. Point to the desk, or take a number.",
        ),
    ),
    Prompt(
        code="inquiry_unsure_words",
        manner=Manner.SAY,
        moments=BY_OTHERS,
        kinds=(Kind.INQUIRY,),
        clauses=("4.3.2-d", "4.3.2-e"),
        words=Words(
            "这个我不敢乱说。您可以去前台问问，或者留个电话，我问到就回您。",
            "I would rather not guess. You could ask at the desk, or leave me a number.",
        ),
    ),
)
