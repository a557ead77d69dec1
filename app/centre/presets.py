"""What a new centre finds in place: topics that touch a nerve, and sample cards for emergencies.

Everything here is a beginning that the centre edits. Samples hold public emergency numbers and common
sense only; they stay marked as samples until the centre has written its own card.
"""

from dataclasses import dataclass

from app.centre.vocabulary import Mark
from app.procedure.vocabulary import EmergencyType


@dataclass(frozen=True, slots=True)
class PresetTopic:
    """A topic of the first list, with the words by which it is recognised."""

    key: str
    name_zh: str
    name_en: str
    mark: Mark
    words: tuple[str, ...]


SENSITIVE, IMPORTANT = Mark.SENSITIVE, Mark.IMPORTANT

TOPICS: tuple[PresetTopic, ...] = (
    PresetTopic("fees", "收费", "Fees", SENSITIVE, ("物业费", "收费", "涨价", "停车费", "公摊")),
    PresetTopic(
        "common_income",
        "公共收益",
        "Income from common parts",
        SENSITIVE,
        ("公共收益", "广告收入", "场地出租", "车位收入"),
    ),
    PresetTopic(
        "repair_fund",
        "维修资金",
        "Repair fund",
        SENSITIVE,
        ("维修资金", "维修基金", "公维金", "大修"),
    ),
    PresetTopic(
        "staff_conduct",
        "员工行为",
        "Conduct of staff",
        SENSITIVE,
        ("态度", "骂人", "辱骂", "受贿", "私收"),
    ),
    PresetTopic("safety", "安全", "Safety", IMPORTANT, ("安全隐患", "消防", "监控", "高空抛物", "被盗")),
    PresetTopic("water", "用水", "Water", IMPORTANT, ("水质", "停水", "二次供水", "水压", "自来水")),
    PresetTopic("lift", "电梯", "Lifts", IMPORTANT, ("电梯安全", "电梯故障", "困梯", "年检")),
    PresetTopic(
        "personal_data",
        "个人信息",
        "Personal data",
        SENSITIVE,
        ("个人信息", "隐私", "泄露", "人脸", "电话被"),
    ),
    PresetTopic(
        "legal_claims",
        "法律诉求",
        "Legal claims",
        SENSITIVE,
        ("起诉", "律师", "赔偿", "违法", "法院", "合同无效"),
    ),
    PresetTopic("media", "媒体", "Media", SENSITIVE, ("记者", "媒体", "曝光", "直播", "上网发")),
)


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A card to start from: whom to call, what to do, what never to do."""

    type: EmergencyType
    calls: tuple[tuple[str, str], ...]
    do: tuple[str, ...]
    do_not: tuple[str, ...]


FIRE, AMBULANCE, POLICE, TRAFFIC = ("火警", "119"), ("急救", "120"), ("报警", "110"), ("交警", "122")

SAMPLE_CARDS: tuple[SampleCard, ...] = (
    SampleCard(
        EmergencyType.FIRE,
        (FIRE,),
        ("报清地点、楼层、有无人被困", "组织人员走楼梯疏散", "派人到大门接消防车"),
        ("不乘电梯", "不返回火场取物"),
    ),
    SampleCard(
        EmergencyType.LIFT_ENTRAPMENT,
        (("电梯维保单位", ""),),
        ("通过对讲安抚被困者", "报清楼栋和电梯编号", "在候梯厅守候到救援人员到场"),
        ("不强行扒门",),
    ),
    SampleCard(
        EmergencyType.FLOODING,
        (("工程当值", ""),),
        ("关闭上游阀门", "切断受影响区域电源", "通知楼下住户"),
        ("不涉水接触带电设备",),
    ),
    SampleCard(
        EmergencyType.GAS_LEAK,
        (("燃气公司抢修", ""), FIRE),
        ("开窗通风", "疏散楼上楼下人员", "到室外安全处打电话"),
        ("不开关任何电器", "不使用明火"),
    ),
    SampleCard(
        EmergencyType.POWER_FAILURE,
        (("供电服务", "95598"), ("工程当值", "")),
        ("先查电梯内是否有人", "启用应急照明"),
        ("不擅自合闸",),
    ),
    SampleCard(
        EmergencyType.MEDICAL,
        (AMBULANCE,),
        ("报清地点和症状", "派人到大门引导救护车", "联系其家人"),
        ("不随意搬动伤者", "不喂药"),
    ),
    SampleCard(EmergencyType.PERSON_TRAPPED, (FIRE,), ("与被困者保持通话", "设警戒"), ("不冒险攀爬",)),
    SampleCard(
        EmergencyType.FALLING_OBJECT,
        (POLICE,),
        ("拉警戒线", "查看是否有人受伤", "保留监控录像"),
        ("不移动坠落物",),
    ),
    SampleCard(
        EmergencyType.PUBLIC_SECURITY,
        (POLICE,),
        ("记住人、车特征和去向", "保护现场", "保留监控录像"),
        ("不追打", "不搜身", "不扣人扣物"),
    ),
    SampleCard(
        EmergencyType.FIGHT_VIOLENCE,
        (POLICE, AMBULANCE),
        ("劝离围观者", "在安全距离劝解"),
        ("不动手", "不偏袒任何一方"),
    ),
    SampleCard(
        EmergencyType.TRAFFIC_ACCIDENT,
        (TRAFFIC, AMBULANCE),
        ("设警示标志", "先救人", "拍照留存"),
        ("不挪动重伤者",),
    ),
    SampleCard(
        EmergencyType.SEVERE_WEATHER,
        (("工程当值", ""),),
        ("检查地下室和排水泵", "提醒关窗、移走阳台物品"),
        ("不在树下和广告牌下停留",),
    ),
    SampleCard(
        EmergencyType.INFECTIOUS_OR_FOOD_SAFETY,
        (AMBULANCE, ("政务服务热线", "12345")),
        ("做好自身防护", "记下接触范围"),
        ("不公开患者信息",),
    ),
    SampleCard(EmergencyType.OTHER, (POLICE,), ("先保人身安全", "报告当值主管"), ("不独自冒险",)),
)
