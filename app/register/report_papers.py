"""The report on paper and as a workbook: every count with its words, every rate with what it is made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.paper.document import Column, Entry, Paper, Section, Signatures, Table
from app.paper.lists import Columns, ListColumn
from app.paper.writing import days_between
from app.procedure.labels import label_of
from app.procedure.vocabulary import Decision
from app.register.report_schemas import AdoptedSuggestion, Count, Rate, Report

TITLE = "建议、问询、质疑和求助处理工作报表"
SIGNED_BY = ("客户服务部门负责人", "物业服务中心负责人")
COUNTED = "件数按受理日统计，作废的不计；联系不上的不算满意，也不从应回访中除去。"
LATELY = "另有 {} 件刚有变动，尚未计入。"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the workbook: part, item, and its numbers."""

    part: str
    item: str
    found: int | None = None
    of: int | None = None
    rate: float | None = None
    told: str = ""


IN_A_WORKBOOK: Columns = (
    ListColumn("部分", lambda line: line.part, width=14),
    ListColumn("项目", lambda line: line.item, width=36),
    ListColumn("数量", lambda line: line.found, width=10, sort="number"),
    ListColumn("分母", lambda line: line.of, width=10, sort="number"),
    ListColumn("比率", lambda line: line.rate, width=10, sort="number"),
    ListColumn("说明", lambda line: line.told, width=46),
)
PARTS: Sequence[tuple[str, Callable[[Report], list[Count]]]] = (
    ("按类别", lambda report: report.by_kind),
    ("按方式", lambda report: report.by_channel),
    ("按区域", lambda report: report.by_area),
    ("主题前十", lambda report: report.top_topics),
)


def report_lines(report: Report) -> Iterator[Line]:
    """Everything the report tells, line by line."""
    yield Line("总数", "受理", report.accepted)
    yield Line("总数", "其中已办结", report.closed)
    for rate in report.rates:
        yield Line("比率", rate.label.zh, rate.part, rate.whole, rate.rate, rate.formula.zh)
    for part, counts in PARTS:
        for each in counts(report):
            yield Line(part, each.label.zh, each.found)
    for told in report.deviations:
        yield Line("例外", told.label.zh, told.found, told=f"条款 {told.clause}")
    for one in report.adopted:
        yield Line("采纳的建议", f"{one.number or ''} {one.matter or ''}".strip(), told=_state(one))
    for day in report.by_day:
        yield Line("按日", day.day.isoformat(), day.found)


def report_paper(report: Report, foot: str) -> Paper:
    """The report to be signed and kept."""
    note = COUNTED + (LATELY.format(report.not_counted) if report.not_counted else "")
    return Paper(
        centre=report.centre,
        title=TITLE,
        heading=(f"受理日期：{days_between(report.from_day, report.to_day)}", note),
        blocks=(
            Section(
                rows=(
                    (
                        Entry(label="受理", text=f"{report.accepted} 件"),
                        Entry(label="其中已办结", text=f"{report.closed} 件"),
                    ),
                )
            ),
            _rates(report.rates),
            *(_counts(part, counts(report)) for part, counts in PARTS if counts(report)),
            *([_deviations(report)] if report.deviations else []),
            *([_adopted(report.adopted)] if report.adopted else []),
            Signatures(names=SIGNED_BY),
        ),
        foot=foot,
    )


def _rates(rates: Iterable[Rate]) -> Table:
    return _table(
        "五项比率",
        (("比率", 1.0), ("数", 0.6), ("分母", 0.6), ("百分比", 0.8), ("算法", 3.4)),
        ((each.label.zh, each.part, each.whole, percent(each.rate), each.formula.zh) for each in rates),
    )


def _counts(title: str, counts: Iterable[Count]) -> Table:
    return _table(
        title, (("项目", 4.0), ("件数", 1.0)), ((each.label.zh or "—", each.found) for each in counts)
    )


def _deviations(report: Report) -> Table:
    told = ((each.clause, each.label.zh, each.found) for each in report.deviations)
    return _table("例外与偏离", (("条款", 1.0), ("情形", 3.0), ("件数", 1.0)), told)


def _adopted(suggestions: Iterable[AdoptedSuggestion]) -> Table:
    told = ((each.number, each.matter, _state(each)) for each in suggestions)
    return _table("采纳的建议", (("编号", 1.2), ("建议", 3.6), ("进展", 1.6)), told)


def _state(each: AdoptedSuggestion) -> str:
    done = "已落实" if each.implemented else each.status_label.zh
    return f"{label_of(Decision(each.decision)).zh}，{done}"


def percent(rate: float | None) -> str:
    """A share in per cent; a dash where there is nothing to share."""
    return "—" if rate is None else f"{rate * 100:.2f}%"


def _table(title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Any]]) -> Table:
    return Table(
        title=title,
        columns=tuple(Column(heading=heading, share=share) for heading, share in columns),
        rows=tuple(tuple("" if each is None else str(each) for each in row) for row in rows),
    )
