"""《值班工作本》 on paper and as a workbook: what each wrote in the own hand (4.2.5)."""

from app.paper.document import Block, Entry, Note, Paper, Section, Signatures
from app.paper.lists import Columns, ListColumn, blank_table

TITLE = "值班工作本"
SIGNED_BY = ("值班人", "接班人", "当值主管")
OWN_HAND = "处理过程、结果由本人简要记录，不得代写；未完事项和交接物品须写明并由接班人签收。"

ENTRIES: Columns = (
    ListColumn("发生时间", lambda row: row.occurred_at, 1.1, 16, "moment", "center"),
    ListColumn("记录人", lambda row: row.person, 0.8, 10, align="center"),
    ListColumn("事项编号", lambda row: row.number, 1.15, 14, align="center"),
    ListColumn("处理过程", lambda row: row.process, 3, 50),
    ListColumn("处理结果", lambda row: row.result, 2, 40),
    ListColumn("记录时间", lambda row: row.recorded_at, 1.1, 16, "moment", "center"),
)


def duty_log_paper(centre: str, table: Block, whose: str, span: str, printed: str) -> Paper:
    """The entries of a person, or of a department, in a span of time."""
    head = Section(rows=((Entry(label="值班人", text=whose), Entry(label="起止", text=span)),))
    left = Section(
        rows=((Entry(label="未完事项", lines=2),), (Entry(label="交接物品", lines=2),)),
    )
    return Paper(
        centre=centre,
        title=TITLE,
        blocks=(head, table, left, Signatures(names=SIGNED_BY), Note(text=OWN_HAND)),
        foot=printed,
    )


def blank_duty_log(centre: str) -> Paper:
    """A page of the log to be written by hand."""
    first = (Entry(label="值班人"), Entry(label="岗位"), Entry(label="日期"))
    head = Section(rows=(first, (Entry(label="班次"), Entry(label="天气"))))
    paper = duty_log_paper(centre, blank_table(ENTRIES, 16), "", "", "")
    return paper.model_copy(update={"blocks": (head, *paper.blocks[1:])})
