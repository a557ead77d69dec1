"""What a challenge is about, by the words residents use. The marks follow from the centre's list (A10)."""

from app.routing.default_rules.making import both, either, is_about, never, said

ABOUT_CLEANING = said("保洁 拖地 擦 打扫 清扫 卫生 脏 垃圾 异味 臭")
MONEY = either(
    said(
        "费 押金 保证金 涨价 公摊 账单 账目 明细 收支 预算 决算 发票 收据 罚款 定价 定金 订金 "
        "滞纳金 违约金 多收 乱收 收钱 退款 差价 优惠 百块 十块 千块 万块 块钱 全额交 补交 缴 "
        "成本 收了我",
        apart="浪费 费劲 费力 费时 费心 费事 费神 费解 费电 消费者 费了 外卖费劲 免费wifi 费尽 费周折",
    ),
    said("钱", apart="钱先生 钱女士 钱师傅 钱阿姨 钱大爷 钱经理 钱主任 姓钱 钱工 小钱 老钱 不值钱 赚钱"),
)

RULES = (
    is_about(
        "repair_fund",
        ("维修资金", "Repair fund"),
        said(
            "维修资金 维修基金 专项资金 公维金 公维基金 专项维修 大修基金 大修资金 房修基金 公共维修金 大修钱"
        ),
    ),
    is_about(
        "common_income",
        ("公共收益", "Income from common parts"),
        either(
            said(
                "公共收益 公共收入 公共部分的收益 公共部位收益 共有部分收益 收益 分红 广告费 广告收入 "
                "电梯广告 楼道广告 场地费 场地出租 场租 摊位费 摆摊收 进场费 停车收入 车位收入 车位租金 "
                "基站 租金 收租 多少租"
            ),
            both(
                said("广告 摆摊 出租 租给 快递柜 充电桩 自动售货机 会所 公共场地 公共区域"),
                said("钱 收入 收费 收益 利润 分成 进账"),
            ),
        ),
    ),
    is_about(
        "personal_data",
        ("个人信息", "Personal data"),
        either(
            said(
                "个人信息 信息泄露 隐私 人脸 刷脸 身份证 指纹 肖像 偷拍 骚扰电话 卖信息 倒卖 摄像头对 "
                "监控对着 名单贴 公示名单 查监控 调监控 看监控"
            ),
            both(
                said(
                    "泄露 泄漏 外泄 公开 曝光 给了别人 告诉了 透露 贴出来 发出来 公布 发到群 挂出来 怎么有我 "
                    "哪来我 怎么知道我"
                ),
                said("电话 手机号 号码 门牌 信息 姓名 名字 房号 地址 资料 住址"),
            ),
        ),
    ),
    is_about(
        "legal_claims",
        ("法律诉求", "Legal claims"),
        said(
            "起诉 打官司 官司 律师 法院 法庭 仲裁 赔 索赔 违法 犯法 不合法 合法 侵权 违约 维权 法律 "
            "法规 民法典 条例 合同 举报 12345 市长热线 信访 上访 住建 物价局 消协 报警 违建 违章建筑 "
            "损失 谁承担",
            apart="赔礼 赔笑 报警器",
        ),
    ),
    is_about(
        "media",
        ("媒体", "Media"),
        said(
            "记者 媒体 曝光 电视台 报社 上新闻 热搜 热榜 抖音 微博 小红书 发到网上 发网上 挂网上 "
            "直播 朋友圈 论坛 公众号 本地号 自媒体 发帖"
        ),
    ),
    is_about(
        "staff_conduct",
        ("员工行为", "Conduct of staff"),
        either(
            said(
                "态度 骂 辱骂 脏话 凶 打人 动手 推搡 受贿 私收 回扣 红包 贪污 贪了 猫腻 中饱私囊 脱岗 "
                "离岗 上班睡觉 值班睡觉 上班玩手机 值班玩手机 喝酒 刁难 歧视 素质 私自 吃拿卡要 收好处 "
                "好处费 关系户 徇私 包庇 偏袒"
            ),
            both(
                said("保安 门岗 前台 客服 管家 师傅 工程 主任 经理 保洁 员工 工作人员 你们的人 巡逻"),
                said(
                    "睡觉 收了 有关系 条烟 勾结 串通 好处 打瞌睡 玩手机 吼 翻脸 不耐烦 爱理不理 没礼貌 抽烟 "
                    "喝酒 擅自 偷 不在岗 没人在"
                ),
            ),
        ),
    ),
    is_about(
        "fees",
        ("收费与费用去向", "Fees and where they go"),
        MONEY,
    ),
    is_about(
        "lift",
        ("电梯安全与年检", "Lift safety and inspection"),
        either(
            said("年检 困梯 困人 维保 电梯检验 检验合格 使用标志 带病运行"),
            both(
                said("电梯 轿厢"),
                never(either(ABOUT_CLEANING, said("外卖 装修 快递 广告 保护板 电动车 电瓶车"))),
            ),
        ),
    ),
    is_about(
        "water",
        ("用水与水质", "Water supply and quality"),
        said(
            "水质 自来水 二次供水 生活水箱 水箱 水泵 水压 停水 黄水 水发黄 水黄 水浑 浑水 水垢 "
            "水里有 水有味 水有异味 水有股 喝的水 饮用水 净水 供水",
            apart="水费",
        ),
    ),
    is_about(
        "safety",
        ("安全", "Safety"),
        either(
            said(
                "消防 灭火器 消火栓 消防栓 喷淋 烟感 隐患 安全出口 疏散通道 逃生 高空抛物 高空坠物 坠物 "
                "被盗 失窃 被偷 小偷 进贼 入室 起火 着火 火灾 飞线 楼道充电 电动车上楼 电瓶车上楼 "
                "电动车进电梯 电瓶车进电梯 燃气 煤气 漏电 触电 监控坏 监控没 监控不 监控都 监控是不是 "
                "摄像头坏 没人巡逻 不巡逻 巡逻少 巡更 随便进 随便出入 谁都能进 什么人都能进 陌生人 "
                "外来人员 形同虚设 承重墙 塌 裂缝 脱落 危险 出事 出人命 应急 防汛 井盖",
                apart="没有危险 应急灯箱",
            ),
            both(said("岗亭 门岗 保安 值班 监控室"), said("没人 没有人 不在 摆设 空岗")),
            both(said("安全"), never(said("外卖 快递 闪送 送餐"))),
        ),
    ),
)
