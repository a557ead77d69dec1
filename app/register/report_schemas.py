"""The report as it is read: counts, five rates with their formulas, deviations, adopted suggestions."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.cases.views import STATUS_LABELS, View
from app.procedure.labels import label_of
from app.procedure.measures import Deviation
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, Decision, Kind, RelatedProcedure, Status
from app.register.conformance_schemas import rate_of
from app.register.tables import MonthlyReport
from app.register.tallies import Tally

DEVIATION_WORDS: dict[Deviation, tuple[str, Words]] = {
    Deviation.LATE_RECORD: ("4.1.1.2-a", Words("补录", "Recorded late")),
    Deviation.WITHOUT_PARITY: ("4.1.3.1-b", Words("回复方式不对等", "Answered another way than asked")),
    Deviation.WAIVED_CALLBACK: ("4.5.1-a", Words("确认无法回访", "Callback confirmed impossible")),
    Deviation.UNREACHABLE: (
        "4.5.1-a",
        Words("联系不上，由负责人决定办结", "Closed though nobody was reached"),
    ),
    Deviation.REOPENED: ("4.5.1-a", Words("重新办理", "Reopened")),
    Deviation.EXTENDED: ("3.4-b", Words("延期", "Due time moved")),
    Deviation.OBJECTED: ("3.2-a", Words("退单", "Dispatch objected to")),
    Deviation.DISSATISFIED: ("4.5.1-a", Words("回访不满意", "Dissatisfied at the callback")),
    Deviation.VOIDED: ("4.6.1-b", Words("作废", "Voided")),
    Deviation.WORDS_BEYOND_SCRIPT: ("4.4.5-b", Words("口径之外的补充", "Words beyond the script")),
}
RATES: dict[str, tuple[str, str, Words, Words]] = {
    "response": (
        "first_in_time",
        "first_due",
        Words("响应率", "Response rate"),
        Words(
            "按期首次联系 ÷（已首次联系 + 逾期未联系）", "first contacts in time / made or past their time"
        ),
    ),
    "solved": (
        "solved",
        "reached",
        Words("解决率", "Solved rate"),
        Words("回访确认已解决 ÷ 回访接通", "found solved / residents reached"),
    ),
    "satisfaction": (
        "satisfied",
        "reached",
        Words("满意率", "Satisfaction rate"),
        Words("（满意 + 基本满意）÷ 回访接通", "satisfied or fairly satisfied / residents reached"),
    ),
    "callback": (
        "callbacks_done",
        "callbacks_required",
        Words("回访率", "Callback rate"),
        Words(
            "已回访 ÷ 应回访；联系不上的仍在应回访之内",
            "callbacks done / required; the unreachable stay required",
        ),
    ),
    "reach": (
        "reached",
        "callbacks_required",
        Words("接通率", "Reach rate"),
        Words("回访接通 ÷ 应回访", "residents reached / callbacks required"),
    ),
}


class Count(View):
    """How many of one sort."""

    key: str
    label: Words
    found: int


class Rate(View):
    """A rate with the numbers it is made of."""

    name: str
    label: Words
    formula: Words
    part: int
    whole: int
    rate: float | None = Field(description="Empty where nothing is to be shared", examples=[0.9524])


class DeviationCount(View):
    """How often something went apart from the rule."""

    deviation: Deviation
    clause: str
    label: Words
    found: int


class AdoptedSuggestion(View):
    """An adopted suggestion and how far it is."""

    case_id: UUID
    number: str | None
    topic: str | None
    matter: str | None
    decision: Decision
    status: Status
    status_label: Words
    implemented: bool


class DayCount(View):
    """Acceptances of a day."""

    day: date
    found: int


class Figures(View):
    """Counts and rates alone: nothing here tells of a person."""

    accepted: int = Field(description="Accepted in the period, without the voided")
    closed: int
    not_counted: int = Field(description="Changed a moment ago and not counted yet; nearly always 0")
    by_kind: list[Count]
    by_channel: list[Count]
    by_area: list[Count]
    top_topics: list[Count] = Field(description="The ten most frequent")
    by_day: list[DayCount]
    rates: list[Rate]
    deviations: list[DeviationCount]


class Report(Figures):
    """A period of one centre."""

    centre: str
    from_day: date
    to_day: date
    at: datetime
    adopted: list[AdoptedSuggestion]


class MonthLine(View):
    """A month whose report is made."""

    month: str = Field(examples=["2026-04"])
    made_at: datetime
    accepted: int
    closed: int

    @classmethod
    def of(cls, row: MonthlyReport) -> "MonthLine":
        """A kept report in one line."""
        counted = {name: row.figures[name] for name in ("accepted", "closed")}
        return cls(month=f"{row.month:%Y-%m}", made_at=row.made_at, **counted)


class MonthReport(Report):
    """A month's report: the figures as they were when it was made, adopted suggestions as they stand now."""

    month: str = Field(examples=["2026-04"])
    made_at: datetime


class CentreFigures(Figures):
    """The figures of one centre of a group."""

    centre_id: UUID
    centre: str


class GroupReport(View):
    """Several centres side by side: counts and rates only."""

    from_day: date
    to_day: date
    at: datetime
    centres: list[CentreFigures]
    rates: list[Rate] = Field(description="Over all of them together")
    accepted: int


def rates_of(figures: Mapping[str, int]) -> list[Rate]:
    """The five rates of these counts."""
    return [
        Rate(
            name=name,
            label=label,
            formula=formula,
            part=figures[part],
            whole=figures[whole],
            rate=rate_of(figures[part], figures[whole]),
        )
        for name, (part, whole, label, formula) in RATES.items()
    ]


def rates_together(centres: Iterable[Figures]) -> list[Rate]:
    """The five rates over several centres: parts and wholes are added, shares never averaged."""
    figures = Counter[str]()
    for centre in centres:
        counted: dict[str, int] = {}
        for rate in centre.rates:
            part, whole, _, _ = RATES[rate.name]
            counted |= {part: rate.part, whole: rate.whole}
        figures.update(counted)
    return rates_of(figures)


NO_TOPIC = Words("未定主题", "No topic")
NO_AREA = Words("未定区域", "No area")
MOST_TOPICS = 10


def figures_of(told: Tally, areas: Mapping[UUID, Words], topics: Mapping[str, Words]) -> dict[str, Any]:
    """The figures of a tally, with the words beside each count."""
    days = [DayCount(day=row["day"], found=row["found"]) for row in told.counts if row["by_day"]]
    return {
        "accepted": told.figures["accepted"],
        "closed": told.figures["closed"],
        "not_counted": told.not_counted,
        "by_kind": _counts(told, "by_kind", lambda row: row["kind"] or row["related_procedure"], _kind),
        "by_channel": _counts(
            told, "by_channel", lambda row: row["channel"], lambda key: label_of(Channel(key))
        ),
        "by_area": _counts(told, "by_area", lambda row: row["area_id"], _named(areas, NO_AREA)),
        "top_topics": _counts(told, "by_topic", lambda row: row["topic"], _named(topics, NO_TOPIC))[
            :MOST_TOPICS
        ],
        "by_day": sorted(days, key=lambda each: each.day),
        "rates": rates_of(told.figures),
        "deviations": sorted(
            map(_deviation, told.deviations), key=lambda each: (-each.found, each.deviation)
        ),
    }


def _counts(told: Tally, by: str, key_of: Callable[[Any], Any], words: Callable[[Any], Words]) -> list[Count]:
    found = [(key_of(row), row["found"]) for row in told.counts if row[by]]
    return [Count(key="" if key is None else str(key), label=words(key), found=n) for key, n in found]


def _kind(key: str) -> Words:
    return label_of(Kind(key) if key in set(Kind) else RelatedProcedure(key))


def _named(names: Mapping[Any, Words], nothing: Words) -> Callable[[Any], Words]:
    def words(key: Any) -> Words:
        return nothing if key is None else names.get(key, Words(str(key), str(key)))

    return words


def _deviation(row: Any) -> DeviationCount:
    deviation = Deviation(row["deviation"])
    clause, label = DEVIATION_WORDS[deviation]
    return DeviationCount(deviation=deviation, clause=clause, label=label, found=row["found"])


def adopted_suggestion(row: Any) -> AdoptedSuggestion:
    """A row as an adopted suggestion."""
    same = ("number", "topic", "matter", "decision", "status", "implemented")
    return AdoptedSuggestion(
        case_id=row["id"], status_label=STATUS_LABELS[row["status"]], **{name: row[name] for name in same}
    )
