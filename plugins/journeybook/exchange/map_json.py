"""Imports `map.json`, which holds every field of a map."""

from __future__ import annotations

import json
from typing import Any

from journeybook.diagnostics import Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportResult, Recognized, SourceFile
from journeybook.exchange.own_maps import own_map
from journeybook.rules import import_rules
from journeybook.sources.step_ids import is_id

DEPTH = 40
"""The most lists and objects of JSON, each within the other."""


def read_json(source: SourceFile) -> tuple[Any, ImportResult | None]:
    """The data of a JSON file, or None and the result that says why not."""
    text, problems = source.decoded
    if text is None or problems:
        return None, ImportResult((), problems)
    if _depth(text) > DEPTH:
        deep = import_rules.too_much_to_import.at(
            Place(source.name), f"its lists are nested deeper than {DEPTH} levels", "export the file again"
        )
        return None, ImportResult((), (deep,))
    try:
        return json.loads(text), None
    except ValueError as fault:
        line = getattr(fault, "lineno", 1)
        found = import_rules.not_imported.at(
            Place(source.name, line), f"this is no JSON: {fault}", "export the file again"
        )
        return None, ImportResult((), (found,))


def _depth(text: str) -> int:
    deepest = depth = 0
    quoted = escaped = False
    for sign in text:
        if quoted:
            quoted = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            quoted = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


class MapJsonImporter:
    """The `Importer` of our own `map.json`."""

    kind = ImportKind.MAP_JSON
    endings = (".json",)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether it has the parts of `map.json`."""
        data, _ = read_json(source)
        return isinstance(data, dict) and {"id", "map", "figures"} <= set(data)

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map in the file."""
        data, failed = read_json(source)
        if failed:
            return failed
        fields = data.get("map") if isinstance(data, dict) else None
        if not isinstance(fields, dict):
            found = import_rules.not_imported.at(
                Place(source.name), "there is no `map` in it", "export the map again"
            )
            return ImportResult((), (found,))
        things = data.get("things")
        titles = {
            thing["id"]: thing["title"]
            for thing in (things if isinstance(things, list) else ())
            if isinstance(thing, dict)
            and thing.get("kind") == "persona"
            and isinstance(thing.get("id"), str)
            and isinstance(thing.get("title"), str)
        }
        section = data.get("section") if isinstance(data.get("section"), str) else ""
        if not all(is_id(part) for part in section.split("/") if section):
            section = ""
        made, findings = own_map(
            {**fields, "id": data.get("id"), "section": section},
            titles,
            context,
            Place(source.name),
            form="a map.json of a portal",
            recognized=tuple(Recognized(name, name, _count(value)) for name, value in fields.items()),
            whole=True,
        )
        return ImportResult((made,) if made else (), findings)


def _count(value: object) -> int:
    return len(value) if isinstance(value, list | dict) else 1
