"""The API's description: valid, whole, in step with the service, good to make a client from."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import openapi

WRITTEN = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
METHODS = ("get", "post", "put", "patch", "delete")
OPEN_TO_ALL = {"check_health", "check_ready", "healthz", "readyz", "sign_in"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(openapi.text())
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def test_it_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_the_written_one_is_that_of_the_service() -> None:
    openapi.check(WRITTEN)


def test_a_stale_one_is_refused(tmp_path: Path) -> None:
    stale = tmp_path / "openapi.json"
    with pytest.raises(openapi.Drifted):
        openapi.check(stale)
    openapi.write(stale)
    openapi.check(stale)
    stale.write_text(stale.read_text(encoding="utf-8").replace("Yingmen", "Other", 1), encoding="utf-8")
    with pytest.raises(openapi.Drifted, match="make openapi"):
        openapi.check(stale)


def test_every_operation_reads_well_in_a_generated_client(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name)] == []
    assert [each["operationId"] for _, _, each in operations(document) if not each.get("summary")] == []


def test_every_refusal_is_a_declared_problem_document(document: dict[str, Any]) -> None:
    plain = [
        f"{operation['operationId']} {status}"
        for _, _, operation in operations(document)
        for status, answer in operation["responses"].items()
        if status[0] in "45" and "application/problem+json" not in answer.get("content", {})
    ]
    assert plain == []


def test_every_operation_says_how_it_refuses(document: dict[str, Any]) -> None:
    missing = []
    for method, path, operation in operations(document):
        name, declared = operation["operationId"], set(operation["responses"])
        if not path.startswith("/api/") or name in OPEN_TO_ALL:
            continue
        missing += [f"{name} {status}" for status in expected(method, path) - declared]
    assert missing == []


def expected(method: str, path: str) -> set[str]:
    """The refusals that any such operation can give."""
    found = {"401", "422"}
    if "{" in path:
        found.add("404")
    if method in {"put", "patch"}:
        found |= {"403"}
    return found


def test_bodies_of_requests_show_an_example(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    without = []
    for _, _, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is not None and not has_example(content, schemas):
            without.append(operation["operationId"])
    assert without == []


def has_example(content: dict[str, Any], schemas: dict[str, Any]) -> bool:
    schema = content["schema"]
    named = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    properties = named.get("properties", {}).values()
    return (
        any(word in each for each in (content, schema, named) for word in ("example", "examples"))
        or not properties
        or all("example" in each or "examples" in each for each in properties)
    )
