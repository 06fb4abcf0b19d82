"""Lists of fields below the headings of a Markdown map: `- name: value`, nested for objects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from journeybook.diagnostics import Diagnostic, Place
from journeybook.model.journey import Stage
from journeybook.rules import yaml_rules
from journeybook.sources.field_names import is_other_word
from journeybook.sources.model_fields import field_names, holds_group, holds_list
from journeybook.sources.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.reader import DEPTH, read_yaml

SINGULAR = {
    "pain": "pains",
    "gain": "gains",
    "quote": "quotes",
    "risk": "risks",
    "opportunity": "opportunities",
    "system": "systems",
    "persona": "personas",
    "link": "links",
    "variant": "variants",
    "metric": "metrics",
    "lane": "lanes",
}
"""List fields with a singular name that can be used for a line with one item."""

OWN_VALUE = {"next": "step", "links": "title", "variants": "title"}
"""The field that the value of an item with fields belongs to; in all other lists it is `text`."""

_ITEM = re.compile(r"(?P<indent>[ \t]*)[-*+](?:[ \t]+(?P<text>.*))?$")
_NAME = re.compile(r"(?P<name>[^\W\d]\w*(?:[ -]\w+){0,2}):(?:[ \t]+(?P<value>.*))?$")
_NESTED_NAME = re.compile(
    r"""(?P<name>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s:"'{}\[\]][^:]*):(?:[ \t]+(?P<value>.*))?$"""
)
_LINK = re.compile(r"\[\[|!?\[[^\[\]]*\]\(")


@dataclass(slots=True)
class _Item:
    """A list item: its text from `column` (from 1) of `line` on, and the items nested in it."""

    indent: int
    line: int
    column: int
    text: str
    items: list[_Item] = field(default_factory=list)


def is_fields(line: str) -> bool:
    """Whether a list that begins with `line` is a list of fields."""
    item = _ITEM.match(line)
    return item is not None and _width(item["indent"]) < 2 and _NAME.match(item["text"] or "") is not None


def goes_on(line: str) -> bool:
    """Whether a list of fields continues with `line` after an empty line."""
    item = _ITEM.match(line)
    name = _NAME.match(item["text"] or "") if item and _width(item["indent"]) < 2 else None
    if not name:
        return False
    word = name["name"]
    return word in SINGULAR or word in field_names(Stage) or is_other_word(word)


def fields_of(
    lines: list[str], file: str, first_line: int
) -> tuple[dict[str, Entry], tuple[Diagnostic, ...]]:
    """The fields in the list `lines`, each list field with all of its items."""
    reading = _Reading(file)
    return reading.group(reading.tree(lines, first_line), _NAME, repeat=True), tuple(reading.findings)


def _width(indent: str) -> int:
    """The width of an indentation in columns; tab stops are four columns apart."""
    return len(indent.expandtabs(4))


class _Reading:
    """The conversion of one list of fields to nodes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []

    def tree(self, lines: list[str], first_line: int) -> list[_Item]:
        """The items of the list, each with those nested in it."""
        top = _Item(-2, first_line, 1, "")
        open_items = [top]
        for number, line in enumerate(lines, first_line):
            match = _ITEM.match(line)
            if not match:
                if line.strip():
                    last = open_items[-1]
                    last.text = f"{last.text} {line.strip()}".strip()
                continue
            indent = _width(match["indent"])
            column = (match.start("text") if match["text"] else match.end()) + 1
            item = _Item(indent, number, column, (match["text"] or "").rstrip())
            # An item is nested if it is indented by at least two more spaces; one is taken for a
            # mistake.
            while len(open_items) > 1 and indent < open_items[-1].indent + 2:
                open_items.pop()
            if len(open_items) > DEPTH:
                self.findings.append(
                    yaml_rules.nested_too_deep.at(
                        Place(self.file, number, match.end("indent") + 1),
                        f"nested more than {DEPTH} levels deep",
                    )
                )
                continue
            open_items[-1].items.append(item)
            open_items.append(item)
        return top.items

    def group(
        self, items: Iterable[_Item], pattern: re.Pattern[str], *, repeat: bool = False
    ) -> dict[str, Entry]:
        """The items as fields by name; with `repeat`, list fields may occur more than once."""
        entries: dict[str, Entry] = {}
        for item in items:
            match = pattern.match(item.text)
            if not match:
                self._nameless(item)
                continue
            key = self._key(match, item)
            name = SINGULAR.get(key.text, key.text) if repeat else key.text
            before = len(self.findings)
            value_column = item.column + (match.start("value") if match["value"] else len(item.text))
            value = self._value(match["value"] or "", item, value_column, OWN_VALUE.get(name, "text"))
            if len(self.findings) > before and isinstance(value, Scalar) and not value.text:
                continue  # it could not be read, and has been reported
            first = entries.get(name)
            if repeat and holds_list(Stage, name):
                held = first.value.items if first and isinstance(first.value, Sequence) else ()
                added = value.items if isinstance(value, Sequence) else (value,)
                place = first.value.place if first else value.place
                entries[name] = Entry(first.key if first else key, Sequence((*held, *added), place))
            elif first and repeat and holds_group(Stage, name):
                entries[name] = Entry(first.key, self._merged(first.value, value))
            elif first:
                self._twice(key, first.key)
            else:
                entries[name] = Entry(key, value)
        return entries

    def _key(self, match: re.Match[str], item: _Item) -> Scalar:
        written = match["name"]
        place = Place(self.file, item.line, item.column, len(written))
        if written[0] in "\"'":
            node, _ = read_yaml(written, self.file)
            if isinstance(node, Scalar):
                return Scalar(node.text, place, plain=False)
        return Scalar(written.rstrip(), place)

    def _value(self, text: str, item: _Item, column: int, own: str) -> Node:
        value = self._text(text.strip(), item.line, column)
        if not item.items:
            return value
        empty = isinstance(value, Scalar) and value.is_null
        named = [_NESTED_NAME.match(each.text) is not None for each in item.items]
        place = Place(self.file, item.items[0].line, item.items[0].column) if empty else value.place
        if all(named):
            fields = self.group(item.items, _NESTED_NAME)
            if not empty:
                if own in fields:
                    self._twice(fields[own].key, Scalar(own, value.place))
                fields = {
                    own: Entry(Scalar(own, value.place), value),
                    **{k: v for k, v in fields.items() if k != own},
                }
            return Mapping(fields, place)
        if any(named):
            odd = item.items[named.index(False)]
            self.findings.append(
                yaml_rules.misplaced_item.at(
                    Place(self.file, odd.line, odd.column, max(1, len(odd.text))),
                    "this item has no name, and others of its list have one",
                    "write `- name: value`, or put a text with a colon in quotes",
                )
            )
            return value
        below = tuple(self._value(each.text, each, each.column, "text") for each in item.items)
        return Sequence(below if empty else (value, *below), place)

    def _text(self, text: str, line: int, column: int) -> Node:
        place = Place(self.file, line, column, max(1, len(text)))
        if text[:1] in ("[", "{") and not _LINK.match(text):
            # Leading spaces keep the columns correct.
            node, findings = read_yaml(" " * (column - 1) + text, self.file, line)
            self.findings.extend(findings)
            return node or Scalar("", place)
        if text[:1] in ("'", '"'):
            node, findings = read_yaml(" " * (column - 1) + text, self.file, line)
            if isinstance(node, Scalar) and not findings:
                return node
        return Scalar(text, place)

    def _merged(self, first: Node, second: Node) -> Node:
        if not isinstance(first, Mapping) or not isinstance(second, Mapping):
            return second if isinstance(first, Scalar) else first
        for name, entry in second.entries.items():
            if name in first.entries:
                self._twice(entry.key, first.entries[name].key)
        added = {key: entry for key, entry in second.entries.items() if key not in first.entries}
        return Mapping({**first.entries, **added}, first.place)

    def _twice(self, key: Scalar, first: Scalar) -> None:
        self.findings.append(
            yaml_rules.duplicate_field.at(
                key.place,
                f"the field `{key.text}` stands twice",
                f"it stands in line {first.place.line} already; keep one of the two",
            )
        )

    def _nameless(self, item: _Item) -> None:
        self.findings.append(
            yaml_rules.misplaced_item.at(
                Place(self.file, item.line, item.column, max(1, len(item.text))),
                "this item of a list of fields has no name",
                "write `- name: value`, or begin the list below a line of prose, where it is prose itself",
            )
        )
