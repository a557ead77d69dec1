"""The switchboard finds what the routers would have found, and leaves the rest to them."""

from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from app.main import ROOMS
from app.web.switchboard import Switchboard


def _scope(method: str, path: str) -> dict[str, Any]:
    told = {"type": "http", "method": method, "path": path, "root_path": "", "query_string": b""}
    return told | {"headers": []}


def test_every_route_of_the_house_is_found_at_its_own_address() -> None:
    app = FastAPI()
    for room in ROOMS:
        app.include_router(room.router, prefix="/api/v1")
    board = Switchboard(app.routes)
    known = app.openapi()["paths"]
    assert len(known) > 100
    for address, methods in known.items():
        for method in methods:
            path = address.replace("{", "x").replace("}", "")
            match, told = board.matches(_scope(method.upper(), path))
            assert match.name == "FULL", (method, address)
            assert told["route"].path.count("{") <= address.count("{")
            assert len(told["path_params"]) == address.count("{")


@pytest.fixture
def house() -> FastAPI:
    inner, app = APIRouter(), FastAPI()

    @inner.get("/things/{name}")
    async def named(name: str) -> str:
        return f"named {name}"

    @inner.get("/things/all")
    async def everything() -> str:
        return "never reached: what was declared before it takes the word for a name"

    @inner.post("/things")
    async def made() -> str:
        return "made"

    app.include_router(inner, prefix="/api/v1")
    app.router.routes.insert(0, Switchboard(app.routes))
    return app


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", "/api/v1/things/a%20b", 200, '"named a b"'),
        ("GET", "/api/v1/things/all", 200, '"named all"'),
        ("GET", "/api/v1/things/{}", 200, '"named {}"'),
        ("POST", "/api/v1/things", 200, '"made"'),
        ("DELETE", "/api/v1/things", 405, '{"detail":"Method Not Allowed"}'),
        ("GET", "/api/v1/things/a/b", 404, '{"detail":"Not Found"}'),
        ("GET", "/", 404, '{"detail":"Not Found"}'),
    ],
)
async def test_it_keeps_the_order_of_declaration_and_what_it_does_not_know_goes_on(
    house: FastAPI, method: str, path: str, status: int, body: str
) -> None:
    transport = httpx.ASGITransport(house)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        answer = await client.request(method, path)
    assert (answer.status_code, answer.text) == (status, body)
