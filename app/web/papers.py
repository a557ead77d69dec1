"""Documents over HTTP: as PDF, as a spreadsheet, or as blocks that the screen shows and prints itself."""

import shutil
from collections.abc import Awaitable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, cast
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, JSONResponse

from app.paper.document import Paper, Table
from app.paper.lists import MOST_ON_PAPER, Rows, TooLong
from app.paper.press import Press, PressFailed
from app.paper.spreadsheet import Sheet
from app.procedure.refusal import NextAction, Refused, Words, incomplete
from app.web.problems import ProblemError, problem

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
NOT_NOW = Words("打印暂时不可用", "Printing is not available just now")
AGAIN = NextAction(
    Words("稍后再试；急用请用空白表手写", "Try again later; if it is urgent, write on a blank form")
)


class PaperFormat(StrEnum):
    """How a document is wanted."""

    PDF = "pdf"
    VIEW = "view"


class TableFormat(StrEnum):
    """How a table is wanted."""

    PDF = "pdf"
    XLSX = "xlsx"
    VIEW = "view"


PaperFormatQuery = Annotated[PaperFormat, Query(alias="format")]
TableFormatQuery = Annotated[TableFormat, Query(alias="format")]

AS_PAPER: dict[int | str, dict[str, Any]] = {
    200: {"description": "The document: a PDF, or its blocks", "model": Paper, "content": {PDF: FILE}}
}
AS_TABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table: a PDF, a spreadsheet, or its blocks",
        "model": Paper,
        "content": {PDF: FILE, XLSX: FILE},
    }
}


async def _press(request: Request) -> Press:
    return cast("Press", request.app.state.press)


PressDep = Annotated[Press, Depends(_press)]


async def paper_answer(press: Press, paper: Paper, form: str, at: datetime, name: str) -> Response:
    """The document in the form that was asked for."""
    if form == PaperFormat.VIEW:
        return JSONResponse(paper.model_dump(mode="json"))
    try:
        made = await press.pdf(paper, at)
    except PressFailed as failed:
        raise _unavailable() from failed
    return Response(made, media_type=PDF, headers={"Content-Disposition": _named("inline", f"{name}.pdf")})


async def sheet_answer(press: Press, sheet: Sheet, rows: Rows, name: str) -> Response:
    """The table as a workbook; its file goes away with the answer."""
    try:
        made = await press.xlsx(sheet, rows)
    except PressFailed as failed:
        raise _unavailable() from failed
    clean = BackgroundTask(shutil.rmtree, made.parent, ignore_errors=True)
    return FileResponse(made, media_type=XLSX, headers=attached(f"{name}.xlsx"), background=clean)


def _unavailable() -> ProblemError:
    return ProblemError(problem(503, "press_failed", NOT_NOW, then=AGAIN), {"Retry-After": "30"})


def attached(name: str) -> dict[str, str]:
    """The headers of a file that is to be kept, not shown."""
    return {"Content-Disposition": _named("attachment", name)}


def _named(how: str, name: str) -> str:
    return f"{how}; filename*=UTF-8''{quote(name)}"


async def short_enough(table: Awaitable[Table]) -> Table:
    """The table, unless it is longer than paper is good for."""
    try:
        return await table
    except TooLong:
        raise Refused(
            incomplete(
                "too_long_for_paper",
                None,
                f"超过{MOST_ON_PAPER}行，不便打印：请缩短日期范围，或导出表格",
                f"More than {MOST_ON_PAPER} rows are not for paper: ask for fewer days, or for a workbook",
                "from_day",
                "to_day",
            )
        ) from None
