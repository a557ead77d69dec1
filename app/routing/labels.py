"""How the values a rule may ask about read to people, where the procedure has no word for them."""

from collections.abc import Mapping

from app.procedure.refusal import Words
from app.residents.vocabulary import PlaceKind
from app.routing.vocabulary import DayType, Priority, RuleFlag, RuleSetState, Stage

STAGES: Mapping[Stage, Words] = {
    Stage.TOPIC: Words("主题与标记", "Topic and marks"),
    Stage.DEPARTMENT: Words("部门与处理人", "Department and handler"),
    Stage.NOTICE: Words("另行通知", "Further notice"),
    Stage.PACE: Words("时限与优先", "Time limits and priority"),
}
PRIORITIES: Mapping[Priority, Words] = {
    Priority.NORMAL: Words("普通", "normal"),
    Priority.HIGH: Words("优先", "high"),
    Priority.URGENT: Words("紧急", "urgent"),
}
STATES: Mapping[RuleSetState, Words] = {
    RuleSetState.DRAFT: Words("草稿", "Draft"),
    RuleSetState.PUBLISHED: Words("生效", "In force"),
    RuleSetState.SUPERSEDED: Words("已被替代", "Superseded"),
}
FLAGS: Mapping[RuleFlag, Words] = {
    RuleFlag.IMPORTANT: Words("标为重要", "marked important"),
    RuleFlag.SENSITIVE: Words("标为敏感", "marked sensitive"),
    RuleFlag.DISPUTE: Words("标为涉及纠纷", "marked as a dispute"),
}
DAYS: Mapping[DayType, Words] = {
    DayType.WORKING_DAY: Words("工作日", "working day"),
    DayType.REST_DAY: Words("休息日", "day of rest"),
    DayType.HOLIDAY: Words("节假日", "public holiday"),
}
PLACES: Mapping[PlaceKind, Words] = {
    PlaceKind.RESIDENTIAL: Words("住宅楼", "residential building"),
    PlaceKind.COMMON_AREA: Words("公共区域", "common area"),
    PlaceKind.GARAGE: Words("车库", "garage"),
    PlaceKind.GARDEN: Words("园区", "garden"),
    PlaceKind.SHOPS: Words("商铺", "shops"),
    PlaceKind.EQUIPMENT_ROOM: Words("设备房", "equipment room"),
    PlaceKind.GATE: Words("出入口", "gate"),
    PlaceKind.OTHER: Words("其他地点", "other place"),
}
WEEKDAYS = (
    Words("周一", "Monday"),
    Words("周二", "Tuesday"),
    Words("周三", "Wednesday"),
    Words("周四", "Thursday"),
    Words("周五", "Friday"),
    Words("周六", "Saturday"),
    Words("周日", "Sunday"),
)
