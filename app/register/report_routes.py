"""Reports over HTTP: a month, or any range of days, and several centres side by side."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Path, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import centre_of, zone_of
from app.paper.lists import cells_of, listed, sheet_of
from app.paper.writing import days_between, printed
from app.procedure.actors import Actor
from app.register import monthly, tallies
from app.register.conformance_routes import PeriodDep, ReadsFigures, up_to_date
from app.register.report_papers import IN_A_WORKBOOK, TITLE, report_lines, report_paper
from app.register.report_schemas import MonthLine, MonthReport, Report, adopted_suggestion
from app.register.tables import MonthlyReport
from app.staff.queries.people import name_of
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.papers import AS_TABLE, PressDep, TableFormat, TableFormatQuery, paper_answer, sheet_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/reports", tags=["reports"], responses=problem_responses(401, 403))

LATEST_MONTH = Order((MonthlyReport.month,), (date,), lambda row: (row[0].month,), descending=True)


@router.get("/period", summary="Report of a period", dependencies=[Depends(up_to_date)])
async def get_report(session: SessionDep, actor: ReadsFigures, clock: ClockDep, period: PeriodDep) -> Report:
    """Counts, the five rates with their formulas, deviations, and what became of adopted suggestions."""
    now = clock()
    figures = await monthly.figures_between(session, actor.centre_id, period, now)
    adopted = await tallies.adopted(session, actor.centre_id, period)
    centre = await centre_of(session, actor.centre_id)
    return Report(
        centre=centre.name,
        from_day=period.first,
        to_day=period.last,
        at=now,
        adopted=[adopted_suggestion(row) for row in adopted],
        **dict(figures),
    )


@router.get(
    "/period/document",
    summary="Report of a period as a document",
    response_class=Response,
    responses=AS_TABLE,
    dependencies=[Depends(up_to_date)],
)
async def get_report_document(
    report: Annotated[Report, Depends(get_report)],
    session: SessionDep,
    actor: ReadsFigures,
    press: PressDep,
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """The same report as a PDF to sign, or as a workbook."""
    return await _document(session, actor, press, report, form)


@router.get("/monthly", summary="Monthly reports")
async def list_monthly_reports(session: SessionDep, actor: ReadsFigures, page: PageDep) -> Page[MonthLine]:
    """Each is made when its month is over, on the first of the next; the latest first."""
    rows, following = await page_of(session, monthly.monthly_reports(actor.centre_id), LATEST_MONTH, page)
    return Page(items=[MonthLine.of(row[0]) for row in rows], next_cursor=following)


async def _month(
    month: Annotated[str, Path(pattern=r"^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])$", examples=["2026-04"])],
) -> date:
    return date.fromisoformat(f"{month}-01")


MonthDep = Annotated[date, Depends(_month)]


@router.get("/monthly/{month}", summary="Report of a month", responses=problem_responses(404, 422))
async def get_monthly_report(session: SessionDep, actor: ReadsFigures, month: MonthDep) -> MonthReport:
    """The figures as they were told when the month was over; what was adopted as it stands now."""
    kept = await monthly.monthly_report(session, actor.centre_id, month)
    centre = await centre_of(session, actor.centre_id)
    period = monthly.of_month(month, centre.zone)
    adopted = await tallies.adopted(session, actor.centre_id, period)
    return MonthReport(
        month=f"{month:%Y-%m}",
        made_at=kept.made_at,
        centre=centre.name,
        from_day=period.first,
        to_day=period.last,
        at=kept.made_at,
        adopted=[adopted_suggestion(row) for row in adopted],
        **kept.figures,
    )


@router.get(
    "/monthly/{month}/document",
    summary="Report of a month as a document",
    response_class=Response,
    responses=AS_TABLE | problem_responses(404, 422),
)
async def get_monthly_report_document(
    report: Annotated[MonthReport, Depends(get_monthly_report)],
    session: SessionDep,
    actor: ReadsFigures,
    press: PressDep,
    form: TableFormatQuery = TableFormat.PDF,
) -> Response:
    """A month's report as a PDF to sign, or as a workbook."""
    return await _document(session, actor, press, report, form)


async def _document(
    session: AsyncSession, actor: Actor, press: PressDep, report: Report, form: TableFormat
) -> Response:
    zone = ZoneInfo(await zone_of(session, actor.centre_id))
    name = f"{TITLE} {days_between(report.from_day, report.to_day)}"
    if form is TableFormat.XLSX:
        sheet = sheet_of(IN_A_WORKBOOK, "报表", f"{report.centre} {name}")
        rows = cells_of(IN_A_WORKBOOK, listed(list(report_lines(report))), zone)
        return await sheet_answer(press, sheet, rows, name)
    who = await name_of(session, actor.centre_id, actor.person_id)
    paper = report_paper(report, printed(who, report.at, zone))
    return await paper_answer(press, paper, form, report.at, name)
