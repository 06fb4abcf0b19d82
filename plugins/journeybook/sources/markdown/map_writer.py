"""Writes a map as Markdown, in the form that `map_reader` reads.

Values that the form cannot express (a title of two lines, prose that looks like a heading) are
written in another way: prose as a field in quotes, and as a last resort all stages in the front
matter. Only empty lines around prose are lost, which have no meaning in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.library.objects import Item
from journeybook.model.journey import Journey, Stage, Step
from journeybook.sources.markdown.field_lists import OWN_VALUE, SINGULAR
from journeybook.sources.markdown.front_matter import prose_of
from journeybook.sources.markdown.map_reader import read_markdown_map
from journeybook.sources.yaml.nodes import NULLS, Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.writer import Tree, flow, mapping_lines, quoted, tree_of, wants_escape

_SINGULAR = {plural: singular for singular, plural in SINGULAR.items()}

# Markdown that begins like a list or group of YAML.
_LINK = re.compile(r"\[\[|!?\[[^\[\]]*\]\(")
_SIMPLE_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")

# Fields that the heading and the prose express, and steps, which have their own headings.
_ELSEWHERE = frozenset({"id", "title", "narrative", "steps"})


def write_markdown(item: Item) -> str:
    """The Markdown file for `item`: a map with headings, any other object with its prose below."""
    front = tree_of(item)
    body = ""
    if isinstance(item, Journey):
        moments: list[Stage | Step] = []
        for stage in item.stages:
            moments += (stage, *stage.steps)
        if all(_fits_heading(moment) for moment in moments):
            body = "".join(_section(moment) for moment in moments)
            front.pop("stages", None)
    prose = front.pop("narrative", None)
    if isinstance(prose, str):
        plain = _plain(prose)
        # Headings within prose have a meaning only in maps.
        if not wants_escape(plain) and (
            not isinstance(item, Journey) or _reads_as(f"{plain}\n\n", plain, ())
        ):
            body = f"{plain}\n\n{body}"
        else:
            front["narrative"] = plain
    head = "\n".join(mapping_lines(front))
    return f"---\n{head}\n---\n\n{body}".rstrip("\n") + "\n"


def _section(moment: Stage | Step) -> str:
    """A stage's or step's heading, fields and prose."""
    tree = tree_of(moment)
    fields = [line for key, value in tree.items() if key not in _ELSEWHERE for line in _field(key, value)]
    listed = "".join(f"{line}\n" for line in fields)
    top = f"{_heading(moment)}\n\n" + (f"{listed}\n" if listed else "")
    if moment.narrative is None:
        return top
    prose = _plain(moment.narrative)
    with_prose = f"{top}{prose}\n\n"
    level = 2 if isinstance(moment, Stage) else 3
    opening = "" if level == 2 else "## Stage\n\n"
    if _fits_heading(moment) and _reads_as(
        opening + with_prose, moment.narrative, ("stages", 0, "steps", 0)[: level * 2 - 2]
    ):
        return with_prose
    return f"{_heading(moment)}\n\n{listed}- narrative: {quoted(prose)}\n\n"


def _heading(moment: Stage | Step) -> str:
    marks = "##" if isinstance(moment, Stage) else "###"
    return f"{marks} {moment.title}" + (f" {{#{moment.id}}}" if moment.id else "")


def _fits_heading(moment: Stage | Step) -> bool:
    """Whether the title can be written as a heading without loss."""
    if "\n" in moment.title or wants_escape(moment.title):
        return False
    root = _read(f"## {_heading(moment).lstrip('# ')}\n" if moment.title[0] != "#" else "")
    first = _at(root, ("stages", 0))
    if not isinstance(first, Mapping):
        return False
    said = {
        name: entry.value.text for name, entry in first.entries.items() if isinstance(entry.value, Scalar)
    }
    return said == {"title": moment.title, **({"id": moment.id} if moment.id else {})}


def _plain(prose: str) -> str:
    """Prose without surrounding empty lines."""
    found = prose_of(prose.split("\n"), "", 1)
    return found.text if found else prose


def _reads_as(text: str, narrative: str, path: tuple[str | int, ...]) -> bool:
    """Whether the prose at `path` of `text` is read as `narrative` and ends at the next heading."""
    if wants_escape(narrative):
        return False
    root = _read(f"{text}## End\n")
    stages = root.get("stages") if isinstance(root, Mapping) else None
    count = 2 if path else 1
    if not isinstance(stages, Sequence) or len(stages.items) != count:
        return False
    holder = _at(root, path)
    found = holder.get("narrative") if isinstance(holder, Mapping) else None
    steps = holder.get("steps") if isinstance(holder, Mapping) else None
    return isinstance(found, Scalar) and found.text == narrative and steps is None


def _read(body: str) -> Node | None:
    root, findings = read_markdown_map(f"---\ntitle: Map\n---\n\n{body}", "")
    return None if findings else root


def _at(root: Node | None, path: tuple[str | int, ...]) -> Node | None:
    here = root
    for part in path:
        if isinstance(here, Mapping) and isinstance(part, str):
            here = here.get(part)
        elif isinstance(here, Sequence) and isinstance(part, int):
            here = here.items[part] if part < len(here.items) else None
        else:
            return None
    return here


def _field(key: str, value: Tree) -> Iterator[str]:
    match value:
        case str():
            yield f"- {key}: {_value(value)}"
        case list():
            # Ids stand on one line; texts and items with fields have a line each.
            if all(isinstance(item, str) and _SIMPLE_KEY.fullmatch(item) for item in value):
                yield f"- {key}: {flow(value)}"
            else:
                for item in value:
                    yield from _item(_SINGULAR.get(key, key), item, OWN_VALUE.get(key, "text"))
        case dict():
            yield from _group(key, value)


def _item(name: str, item: Tree, own: str) -> Iterator[str]:
    """One item of a list: its main value behind the name, its other fields nested."""
    if isinstance(item, dict) and isinstance(item.get(own), str):
        rest = {key: value for key, value in item.items() if key != own}
        yield f"- {name}: {_value(str(item[own]))}"
        yield from (f"  - {key}: {_nested(value)}" for key, value in rest.items())
    else:
        yield f"- {name}: {_nested(item)}"


def _group(key: str, group: dict[str, Tree]) -> Iterator[str]:
    """Fields by name: numbers on one line, texts on a line each."""
    wordy = any(not isinstance(value, str) or " " in value for value in group.values())
    # A phrase with its team is one value, for which `{text, team}` is clearer than a list.
    if not wordy or "text" in group or not all(_SIMPLE_KEY.fullmatch(name) for name in group):
        yield f"- {key}: {flow(group)}"
        return
    yield f"- {key}:"
    for name, value in group.items():
        if isinstance(value, list):
            yield f"  - {name}:"
            # A text with a colon would be read as a field there.
            yield from (
                f"    - {quoted(item) if isinstance(item, str) and ':' in item else _nested(item)}"
                for item in value
            )
        else:
            yield f"  - {name}: {_nested(value)}"


def _nested(value: Tree) -> str:
    return _value(value) if isinstance(value, str) else flow(value)


def _value(text: str) -> str:
    """`text` as it stands behind a name, in quotes if it would be read as something else."""
    stands = (
        text == text.strip()
        and text not in NULLS
        and not re.search(r"[\n\t]", text)
        and not wants_escape(text)
        and text[0] not in "\"'"
        and (text[0] not in "[{" or _LINK.match(text) is not None)
    )
    return text if stands else quoted(text)
