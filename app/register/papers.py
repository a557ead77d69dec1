"""《前台受理工作登记表》 on paper and as a workbook, with the columns people know (4.6.1)."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.callbacks.outcomes import CallbackOutcome, outcome_of
from app.paper.document import Block, Note, Paper, Signatures
from app.paper.lists import Columns, ListColumn, blank_table
from app.paper.writing import hour, joined
from app.procedure.labels import label_of
from app.procedure.vocabulary import Channel, Kind, RelatedProcedure, Role, Satisfaction, Status
from app.register.schemas import on_one_line

TITLE = "前台受理工作登记表"
SIGNED_BY = ("前台", "客户服务部门负责人")
KEPT = "凡前台受理的，当场办结的也在内，均须登记；编号按日连续，作废的保留原行并注明原因。"
Row = Mapping[str, Any]


def _kind(row: Row) -> str:
    if row["kind"]:
        return label_of(Kind(row["kind"])).zh
    return label_of(RelatedProcedure(row["related_procedure"])).zh if row["related_procedure"] else ""


def _where(row: Row) -> str:
    return row["unit"] or row["place"] or ""


def _who(row: Row) -> str:
    return joined(_where(row), row["salutation"], row["contact"], by="\n")


def _given_by(row: Row) -> str:
    post = row["handed_over_as"]
    return joined(row["handed_over_by"], label_of(Role(post)).zh if post else None, by=" ")


def _assigned(row: Row) -> str:
    role = row["responsible_role"]
    return joined(label_of(Role(role)).zh if role else None, row["responsible_person"], by=" ")


def _sheet(row: Row) -> str:
    return row["number"] if row["has_sheet"] else ""


def _result(row: Row) -> str:
    return on_one_line(row["on_the_spot"]) or (f"处理单 {row['number']}" if row["has_sheet"] else "")


def _callback(row: Row) -> str:
    return callback_words(outcome_of(json.loads(row["facts"])))


def callback_words(came: CallbackOutcome | None) -> str:
    """What came of the callback, in a few words. Unreachable is never told as satisfied."""
    if came is None:
        return ""
    if came.confirmed_impossible:
        return "无法回访（已确认）"
    if came.closed_as_unreachable:
        return f"联系不上（{came.tries}次）"
    if not came.reached:
        return f"未联系上（{came.tries}次）"
    solved = None if came.solved is None else ("已解决" if came.solved else "未解决")
    return joined(
        label_of(Satisfaction(came.satisfaction)).zh if came.satisfaction else None, solved, by="、"
    )


def _remarks(row: Row) -> str:
    if row["status"] == Status.VOIDED:
        return joined("作废", row["void_reason"], by="：")
    kind = row["kind"] or row["related_procedure"]
    first = row["registered_kind"] or row["registered_procedure"]
    return f"受理时为{_word(first)}" if first and first != kind else ""


def _word(kind: str) -> str:
    known = (Kind, RelatedProcedure)
    return next((label_of(each(kind)).zh for each in known if kind in set(each)), kind)


def _channel(row: Row) -> str:
    return label_of(Channel(row["channel"])).zh


def _accepted(zone: ZoneInfo) -> Callable[[Row], str]:
    return lambda row: f"{row['day']:%m-%d} {hour(row['accepted_at'], zone)}"


def on_paper(zone: ZoneInfo) -> Columns:
    """The columns of the printed register, what belongs together in one cell."""
    return (
        ListColumn("编号", lambda row: row["number"], 1.25, align="center"),
        ListColumn(
            "受理时间",
            lambda row: f"{row['day']:%m-%d} {hour(row['accepted_at'], zone)}",
            0.9,
            align="center",
        ),
        ListColumn("方式", _channel, 0.8, align="center"),
        ListColumn("房号、业户\n联系方式", _who, 1.35),
        ListColumn("类别", _kind, 0.55, align="center"),
        ListColumn("事由", lambda row: on_one_line(row["matter"]), 2.6),
        ListColumn("转交人", _given_by, 0.95),
        ListColumn("受理人", lambda row: row["accepted_by"], 0.8, align="center"),
        ListColumn("当场处理结果\n或处理单号", _result, 1.7),
        ListColumn("承办", _assigned, 1.2),
        ListColumn("回单时间", lambda row: row["returned_at"], 0.95, align="center"),
        ListColumn("回访结果", _callback, 0.95),
        ListColumn("办结时间", lambda row: row["closed_at"], 0.95, align="center"),
        ListColumn("备注", _remarks, 0.95),
    )


IN_A_WORKBOOK: Columns = (
    ListColumn("编号", lambda row: row["number"], width=14),
    ListColumn("日期", lambda row: row["day"], width=11, sort="day"),
    ListColumn("接到时间", lambda row: row["received_at"], width=16, sort="moment"),
    ListColumn("受理时间", lambda row: row["accepted_at"], width=16, sort="moment"),
    ListColumn("方式", _channel, width=12),
    ListColumn("房号或地点", _where, width=14),
    ListColumn("称呼", lambda row: row["salutation"], width=10),
    ListColumn("联系方式（遮盖）", lambda row: row["contact"], width=14),
    ListColumn("类别", _kind, width=7),
    ListColumn("事由", lambda row: on_one_line(row["matter"]), width=40),
    ListColumn("转交人", _given_by, width=16),
    ListColumn("受理人", lambda row: row["accepted_by"], width=10),
    ListColumn("当场处理结果", lambda row: row["on_the_spot"], width=30),
    ListColumn("处理单号", _sheet, width=14),
    ListColumn("承办", _assigned, width=20),
    ListColumn("回单时间", lambda row: row["returned_at"], width=16, sort="moment"),
    ListColumn("回访结果", _callback, width=16),
    ListColumn("办结时间", lambda row: row["closed_at"], width=16, sort="moment"),
    ListColumn("状态", lambda row: label_of(Status(row["status"])).zh, width=14),
    ListColumn("备注", _remarks, width=24),
)


def register_paper(centre: str, table: Block, days: str, printed: str) -> Paper:
    """The register of some days."""
    return Paper(
        centre=centre,
        title=TITLE,
        heading=(f"登记日期：{days}",),
        blocks=(table, Signatures(names=SIGNED_BY), Note(text=KEPT)),
        foot=printed,
        landscape=True,
    )


def blank_register(centre: str) -> Paper:
    """A page of the register to be written by hand."""
    blank = blank_table(on_paper(ZoneInfo("UTC")), 12)
    return register_paper(centre, blank, "　　　　年　　月　　日", "")
