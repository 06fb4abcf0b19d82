"""The front matter of a hand-written page, read within limits before the host reads it without any.

MkDocs reads YAML between two lines of `---`, or else lines such as `title: Notes` at the top of a
page. This module reads what a host would read, and reports what would stop or block it or break a
template of the theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import file_rules, site_rules, yaml_rules
from journeybook.sources.yaml.nodes import Entry, Node, Scalar, data_of
from journeybook.sources.yaml.nodes import Mapping as MappingNode
from journeybook.sources.yaml.reader import read_yaml
from journeybook.text.characters import visible

LINES = 1_000
"""The most lines such as `title: Notes` at the top of a page without `---`."""

_WAYS_OUT = {
    file_rules.file_too_large.code: "move the text into the page",
    yaml_rules.alias.code: "write the value out; a text that begins with `&` or `*` goes in quotes",
    yaml_rules.tag.code: "remove the tag; a text that begins with `!` goes in quotes",
    yaml_rules.nested_too_deep.code: "look for a bracket that is not closed",
    yaml_rules.too_many_values.code: "move what the page says into the page",
}
"""Advice on valid YAML that is refused for its cost: size, aliases, tags, nesting, many values."""

_YAML = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"(?P<before>[ ]{0,3})(?P<name>[A-Za-z0-9_-]+):(?P<value>.*)")
_MORE = re.compile(r"(?:[ ]{4}|\t)")

Fields = Mapping[str, Entry]
Judge = Callable[[Fields], Iterable[Diagnostic]]
"""Returns the host's findings on a page's fields, such as templates or icons the theme lacks."""


@dataclass(frozen=True, slots=True)
class PageFields:
    """The fields of a page, and the findings on them. After an error no host may read the page."""

    fields: Fields
    findings: tuple[Diagnostic, ...]


def read_page_fields(text: str, file: str) -> PageFields:
    """The fields at the top of a page, given its whole text."""
    found = _YAML.match(text)
    if found is None:
        return _read_lines(text, file)
    tree, said = read_yaml(found["yaml"], file, 2)
    beyond = _beyond(said)
    if beyond is not None:
        return PageFields({}, (beyond,))
    if not isinstance(tree, MappingNode):
        return PageFields({}, tuple(_no_fields(tree, said)))
    return PageFields(tree.entries, (*_second_thoughts(said), *_misshapen(tree.entries)))


def beyond_bounds(text: str, file: str) -> Diagnostic | None:
    """The diagnostic for YAML that exceeds a limit or uses a refused feature, else None."""
    _, said = read_yaml(text, file)
    return _beyond(said)


def _beyond(said: Iterable[Diagnostic]) -> Diagnostic | None:
    for each in said:
        if each.code in _WAYS_OUT:
            return site_rules.unread_front_matter.at(
                each.place, f"this is not read as front matter: {each.message}", _WAYS_OUT[each.code]
            )
    return None


def _no_fields(tree: Node | None, said: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    for each in said:
        if each.code not in (yaml_rules.empty_file.code, yaml_rules.lost_in_comment.code):
            message = f"the front matter is shown as a part of the page: {each.message}"
            yield site_rules.unused_front_matter.at(each.place, message, each.help or "")
            return
    if tree is not None:
        yield site_rules.unused_front_matter.at(
            tree.place,
            "the front matter is shown as a part of the page: it has no fields",
            "write `title: Notes`",
        )


def _second_thoughts(said: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Warnings about fields that MkDocs accepts: one that occurs twice, or has no name."""
    for each in said:
        if each.code in (yaml_rules.duplicate_field.code, yaml_rules.invalid_key.code):
            yield site_rules.unused_front_matter.at(each.place, each.message, each.help or "")


def _read_lines(text: str, file: str) -> PageFields:
    fields: dict[str, Entry] = {}
    for number, line in enumerate(_first_lines(text), 1):
        if number > LINES:
            message = f"this is not read as front matter: more than {LINES:,} lines of it"
            return PageFields(
                {},
                (
                    site_rules.unread_front_matter.at(
                        Place(file, number), message, "put an empty line above the page's text"
                    ),
                ),
            )
        found = _FIELD.match(line)
        if found:
            key = Scalar(
                found["name"].lower(), Place(file, number, found.start("name") + 1, len(found["name"]))
            )
            value = found["value"].strip()
            at = line.find(value, found.start("value")) if value else found.start("value")
            fields[key.text] = Entry(
                key, Scalar(value, Place(file, number, at + 1, max(1, len(value))), plain=False)
            )
        elif number == 1 or not _MORE.match(line):
            break
    return PageFields(fields, ())


def _first_lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if not line.strip():
            return
        yield line
        start = end + 1 if end >= 0 else len(text)


def _one_text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def _group(value: Any) -> bool:
    return isinstance(value, dict)


_SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "template": (_one_text, "the name of a template"),
    "icon": (_one_text, "the name of an icon"),
    "location": (_one_text, "an address"),
    "hide": (_texts, "a list such as `[navigation, toc]`"),
    "tags": (_texts, "a list of words"),
    "search": (_group, "a group such as `{exclude: true}`"),
}
"""Fields that the theme processes, each with a test of its value and a description of valid values.

The theme only prints all other fields, so they may hold any plain data.
"""


def fitting(name: str, value: Any) -> Any:
    """A front matter value as plain data of the type that the theme expects; None for another type.

    Numbers and dates become texts as in the source, a single tag becomes a list, and empty items
    are dropped. Fields that the theme does not process stay as they are.
    """
    shape = _SHAPES.get(name)
    if shape is None or value is None:
        return value
    if name == "tags" and not isinstance(value, list | dict):
        value = [value]
    if isinstance(value, list):
        value = [each if isinstance(each, list | dict) else str(each) for each in value if each is not None]
    elif not isinstance(value, dict):
        value = str(value)
    return value if shape[0](value) else None


def _misshapen(fields: Fields) -> Iterator[Diagnostic]:
    for name, entry in fields.items():
        value = data_of(entry.value)
        if value is not None and fitting(name, value) is None:
            yield site_rules.unused_front_matter.at(
                entry.value.place, f"`{visible(name)}` is not used, expected {_SHAPES[name][1]}"
            )
