"""Refusals as problem documents (RFC 9457): what, where, which clause, what next."""

from collections.abc import Iterable
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from app.database.keyset import BadCursor
from app.procedure.refusal import NextAction, Refusal, Refused, Sort, Words

MEDIA_TYPE = "application/problem+json"
STATUS_OF = {Sort.FORBIDDEN: 403, Sort.CONFLICT: 409, Sort.INCOMPLETE: 422, Sort.MISSING: 404}
AGAIN_SOON = {"Retry-After": "1"}

_log = structlog.get_logger(__name__)


class Bilingual(BaseModel):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


class NextStep(Bilingual):
    """What to do instead, and the action to take where there is one."""

    action: str | None = None


class Fault(BaseModel):
    """One thing that is wrong with what was sent, and where it stands."""

    where: str
    what: Bilingual


class Problem(BaseModel):
    """Why the request was not carried out."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Conflict",
                "status": 409,
                "code": "not_studied_yet",
                "clause": "4.1.1.3-d",
                "reason": {
                    "zh": "建议未经研究，不能作出决定",
                    "en": "A suggestion is decided only after study",
                },
                "next_action": {"zh": "先开始研究", "en": "Begin the study", "action": "begin-study"},
                "errors": [],
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    code: str
    reason: Bilingual
    clause: str | None = None
    next_action: NextStep | None = None
    errors: list[Fault] = Field(default_factory=list)
    current: dict[str, Any] | None = None


TITLES = {
    400: "Bad request",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Unsupported content",
    422: "Incomplete or malformed",
    428: "Name the version you saw",
    429: "Too many tries",
    500: "Our fault",
    503: "Not available just now",
}
WORDS: dict[int, tuple[str, Words]] = {
    400: ("malformed", Words("请求无法读懂", "The request cannot be read")),
    401: ("sign_in_first", Words("请先登录", "Sign in first")),
    403: ("not_allowed", Words("没有权限", "Not allowed")),
    404: ("not_found", Words("没有找到", "There is no such thing here")),
    405: ("not_possible", Words("这里不能这样做", "That cannot be done here")),
    413: ("too_large", Words("内容过大", "Too large")),
    415: ("unsupported_content", Words("不支持的内容类型", "This kind of content is not taken")),
}
UNAVAILABLE = Words("暂时无法办理，请稍后重试", "Not available just now; try again shortly")


class ProblemError(Exception):
    """A problem that is HTTP's own, not the procedure's."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.headers = headers or {}


def problem(
    status: int,
    code: str,
    reason: Words,
    *,
    clause: str | None = None,
    then: NextAction | None = None,
    errors: Iterable[Fault] = (),
    current: dict[str, Any] | None = None,
) -> Problem:
    """A problem document in both languages."""
    following = NextStep(zh=then.words.zh, en=then.words.en, action=then.action) if then else None
    return Problem(
        title=TITLES.get(status, "Problem"),
        status=status,
        code=code,
        clause=clause,
        reason=Bilingual(zh=reason.zh, en=reason.en),
        next_action=following,
        errors=list(errors),
        current=current,
    )


def problem_of(refusal: Refusal) -> Problem:
    """The one place where a refusal gets its HTTP status."""
    wanted = Bilingual(zh="此项必填或须更正", en="This is asked for, or must be corrected")
    return problem(
        STATUS_OF[refusal.sort],
        refusal.code,
        refusal.reason,
        clause=refusal.clause,
        then=refusal.next_action,
        errors=[Fault(where=name, what=wanted) for name in refusal.missing],
    )


def answer(told: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(
        told.model_dump(mode="json"), status_code=told.status, headers=headers, media_type=MEDIA_TYPE
    )


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem answers a route declares in the API's description."""
    return {
        status: {
            "description": TITLES[status],
            "model": Problem,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return answer(problem_of(error.refusal))


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return answer(error.problem, error.headers)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Says where and what, never the value: it may be personal."""
    assert isinstance(error, RequestValidationError)
    faults = [
        Fault(
            where=".".join(str(part) for part in each["loc"]),
            what=Bilingual(zh=f"格式或内容不对({each['type']})", en=_plain(each)),
        )
        for each in error.errors()[:50]
    ]
    reason = Words("提交的内容有误，请按提示更正", "What was sent is not right; see where")
    return answer(problem(422, "malformed", reason, errors=faults))


def _plain(fault: dict[str, Any]) -> str:
    echoes = fault["type"] in {"value_error", "json_invalid", "assertion_error"}
    return "not valid" if echoes else str(fault["msg"])[:200]


async def _bad_cursor(request: Request, error: Exception) -> JSONResponse:
    reason = Words("翻页标记无效，请从第一页重新开始", "That cursor is not one of this list; begin again")
    where = Fault(where="query.cursor", what=Bilingual(zh=reason.zh, en=reason.en))
    return answer(problem(422, "bad_cursor", reason, errors=[where]))


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    fallback = ("refused", Words("未能办理", "It was not carried out"))
    code, reason = WORDS.get(error.status_code, fallback)
    return answer(problem(error.status_code, code, reason), dict(error.headers or {}))


SERIALIZATION = {"40001", "40P01", "55P03", "57014"}
BAD_TEXT = {"22021", "22P05"}
BAD_NUMBER = {"22003", "22008", "22P02"}


async def _database(request: Request, error: Exception) -> JSONResponse:
    """What PostgreSQL could not do, told without its words."""
    state = str(getattr(getattr(error, "orig", error), "sqlstate", "") or "")
    if state in BAD_TEXT | BAD_NUMBER:
        return answer(
            problem(422, "malformed", Words("内容含有无法保存的字符或数值", "A value cannot be stored"))
        )
    if state == "23503":
        reason = Words("所引用的对象不存在", "Something it refers to does not exist")
        return answer(problem(422, "unknown_reference", reason))
    if state == "23505":
        return answer(
            problem(409, "already_there", Words("已存在相同的记录", "The same record is already there"))
        )
    gone = isinstance(error, PoolTimeout | InterfaceError | OperationalError | OSError) or state[:2] in {
        "08",
        "57",
    }
    if state in SERIALIZATION or gone:
        _log.warning("database_unavailable", state=state, error=type(error).__name__)
        return answer(problem(503, "unavailable", UNAVAILABLE), AGAIN_SOON)
    return await _unexpected(request, error)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("unexpected", path=request.url.path, error=type(error).__name__, exc_info=error)
    reason = Words("系统出错，已记录；请稍后重试", "Our fault; it is recorded. Try again later")
    return answer(problem(500, "our_fault", reason))


def tell_problems(app: FastAPI) -> None:
    """Teach the application to answer every failure with a problem document."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(BadCursor, _bad_cursor)
    app.add_exception_handler(HTTPException, _http)
    for trouble in (DBAPIError, PoolTimeout, OSError):
        app.add_exception_handler(trouble, _database)
    app.add_exception_handler(Exception, _unexpected)
