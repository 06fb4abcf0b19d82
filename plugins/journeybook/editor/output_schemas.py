"""JSON Schemas of the JSON output of commands."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from journeybook.format.descriptions import about, attribute_texts

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def output_schema(output: type, parts: dict[str, type]) -> dict[str, Any]:
    """The schema of an output described by typed dictionaries; `parts` are all of them by name.

    It permits further keys, which later versions may add.
    """
    schema = TypeAdapter(output).json_schema(mode="serialization")
    definitions = schema.pop("$defs", {})
    for name, part in definitions.items():
        _described(part, parts[name])
    _described(schema, output)
    return {"$schema": DIALECT, **schema, "$defs": dict(sorted(definitions.items()))}


def _described(schema: dict[str, Any], source: type) -> None:
    """Add the descriptions from docstrings, and remove titles that repeat names."""
    schema.pop("title", None)
    schema["description"] = about(source)
    said = attribute_texts(source)
    for name, field in schema["properties"].items():
        field.pop("title", None)
        if name in said:
            field["description"] = said[name]
