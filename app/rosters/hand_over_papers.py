"""《交接班记录》: what was open when somebody went, who took it on, and what keys went with it."""

from collections.abc import Mapping
from typing import Any

from app.paper.document import Block, Entry, Note, Paper, Section, Signatures
from app.paper.lists import Columns, ListColumn, blank_table
from app.paper.writing import where
from app.procedure.duties import DUTY_WORDS, DutyCode
from app.procedure.labels import label_of
from app.procedure.vocabulary import Kind

TITLE = "交接班记录"
SIGNED_BY = ("交班人", "接班人", "当值主管")
ALL_TAKEN = "未完事项逐项指定接收人，接收人签收后方为交清；业户联系方式不在此记录。"
Row = Mapping[str, Any]


def _kind(row: Row) -> str:
    return label_of(Kind(row["kind"])).zh if row["kind"] else ""


ITEMS: Columns = (
    ListColumn("事项编号", lambda row: row["number"], 1.35, align="center"),
    ListColumn("类别", _kind, 0.6, align="center"),
    ListColumn("地点", lambda row: where(row["unit"], row["place"]), 1.1),
    ListColumn("事由", lambda row: row["summary"], 2.3),
    ListColumn("未完事项", lambda row: DUTY_WORDS[DutyCode(row["code"])].zh, 1.5),
    ListColumn("接收人", lambda row: row["receiver"], 0.9, align="center"),
    ListColumn("签收时间", lambda row: row["received_at"], 1.2, align="center"),
)


def hand_over_paper(
    centre: str,
    items: Block,
    *,
    who: str = "",
    shift: str = "",
    at: str = "",
    things: str = "",
    foot: str = "",
) -> Paper:
    """What one person handed over, signed for or not yet."""
    said = (("交班人", who), ("班次", shift), ("交班时间", at))
    return Paper(
        centre=centre,
        title=TITLE,
        blocks=(
            Section(rows=(tuple(Entry(label=label, text=text) for label, text in said),)),
            items,
            Section(rows=((Entry(label="交接物品", text=things, lines=1 if foot else 2),),)),
            Signatures(names=SIGNED_BY),
            Note(text=ALL_TAKEN),
        ),
        foot=foot,
    )


def blank_hand_over(centre: str) -> Paper:
    """A page of it to be written by hand."""
    return hand_over_paper(centre, blank_table(ITEMS, 14))
