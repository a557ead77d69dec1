"""What the session says a post opens is what the guards let through: neither more nor less."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.procedure.vocabulary import Role
from app.staff.openings import Openings
from tests.factories.callers import Caller, Callers

SOMETHING = "01890a5d-ac96-774b-bcce-b302099a8057"
SOME = (Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE, Role.SECURITY_DUTY_SUPERVISOR, Role.ADMINISTRATOR)


def operations(app: FastAPI) -> dict[str, tuple[str, str]]:
    """The method and the address of each operation that stands behind a guard."""
    openings: Openings = app.state.openings
    paths: dict[str, dict[str, dict[str, Any]]] = app.openapi()["paths"]
    return {
        told["operationId"]: (method.upper(), path)
        for path, methods in paths.items()
        for method, told in methods.items()
        if told.get("operationId") in openings.guarded
    }


async def asked(caller: Caller, method: str, path: str) -> httpx.Response:
    address = re.sub(r"\{\w+\}", SOMETHING, path.removeprefix("/api/v1"))
    return await caller(method, address, None if method == "GET" else {}, seen=1)


@pytest.mark.parametrize("role", SOME)
async def test_a_post_opens_exactly_what_its_guards_let_through(
    app: FastAPI, as_: Callers, role: Role
) -> None:
    opens = (await as_(role)("GET", "/session")).json()["opens"]
    guarded = operations(app)
    assert len(guarded) > 60
    assert set(opens) <= set(guarded)
    for name, (method, path) in guarded.items():
        answer = await asked(as_(role), method, path)
        refused = answer.status_code == 403 and answer.json()["code"] == "not_your_post"
        if name in opens:
            assert not refused, name
        else:  # what is not there is said first at a few addresses
            assert refused or answer.status_code == 404, name


async def test_the_heads_board_is_for_heads(app: FastAPI, as_: Callers) -> None:
    board = next(name for name, (_, path) in operations(app).items() if path.endswith("/supervision/board"))
    assert board in (await as_(Role.HEAD_OF_CUSTOMER_SERVICE)("GET", "/session")).json()["opens"]
    assert board not in (await as_(Role.FRONT_DESK)("GET", "/session")).json()["opens"]


@pytest.mark.parametrize("role", [Role.GROUP_VIEWER, Role.CENTRE_MANAGER])
async def test_the_session_says_who_sees_figures_alone(as_: Callers, role: Role) -> None:
    told = (await as_(role)("GET", "/session")).json()
    assert told["figures_alone"] is (role is Role.GROUP_VIEWER)
