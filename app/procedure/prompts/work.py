"""What to read, to say and to offer around calls for help and further on in the work."""

from app.procedure.prompts.entries import IN_A_DISPUTE, IN_AN_EMERGENCY, INTAKE, Manner, Moment, Prompt
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind

HELP = (Kind.HELP,)

PROMPTS = (
    Prompt(
        code="help_place_first",
        manner=Manner.READ,
        moments=INTAKE,
        kinds=HELP,
        clauses=("4.2.1-a", "4.2.3-a"),
        words=Words(
            "问到地点就发出去，别的回头再补。",
            "Once you have the place, send it; everything else can wait.",
        ),
    ),
    Prompt(
        code="help_on_the_way",
        manner=Manner.SAY,
        moments=INTAKE,
        kinds=HELP,
        clauses=("4.2.4-a",),
        words=Words(
            "您在哪个位置？我这就叫人过去，您先顾好自己。",
            "Where are you? I am sending someone now; please stay safe.",
        ),
    ),
    Prompt(
        code="help_ask_area_manager",
        manner=Manner.OFFER,
        moments=(Moment.INTAKE_AT_DESK,),
        kinds=HELP,
        clauses=("4.2.1-b",),
        words=Words("要不要请客户主任一起去？", "Should the area manager come as well?"),
    ),
    Prompt(
        code="help_tell_somebody",
        manner=Manner.READ,
        moments=(Moment.INTAKE_IN_CONTROL_ROOM,),
        kinds=HELP,
        clauses=("4.2.2-a", "4.2.2-b"),
        words=Words(
            "前台有人就转前台；前台关了，先叫到一个人再挂电话。",
            "Desk open: pass it on. Desk closed: reach one of the three before you hang up.",
        ),
    ),
    Prompt(
        code="emergency_card",
        manner=Manner.READ,
        moments=(*INTAKE, Moment.ON_SCENE),
        kinds=HELP,
        clauses=("4.2.3-b",),
        shown_if=IN_AN_EMERGENCY,
        words=Words(
            "紧急情况：有地点就发，接着照本中心的应急卡做。",
            "Emergency: send it with the place alone, then follow the centre's own card.",
        ),
    ),
    Prompt(
        code="dispute_hands_off",
        manner=Manner.READ,
        moments=(*INTAKE, Moment.ON_SCENE),
        kinds=HELP,
        clauses=("4.2.4-c",),
        shown_if=IN_A_DISPUTE,
        words=Words(
            "有人起争执：只能劝、只能报警，不碰人，不扣人，不拿东西。",
            "A dispute: talk, or call the police. Touch nobody, hold nobody, take nothing.",
        ),
    ),
    Prompt(
        code="dispute_mediate",
        manner=Manner.OFFER,
        moments=(Moment.ON_SCENE,),
        kinds=HELP,
        clauses=("4.2.4-b", "4.2.4-d"),
        shown_if=IN_A_DISPUTE,
        words=Words(
            "能劝就劝一劝；劝不下来，请警察来。",
            "Mediate if you can; if it does not settle, call the police.",
        ),
    ),
    Prompt(
        code="dispute_words",
        manner=Manner.SAY,
        moments=(Moment.ON_SCENE,),
        kinds=HELP,
        clauses=("4.2.4-b",),
        shown_if=IN_A_DISPUTE,
        words=Words(
            "两位先消消气，咱们一样一样说。实在谈不拢，我们请警察来。",
            "Let us calm down and take it step by step. If we cannot agree, the police will help.",
        ),
    ),
    Prompt(
        code="own_duty_log",
        manner=Manner.READ,
        moments=(Moment.ON_SCENE,),
        kinds=HELP,
        clauses=("4.2.5-a",),
        words=Words(
            "办完自己写值班记录：怎么办的，结果怎样。别人不能代写。",
            "When done, write your own duty log: what you did, what came of it.",
        ),
    ),
    Prompt(
        code="lend_a_hand",
        manner=Manner.READ,
        moments=(Moment.CONSULTATION,),
        clauses=("3.3-a",),
        words=Words(
            "客服请您部门帮忙：请按时回话，办不了也说一声。",
            "Customer service asks for your help: please answer in time, even if you cannot.",
        ),
    ),
    Prompt(
        code="one_voice",
        manner=Manner.OFFER,
        moments=(Moment.SCRIPT_CONSIDERATION,),
        kinds=(Kind.CHALLENGE,),
        clauses=("4.4.5-a", "4.4.5-c"),
        words=Words(
            "这个主题问的人多了，要不要定一个统一口径，或者指定专人来答？",
            "Many ask about this: should there be a unified answer, or one person who answers?",
        ),
    ),
    Prompt(
        code="study_our_own_steps",
        manner=Manner.READ,
        moments=(Moment.STUDY,),
        kinds=(Kind.SUGGESTION,),
        clauses=("4.1.2.2-x", "4.1.1.4-d"),
        words=Words(
            "研究、决定、答复这几步是本系统补的；答应过业户的期限照样在走。",
            "Study, decision and answer are our own steps; the time promised to the resident runs.",
        ),
    ),
    Prompt(
        code="keep_to_the_script",
        manner=Manner.READ,
        moments=(Moment.ANSWER,),
        kinds=(Kind.CHALLENGE,),
        clauses=("4.4.5-b", "4.4.4-c"),
        words=Words(
            "有统一口径的照着说；多说一句，都要先请负责人过目。",
            "Say the unified answer; anything beyond it goes past the head first.",
        ),
    ),
)
