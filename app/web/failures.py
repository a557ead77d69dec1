"""Whatever goes wrong ends as a problem document: the only place that knows all the ways."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.database.failures import FAILURES, Trouble, trouble_of
from app.database.keyset import BadCursor
from app.procedure.refusal import NextAction, Refused, Words
from app.web.faults import place_of, words_for
from app.web.paging import OtherList
from app.web.problems import Bilingual, Fault, ProblemError, answer, problem, problem_of
from app.web.traces import way_of

MOST_FAULTS = 50
AGAIN_SOON = {"Retry-After": "1"}
LATER = NextAction(
    Words("稍后用同一个 Idempotency-Key 重试", "Try again shortly with the same Idempotency-Key")
)
FIRST_PAGE = NextAction(
    Words("去掉 cursor，从第一页重新查询", "Leave the cursor out and begin at the first page")
)
MEND = NextAction(Words("按提示更正后再提交", "Mend what is pointed out, then send again"))

BY_STATUS: dict[int, tuple[str, Words]] = {
    400: ("malformed", Words("请求无法读懂", "The request cannot be read")),
    401: ("sign_in_first", Words("请先登录", "Sign in first")),
    403: ("not_allowed", Words("没有权限", "Not allowed")),
    404: ("not_found", Words("没有找到", "There is no such thing here")),
    405: ("not_possible", Words("这里不能这样做", "That cannot be done here")),
    413: ("too_large", Words("内容过大", "Too large")),
    415: ("unsupported_content", Words("不支持的内容类型", "This kind of content is not taken")),
}
BY_TROUBLE: dict[Trouble, tuple[int, Words]] = {
    Trouble.UNSTORABLE: (422, Words("有一个值无法保存", "A value cannot be stored")),
    Trouble.UNKNOWN_REFERENCE: (422, Words("所引用的对象不存在", "Something it refers to does not exist")),
    Trouble.ALREADY_THERE: (409, Words("已有相同的一项", "There is one like this already")),
    Trouble.BUSY: (503, Words("系统正忙，请稍后重试", "Busy just now: try again shortly")),
    Trouble.AWAY: (503, Words("数据库暂时连不上，请稍后重试", "The database is away: try again shortly")),
}

_log = structlog.get_logger(__name__)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return answer(problem_of(error.refusal))


async def _problem(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return answer(error.problem, error.headers)


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        Fault(where=place_of(each), what=Bilingual.of(words_for(each)))
        for each in error.errors()[:MOST_FAULTS]
    ]
    reason = Words("提交的内容有误，请按提示更正", "What was sent is not right; see where")
    return answer(problem(422, "malformed", reason, then=MEND, errors=faults))


async def _bad_cursor(_: Request, __: Exception) -> JSONResponse:
    reason = Words("翻页标记无效，请从第一页重新开始", "That cursor is not one of this list; begin again")
    return _from_the_first_page("bad_cursor", reason)


async def _other_list(_: Request, __: Exception) -> JSONResponse:
    reason = Words(
        "翻页标记是按另一种排序或筛选给出的，不能接着用",
        "That cursor was given out under another order or filter",
    )
    return _from_the_first_page("cursor_of_another_list", reason)


def _from_the_first_page(code: str, reason: Words) -> JSONResponse:
    where = Fault(where="query.cursor", what=Bilingual.of(reason))
    return answer(problem(422, code, reason, then=FIRST_PAGE, errors=[where]))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    otherwise = ("refused", Words("未能办理", "It was not carried out"))
    code, reason = BY_STATUS.get(error.status_code, otherwise)
    return answer(problem(error.status_code, code, reason), dict(error.headers or {}))


async def _database(request: Request, error: Exception) -> JSONResponse:
    trouble = trouble_of(error)
    if trouble is None:
        return unexpected(request.url.path, error)
    status, reason = BY_TROUBLE[trouble]
    _log.warning("database", trouble=trouble, error=type(error).__name__, way=way_of(error))
    told = problem(status, trouble, reason, then=LATER if status == 503 else None)
    return answer(told, AGAIN_SOON if status == 503 else None)


def unexpected(path: str, error: BaseException) -> JSONResponse:
    """A fault of our own: recorded with its way, told without it."""
    _log.error("unexpected", path=path, error=type(error).__name__, way=way_of(error))
    reason = Words("系统出错，已记录；请稍后重试", "Our fault; it is recorded. Try again later")
    return answer(problem(500, "our_fault", reason, then=LATER))


Teller = Callable[[Request, Exception], Awaitable[JSONResponse]]
TELLERS: dict[type[Exception], Teller] = {
    Refused: _refused,
    ProblemError: _problem,
    RequestValidationError: _malformed,
    BadCursor: _bad_cursor,
    OtherList: _other_list,
    HTTPException: _http,
    **dict.fromkeys(FAILURES, _database),
}


async def told_as_problem(request: Request, error: Exception) -> JSONResponse:
    """The answer to a failure of any kind."""
    for kind in type(error).__mro__:
        if tell := TELLERS.get(kind):
            return await tell(request, error)
    return unexpected(request.url.path, error)


def tell_problems(app: FastAPI) -> None:
    """Teaches the application to answer every failure with a problem document."""
    for kind, tell in TELLERS.items():
        app.add_exception_handler(kind, tell)
