"""Conformance as it is read: for a case clause by clause, for a period the rate of each clause."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.cases.views import View
from app.procedure.clauses import CLAUSES
from app.procedure.conformance import Obligation, Outcome, by_clause
from app.procedure.duties import DUTY_WORDS, DutyCode
from app.procedure.events.words import EVENT_WORDS
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Kind, Role, Status

OUTCOME_WORDS = {
    Outcome.MET: Words("已履行", "Met"),
    Outcome.WAIVED: Words("已豁免", "Waived"),
    Outcome.LAPSED: Words("不再需要", "Fell away"),
    Outcome.OPEN: Words("进行中", "Open"),
}


class Kept(View):
    """A duty, and what became of it."""

    duty: DutyCode
    label: Words
    role: Role | None
    person: str | None = Field(description="Who owed it by name; empty where a post owed it")
    started_at: datetime
    started_by: int = Field(description="Number of the journal entry with which it began")
    due_at: datetime
    extended: bool
    outcome: Outcome
    outcome_label: Words
    late: bool = Field(description="Met after its time, or still open past it")
    ended_at: datetime | None
    ended_by: int | None = Field(description="Number of the journal entry with which it ended")
    event: str | None
    event_label: Words | None
    by: str | None = Field(description="Who did it; empty for time itself")
    why: str | None = Field(description="The reason given, where it was waived or moved; erasable")


class ClauseOfCase(View):
    """A clause that applied to the case."""

    clause: str
    text: Words
    keeping: Keeping
    duties: list[Kept]


class CaseConformance(View):
    """Everything the procedure asked of a case."""

    case_id: UUID
    number: str | None
    kind: Kind | None
    status: Status
    met_in_time: int
    met_late: int
    open_late: int
    waived: int
    clauses: list[ClauseOfCase]


class ClauseRate(View):
    """How one clause's duties of a period were kept: those that fell due in it."""

    clause: str
    text: Words
    in_time: int
    late: int
    missed: int = Field(description="Still open past their time")
    running: int = Field(description="Not due yet")
    waived: int
    lapsed: int = Field(description="Fell away: the matter changed, or was voided")
    rate: float | None = Field(description="in_time / (in_time + late + missed)", examples=[0.97])


class PeriodConformance(View):
    """Conformance of a period, clause by clause."""

    from_day: date
    to_day: date
    at: datetime
    in_time: int
    late: int
    missed: int
    rate: float | None
    clauses: list[ClauseRate]
    formula: Words = Words(
        "按期率 = 按期履行 ÷（按期履行 + 逾期履行 + 逾期未履行）；豁免与不再需要的不计入",
        "rate = met in time / (met in time + met late + missed); waived and lapsed count on neither side",
    )


class DutyBehind(Kept):
    """A duty behind a rate, with its case."""

    case_id: UUID
    number: str | None
    kind: Kind | None
    clause: str


def rate_of(part: int, whole: int) -> float | None:
    """A share, or nothing where there is nothing to share."""
    return round(part / whole, 4) if whole else None


def case_conformance(
    case: Any, facts: CaseFacts, found: list[Obligation], told: "Told", now: datetime
) -> CaseConformance:
    """A case's obligations by clause, each with its entry, its person and its time."""
    late = [each.is_late(now) for each in found]
    met = [each.outcome is Outcome.MET for each in found]
    return CaseConformance(
        case_id=facts.id,
        number=case["number"],
        kind=facts.kind,
        status=facts.status,
        met_in_time=sum(m and not over for m, over in zip(met, late, strict=True)),
        met_late=sum(m and over for m, over in zip(met, late, strict=True)),
        open_late=sum(over and not m for m, over in zip(met, late, strict=True)),
        waived=sum(each.outcome is Outcome.WAIVED for each in found),
        clauses=[
            ClauseOfCase(
                clause=clause,
                text=CLAUSES[clause].text,
                keeping=CLAUSES[clause].keeping,
                duties=[told.kept(each, now) for each in duties],
            )
            for clause, duties in by_clause(found)
        ],
    )


class Told:
    """Names and reasons beside a case's journal."""

    def __init__(self, names: Mapping[UUID, str], reasons: Mapping[int, str]) -> None:
        self._names, self._reasons = names, reasons

    def kept(self, each: Obligation, now: datetime) -> Kept:
        """A duty in words."""
        asked = each.outcome is Outcome.WAIVED and each.ended_by is not None
        return Kept(
            **_words(each.code, each.outcome, each.event),
            role=each.role,
            person=self._names.get(each.person_id) if each.person_id else None,
            started_at=each.started_at,
            started_by=each.started_by,
            due_at=each.due_at,
            extended=each.extended,
            late=each.is_late(now),
            ended_at=each.ended_at,
            ended_by=each.ended_by,
            by=self._names.get(each.by) if each.by else None,
            why=self._reasons.get(each.ended_by or 0) if asked else None,
        )


def _words(code: DutyCode, outcome: Outcome, event: str | None) -> dict[str, Any]:
    return {
        "duty": code,
        "label": DUTY_WORDS[code],
        "outcome": outcome,
        "outcome_label": OUTCOME_WORDS[outcome],
        "event": event,
        "event_label": EVENT_WORDS[event] if event else None,
    }


def clause_rate(row: Any) -> ClauseRate:
    """A clause's counts and their rate."""
    counted = {name: row[name] for name in ("in_time", "late", "missed", "running", "waived", "lapsed")}
    whole = row["in_time"] + row["late"] + row["missed"]
    return ClauseRate(
        clause=row["clause"],
        text=CLAUSES[row["clause"]].text,
        rate=rate_of(row["in_time"], whole),
        **counted,
    )


def period_conformance(days: tuple[date, date], rows: Iterable[Any], now: datetime) -> PeriodConformance:
    """The clauses of a period and their sum."""
    clauses = [clause_rate(row) for row in rows]
    in_time, late, missed = (
        sum(getattr(each, name) for each in clauses) for name in ("in_time", "late", "missed")
    )
    return PeriodConformance(
        from_day=days[0],
        to_day=days[1],
        at=now,
        in_time=in_time,
        late=late,
        missed=missed,
        rate=rate_of(in_time, in_time + late + missed),
        clauses=clauses,
    )


def duty_behind(row: Any, now: datetime) -> DutyBehind:
    """A row behind a rate."""
    outcome = Outcome(row["outcome"])
    ended = row["ended_at"] if outcome is Outcome.MET else now
    same = ("role", "person", "started_at", "started_by", "due_at", "extended", "ended_at", "ended_by")
    return DutyBehind(
        **_words(DutyCode(row["code"]), outcome, row["event"]),
        **{name: row[name] for name in same},
        late=outcome in {Outcome.MET, Outcome.OPEN} and ended > row["due_at"],
        by=row["by_name"],
        why=None,
        case_id=row["case_id"],
        number=row["number"],
        kind=row["kind"],
        clause=row["clause"],
    )
