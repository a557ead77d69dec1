"""Every operation of the description, called with what nobody expects: never a 500, never undeclared."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, HookContext

from tests.houses import RunningHouse, folder, house

WRITTEN = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
EXAMPLES = int(os.environ.get("YINGMEN_FUZZ_EXAMPLES", "10"))
CALLERS = ("desk", "admin", "head", "manager", "area-a", "guard", "control")
GIVES_ITS_SESSION_UP = "gardener"
PEOPLE = ("/api/v1/staff", "/api/v1/appointments")
EVERY_BOUNDARY = "YINGMEN_FUZZ_BOUNDARIES" in os.environ
"""A hundred thousand requests at the edge of every field: `make soak`, not `make test`."""

CONFIG = schemathesis.Config.from_dict(
    {
        "phases": {"coverage": {"enabled": EVERY_BOUNDARY}},
        "checks": {
            # A well-formed request may be refused for the state of the case or the caller's post.
            "positive_data_acceptance": {"enabled": False},
            # Who edits without naming the version seen is told so before anything else.
            "missing_required_header": {"expected-statuses": [400, 401, 403, 404, 422, 428]},
            # And who names an old one, whatever else is wrong.
            "negative_data_rejection": {
                "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429]
            },
        },
    }
)

SEEN: dict[str, list[str]] = {}
"""The ids that each collection of the running house shows, by the collection's path."""

ENDLESS = "/api/v1/stream"
"""An answer that never ends has tests of its own."""

schema = schemathesis.openapi.from_path(WRITTEN, config=CONFIG).exclude(path=ENDLESS)


class Callers:
    """People of the demo centre, signed in."""

    def __init__(self, running: RunningHouse) -> None:
        self.address = running.address
        self._passwords: dict[str, str] = json.loads((running.data_dir / "demo_sign_ins.json").read_text())
        self._cookies = {login: self._sign_in(login) for login in (*CALLERS, GIVES_ITS_SESSION_UP)}

    def _sign_in(self, login: str) -> dict[str, str]:
        given = {"login": login, "password": self._passwords[login]}
        answer = httpx.post(f"{self.address}/api/v1/session", json=given, timeout=30)
        assert answer.status_code == 200, answer.text
        return dict(answer.cookies)

    def look_around(self) -> None:
        """Notes the ids of every collection that can be read without knowing one."""
        for path, ways in schema.raw_schema["paths"].items():
            if path.startswith("/api/") and "{" not in path and "get" in ways and path != ENDLESS:
                for login in CALLERS:
                    answer = httpx.get(self.address + path, cookies=self._cookies[login], timeout=30)
                    found = answer.json() if answer.headers["content-type"] == "application/json" else {}
                    items = found.get("items", []) if isinstance(found, dict) else found
                    ids = [item["id"] for item in items if isinstance(item, dict) and "id" in item]
                    SEEN[path] = sorted({*SEEN.get(path, []), *ids})

    def cookies_for(self, case: Case[Any]) -> dict[str, str]:
        """Another caller each time, the same for the same request."""
        if "/session" in case.operation.path or "/password" in case.operation.path:
            return self._cookies[GIVES_ITS_SESSION_UP]
        number = len(repr((case.path_parameters, case.query, case.body)))
        return self._cookies[CALLERS[number % len(CALLERS)]]


@schema.hook
def map_path_parameters(context: HookContext, path_parameters: object) -> object:
    """Half of all well-formed ids become ids that there are."""
    operation = context.operation
    assert operation is not None
    if not isinstance(path_parameters, dict):
        return path_parameters
    if operation.method != "get" and operation.path.startswith(PEOPLE):
        return path_parameters  # or the callers themselves would be dismissed
    for name, value in path_parameters.items():
        seen = SEEN.get(operation.path.partition("/{" + name + "}")[0])
        if seen and (number := _number(value)) is not None and number % 2:
            path_parameters[name] = seen[number // 2 % len(seen)]
    return path_parameters


def _number(value: object) -> int | None:
    try:
        return UUID(str(value)).int
    except ValueError:
        return None


@pytest.fixture(scope="session")
def callers() -> Iterator[Callers]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    cheap = {
        "YINGMEN_PASSWORD_MEMORY_KIB": "8",
        "YINGMEN_PASSWORD_ROUNDS": "1",
        "YINGMEN_LOG_LEVEL": "error",
        "YINGMEN_OUTGOING": "0",
    }
    with folder() as place, house(place, port, **cheap) as running:
        running.wait_until_up()
        everybody = Callers(running)
        everybody.look_around()
        yield everybody


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_unexpected_request_gets_a_declared_answer(case: Case[Any], callers: Callers) -> None:
    case.call_and_validate(base_url=callers.address, cookies=callers.cookies_for(case))
