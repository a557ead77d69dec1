"""Telling the kinds apart: short help for whoever takes a matter in. A person always decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind, RelatedProcedure

Matter = Kind | RelatedProcedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What a kind is, how it may sound, and what it is easily taken for."""

    means: Words
    sounds_like: Words
    mind: Words


GUIDES: Mapping[Matter, Guide] = {
    Kind.SUGGESTION: Guide(
        means=Words(
            "希望以后换个做法、添点什么。",
            "They would like the centre to do something differently from now on.",
        ),
        sounds_like=Words("“能不能加个……”“要是……就好了”", "“Could you add …”, “It would be nice if …”"),
        mind=Words(
            "用问句说的也算建议；随口一提、说了不急，也要当场记下。",
            "It may come as a question or a casual remark; “no hurry” does not let it wait.",
        ),
    ),
    Kind.INQUIRY: Guide(
        means=Words("只是想知道，语气平和。", "They want to know something, and mean no reproach."),
        sounds_like=Words("“怎么办”“多少钱”“几点开”", "“How do I …”, “How much …”, “When …”"),
        mind=Words(
            "问着问着开始怀疑收费、合法、真假、态度的，按质疑。",
            "Once fees, lawfulness, truth or conduct are doubted, it is a challenge.",
        ),
    ),
    Kind.CHALLENGE: Guide(
        means=Words(
            "怀疑我们做得对不对、合不合规、说的真不真。",
            "They doubt whether what the centre did, said or charges is right, lawful or true.",
        ),
        sounds_like=Words(
            "“凭什么”“依据呢”“钱花到哪儿了”", "“On what grounds …”, “Where did the money go …”"
        ),
        mind=Words(
            "“建议你们解释一下”多半是质疑；拿不准是问询还是质疑，按质疑。",
            "“I suggest you explain” is mostly a challenge. In doubt, take the stricter way.",
        ),
    ),
    Kind.HELP: Guide(
        means=Words("现在就要有人到某个地方去。", "Someone is needed now, at a place."),
        sounds_like=Words("“快来人”“帮我一下”“打不开了”", "“Please come …”, “Can you help me …”"),
        mind=Words(
            "有危险、情况在变坏，按紧急；说得客气也可能是急事。",
            "Danger, or getting worse: an emergency, however politely it is put.",
        ),
    ),
    RelatedProcedure.COMPLAINT: Guide(
        means=Words(
            "明说要投诉，或对人、对服务要说法要赔偿。",
            "They say they complain, or claim redress for a person's or a service's failing.",
        ),
        sounds_like=Words("“我要投诉”“你们得赔”", "“I want to complain”, “You must make it good”"),
        mind=Words(
            "这里只登记、转交，按投诉的规程办。",
            "Only registered and handed over here; complaints have a procedure of their own.",
        ),
    ),
    RelatedProcedure.REPAIR: Guide(
        means=Words("东西坏了，约个时间修。", "A thing is broken and can be mended by appointment."),
        sounds_like=Words("“灯不亮了，有空来换”", "“The lamp is out, whenever you can”"),
        mind=Words(
            "有危险或越来越糟的，不是报修，是求助。",
            "If there is danger or it is getting worse, it is a call for help.",
        ),
    ),
}
