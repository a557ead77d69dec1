"""Refusals as problem documents (RFC 9457): what, where, which clause, what next."""

from collections.abc import Iterable
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from app.procedure.refusal import NextAction, Refusal, Sort, Words
from app.schema import Schema
from app.web.traces import current

MEDIA_TYPE = "application/problem+json"
STATUS_OF = {Sort.FORBIDDEN: 403, Sort.CONFLICT: 409, Sort.INCOMPLETE: 422, Sort.MISSING: 404}


class Bilingual(Schema):
    """The same sentence in Chinese and English."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> "Bilingual":
        return cls(zh=words.zh, en=words.en)


class NextRightAction(Bilingual):
    """What to do instead, and the action to take where there is one."""

    action: str | None = None


class Fault(Schema):
    """One thing that is wrong with what was sent, and where it stands."""

    where: str
    what: Bilingual


class Problem(Schema):
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
                "trace_id": "5f2d9c0a1b7e4d36",
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    code: str
    reason: Bilingual
    clause: str | None = None
    next_action: NextRightAction | None = None
    errors: list[Fault] = Field(default_factory=list)
    current: dict[str, Any] | None = None
    counter_example: dict[str, Any] | None = Field(
        default=None, description="A matter that shows why, where one was looked for"
    )
    trace_id: str | None = None


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


NEXT = {
    400: Words("按接口说明更正后再提交", "Mend it as the description says, then send again"),
    403: Words("请在本系统内，由有此权限的岗位办理", "Do it here, in a post that may"),
    404: Words("核对地址或编号，或从列表重新选择", "Check the address, or choose from the list again"),
    405: Words("改用此处允许的操作", "Use what can be done here"),
    409: Words("刷新后按现状办理", "Look again and act on what stands now"),
    413: Words("减少内容或缩小文件后再提交", "Send less, or a smaller file"),
    415: Words("改用可接受的格式后再提交", "Send it in a format that is taken"),
    422: Words("按提示更正后再提交", "Mend what is pointed out, then send again"),
}
"""What to do next where the refusal itself says nothing nearer."""


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
    standing: dict[str, Any] | None = None,
) -> Problem:
    """A problem document in both languages."""
    usual = NEXT.get(status)
    nearer = then or (NextAction(usual, None) if usual else None)
    following = (
        NextRightAction(zh=nearer.words.zh, en=nearer.words.en, action=nearer.action) if nearer else None
    )
    return Problem(
        title=TITLES.get(status, "Problem"),
        status=status,
        code=code,
        clause=clause,
        reason=Bilingual.of(reason),
        next_action=following,
        errors=list(errors),
        current=standing,
        trace_id=current() or None,
    )


def problem_of(refusal: Refusal) -> Problem:
    """The one place where a refusal gets its HTTP status."""
    wanted = Bilingual(zh="此项必填或须更正", en="This is asked for, or must be corrected")
    told = problem(
        STATUS_OF[refusal.sort],
        refusal.code,
        refusal.reason,
        clause=refusal.clause,
        then=refusal.next_action,
        errors=[
            *(Fault(where=name, what=wanted) for name in refusal.missing),
            *(Fault(where=where, what=Bilingual.of(what)) for where, what in refusal.faults),
        ],
    )
    if refusal.counter_example is not None:
        told.counter_example = dict(refusal.counter_example)
    return told


def answer(told: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """The problem document as an answer."""
    return JSONResponse(
        told.model_dump(mode="json"), status_code=told.status, headers=headers, media_type=MEDIA_TYPE
    )


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem answers a route declares in the API's description.

    Without a model: the framework would build a validator for each, and a problem is never validated.
    """
    return {status: {"description": TITLES[status]} for status in statuses}
