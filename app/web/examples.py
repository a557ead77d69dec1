"""Examples of what to send, made from the description itself where a room gives none of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]
MISSING: Any = object()

_BY_FORMAT: Mapping[str, str] = {
    "uuid": "019d0a00-0000-7000-8000-000000000001",
    "date-time": "2026-04-01T10:00:00+08:00",
    "date": "2026-04-01",
    "time": "10:00:00",
    "binary": "",
}


def add_examples(document: dict[str, Any], operations: Iterable[dict[str, Any]]) -> None:
    """Gives every JSON body an example."""
    schemas = document["components"]["schemas"]
    for operation in operations:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is not None and "example" not in content and "examples" not in content:
            content["example"] = example_of(content["schema"], schemas)


def example_of(schema: Schema, schemas: Mapping[str, Schema], name: str = "") -> Any:
    """Something that fits the schema: its own example, or its smallest sensible value."""
    schema = _resolved(schema, schemas)
    given = _given(schema)
    if given is not MISSING:
        return given
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        return _object(schema, schemas)
    if kind == "array":
        return [example_of(schema.get("items", {}), schemas, name)] if schema.get("minItems") else []
    return _plain(schema, kind, name)


def _resolved(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """The schema itself: behind a name, or the first of several that is not null."""
    while True:
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rpartition("/")[2]]
        elif options := _options(schema):
            described = {key: schema[key] for key in ("description", "title") if key in schema}
            schema = described | options[0]
        else:
            return schema


def _options(schema: Schema) -> list[Schema]:
    several: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
    return [each for each in several if each != {"type": "null"}]


def _given(schema: Schema) -> Any:
    if "example" in schema:
        return schema["example"]
    return schema["examples"][0] if schema.get("examples") else MISSING


def _object(schema: Schema, schemas: Mapping[str, Schema]) -> dict[str, Any]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    wanted = schema.get("required") or list(properties)[:1]
    return {name: example_of(properties[name], schemas, name) for name in wanted if name in properties}


def _plain(schema: Schema, kind: str | None, name: str) -> Any:
    if kind == "boolean":
        return True
    if kind in {"integer", "number"}:
        return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    words = str(schema.get("description") or schema.get("title") or name or "text")
    return words.partition(" · ")[0][: schema.get("maxLength", 80)]
