"""What goes by the shortcut is answered as the framework answers it, in the same order."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.types import Message, Receive, Scope, Send

from app.main import ROOMS
from app.web.shortcut import Shortcut
from app.web.switchboard import Switchboard

CASE = "0198c0de-0000-7000-8000-000000000001"


class Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str = Field(min_length=1, max_length=5)
    tags: tuple[str, ...] = ()


class Filter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    open: bool | None = None
    status: list[str] = Field(default=[], max_length=2)
    limit: int = Field(default=50, ge=1, le=200)


class Told(BaseModel):
    seen: dict[str, Any]


class Refusal(Exception):
    pass


async def _transaction(request: Request) -> AsyncIterator[list[str]]:
    happened: list[str] = request.app.state.happened
    happened.append("begun")
    try:
        yield happened
    except Refusal:
        happened.append("undone")
        raise
    happened.append("committed")


TransactionDep = Annotated[list[str], Depends(_transaction, scope="function")]


async def _caller(
    transaction: TransactionDep, x_name: Annotated[str | None, Header(max_length=4)] = None
) -> str:
    transaction.append("known")
    return x_name or "nobody"


CallerDep = Annotated[str, Depends(_caller)]
router = APIRouter()


@router.post("/cases/{case_id}/wish", status_code=201)
async def wish(
    case_id: UUID, wish: Wish, caller: CallerDep, transaction: TransactionDep, response: Response
) -> Told:
    if wish.words == "no":
        raise Refusal
    transaction.append("done")
    response.headers["ETag"] = '"7"'
    return Told(seen={"case": case_id, "wish": wish, "caller": caller})


@router.get("/cases")
async def listed(wanted: Annotated[Filter, Query()], caller: CallerDep) -> Told:
    return Told(seen={"wanted": wanted, "caller": caller})


@router.get("/pages")
async def paged(limit: Annotated[int, Query(ge=1)] = 50, cursor: str | None = None) -> list[Told]:
    return [Told(seen={"limit": limit, "cursor": cursor})]


@router.get("/as-it-is")
async def as_it_is(caller: CallerDep, response: Response) -> Told:
    return Response(caller, status_code=202, headers={"ETag": "1"})  # type: ignore[return-value]


def _house(*, by_shortcut: bool) -> FastAPI:
    app = FastAPI()
    app.state.happened = []

    @app.exception_handler(Refusal)
    async def refused(_: Request, __: Exception) -> Response:
        return Response("refused", status_code=409)

    app.include_router(router, prefix="/api/v1")
    if by_shortcut:
        app.router.routes.insert(0, Switchboard(app.routes))
    return app


async def _answer(
    app: FastAPI, method: str, path: str, **sent: Any
) -> tuple[int, str, dict[str, str], list[str]]:
    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                app.state.happened.append("answered")
            await send(message)

        await app(scope, receive, note)

    transport = httpx.ASGITransport(noted)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk/api/v1") as client:
        answer = await client.request(method, path, **sent)
    return answer.status_code, answer.text, dict(answer.headers), app.state.happened


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "门"}, "headers": {"X-Name": "li"}}, 201),
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "门", "tags": ["a"]}}, 201),
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "no"}}, 409),
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "much too long"}}, 422),
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "门", "more": 1}}, 422),
        ("POST", f"/cases/{CASE}/wish", {"json": None}, 422),
        (
            "POST",
            f"/cases/{CASE}/wish",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            422,
        ),
        ("POST", f"/cases/{CASE}/wish", {}, 422),
        ("POST", f"/cases/{CASE}/wish", {"json": {"words": "门"}, "headers": {"X-Name": "longer"}}, 422),
        ("POST", "/cases/7/wish", {"json": {"words": "门"}}, 422),
        ("GET", "/cases", {}, 200),
        ("GET", "/cases?open=true&status=a&status=b&limit=3", {}, 200),
        ("GET", "/cases?limit=3&limit=4", {}, 200),
        ("GET", "/cases?status=a&status=b&status=c", {}, 422),
        ("GET", "/cases?open=", {}, 422),
        ("GET", "/as-it-is", {}, 202),
        ("GET", "/pages", {}, 200),
        ("GET", "/pages?limit=2&cursor=%E9%97%A8+1", {}, 200),
        ("GET", "/pages?limit=0", {}, 422),
    ],
)
async def test_both_ways_answer_the_same_and_commit_before_the_answer_goes_out(
    method: str, path: str, sent: dict[str, Any], status: int
) -> None:
    straight = await _answer(_house(by_shortcut=True), method, path, **sent)
    usual = await _answer(_house(by_shortcut=False), method, path, **sent)
    assert straight == usual
    assert straight[0] == status
    if status == 201:
        assert straight[3] == ["begun", "known", "done", "committed", "answered"]


def test_most_routes_of_the_house_have_a_shortcut() -> None:
    app = FastAPI()
    for room in ROOMS:
        app.include_router(room.router, prefix="/api/v1")
    lines = [line for at_one_place in Switchboard(app.routes)._lines.values() for line in at_one_place]
    plain = {line.context.name for line in lines if isinstance(line.app, Shortcut)}
    assert {"take_in_case", "list_cases", "get_case", "list_journal", "add_note"} <= plain
    assert len(plain) > len(lines) * 0.9
