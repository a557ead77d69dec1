"""A centre's policy: its value for every word of haste and every reading that is left open.

The threshold for joint suggestions is not here: the procedure fixes it (4.1.2.1). Nor are readings
that the product has settled for everyone, such as the half-open desk hours.
"""

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, Self

from app.procedure.deadlines import ClockKind as By
from app.procedure.deadlines import Limit
from app.procedure.fields import record, replace
from app.procedure.refusal import Words
from app.procedure.terms import (
    CASES,
    DAYS,
    TIMES,
    YEARS,
    Setting,
    Value,
    choice,
    count,
    limit,
    settings_of,
    switch,
)

PERSONS_OR_HOUSEHOLDS = (
    ("persons", Words("按人数", "persons")),
    ("households", Words("按户数", "households")),
)


@record
class Policy:
    """Every setting of a centre: amount, the procedure's word and clause, then its label."""

    version: int = 0

    record_at_once: int = limit(10, By.MINUTES, "当即", "4.1.1.2-a", "听到后多久内记下", "Written down")
    hand_over: int = limit(
        30, By.DESK_MINUTES, "转交", "4.1.1.2-b", "记下后多久内由前台受理", "Accepted by the desk"
    )
    take_over_at_opening: int = limit(
        30,
        By.MINUTES_AFTER_OPENING,
        None,
        "4.2.2-b",
        "下班后的求助多久内接手",
        "Night help taken over",
    )
    complete_sheet: int = limit(
        1, By.WORKING_DAYS, "填写完整", "4.6.2-a", "先办后补的单多久内补齐", "Sheet completed"
    )
    confirm_hand_off: int = limit(
        1, By.WORKING_DAYS, None, None, "转投诉、报修多久内确认收到", "Hand-off confirmed"
    )

    ack_call: int = limit(
        30, By.DESK_MINUTES, "立即", "4.1.1.4-a", "书面建议多久内致电", "Acknowledgement call"
    )
    email_needs_ack_call: bool = switch(
        True, "非当面递交", "4.1.1.4-a", "邮件建议也要致电", "E-mails need that call too"
    )
    joint_count_unit: str = choice(
        "persons",
        PERSONS_OR_HOUSEHOLDS,
        "名",
        "4.1.2.1-b",
        "联名怎么计数",
        "Joint residents count by",
    )
    suggestion_progress: int = limit(
        3, By.WORKING_DAYS, "尽快", "4.1.1.4-d", "研究多久后告知进展", "Progress of the study told"
    )
    suggestion_result: int = limit(
        7, By.WORKING_DAYS, "尽快", "4.1.1.4-d", "多久内答复研究结果", "Outcome told"
    )
    keep_contact: int = limit(
        14, By.CALENDAR_DAYS, "保持沟通", "4.1.3.1-f", "落实期间多久联系一次", "In touch every"
    )

    acknowledge_notice: int = limit(
        5, By.MINUTES, "立即", "4.2.1-a", "通知多久没人应就找下一位", "Notice acknowledged"
    )
    send_someone: int = limit(10, By.MINUTES, "派人", "4.2.1-a", "应答后多久内派人", "Someone sent")
    arrive_emergency: int = limit(
        15, By.MINUTES, "最快速度", "4.2.4-a", "紧急情况多久内到场", "On the scene of an emergency"
    )
    arrive: int = limit(30, By.MINUTES, "最快速度", "4.2.4-a", "一般求助多久内到场", "On the scene otherwise")
    help_result: int = limit(240, By.MINUTES, None, "4.2.4-a", "多久内帮完", "Help given")
    emergency_report: int = limit(
        1, By.CALENDAR_DAYS, None, "4.2.3-b", "紧急情况多久内写报告", "Emergency report written"
    )
    review_incident: int = limit(
        4, By.WORKING_HOURS, None, "4.2.4-c", "对人动了手的多久内查问", "Incident looked into"
    )

    desk_window: int = limit(
        120, By.DESK_MINUTES, None, "4.3.1-c", "前台可自行了解多久（0为立即开单）",
        "The desk may find out (0: sheet at once)", at_least=0,
    )  # fmt: skip
    reply_when_clarified: int = limit(
        30, By.DESK_MINUTES, "马上", "4.3.1-c", "弄清后多久内回话", "Reply once found out"
    )
    overall_reply: int = limit(
        0, By.SAME_WORKING_DAY, "马上", "4.3.1-c", "前台最迟何时回话", "Desk replies at the latest"
    )
    personal_follow_up: int = limit(
        30, By.DESK_MINUTES, "立即", "4.3.2-e", "同事自己去问的多久内回话", "Colleague replies"
    )
    inquiry_result: int = limit(
        2, By.WORKING_DAYS, "主动", "4.3.4(2)-c", "客户主任多久内答复问询", "Inquiry answered"
    )
    challenge_result: int = limit(
        3, By.WORKING_DAYS, None, "4.4.4-a", "客户主任多久内答复质疑", "Challenge answered"
    )
    answer_consultation: int = limit(
        1, By.WORKING_DAYS, "配合", "3.3-a", "别的部门多久内回复咨询", "Department answers"
    )
    approval: int = limit(4, By.WORKING_HOURS, "认可", "4.4.4-c", "负责人多久内批复", "Approved or rejected")
    progress_after_rejections: int = count(
        2,
        TIMES,
        None,
        "4.4.4-c",
        "批复几次未过要告知进展",
        "Rejections before progress is told",
        10,
    )
    progress_notice: int = limit(
        4, By.WORKING_HOURS, None, "4.4.4-c", "其后多久内告知进展", "Progress told thereafter"
    )
    sensitive_at_desk_blocked: bool = switch(
        True, "敏感内容", "4.4.4-c", "无口径的敏感质疑前台不答", "No desk answer if sensitive"
    )
    script_threshold_count: int = count(
        3,
        CASES,
        "比较多",
        "4.4.5-a",
        "同主题质疑几件起考虑统一口径",
        "Challenges on one topic",
        1000,
    )
    script_threshold_days: int = count(30, DAYS, None, "4.4.5-a", "上述件数在多少天内", "Counted within", 366)
    similar_days: int = count(
        90, DAYS, None, "4.4.5-a", "相似事项看多少天内的", "Matters alike looked for within", 366
    )
    script_reminder_days: int = count(
        14, DAYS, None, "4.4.5-a", "口径到期前多少天提醒", "Ending answers remind before", 366
    )
    consider_script: int = limit(
        3, By.WORKING_DAYS, None, "4.4.5-a", "多久内定要不要统一口径", "Unified answer decided on"
    )

    return_sheet: int = limit(1, By.WORKING_DAYS, "回单", "4.5.1-a", "办完多久内回单", "Sheet returned")
    callback_target: int = limit(1, By.CALENDAR_DAYS, "回访", "4.5.1-a", "回单后多久内回访", "Callback made")
    callback_limit: int = limit(3, By.CALENDAR_DAYS, "回访", "4.5.1-a", "回访最迟", "Callback at the latest")
    callback_attempts: int = count(
        3, TIMES, None, "4.5.1-a", "至少打几次才算联系不上", "Tries before unreachable", 20
    )
    callback_attempt_days: int = count(
        2, DAYS, None, "4.5.1-a", "至少分在几天打", "On so many different days", 20
    )
    archive: int = limit(5, By.WORKING_DAYS, "归入", "4.6.2-b", "办结后多久内归档", "Sheet filed")
    objection_ruling: int = limit(
        4, By.WORKING_HOURS, None, "3.4-b", "退单后多久内裁定", "Returned dispatch ruled on"
    )
    tell_the_head: int = limit(
        4, By.WORKING_HOURS, None, "3.4-b", "逾期后多久仍未办就告知负责人", "Overdue told to the head after"
    )
    confirm_impossible: int = limit(
        1, By.WORKING_DAYS, None, "3.4-b", "报无法联系后多久内核准", "No way to reach: confirmed"
    )
    tell_first_receiver: int = limit(
        1, By.WORKING_DAYS, None, None, "办结后多久内告知首接同事", "First receiver told"
    )
    follow_up_contacts_flag: int = count(
        2,
        TIMES,
        None,
        "3.4-b",
        "业户追问几次起提醒负责人",
        "Repeat contacts that alert the head",
        20,
    )
    retention_years: int = count(
        3, YEARS, None, None, "其他事项办结后个人信息留存", "Other matters: personal data kept", 30
    )
    retention_years_suggestion: int = count(
        3, YEARS, None, None, "建议办结后个人信息留存", "Suggestions: personal data kept after closing", 30
    )
    retention_years_inquiry: int = count(
        3, YEARS, None, None, "问询办结后个人信息留存", "Inquiries: personal data kept after closing", 30
    )
    retention_years_challenge: int = count(
        3, YEARS, None, None, "质疑办结后个人信息留存", "Challenges: personal data kept after closing", 30
    )
    retention_years_help: int = count(
        3, YEARS, None, None, "求助办结后个人信息留存", "Help: personal data kept after closing", 30
    )

    @classmethod
    def from_values(cls, values: Mapping[str, Value], version: int) -> Self:
        """A policy from stored values; what is not given keeps its default."""
        for name, value in values.items():
            setting_of(name).check(value)
        given: dict[str, Any] = dict(values)
        policy = cls(version=version, **given)
        for smaller, greater in IN_ORDER:
            if getattr(policy, smaller) > getattr(policy, greater):
                raise ValueError(f"{smaller}: may not exceed {greater}")
        return policy

    def values(self) -> dict[str, Value]:
        """The value of every setting, by name."""
        return {name: value for name, value in asdict(self).items() if name in SETTING_OF}

    def tightened(self, due: Mapping[str, int]) -> Self:
        """With these limits where they are shorter: a centre's rule may press, never give more time."""
        if not due:
            return self
        shorter = {name: min(amount, getattr(self, name)) for name, amount in due.items()}
        for smaller, greater in IN_ORDER:
            least = min(shorter.get(name, getattr(self, name)) for name in (smaller, greater))
            if greater in shorter and shorter.get(smaller, getattr(self, smaller)) > least:
                shorter[smaller] = least
        return replace(self, **shorter)

    def kept_years(self, kind: str | None) -> int:
        """How many years after its closing the personal data of a matter of this kind are kept."""
        years: int = getattr(self, f"retention_years_{kind}" if kind else "retention_years")
        return years

    def limit(self, name: str) -> Limit:
        """The time limit of this name."""
        clock = setting_of(name).clock
        if clock is None:
            raise ValueError(f"{name}: not a time limit")
        return Limit(clock=clock, amount=getattr(self, name))


IN_ORDER = (
    ("suggestion_progress", "suggestion_result"),
    ("arrive_emergency", "arrive"),
    ("callback_target", "callback_limit"),
    ("callback_attempt_days", "callback_attempts"),
)
"""Pairs of which the first may not exceed the second."""

POLICY_SETTINGS: tuple[Setting, ...] = settings_of(Policy)
SETTING_OF: Mapping[str, Setting] = MappingProxyType({each.name: each for each in POLICY_SETTINGS})


def setting_of(name: str) -> Setting:
    """The setting of this name; a ValueError where there is none."""
    if name not in SETTING_OF:
        raise ValueError(f"{name}: no such setting")
    return SETTING_OF[name]
