"""Edits that add a former id to `was` of an object, a step or a word, in its style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.diagnostics import Edit
from journeybook.editing.field_edits import is_whole, written
from journeybook.editing.source_text import EditingError, SourceText
from journeybook.sources.fixes import insertion
from journeybook.sources.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.writer import scalar

_BULLET = re.compile(r"[ ]{0,1}(?P<mark>[-*+])[ \t]+")


def former_id_edits(source: SourceText, holder: Mapping, old: str, new: str) -> Iterator[Edit]:
    """The edits that add `old` to `was` of `holder` and remove `new` from it."""
    was = holder.entries.get("was")
    if was is not None:
        yield from _added(source, was, old, new)
        return
    heading = holder.entries.get("title")
    if heading and heading.key.place == heading.value.place:
        yield below_heading(source, holder, heading, f"was: {old}")
    else:
        yield written(source, holder, "was", f"[{old}]", after=("title", "id"))


def _added(source: SourceText, was: Entry, old: str, new: str) -> Iterator[Edit]:
    value = was.value
    items = value.items if isinstance(value, Sequence) else (value,)
    known = [item for item in items if isinstance(item, Scalar) and not item.is_null]
    again = next((item for item in known if item.text == new), None)
    if again is not None:
        # Renamed back: `old` replaces `new` in `was`.
        if all(item.text != old for item in known):
            yield source.reworded(again, old)
        return
    if any(item.text == old for item in known):
        return
    if not known:
        yield _filled(source, was, old)
        return
    last = known[-1]
    place = last.place
    line = source.line(place.line)
    behind = source.column(place) - 1 + place.length
    dash = re.fullmatch(r"(?P<indent>[ ]*)-[ ]+", line[: source.column(place) - 1])
    if source.sign(value.place) == "[":
        yield source.insertion(place.line, behind + 1, f", {old}")
    elif dash and isinstance(value, Sequence):
        yield source.insertion(place.line, len(line) + 1, f"\n{dash['indent']}- {old}")
    else:
        yield source.reworded(last, f"[{last.text}, {old}]")


def _filled(source: SourceText, was: Entry, old: str) -> Edit:
    """The edit that fills an empty `was`."""
    line = was.key.place.line
    found = re.compile(r"was[\"']?\s*:(?P<rest>[ \t]*(?:\[\s*\]|~|null)?)").search(
        source.line(line), source.column(was.key.place) - 1
    )
    if not found:
        raise EditingError("`was` is written in a way that cannot be edited", (f"{source.file}:{line}",))
    start = source.starts[line - 1] + found.start("rest")
    return source.at(start, start + len(found["rest"]), f" [{old}]")


def below_heading(source: SourceText, holder: Mapping, heading: Entry, field: str) -> Edit:
    """The edit that adds `field` (name and value) as first line below a heading of a Markdown map.

    Raises EditingError if there is no line for it.
    """
    line = heading.value.place.line
    listed = [
        entry.key.place.line for entry in holder.entries.values() if _is_listed(source, entry, after=line)
    ]
    if listed:
        first = min(listed)
        mark = _BULLET.match(source.line(first))
        return source.insertion(first, 1, f"{mark['mark'] if mark else '-'} {field}\n")
    if line == len(source.lines):
        raise EditingError("the file does not end with a line break", (f"{source.file}:{line}",))
    gap = "" if not source.line(line + 1).strip() else "\n"
    return source.insertion(line + 1, 1, f"\n- {field}\n{gap}")


def _is_listed(source: SourceText, entry: Entry, after: int) -> bool:
    place = entry.key.place
    if place.line <= after:
        return False
    line = source.line(place.line)
    bullet = _BULLET.match(line)
    return bullet is not None and line[bullet.end() :].startswith(f"{entry.key.text}:")


def identified(source: SourceText, holder: Mapping, new: str) -> Edit:
    """The edit that writes the id of a stage or step whose id was made from its title."""
    edit = insertion(holder, new, source.lines, 1)
    if edit is None:
        raise EditingError("no id can be written here", (f"{source.file}:{holder.place.line}",))
    return edit


def word_renamed(
    source: SourceText, shelf: Node, old: str, new: str, title: str, *, keeps: bool
) -> Iterator[Edit]:
    """The edits that rename a word of the vocabulary.

    With `keeps`, its former id is added, and its title if it had none. `shelf` is the tree of
    `channels`, `teams` and so on. Raises EditingError if the word is not in it.
    """
    if isinstance(shelf, Sequence):
        yield from _in_list(source, shelf, old, new, title, keeps=keeps)
        return
    entry = shelf.entries.get(old) if isinstance(shelf, Mapping) else None
    if entry is None:
        raise EditingError(f"`{old}` is not written in {source.file}")
    yield source.reworded(entry.key, new)
    value = entry.value
    if not keeps:
        return
    if isinstance(value, Mapping):
        yield from former_id_edits(source, value, old, new)
    elif isinstance(value, Scalar) and value.is_null and not value.text:
        line = entry.key.place.line
        colon = source.line(line).find(":", source.column(entry.key.place) - 1 + entry.key.place.length)
        if colon < 0:
            # Entries of a set such as `{web, app}` have no colon.
            behind = source.column(entry.key.place) + entry.key.place.length
            yield source.insertion(line, behind, f": {_titled(title, old)}")
        else:
            yield source.insertion(line, colon + 2, f" {_titled(title, old)}")
    elif isinstance(value, Scalar):
        raw = source.raw(value)
        if not is_whole(source, value):
            raise EditingError(
                f"the title of `{old}` is written over several lines", (f"{source.file}:{value.place.line}",)
            )
        start = source.offset(value.place)
        written = raw if not value.plain else scalar(value.text, in_flow=True)
        yield source.at(start, start + len(raw), f"{{title: {written}, was: [{old}]}}")


def _titled(title: str, old: str) -> str:
    return f"{{title: {scalar(title, in_flow=True)}, was: [{old}]}}"


def _in_list(
    source: SourceText, shelf: Sequence, old: str, new: str, title: str, *, keeps: bool
) -> Iterator[Edit]:
    """The edits of a list of ids; with `keeps` it becomes a mapping, to hold the former id."""
    items = [item for item in shelf.items if isinstance(item, Scalar)]
    mine = next((item for item in items if item.text == old), None)
    if mine is None:
        raise EditingError(f"`{old}` is not written in {source.file}")
    yield source.reworded(mine, new)
    if not keeps:
        return
    opening = source.offset(shelf.place)
    is_flow = source.sign(shelf.place) == "["
    for item in items:
        start = source.offset(item.place)
        end = start + item.place.length
        behind = f": {_titled(title, old)}" if item is mine else "" if is_flow else ":"
        if behind:
            yield source.at(end, end, behind)
        if not is_flow:
            dash = source.text.rfind("-", 0, start)
            yield source.at(dash, dash + 1, " ")
    if is_flow:
        yield source.at(opening, opening + 1, "{")
        closing = source.text.find("]", source.offset(items[-1].place) + items[-1].place.length)
        yield source.at(closing, closing + 1, "}")
