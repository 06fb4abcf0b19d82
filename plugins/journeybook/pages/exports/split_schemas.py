"""The published JSON Schemas of a portal in parts, derived from that of a portal in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from journeybook.pages.exports.json_schemas import DIALECT, portal_schema, tidy
from journeybook.pages.exports.portal_lists import LISTS
from journeybook.pages.exports.portal_parts import ONE_FILE
from journeybook.pages.exports.portal_types import SPLIT_VERSION, Part

INDEX_MEANING = (
    f"The index of a portal with more than {ONE_FILE} objects of a kind. It has what version 1 of "
    "`portal.json` has, but for lists that are in `parts`: all entries of the parts of a list, in "
    "their order, are the list. A list that is neither here nor in `parts` is empty."
)
PART_MEANING = (
    "A part of a portal: some entries of one list, below the same keys as in version 1 of "
    "`portal.json`. It is the file `part` of the `of` files of its list."
)


def index_schema() -> dict[str, Any]:
    """The schema of `portal.json` as an index."""
    schema = portal_schema()
    for each in LISTS:
        holder, key = _holder(schema, each.name)
        holder["required"].remove(key)
    part = tidy(TypeAdapter(Part).json_schema(mode="serialization", by_alias=True))
    schema["$defs"]["Part"] = part
    schema["properties"] |= {
        "version": {"const": SPLIT_VERSION},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
    }
    schema["required"].append("parts")
    return {**schema, "title": "The index of a portal of journey maps", "description": INDEX_MEANING}


def part_schema() -> dict[str, Any]:
    """The schema of a part."""
    portal = portal_schema()
    lists: dict[str, Any] = {}
    for each in LISTS:
        holder, key = _holder(portal, each.name)
        listed = holder["properties"][key] | ({"maxItems": each.most} if each.most else {})
        outer = each.name.rpartition(".")[0]
        if outer:
            lists.setdefault(outer, {"type": "object", "properties": {}})["properties"][key] = listed
        else:
            lists[key] = listed
    schema = {
        "$schema": DIALECT,
        "title": "A part of a portal of journey maps",
        "description": PART_MEANING,
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": SPLIT_VERSION},
            "part": {"type": "integer"},
            "of": {"type": "integer"},
            **lists,
        },
        "required": ["$schema", "version", "part", "of"],
    }
    return {**schema, "$defs": {name: portal["$defs"][name] for name in sorted(_named(schema, portal))}}


def _holder(schema: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The object of the schema that holds a list, and the list's key in it."""
    outer, _dot, key = name.rpartition(".")
    if not outer:
        return schema, key
    target = schema["properties"][outer]["$ref"].rpartition("/")[2]
    return schema["$defs"][target], key


def _named(part: Any, schema: dict[str, Any]) -> set[str]:
    """The definitions that a part of a schema needs, with those that these need."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        new = {target for target in _references(waiting.pop()) if target not in found}
        found |= new
        waiting += [schema["$defs"][name] for name in new]
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)
