"""The owner-file sheet: what is filed under a unit, and who looked or took it (4.6.2)."""

from collections.abc import Mapping
from typing import Any

from app.archive.vocabulary import REASON_LABELS, FileReason
from app.paper.document import Block, Entry, Note, Paper, Section, Signatures
from app.paper.lists import Columns, ListColumn, blank_table
from app.paper.writing import joined
from app.procedure.labels import label_of
from app.procedure.vocabulary import Decision, Kind, ResidentType

TITLE = "业主档案归档登记表"
WHAT = "建议、质疑《处理单》"
SIGNED_BY = ("前台归档人", "客户服务部门负责人")
ONLY_TWO = "只归入建议和质疑两类《处理单》，且须填写完整；租户的归入其所住房屋名下，匿名的归入中心自存卷。"
Row = Mapping[str, Any]


def _who(row: Row) -> str:
    sort = row["resident_type"]
    joint = f"联名{row['joint_count']}名" if row["joint_count"] > 1 else None
    return joined(row["salutation"], label_of(ResidentType(sort)).zh if sort else None, joint, by="\n")


def _came(row: Row) -> str:
    return label_of(Decision(row["decision"])).zh if row["decision"] else ""


def _log(row: Row) -> str:
    return "借出" if row["sort"] == "borrowing" else "查阅"


ENTRIES: Columns = (
    ListColumn("处理单号", lambda row: row["number"], 1.3, 14, align="center"),
    ListColumn("类别", lambda row: label_of(Kind(row["kind"])).zh, 0.6, 7, align="center"),
    ListColumn("档案号", lambda row: row["owner_file_number"], 0.9, 12, align="center"),
    ListColumn("事由", lambda row: row["summary"], 2.8, 40),
    ListColumn("业户", _who, 1, 14),
    ListColumn("处理结论", _came, 0.9, 10, align="center"),
    ListColumn("办结时间", lambda row: row["closed_at"], 1.1, 16, "moment", "center"),
    ListColumn("归档时间", lambda row: row["filed_at"], 1.1, 16, "moment", "center"),
    ListColumn("归档人", lambda row: row["filed_by"], 0.9, 10, align="center"),
    ListColumn("附件", lambda row: row["attachments"] or None, 0.5, 7, "number", "center"),
)
USES: Columns = (
    ListColumn("时间", lambda row: row["at"], 1.2, align="center"),
    ListColumn("事项", _log, 0.6, align="center"),
    ListColumn("查阅或借阅人", lambda row: row["person"], 1, align="center"),
    ListColumn("事由", lambda row: joined(REASON_LABELS[FileReason(row["reason"])].zh, row["note"]), 2),
    ListColumn("经办人", lambda row: row["lent_by"], 0.9, align="center"),
    ListColumn("应还日期", lambda row: row["due_on"], 0.9, align="center"),
    ListColumn("归还时间", lambda row: row["returned_at"], 1.2, align="center"),
    ListColumn("收回人", lambda row: row["taken_back_by"], 0.9, align="center"),
)


def owner_file_paper(centre: str, unit: str, entries: Block, uses: Block, printed: str) -> Paper:
    """What lies in the file of a unit, and its log."""
    return Paper(
        centre=centre,
        title=TITLE,
        blocks=(
            Section(
                rows=((Entry(label="房号", text=unit), Entry(label="卷内文件", text="建议、质疑《处理单》")),)
            ),
            entries,
            uses,
            Signatures(names=SIGNED_BY),
            Note(text=ONLY_TWO),
        ),
        foot=printed,
        landscape=True,
    )


def blank_owner_file(centre: str) -> Paper:
    """The sheet to be written by hand."""
    return owner_file_paper(centre, "", blank_table(ENTRIES, 7), blank_table(USES, 3, "查阅、借阅登记"), "")
