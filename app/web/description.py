"""The API's description, made whole: how one signs in, how each operation refuses, what to send.

Rooms declare what is theirs. What holds for every operation is added here once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.web.examples import add_examples
from app.web.problems import MEDIA_TYPE, TITLES, Problem

Operation = dict[str, Any]

API = "/api/"
WRITING = frozenset({"post", "put", "patch", "delete"})
NEEDED = "428"
HEADER_NAMES = {"if-match": "If-Match", "idempotency-key": "Idempotency-Key"}
HEADERS_OF: Mapping[str, tuple[str, str]] = {
    "401": ("WWW-Authenticate", "How one proves who one is"),
    "412": ("ETag", "The version that stands now"),
    "429": ("Retry-After", "Seconds until the next try"),
    "503": ("Retry-After", "Seconds until the next try"),
}
WAYS_IN: Mapping[str, dict[str, str]] = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "yingmen_session",
        "description": "A person's session, opened by `POST /api/v1/session`",
    },
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key (captures and reads), or a token that a person has delegated",
    },
}
EITHER_WAY: list[dict[str, list[str]]] = [{name: []} for name in WAYS_IN]


def describe(app: FastAPI, tags: Mapping[str, str]) -> None:
    """Lets the application describe itself, once, when it is asked."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _whole(app, tags)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's own way to do this


def _whole(app: FastAPI, tags: Mapping[str, str]) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        tags=[{"name": name, "description": words} for name, words in tags.items()],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/", "description": "This installation"}],
    )
    schemas = document["components"]["schemas"]
    document["components"]["securitySchemes"] = dict(WAYS_IN)
    document["security"] = EITHER_WAY
    for method, path, operation in operations(document):
        _tell_headers(operation)
        _tell_refusals(method, path, operation)
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schemas["Problem"].pop("$defs", {}))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    add_examples(document, [operation for _, _, operation in operations(document)])
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    """Every operation with its method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in WRITING or method == "get":
                yield method, path, operation


def _tell_headers(operation: Operation) -> None:
    """Headers under the names people know; an edit that needs a version says so."""
    for parameter in operation.get("parameters", ()):
        parameter["name"] = HEADER_NAMES.get(parameter["name"], parameter["name"])
        if parameter["name"] == "If-Match" and NEEDED in operation["responses"]:
            parameter["required"] = True
            parameter["schema"] = {"type": "string", "pattern": '^"[0-9]{1,9}"$', "examples": ['"7"']}


def _tell_refusals(method: str, path: str, operation: Operation) -> None:
    if not path.startswith(API):
        operation["security"] = []
    answers = operation["responses"]
    wanted = _refusals(method, path, operation) | {status for status in answers if status[0] in "45"}
    for status in wanted:
        answers[status] = _problem(status)
    operation["responses"] = dict(sorted(answers.items()))


def _refusals(method: str, path: str, operation: Operation) -> set[str]:
    """How any such operation can refuse."""
    if not path.startswith(API):
        return {"500", "503"}
    found = {"422", "500", "503"}
    if operation.get("security") != []:
        found |= {"401", "403"}
    if "{" in path:
        found.add("404")
    if method in WRITING:
        found.add("409")
    if "requestBody" in operation:
        found |= {"413", "415"}
    return found


def _problem(status: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": TITLES[int(status)],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in HEADERS_OF:
        name, words = HEADERS_OF[status]
        told["headers"] = {name: {"description": words, "schema": {"type": "string"}}}
    return told
