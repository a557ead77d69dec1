"""Calls in which somebody may be in danger: first by the type of emergency given, then by the words.

The hints are for whoever takes the call; whether it is an emergency, a person says (4.2.3).
"""

from app.procedure.vocabulary import EmergencyType
from app.routing.conditions import EmergencyIs
from app.routing.default_rules.making import ENGINEERING, SECURITY, both, calls, either, never, said

CHILD = "孩子 小孩 宝宝 婴儿 娃 小朋友 女儿 儿子 孙子 孙女 外孙 小宝 大宝 二宝"
ELDER = (
    "老人 老太太 老爷子 老头 老大爷 大爷 大妈 奶奶 爷爷 外婆 外公 姥姥 姥爷 老妈 老爸 妈妈 "
    "爸爸 我妈 我爸 他妈 她妈 父母 父亲 母亲 婆婆 公公 岳父 岳母 独居 一个人住 一个人在家 "
    "空巢 老伴"
)
SOMEBODY = f"{CHILD} {ELDER} 老公 老婆 阿姨 保姆 有人 住户 我被 我被困 孕妇 邻居"
GIVES_NO_ANSWER = (
    "没接电话 不接电话 没人接 没接 不接 打不通 联系不上 联系不到 没联系上 没动静 没声音 "
    "没人应 没有人应 没应 不应门 没人开门 没开门 不开门 敲不开 没反应 没回信 没回消息 "
    "不回消息 没回微信 失联 好几天没 几天没 两天没 三天没 没见出门 没出门 没露面 没看到人 "
    "没见人 没见到 怕出事 怕出意外 敲个门看看 敲门看看 上门看看 上门看一下 去看看 看一眼"
)

SECURITY_LEADS = EmergencyIs(
    one_of=(
        EmergencyType.FIRE,
        EmergencyType.GAS_LEAK,
        EmergencyType.MEDICAL,
        EmergencyType.FALLING_OBJECT,
        EmergencyType.PUBLIC_SECURITY,
        EmergencyType.FIGHT_VIOLENCE,
        EmergencyType.TRAFFIC_ACCIDENT,
        EmergencyType.INFECTIOUS_OR_FOOD_SAFETY,
    )
)
ENGINEERING_LEADS = EmergencyIs(
    one_of=(
        EmergencyType.LIFT_ENTRAPMENT,
        EmergencyType.FLOODING,
        EmergencyType.POWER_FAILURE,
        EmergencyType.PERSON_TRAPPED,
    )
)

FIRE = either(
    said(
        "着火 起火 失火 火灾 冒烟 浓烟 白烟 黑烟 烧起来 烧着 燃起来 火苗 明火 自燃 爆炸 焦糊味 "
        "烧焦 糊味 烟雾报警 烟感报警 烟感响 火警 消防警报 救火 灭火 忘关火 没关火 火没关 "
        "忘记关火 忘了关火 锅还在火上 着起来了 烧塑料 塑料味 焦味 烧糊 车着了 着了火",
        apart="打不着火 点不着火 烧着水 烧着饭 烧着菜 打着火 打不起火 没着火 没有着火 防火门 灭火器 火警电话",
    ),
    both(said("灶 炉子 锅 煤气 燃气 天然气 电热毯 熨斗 取暖器 电暖"), said("没关 忘关 忘了关 忘记关")),
)
GAS = either(
    said(
        "煤气味 燃气味 天然气味 瓦斯 漏煤气 漏燃气 漏天然气 漏气 臭鸡蛋味 煤气报警 燃气报警 可燃气体",
        apart="轮胎漏气 车胎漏气 胎漏气",
    ),
    both(said("煤气 燃气 天然气"), said("味 闻 漏 泄 臭 报警 刺鼻")),
)
LIFT_ENTRAPMENT = both(
    said("电梯 轿厢 升降机"),
    either(
        said(
            "困在 被困 困住 困人 困了 困梯 关在 被关 出不来 出不去 卡在里面 卡在半 停在半 卡在中间 "
            "停在中间 卡在两层 人在里面 有人在里 里面有人 里面出不 不开门了 门不开了 我在电梯里 "
            "我们在电梯里"
        ),
        both(said("停 卡 不动 坏 掉 坠"), said("里面 里头 里边"), never(said("抽烟 电动车 电瓶车"))),
    ),
    never(said("电梯口出不 猫 狗 电梯井 电梯缝 缝里")),
)
TRAPPED = either(
    both(
        said("反锁 锁在 关在 困在 被困 困住 卡住 卡在 夹住 夹在 出不来 出不去", apart="锁在门外 关在门外"),
        said(SOMEBODY),
        never(said("车位 我的车 我车 车出")),
    ),
    both(
        said("卡 夹 拔不出"),
        said("头卡 手卡 脚卡 腿卡 胳膊卡 手指卡 手被 脚被 头被 腿被 手指被 头伸 手夹 脚夹 手指夹"),
    ),
    said(
        "反锁在 把自己锁 被锁在阳台 锁在阳台 锁在车里 锁在车内 关在阳台 困在阳台 困在屋顶 "
        "困在天台 困在卫生间 困在厕所"
    ),
    both(
        said("掉进 掉到 掉下 跌进 摔进 陷进"),
        said(CHILD + " 老人 有人"),
        said("井 沟 坑 水池 池塘 湖 河 喷泉"),
    ),
)
MEDICAL = said(
    "晕倒 昏倒 晕过去 昏过去 昏迷 不省人事 没意识 没有意识 失去意识 意识不清 叫不醒 没呼吸 "
    "呼吸困难 喘不过 喘不上 上不来气 心脏病 心梗 心绞痛 胸口疼 胸口痛 胸痛 中风 脑梗 抽搐 "
    "抽起来 癫痫 休克 流血 出血 满脸血 全是血 摔倒 摔伤 摔下 摔了一跤 摔跤 摔断 跌倒 跌下 "
    "滑倒 扭伤 受伤 骨折 烫伤 烧伤 触电 被电 溺水 落水 呛水 中暑 中毒 要生了 羊水 临产 噎住 "
    "噎着 卡喉咙 卡住喉咙 被咬 咬伤 狗咬 咬了我 咬到 咬了人 砸伤 救护车 打120 叫120 急救 "
    "人不行了 快不行了 倒在地 倒地 躺在地 起不来了 爬不起来 站不起来 压到腿 压到脚 压到手 "
    "压伤 被压 急病 突然发病 犯病 过敏 发高烧 低血糖 血 胸闷 心慌 冷汗 腿动不了 手动不了 "
    "人动不了 摔沟 摔进 摔地 吐血 轻生 自杀 跳楼 要跳 割腕 想不开",
    apart="滑倒了没事 防滑倒",
)
FIGHT = said(
    "打架 斗殴 打人 动手打 打起来 互殴 殴打 扭打 被打了 被人打 打伤 挨打 家暴 动刀 拿刀 持刀 "
    "持械 砍人 捅人 打群架 动起手 动手了 打成一团",
    apart="快打起来 要打起来 差点打起来 会打起来 别打起来 打起来就 快动手了 要动手了",
)
THEFT = said(
    "小偷 被偷 偷了 偷东西 偷车 偷走 偷电瓶 推走了 骑走了 抱走 进贼 有贼 失窃 被盗 盗窃 撬门 "
    "撬锁 撬开 撬了 入室 翻窗 爬窗 爬墙 翻墙 闯进 闯入 翻进 爬进 爬着个人 扒窗 硬闯 抢劫 "
    "被抢 抢包 抢东西 抢了我 尾随 猥亵 骚扰 偷窥 偷拍 绑架 拐卖 人贩子 敲诈 勒索 炸弹 爆炸物",
    apart="抢了我的车位 抢了我车位 抢了我的位 骚扰电话",
)
FALLING = either(
    said(
        "高空抛物 高空坠物 抛物 坠物 坠落 往下扔 往楼下扔 扔下来 丢下来 掉下来 砸下来 掉下一 "
        "砸中 砸到人 差点砸 险些砸",
        apart="快掉下来 要掉下来 会掉下来",
    ),
    both(said("楼上 高空 上面 阳台"), said("扔 抛 丢 坠 砸")),
)
INFECTION = said("食物中毒 上吐下泻 集体腹泻 传染病 疫情 水被污染")
CRASH = said(
    "车祸 撞人 撞到人 撞了人 撞倒 被车撞 被撞 撞到孩子 撞到老人 肇事 侧翻 逃逸 追尾 翻车 撞在一起",
    apart="被撞坏 被撞见",
)

AT_A_HEIGHT = both(
    said("窗台 天台 楼顶 屋顶 阳台外 护栏外 栏杆外 外机上 围墙上 高处"),
    said("坐 站 爬 探出 翻 悬"),
    said(SOMEBODY + " 男 女 人"),
)
AT_PLAY = said("玩水 玩火 攀爬 爬树 爬上爬下 玩炮 扒车", apart="玩水枪")
CRIES = said("救命 呼救 求救 惨叫 尖叫 哭喊 哭声 喊叫 打砸声 出人命")

RULES = (
    calls(
        "emergency-security",
        ("紧急情况由安防牵头", "Emergency led by security"),
        SECURITY,
        SECURITY_LEADS,
        clause="4.2.3-b",
    ),
    calls(
        "emergency-engineering",
        ("紧急情况由工程牵头", "Emergency led by engineering"),
        ENGINEERING,
        ENGINEERING_LEADS,
        clause="4.2.3-b",
    ),
    calls("fire", ("着火冒烟", "Fire or smoke"), SECURITY, FIRE, hint=EmergencyType.FIRE),
    calls("gas", ("燃气异味", "Smell of gas"), SECURITY, GAS, hint=EmergencyType.GAS_LEAK),
    calls(
        "lift-entrapment",
        ("电梯困人", "Somebody trapped in a lift"),
        ENGINEERING,
        LIFT_ENTRAPMENT,
        hint=EmergencyType.LIFT_ENTRAPMENT,
    ),
    calls("fight", ("打架伤人", "A fight"), SECURITY, FIGHT, hint=EmergencyType.FIGHT_VIOLENCE),
    calls("crash", ("车辆撞人", "A car hit somebody"), SECURITY, CRASH, hint=EmergencyType.TRAFFIC_ACCIDENT),
    calls("medical", ("急病受伤", "Illness or injury"), SECURITY, MEDICAL, hint=EmergencyType.MEDICAL),
    calls(
        "person-trapped",
        ("有人被困反锁", "Somebody locked in or caught"),
        ENGINEERING,
        TRAPPED,
        hint=EmergencyType.PERSON_TRAPPED,
    ),
    calls("theft", ("盗抢闯入", "Theft or intrusion"), SECURITY, THEFT, hint=EmergencyType.PUBLIC_SECURITY),
    calls(
        "falling-object", ("高空坠物", "Falling object"), SECURITY, FALLING, hint=EmergencyType.FALLING_OBJECT
    ),
    calls(
        "infection",
        ("传染病与食品安全", "Infection or food poisoning"),
        SECURITY,
        INFECTION,
        hint=EmergencyType.INFECTIOUS_OR_FOOD_SAFETY,
    ),
    calls(
        "at-a-height", ("有人在高处", "Somebody at a height"), SECURITY, AT_A_HEIGHT, hint=EmergencyType.OTHER
    ),
    calls("dangerous-play", ("危险玩耍", "Dangerous play"), SECURITY, AT_PLAY),
    calls("cries-for-help", ("呼救", "Cries for help"), SECURITY, CRIES, hint=EmergencyType.OTHER),
)
