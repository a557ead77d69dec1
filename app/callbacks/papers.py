"""《回访记录表》 as a document: every try, reached or not, and what was said (4.5.1)."""

import json
from collections.abc import Mapping
from typing import Any

from app.paper.document import Block, Note, Paper, Signatures
from app.paper.lists import Columns, ListColumn, blank_table
from app.procedure.labels import label_of
from app.procedure.vocabulary import Channel, Kind, Satisfaction

TITLE = "回访记录表"
SIGNED_BY = ("回访人", "客户服务部门负责人")
ASKED = "“是否解决”与“是否满意”分别询问；未联系上的如实记录次数和时间，不得记为满意；处理人本人不得回访。"
Row = Mapping[str, Any]


def _said(row: Row, name: str) -> Any:
    return json.loads(row["payload"]).get(name)


def _yes(answer: bool | None) -> str:
    return "" if answer is None else ("是" if answer else "否")


def _kind(row: Row) -> str:
    return label_of(Kind(row["kind"])).zh if row["kind"] else ""


def _satisfaction(row: Row) -> str:
    said = _said(row, "satisfaction")
    return label_of(Satisfaction(said)).zh if said else ""


RECORDS: Columns = (
    ListColumn("回访时间", lambda row: row["at"], 1.1, 16, "moment", "center"),
    ListColumn("处理单号", lambda row: row["number"], 1.2, 14, align="center"),
    ListColumn("类别", _kind, 0.5, 7, align="center"),
    ListColumn("房号", lambda row: row["unit"], 0.9, 14),
    ListColumn("受访人", lambda row: row["salutation"], 0.8, 12),
    ListColumn("联系方式", lambda row: row["contact"], 1.1, 14),
    ListColumn("回访人", lambda row: row["called_by"], 0.8, 10, align="center"),
    ListColumn("方式", lambda row: label_of(Channel(_said(row, "channel"))).zh, 0.8, 10, align="center"),
    ListColumn("联系上", lambda row: _yes(_said(row, "reached")), 0.5, 8, align="center"),
    ListColumn("已解决", lambda row: _yes(_said(row, "solved")), 0.5, 8, align="center"),
    ListColumn("满意度", _satisfaction, 0.7, 10, align="center"),
    ListColumn("业户意见", lambda row: row["comments"], 2.6, 40),
)


def callback_paper(centre: str, table: Block, days: str, printed: str) -> Paper:
    """The callbacks of some days."""
    return Paper(
        centre=centre,
        title=TITLE,
        heading=(f"回访日期：{days}",),
        blocks=(table, Signatures(names=SIGNED_BY), Note(text=ASKED)),
        foot=printed,
        landscape=True,
    )


def blank_callbacks(centre: str) -> Paper:
    """A page of the record to be written by hand."""
    return callback_paper(centre, blank_table(RECORDS, 12), "　　　　年　　月　　日", "")
