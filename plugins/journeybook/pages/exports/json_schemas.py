"""The published JSON Schemas of `map.json` and `portal.json`, generated from the types."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from journeybook.model.journey import Journey
from journeybook.pages.exports.map_export import MAP_TYPE, NOT_WRITTEN
from journeybook.pages.exports.portal_export import PORTAL_TYPE

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DURATION = {
    "type": "string",
    "pattern": "^[0-9]+ (minute|hour|day|week|month|year)s?$",
    "description": "A span of time: a count and a unit, such as `6 months`.",
}


def map_schema() -> dict[str, Any]:
    """The schema of `map.json`; its part `map` is the source format."""
    schema = MAP_TYPE.json_schema(mode="serialization", by_alias=True)
    source = TypeAdapter(Journey).json_schema(mode="serialization", by_alias=True)
    for name in NOT_WRITTEN:
        del source["properties"][name]
    source["required"].remove("id")
    parts = {**source.pop("$defs"), "Journey": source, "Duration": _DURATION}
    # The source format and the figures share names of types, such as Pain; the former get a prefix.
    renamed = {name: f"Map{name}" if name in schema["$defs"] else name for name in parts}
    schema["$defs"] |= {renamed[name]: _pointing(part, renamed) for name, part in parts.items()}
    schema["properties"]["map"] = {"$ref": f"#/$defs/{renamed['Journey']}"}
    return _published(schema, "A journey map")


def portal_schema() -> dict[str, Any]:
    """The schema of `portal.json`."""
    return _published(
        PORTAL_TYPE.json_schema(mode="serialization", by_alias=True), "A portal of journey maps"
    )


def written_schema(schema: dict[str, Any]) -> str:
    """A schema as indented JSON."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _published(schema: dict[str, Any], title: str) -> dict[str, Any]:
    found: dict[str, Any] = tidy(schema)
    return {**found, "$schema": DIALECT, "title": title}


def tidy(part: Any) -> Any:
    """A part of a schema without titles that only repeat a name, and open for additions."""
    if isinstance(part, list):
        return [tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {}
    for key, value in part.items():
        if key in ("properties", "$defs"):
            found[key] = {name: tidy(each) for name, each in value.items()}
        elif key in _BOUNDS:
            found[_BOUNDS[key]] = value
        elif key == "maxLength" and part.get("type") == "object":
            found["maxProperties"] = value
        elif key not in _DROPPED or (key == "additionalProperties" and value is not False):
            found[key] = tidy(value)
    return found


_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""Bounds of numbers that are read from text have their Python names."""

_DROPPED = frozenset({"title", "additionalProperties"})


def _pointing(part: Any, renamed: dict[str, str]) -> Any:
    """The part with references to the renamed definitions."""
    if isinstance(part, list):
        return [_pointing(each, renamed) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: _pointing(value, renamed) for key, value in part.items()}
    target = found.get("$ref")
    if isinstance(target, str):
        name = target.rpartition("/")[2]
        found["$ref"] = f"#/$defs/{renamed.get(name, name)}"
    return found
