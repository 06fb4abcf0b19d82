"""Fixes that are computed from the tree of a source: replacing a word and adding ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.diagnostics import Diagnostic, Edit, Fix, Place
from journeybook.model.journey import Journey, Moment
from journeybook.rules import step_rules
from journeybook.sources.yaml.nodes import Mapping, Node, Scalar, Sequence

_BEFORE_FIELD = re.compile(r" *(?:- +)*")


def reworded(place: Place, old: str, new: str, *, safe: bool = True) -> Fix | None:
    """The fix that replaces `old` with `new`; None if the length of `place` does not fit `old`."""
    if place.length != len(old) or old == new or not old.strip() or "\n" in old:
        return None
    return Fix(f"write `{new}`", (Edit(place, old, new),), safe)


def nameless_moments(root: Mapping, journey: Journey, text: str, first_line: int = 1) -> Iterator[Diagnostic]:
    """One finding for all stages and steps of a map that have no written id, with the edits.

    The ids are those that the portal uses already, so links to them stay valid.
    """
    lines = text.split("\n")
    found: list[tuple[Mapping, Moment]] = [
        (node, moment) for node, moment in _pairs(root, journey) if "id" not in node.entries
    ]
    if not found:
        return
    edits = [insertion(node, moment.id or "", lines, first_line) for node, moment in found]
    count = len(found)
    what = "a stage or step has no id" if count == 1 else f"{count} stages and steps have no id"
    first = found[0][0].entries.get("title")
    fix = Fix("write their ids", tuple(each for each in edits if each)) if all(edits) else None
    yield step_rules.missing_stable_id.at(
        first.value.place if first else found[0][0].place,
        f"{what} of its own: links to it break when a title changes"
        if count == 1
        else f"{what} of their own: links to them break when titles change",
        "`journeybook check --fix` writes them" if fix else f"add `id: {found[0][1].id}` and so on",
        fix,
    )


def _pairs(root: Mapping, journey: Journey) -> Iterator[tuple[Mapping, Moment]]:
    for stage, of_stage in zip(_mappings(root.get("stages")), journey.stages, strict=False):
        yield stage, of_stage
        yield from zip(_mappings(stage.get("steps")), of_stage.steps, strict=False)


def _mappings(node: Node | None) -> list[Mapping]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Mapping)]


def insertion(node: Mapping, key: str, lines: list[str], first_line: int) -> Edit | None:
    """The edit that adds an id to a mapping; None if its notation leaves no safe place."""
    if not node.entries:
        return None
    first = next(iter(node.entries.values()))
    place = first.key.place
    row = place.line - first_line
    line = lines[row] if 0 <= row < len(lines) else ""
    if isinstance(first.value, Scalar) and first.value.place == place:
        return _in_heading(first.value, key, line)
    if node.place.line == place.line and node.place.column == place.column:
        before = line[: place.column - 1]
        if not _BEFORE_FIELD.fullmatch(before):
            return None
        return Edit(_point(place), "", f"id: {key}\n{' ' * len(before)}")
    opening = node.place.line - first_line
    there = lines[opening] if 0 <= opening < len(lines) else ""
    if there[node.place.column - 1 : node.place.column] != "{":
        return None
    inside = Place(node.place.file, node.place.line, node.place.column + 1, 0)
    return Edit(inside, "", f"id: {key}, ")


def _in_heading(title: Scalar, key: str, line: str) -> Edit | None:
    """The edit for a heading of a Markdown map, which has its id behind the title."""
    end = title.place.column - 1 + len(title.text)
    if not title.text or line[end:].strip() or line[title.place.column - 1 : end] != title.text:
        return None
    return Edit(Place(title.place.file, title.place.line, end + 1, 0), "", f" {{#{key}}}")


def _point(place: Place) -> Place:
    return Place(place.file, place.line, place.column, 0)
