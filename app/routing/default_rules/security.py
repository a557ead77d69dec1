"""Calls for the security department: people, quarrels, cars in the way, animals, a helping hand."""

from app.routing.default_rules.dangers import CHILD, ELDER, FIGHT, GIVES_NO_ANSWER
from app.routing.default_rules.making import SECURITY, both, calls, either, never, said

THE_OTHERS = (
    "对方 邻居 他们 楼上 楼下 隔壁 对门 那人 那个人 那家 车主 司机 人家 租户 房东 中介 "
    "装修队 工人 外卖员 前夫 前妻"
)
WILL_NOT = "不肯 不听 不理 不挪 不让 赖着 拒绝 硬要 还骂 不讲理 不承认 不认 不走 凶 威胁 不依"
QUARREL = either(
    said(
        "吵架 吵起来 吵了起来 吵起架 争吵 吵嘴 大吵 推推搡搡 不让我进 不让进门 不让我走 不让我过 "
        "不让我们 嚷嚷 对骂 骂起来 骂街 骂人 骂我 辱骂 争执 起争 纠纷 冲突 推搡 推我 闹起来 闹事 "
        "讨说法 扯皮 打起来 快动手 要动手 要打我 要打人 干起来 不依不饶 威胁 恐吓 堵门 "
        "堵在我家门 要账 讨债 催债 撒泼 耍赖 调解 劝劝 劝一下 劝架 拉架 评评理 僵持 起了口角 "
        "口角 拉横幅",
        apart="消防冲突",
    ),
    both(said(THE_OTHERS), said(WILL_NOT), never(said("电梯 水管 不停水 不停电"))),
)
NO_ANSWER_AT_HOME = either(
    both(
        said(ELDER + " 邻居 对门 隔壁 老街坊 独自 租客 朋友 闺蜜 姐姐 妹妹 哥哥 弟弟"), said(GIVES_NO_ANSWER)
    ),
    both(said(ELDER), said("敲门 上门 看看 看一下 放心不下 不放心 担心")),
)
MISSING = either(
    said("走失 走丢 失踪 跑丢 迷路 走散 找不到家 找不着家 不认识回家"),
    both(
        said(CHILD + " " + ELDER),
        said("不见了 找不到 找不着 没回来 没回家 没到家 没影 丢了 不知去向 跑哪 去哪了"),
    ),
)
STRANGER = said(
    "陌生人 陌生男 陌生女 陌生的人 可疑 形迹 鬼鬼祟祟 不认识的人 不认识的男 生人 外来人员 "
    "外人 徘徊 转悠 晃悠 乱转 晃来晃去 推销 传销 发传单 发小广告 贴小广告 塞小广告 小广告 "
    "假冒 冒充 骗子 诈骗 自称 无人认领 没人认领 按门铃 我家门铃 敲门 砸门 踹门 拧门 蹲在 "
    "躲在 睡在楼道 流浪汉 乞丐 乞讨 捡破烂 收破烂 跟踪 跟着我 盯着 奇怪的人 怪人 无人机",
)
DRUNK = said("喝醉 醉酒 醉汉 醉倒 喝多 酒疯 酒鬼 发酒疯 酒后")
ITEMS = (
    "钱包 手机 证件 身份证 戒指 项链 首饰 快递 书包 背包 包包 提包 耳机 行李 电动车 自行车 "
    "电瓶车 三轮 婴儿车 童车 滑板车 钥匙 衣服 雨伞 东西 外卖 包裹 购物袋"
)
LOST_AND_FOUND = either(
    said(
        "捡到 拾到 拾金 失物 招领 遗失 落在电梯 落在大堂 落在前台 忘在 调监控 查监控 看监控 "
        "看下监控 看一下监控 拿错 错拿 被人拿"
    ),
    both(
        said(ITEMS),
        said("丢了 不见了 找不到 找不着 落在 落下 没了 没看到"),
        never(said("进不 打不开 开不了 开锁 门外 配钥匙 换锁")),
    ),
)
NOISE = said(
    "噪音 噪声 太吵 好吵 吵死 吵得 吵到 很吵 吵人 吵醒 扰民 电钻 敲墙 砸墙 打孔 装修声 音响 "
    "放音乐 放歌 唱歌 唱k 卡拉 蹦迪 广场舞 喇叭 鸣笛 按喇叭 警报 报警器 警铃 一直响 滴滴响 "
    "狗叫 弹琴 弹钢琴 打麻将 麻将声 大声 喧哗 吵闹 闹腾 半夜施工 夜里施工 施工 睡不着 睡不了 "
    "没法睡 震天响 敲敲打打 叮叮当当 跺脚 跑跳 拖椅子 开派对 聚会 往下倒 泼水 倒水下来",
)
CAR_STUCK = either(
    said(
        "打不着火 打不着 点不着火 打不起火 推车 推一下车 帮推 推一把 搭电 搭个电 搭火 抛锚 熄火 "
        "爆胎 扎胎 换胎 轮胎没气 车胎没气 趴窝 车没电 电瓶没电 电瓶亏电 亏电 车坏了 车动不了 "
        "车开不动 车开不走 车发动不 发动不了 发动不起来 车陷 车轮陷 剐底 托底 拖车",
    ),
    both(said("车"), said("推一下 推一推 帮忙推 推出 陷住 陷进 卡住 卡在 拖一下 抬一下")),
)
CAR_BLOCKS = both(
    said("面包车 轿车 货车 卡车 摩托 电动车 三轮 有车 辆车 的车 车子 私家车 新能源车 小车 大车"),
    said("堵 挡 占 拦着 别住"),
    never(said("道闸 抬杆 闸机 下水 马桶 水管 管道 电梯坏")),
)
CAR_IN_THE_WAY = either(
    said(
        "车位被占 占车位 占了车位 占我车位 占了我的车位 占了我车位 占用车位 抢车位 抢了我的车位 "
        "抢了我车位 挪车 移车 挪一下车 挪下车 乱停 违停 乱停车 停在门口 停在路中 挡住车 "
        "挡住我的车 挡着 挡道 挡路 挡了路 堵车 堵路 堵在出口 堵在门口 堵在路 堵在坡道 堵在车库 "
        "堵在地库 堵住出口 堵住车库 堵住路 堵住了我 堵了我 堵着我 被堵住 被堵在 别住 车出不去 "
        "车出不来 车开不出 开不出去 开不出来 车进不去 占道 僵尸车 剐蹭 刮蹭 刮了 剐了 蹭了 蹭到 "
        "擦碰 划了我的车 划车 车被划 撞了 撞上 撞到 撞坏 碰了我的车 砸了我的车 砸到车 砸我的车 "
        "砸车 车窗 车玻璃 车灯没关 车主 漏油 柴油",
    ),
    both(said("车位 车道 车库 路口 出口 入口 坡道 通道 大门"), said("占 堵 挡 停了别")),
)
BLOCKED_WAYS = said(
    "消防通道 安全出口 逃生通道 疏散通道 消防登高 楼道堆 堆杂物 堆满 杂物 堵住楼道 占楼道 "
    "占用楼道 电动车进电梯 电动车推进 电动车上楼 电瓶车进电梯 电瓶车上楼 电瓶车推 楼道充电 "
    "楼道里充电 飞线 私拉电线 抽烟 吸烟 烟头 放鞭炮 鞭炮 放烟花 烟花 烧纸 烧烤 人太多 围观 "
    "聚集 踩踏 挤在",
)
ANIMALS = said(
    "蛇 马蜂 蜂窝 黄蜂 蜜蜂 胡蜂 老鼠 流浪狗 流浪猫 野狗 野猫 狗没拴 没拴绳 没牵绳 不拴绳 "
    "不牵绳 恶犬 大狗 狗追 狗咬 狗扑 扑人 遛狗 小狗 一只狗 条狗 的狗 狗跑 狗丢 猫卡 猫困 "
    "猫跑 猫丢 只猫 猫咪 小猫 我家猫 我家狗 蝙蝠 黄鼠狼 野猪 猴子 小鸟 鸟飞 死鼠 宠物 蜈蚣 "
    "蝎子",
    apart="蛇皮袋 蛇形",
)
HELPING_HAND = either(
    said(
        "轮椅 拄拐 拐杖 担架 重物 搬不动 提不动 拿不动 抬不动 拎不动 背不动 搬一下 搬上 搬下 "
        "搬到 搬进 搬东西 抬一下 抬上 抬下 抬进 扶一下 扶我 扶他 扶她 扶上 扶下 扶起 搀扶 搀一下 "
        "搭几个人手 搭把手 搭个手 搭手 帮把手 帮一把 上台阶 下台阶 腿脚不便 行动不便 走不动 "
        "行李太 太重 太沉 指路 带路 打伞 借伞 陪我 接一下 送一下 派个车 带到 带一下 带我 带她 "
        "带他 送我 护送 不敢回家 不敢走 害怕",
    ),
    both(
        said("帮"),
        said(
            "搬 抬 扶 搀 拎 背 提 拿 推 送 接",
            apart="抬杆 扶手 扶梯 推销 搬走 提醒 提供 拿出办法 推荐 提前 送电 送水 接口 接水 直接 接电话",
        ),
    ),
)

PEOPLE_AND_THINGS = said(
    "有人 男的 女的 男子 女子 孩子 小孩 老人 车 狗 猫 快递 外卖 行李 邻居 楼上 隔壁 保安"
)

BEFORE_ENGINEERING = (
    calls("quarrel", ("吵架纠纷", "A quarrel or dispute"), SECURITY, QUARREL),
    calls("drunk", ("醉酒", "Somebody drunk"), SECURITY, DRUNK),
    calls("welfare-check", ("上门看望", "Looking in on somebody"), SECURITY, NO_ANSWER_AT_HOME),
    calls("missing-person", ("老人孩子走失", "Somebody missing"), SECURITY, MISSING),
    calls("lost-and-found", ("失物与拾物", "Lost and found"), SECURITY, LOST_AND_FOUND),
    calls("stranger", ("陌生人可疑", "A stranger about"), SECURITY, STRANGER),
    calls("blocked-ways", ("通道与用火", "Blocked exits, smoking, charging"), SECURITY, BLOCKED_WAYS),
    calls("car-blocks-way", ("车堵住路", "A car blocks the way"), SECURITY, CAR_BLOCKS),
    calls("car-stuck", ("车坏帮推", "A car stuck"), SECURITY, CAR_STUCK),
)
AFTER_ENGINEERING = (
    calls("car-in-the-way", ("停车堵路剐蹭", "Cars in the way, scrapes"), SECURITY, CAR_IN_THE_WAY),
    calls("animals", ("动物", "Animals"), SECURITY, ANIMALS),
    calls("noise", ("噪音与邻里影响", "Noise and nuisance"), SECURITY, NOISE),
    calls("helping-hand", ("搬抬搀扶", "A helping hand"), SECURITY, HELPING_HAND),
)
AMONG_PEOPLE = either(
    QUARREL, FIGHT, both(NOISE, said("不开门 不听 不理 不改 沟通 警告 说了没用 说过 屡次 屡教"))
)
LAST = (calls("people", ("涉及人、车、物", "About people, cars and things"), SECURITY, PEOPLE_AND_THINGS),)
