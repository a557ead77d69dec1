"""What a request asks for by its address' query: filters that are known here, of one list.

A misspelt filter would filter nothing, and nobody would see it; so an unknown one is refused. A cursor is
given out for one order and one filter. Followed under another it would skip rows or show them twice, and
nothing would look wrong; so each cursor carries a mark of the list that gave it.
"""

import hashlib
from collections.abc import Iterator
from contextvars import ContextVar
from urllib.parse import parse_qsl

from fastapi.dependencies.models import Dependant
from pydantic import BaseModel
from starlette.types import Scope

from app.procedure.refusal import NextAction, Words
from app.web.problems import Bilingual, Fault, ProblemError, problem

PLACE = frozenset({"cursor", "limit"})
"""What may differ from page to page of one list."""
MARK = 12
LONGEST, MOST_TOLD = 40, 10
"""How much of what was asked for is told back."""
MEND = NextAction(Words("按提示更正后再查询", "Mend what is pointed out, then ask again"))

_current: ContextVar[Scope | None] = ContextVar("list_asked_for", default=None)


def begin(scope: Scope) -> None:
    """Keeps what the request that begins now asks for."""
    _current.set(scope)


def mark() -> str:
    """A mark of the list the request under way asks for; the same whenever it is asked for again."""
    scope = _current.get()
    if scope is None:
        return ""
    wanted = sorted(pair for pair in _pairs(scope) if pair[0] not in PLACE)
    return hashlib.sha256(repr((scope["path"], wanted)).encode()).hexdigest()[:MARK]


def filters_of(wanted: Dependant) -> Iterator[str]:
    """The names that a route, or whatever it rests on, reads from the query."""
    for each in wanted.query_params:
        form = each.field_info.annotation
        if isinstance(form, type) and issubclass(form, BaseModel):
            yield from (field.alias or name for name, field in form.model_fields.items())
        else:
            yield each.alias
    for before in wanted.dependencies:
        yield from filters_of(before)


def refuse_unknown_filters(scope: Scope, known: frozenset[str]) -> None:
    """What is not known here is told, with what is."""
    if not scope["query_string"]:
        return
    unknown = sorted({name for name, _ in _pairs(scope)} - known)
    if unknown:
        reason = Words("查询条件有误，请按提示更正", "What was asked for is not right; see where")
        faults = [Fault(where=f"query.{name[:LONGEST]}", what=_instead_of_it(known)) for name in unknown]
        raise ProblemError(problem(422, "malformed", reason, then=MEND, errors=faults[:MOST_TOLD]))


def _instead_of_it(known: frozenset[str]) -> Bilingual:
    if not known:
        return Bilingual(zh="这里没有查询条件", en="Nothing can be asked for here")
    names = sorted(known)
    return Bilingual(
        zh=f"没有这个查询条件，可用：{'、'.join(names)}",
        en=f"There is no such filter; there are: {', '.join(names)}",
    )


def _pairs(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
