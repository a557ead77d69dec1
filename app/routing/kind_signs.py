"""The words by which the kinds are told apart. Signs are tried in order; the stricter path comes first.

Signs do not route: they stand behind advice that a person confirms.
"""

from dataclasses import dataclass

from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind, RelatedProcedure
from app.routing.conditions import Always, Condition, Lexicon, words_in
from app.routing.default_rules.making import said


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSign:
    """Words that speak for one kind, or for a procedure of its own."""

    code: str
    name: Words
    when: Condition
    kind: Kind | None = None
    related: RelatedProcedure | None = None


GIVEN = Words("已注明为紧急情况", "given as an emergency")
EMERGENCY_SIGN = KindSign(
    code="emergency", name=Words("有危险的迹象", "a sign of danger"), when=Always(), kind=Kind.HELP
)
ASKED_BEFORE_HELP = (
    KindSign(
        code="complaint",
        name=Words("明确提出投诉", "an explicit complaint"),
        when=said("投诉 差评 讨个说法 给个说法 给我个说法 要求道歉 必须道歉", apart="投诉电话 怎么投诉"),
        related=RelatedProcedure.COMPLAINT,
    ),
    KindSign(
        code="challenge",
        name=Words("质疑依据、真实或合理", "doubts ground, truth or fairness"),
        when=said(
            "凭什么 凭啥 依据 按哪条 哪条规定 哪条制度 谁同意 谁定的 谁批准 谁批的 同意了吗 征求过 "
            "征求意见了 问过我们 是不是你们 是不是换 是不是偷 是不是故意 是不是带病 是不是骗 "
            "到底有没有 到底做没做 有没有做 做没做过 钱去哪 钱去了哪 钱都 花哪 花到哪 花在哪 用到哪 "
            "用在哪 合理吗 合法吗 不合理 不合法 乱收 多收 怎么没公示 没公示 公示过 为什么不公 "
            "为什么没 为什么不 为什么要 为什么还 为什么总 为什么老 为啥 怎么少 怎么又 怎么还 怎么老 "
            "怎么总 怎么就 怎么能 说好的 不是说 承诺 质疑 为什么 怎么没 怎么说 干什么的 赔不赔 不赔 "
            "起诉 曝光 什么素质 态度太 检查过没 查过没 到底 钱进 花钱请 猫腻 忽悠 骗人 是真的吗 "
            "怎么解释 扣着不 谁负责 你们干什么 干什么吃 形同虚设 白交 对不上 怎么算出 怎么算的 不认这 "
            "不承认 糊弄 走形式 走过场 点的头 谁来承担 谁承担 我不同意 有做到 做到了吗 权利吗 有权 口袋 "
            "算什么 资质 招过标 招没招标 怎么比 哪里出的 卖给 造假 假的 不免 凭证在哪 瞒着 克扣",
        ),
        kind=Kind.CHALLENGE,
    ),
    KindSign(
        code="proposal",
        name=Words("提出做法", "proposes a way"),
        when=said(
            "建议 提议 提个意见 提个想法 希望能 希望可以 希望把 希望在 希望增 请求把 请求在 请求增 "
            "能不能多 能不能加 能不能改 能不能增 能不能在 能不能把 能不能设 能不能装 能否增 能否在 "
            "能否把 能否设 能否加 可不可以加 可不可以改 可不可以在 可以增加 可以加装 增设 加装 "
            "增加一 多放几 多设 多装 改成 改为 换成 最好能 最好把 要是能 如果能 不如 不妨 我想提 提一条 "
            "有个想法 有个主意 可以放 可以装 可以组织 可以搞 可以办一 可以往 可以多 会更好 比较好 就好了 "
            "多立 多摆 加高一 包一层 方便大家 单独划 单独设",
            apart="换成功 可以放心 可以放在 可以装修 修好就好了",
        ),
        kind=Kind.SUGGESTION,
    ),
    KindSign(
        code="repair",
        name=Words("约时间修理", "a repair by appointment"),
        when=said(
            "报修 有空来 有空的时候 有空帮 预约 换个灯泡 换一个灯泡 换灯泡 找个时间 哪天来 "
            "什么时候来修 安排维修 安排人修 不着急 约个时间来修 约时间修",
            apart="怎么预约 预约吗 要预约 预约电话",
        ),
        related=RelatedProcedure.REPAIR,
    ),
)
CALLED = KindSign(
    code="called",
    name=Words("要人到场", "somebody is to come"),
    when=said(
        "来人 快来 来个人 来两个 来几个 来看看 来看一下 来一下 来管 来处理 来帮 来开 来修 派人 "
        "过来 赶紧 赶快 马上来 能来 帮 救 求助 能捞 派个 派辆 能取 能推 能陪 能送 能扶 能搬 能抬 "
        "打不通 取一下 上门 急用 着急 怎么办 管管 管一下 去看看 去看一下 去管 劝劝 劝一下 打起来 "
        "吵起来 快点 有人撬 撬锁 掉进 砸到",
        apart="急救电话 帮助中心 怎么办理 怎么办卡 怎么办证 救助站",
    ),
    kind=Kind.HELP,
)
ASKED_AFTER_HELP = (
    KindSign(
        code="wish",
        name=Words("表达愿望", "a wish for the future"),
        when=said(
            "希望 应该 最好 能不能 能否 可不可以 可否 别修 别再 少修 多留 想要",
            apart="应该怎么 能不能办 能不能查",
        ),
        kind=Kind.SUGGESTION,
    ),
    KindSign(
        code="question",
        name=Words("想了解情况", "wants to know"),
        when=said(
            "请问 想问 问一下 问下 咨询 打听 了解一下 什么时候 啥时候 几点 几号 几天 几年 多久 多少 "
            "怎么办理 怎么办 怎么交 怎么缴 怎么申请 怎么走 怎么弄 要带什么 需要什么 需要带 在哪 哪里 "
            "哪个 哪家 哪位 哪几 电话 找谁 是找你们 交给你们还是 可以吗 能办 怎么预约 怎么加 怎么用 怎么登记 "
            "吗 呢 ?",
            apart="好几天 几天没 电话打不通 打电话 接电话 电话也",
        ),
        kind=Kind.INQUIRY,
    ),
)
HAPPENING = KindSign(
    code="happening",
    name=Words("眼下有事发生", "something is going on"),
    when=Always(),
    kind=Kind.HELP,
)
SIGNS = (*ASKED_BEFORE_HELP, CALLED, *ASKED_AFTER_HELP, HAPPENING)
LEXICON = Lexicon(word for sign in SIGNS for word in words_in(sign.when))
