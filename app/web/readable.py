"""What cannot be read or stored is turned away at the door, before anything looks at it."""

import re
from math import isfinite
from typing import Any

from pydantic_core import from_json
from starlette.types import Scope

from app.procedure.refusal import Words
from app.web.problems import Bilingual, Fault, Problem, problem

UNREADABLE = Words("内容含有不能保存的字符", "It holds characters that cannot be stored")
NOT_JSON = Words("内容不是有效的 JSON", "This is not JSON")
ONLY_JSON = Words("请以 application/json 提交", "Send it as application/json")

_SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])|NaN|Infinity|\d{300}|[eE]\+?\d{3}")
_MANY_BRACKETS = 100
"""What JSON of ours hardly holds. Only a body that does is looked at more closely."""


def refuse_unreadable_address(scope: Scope) -> Problem | None:
    """A NUL in the path or in the query: PostgreSQL has no place for it."""
    if b"%00" in scope.get("query_string", b"") or "\x00" in scope["path"]:
        return problem(422, "malformed", UNREADABLE, errors=[_at("query", UNREADABLE)])
    return None


def refuse_unreadable_json(content_type: bytes | None, body: bytes) -> Problem | None:
    """A body that is not JSON, or holds what cannot be stored. An empty one is the route's business."""
    if not body:
        return None
    kind = (content_type or b"").partition(b";")[0].strip().lower()
    if kind != b"application/json":
        return problem(415, "unsupported_content", ONLY_JSON)
    try:
        body.decode()
    except UnicodeDecodeError:
        return problem(422, "malformed", UNREADABLE, errors=[_at("body", UNREADABLE)])
    return _looked_at_closely(body) if _is_suspicious(body) else None


def _is_suspicious(body: bytes) -> bool:
    return body.count(b"[") + body.count(b"{") > _MANY_BRACKETS or _SUSPICIOUS.search(body) is not None


def _looked_at_closely(body: bytes) -> Problem | None:
    try:
        value = from_json(body, allow_inf_nan=False, cache_strings="none")
    except ValueError:  # lone surrogates, numbers without end, nests without bottom
        return problem(422, "malformed", NOT_JSON, errors=[_at("body", NOT_JSON)])
    if _holds_what_no_store_can(value):
        return problem(422, "malformed", UNREADABLE, errors=[_at("body", UNREADABLE)])
    return None


def _holds_what_no_store_can(value: Any) -> bool:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif (isinstance(each, str) and "\x00" in each) or (isinstance(each, float) and not isfinite(each)):
            return True
    return False


def _at(where: str, what: Words) -> Fault:
    return Fault(where=where, what=Bilingual.of(what))
