"""Edits that write a field into a mapping, in the style of the mapping."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeybook.diagnostics import Edit
from journeybook.editing.source_text import EditingError, SourceText
from journeybook.sources.yaml.nodes import Mapping, Scalar

_BEHIND = re.compile(r"[ \t]*(?:#.*)?")


def written(source: SourceText, holder: Mapping, name: str, value: str, *, after: Sequence[str]) -> Edit:
    """The edit that adds a field to `holder`: after the first of `after` that it has, or first.

    `value` is one line of YAML that is also valid in a flow mapping.
    """
    place = holder.place
    is_flow = source.sign(place) == "{"
    for key in after:
        entry = holder.entries.get(key)
        if not entry or not isinstance(entry.value, Scalar) or entry.value.is_null:
            continue
        there = entry.value.place
        line = source.line(there.line)
        end = source.column(there) - 1 + there.length
        if is_flow and is_whole(source, entry.value):
            return source.insertion(there.line, end + 1, f", {name}: {value}")
        if not is_flow and there.line == entry.key.place.line and _BEHIND.fullmatch(line, end):
            indent = " " * (source.column(entry.key.place) - 1)
            return source.insertion(there.line, len(line) + 1, f"\n{indent}{name}: {value}")
    if is_flow:
        return source.insertion(place.line, source.column(place) + 1, f"{name}: {value}, ")
    if not holder.entries:
        raise EditingError("there is no field beside which it could stand", (f"{source.file}:{place.line}",))
    first = next(iter(holder.entries.values())).key.place
    column = source.column(first)
    return source.insertion(first.line, column, f"{name}: {value}\n{' ' * (column - 1)}")


def set_field(source: SourceText, holder: Mapping, name: str, value: str, *, after: Sequence[str]) -> Edit:
    """The edit that sets a field of one short value; raises EditingError if none is safe."""
    entry = holder.entries.get(name)
    if entry is None:
        return written(source, holder, name, value, after=after)
    if isinstance(entry.value, Scalar) and not entry.value.is_null:
        return source.reworded(entry.value, value)
    raise EditingError(
        f"`{name}` is written in a way that cannot be edited", (f"{source.file}:{entry.key.place.line}",)
    )


def is_whole(source: SourceText, value: Scalar) -> bool:
    """Whether a value is on one line, so that its end is known from its place."""
    raw = source.raw(value)
    return raw == value.text if value.plain else len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'"
