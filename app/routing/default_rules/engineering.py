"""Calls for the engineering department: water, power, lifts, doors, drains, and what fell into them."""

from app.procedure.vocabulary import EmergencyType
from app.routing.default_rules.making import ENGINEERING, both, calls, either, said

DROPPED = both(
    said("掉 落 卡 冲 滑", apart="掉漆 落水管"),
    said(
        "电梯井 井道 电梯缝 电梯门缝 井里 窨井 下水道 下水口 地漏 地沟 雨水篦 雨水口 雨水井 "
        "排水沟 排水口 缝里 缝隙 马桶里 管道井 沟里 集水井 通风口 通风井 夹缝 篦子 井盖下 水表井",
    ),
)
FLOODING = either(
    said(
        "爆管 爆裂 水管爆 管子爆 管道爆 爆了 水管破 水管断 水管裂 水漫 漫水 漫出来 淹了 被淹 "
        "水淹 淹水 浸水 水浸 进水 倒灌 灌水 往里灌 灌进 涌水 哗哗 水流成河 大量漏水 漏得厉害 "
        "漏水很大 漏得很大 满地是水 满地都是水 全是水 水往下流 水往外喷 往外喷水 喷水 一直冒水 "
        "直往外冒",
        apart="手机进水 喷水池 电脑进水 爆了胎 车胎爆了 轮胎爆了",
    ),
)
WATER = said(
    "漏水 渗水 滴水 渗漏 漏雨 停水 没水 没有水 断水 不出水 热水 冰水 水压 水龙头 水管 水表 "
    "水阀 阀门 跑水 溢水 冒水 积水 水箱 水泵 黄水 水发黄 水浑 水变 暖气 地暖 供暖 供冷 "
    "中央空调 新风 空调水 关水 关总阀 总阀",
    apart="没水平 热水袋 热水瓶 热水壶",
)
DRAIN = either(
    said(
        "下水道 马桶 地漏 反水 返水 反味 返味 反臭 返臭 污水 粪水 化粪池 井盖 排水 排污 管道堵 "
        "下水堵 下水不通 冒粪 窨井"
    ),
    both(
        said("厕所 管道 下水 水池 水槽 洗手池 洗菜池 洗碗池 淋浴 浴室 卫生间 阳台"),
        said("堵 不通 反 返 溢 下不去"),
    ),
)
POWER = said(
    "停电 没电 没有电 断电 跳闸 跳电 电闸 空开 空气开关 漏电 短路 家的电 把电 电断 没了电 "
    "电线 电缆 电箱 配电 电表 插座 火花 电路 来电 送电 闪一下 忽明忽暗",
    apart="手机没电 手机也没电 手机快没电 车没电 电瓶没电 电池没电 遥控器没电 轮椅没电 来电话 "
    "来电显示 来电说 没电话 没电梯",
)
BUILDING_DARK = both(
    said("停电 没电 断电", apart="手机没电 车没电 没电梯"),
    said(
        "整栋 全楼 整个楼 整楼 整个单元 整单元 全单元 小区都 整个小区 全小区 几栋 都停 都没电 "
        "全部停 一片黑 大面积"
    ),
)
LIGHT = either(
    said(
        "灯不亮 灯坏 灯灭 灯全 没灯 没有灯 黑灯 漆黑 黑漆漆 黑乎乎 黑咕隆咚 看不见路 路灯 感应灯 "
        "声控灯 照明 应急灯"
    ),
    both(said("灯"), said("不亮 坏 灭 闪")),
)
LIFT = both(
    said("电梯 轿厢 升降机 扶梯"),
    said(
        "坏 停 不动 故障 不走 异响 响 抖 晃 下坠 往下掉 没反应 不来 不下来 不上来 上不去 关不上 "
        "不开 打不开 乱跳 急停 卡住 卡了 不运行 用不了 按不 不亮 冲顶 失灵 漏 进水 夹",
        apart="停在电梯 电梯口停 停车",
    ),
)
LOCKED_OUT = either(
    said(
        "反锁 门锁 锁坏 锁芯 锁打不开 开不了锁 门打不开 打不开门 开不了门 开不开门 进不了门 "
        "进不去门 进不了家 回不了家 进不了屋 进不去 忘带钥匙 没带钥匙 忘了带钥匙 忘拿钥匙 钥匙忘 "
        "钥匙锁 钥匙断 断在锁 钥匙丢 钥匙拔不 钥匙插 没有钥匙 锁在门外 关在门外 锁门外 被锁外 "
        "风把门 门被风 开锁 撬一下门 刷不开 刷卡没反应 密码锁 指纹锁 门关不上 门坏 门把手 门合页 "
        "门掉 防盗门 玻璃门 自动门 感应门 旋转门 卷帘门 卷闸 车库门 道闸 闸机 闸杆 抬杆 栏杆坏 "
        "杆子不 不抬杆 单元门 防火门 对讲 门铃 门禁",
        apart="单元门口 单元门前 单元门外 防盗门口 按门铃 按我家门铃",
    ),
)
LOOSE = both(
    said(
        "外墙 瓷砖 墙皮 墙砖 墙面 玻璃 广告牌 招牌 空调外机 外机 灯罩 吊顶 天花板 窗户 窗扇 护栏 "
        "栏杆 扶手 围挡 围墙 树枝 大树 树 雨棚 晾衣架 花架 井盖 地砖 地面 路面 监控杆 灯杆"
    ),
    said("掉 脱落 松 坠 倒 断 裂 碎 塌 摇摇欲坠 晃 要砸 歪 翘 陷"),
)
STORM = said("台风 暴雨 狂风 大风 雷击 雷劈 冰雹 树倒 倒塌 坍塌 塌方 塌陷 塌了 倒下来 刮倒")
FITTINGS = said(
    "健身器材 滑梯 秋千 跷跷板 充电桩 消防栓 消火栓 泵房 机房 设备房 变压器 水景 喷泉 "
    "泳池设备 排风 风机 异响 嗡嗡响 家具掉 窗户关不上 窗户打不开 窗户掉 水晶头 电视信号 "
    "修一下 修理 抢修 师傅来看 维修 钉子 螺丝",
)

RULES = (
    calls("dropped", ("东西掉进井道地沟", "Dropped into a shaft or drain"), ENGINEERING, DROPPED),
    calls(
        "building-dark",
        ("大面积停电", "Building dark"),
        ENGINEERING,
        BUILDING_DARK,
        hint=EmergencyType.POWER_FAILURE,
    ),
    calls(
        "flooding", ("爆管进水", "Burst pipe, flooding"), ENGINEERING, FLOODING, hint=EmergencyType.FLOODING
    ),
    calls("drain", ("下水堵塞反味", "Blocked drains"), ENGINEERING, DRAIN),
    calls("water", ("漏水停水", "Leaks, no water"), ENGINEERING, WATER),
    calls("power", ("停电跳闸", "No power"), ENGINEERING, POWER),
    calls("lift", ("电梯故障", "Lift out of order"), ENGINEERING, LIFT),
    calls("light", ("照明", "No light"), ENGINEERING, LIGHT),
    calls(
        "storm",
        ("台风暴雨倒塌", "Storm damage, collapse"),
        ENGINEERING,
        STORM,
        hint=EmergencyType.SEVERE_WEATHER,
    ),
    calls("loose-parts", ("松动脱落", "Something loose or broken off"), ENGINEERING, LOOSE),
    calls("locked-out", ("门锁门禁", "Doors, locks, gates"), ENGINEERING, LOCKED_OUT),
)
WHAT_RUNS = said(
    "水 电 灯 阀 闸 锁 坏了 断了 松了 裂了 失灵 没反应 打不开 关不上 拧不开 修",
    apart="水果 矿泉水 喝水 水杯 口水 香水 水池边 水景边 桶装水 送水 电话 电动 电瓶 电视 充电宝 "
    "电脑 电梯 电商 红绿灯 车灯 灯笼 车锁 装修",
)
LAST = (
    calls("fittings", ("设施损坏", "Fittings out of order"), ENGINEERING, FITTINGS),
    calls("what-runs", ("水电与设备", "Water, power and equipment"), ENGINEERING, WHAT_RUNS),
)
