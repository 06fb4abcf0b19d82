"""YAML to a tree of nodes from libyaml's events: bounded, without recursion or exceptions.

Features that are dangerous or surprising are refused with an explanation: anchors and aliases,
tags, merge keys, duplicate keys, several documents, tabs. Every scalar stays the written text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import file_rules, yaml_rules
from journeybook.rules.rule import Rule
from journeybook.sources.yaml.nodes import NULLS, Entry, Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.syntax_errors import explain_slip, tab_found
from journeybook.text.characters import check_characters, first_refused, refusal, visible

FILE_BYTES = 256_000
DEPTH = 20
NODES = 20_000

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_tuple: Any = tuple.__new__
"""Makes a named tuple in half the time that its class takes."""

# The first few findings of a kind show what is wrong with the file.
_FINDINGS = 100


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of one YAML document, and the findings.

    `first_line` is the line of `file` at which `text` begins. The tree is None if the text is
    empty, too large, holds a refused character or is no YAML; else it holds what could be read.
    """
    if len(text) > FILE_BYTES or (not text.isascii() and len(text.encode("utf-8", "replace")) > FILE_BYTES):
        return None, (too_large(file, first_line),)
    refused = check_characters(text, file, first_line)
    if refused:
        return None, refused
    if "\t" in text:
        # A line of spaces is empty for everyone but the parser.
        text = _BLANK_WITH_TAB.sub(lambda line: " " * len(line[0]), text)
    reading = _Reading(file, first_line)
    try:
        reading.take(text)
    except yaml.YAMLError as slip:
        return None, (*reading.findings, *explain_slip(slip, text, file, first_line))
    except (UnicodeError, ValueError, RecursionError) as fault:  # accepted by the pure-Python parser only
        return None, (
            yaml_rules.invalid_yaml.at(Place(file, first_line), f"this is not valid YAML ({fault})"),
        )
    if reading.stopped:
        return None, tuple(reading.findings)
    if "\t" in text:
        reading.findings.extend(_tabs(text, file, first_line, reading.spans))
    if reading.spans and begins_comment(text):
        reading.findings.extend(_cut_off(text, file, first_line, reading.spans))
    if isinstance(reading.root, Scalar) and reading.root.plain and not reading.root.text:
        reading.root = None
    if reading.root is None and not reading.findings:
        reading.findings.append(
            yaml_rules.empty_file.at(
                Place(file, first_line), "the file is empty", "begin with a line such as `title: Ordering`"
            )
        )
    return reading.root, tuple(reading.findings)


def too_large(file: str, line: int = 1) -> Diagnostic:
    """The diagnostic for a text that exceeds the size limit."""
    return file_rules.file_too_large.at(
        Place(file, line),
        f"the file is larger than {FILE_BYTES // 1000} kB",
        "split it: a journey of that size is several journeys",
    )


class _Stop(Exception):  # noqa: N818 (it ends the reading, it is no error of ours)
    """The text exceeds a limit."""


class _Reading:
    """One pass over the events of a text."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.root: Node | None = None
        self.findings: list[Diagnostic] = []
        self.spans: list[tuple[int, int]] = []
        self.stopped = False
        self._keep_spans = False

    def take(self, text: str) -> None:
        """Read all of `text` into `root` and `findings`.

        `spans` are the scalars' offsets, kept only for texts with tabs or possible comments.
        """
        self._keep_spans = "\t" in text or begins_comment(text)
        try:
            self._take(_LOADER(text))
        except _Stop:
            self.stopped = True

    def _take(self, loader: Any) -> None:  # noqa: PLR0915 (a loop without calls is what makes it fast)
        """A loop over the events, of which nearly all are scalars without tag or anchor.

        What stands in these is written out here, with the collection that is open in local
        variables: its entries or items, its place, and the key that waits for its value. That
        makes reading twice as fast. Classes are compared because `isinstance` takes longer.
        """
        scalar_event, mapping_event = yaml.ScalarEvent, yaml.MappingStartEvent
        file, first_line = self.file, self.first_line
        nodes = documents = 0
        around: list[tuple[Any, ...]] = []
        within: Any = None
        keyed = False
        key: Scalar | None = None
        # The next value belongs to a refused key, and is dropped with it.
        dropping = False
        # The collection stands in the place of a key.
        as_key = False
        begun = Place(file, first_line)
        node: Node
        for event in iter(loader.get_event, None):
            kind = type(event)
            if kind is scalar_event:
                nodes += 1
                if nodes > NODES:
                    self._too_many_values(event)
                start, end = event.start_mark, event.end_mark
                line, column = start.line, start.column
                length = end.column - column if end.line == line else 1
                place = _tuple(Place, (file, first_line + line, column + 1, length if length > 0 else 1))
                text, style = event.value, event.style
                if event.anchor or event.tag:
                    self._check_properties(event, place)
                if style == '"' and (match := first_refused(text)):
                    self.findings.append(refusal(match[0], place))
                    text = "".join(c for c in text if not first_refused(c))
                if self._keep_spans:
                    self.spans.append((start.index, end.index))
                node = _tuple(Scalar, (text, place, not style))
            elif kind in _STARTS:
                nodes += 1
                if nodes > NODES:
                    self._too_many_values(event)
                place = self._place(event)
                if len(around) >= DEPTH:
                    self._too_deep(place)
                if event.anchor or event.tag:
                    self._check_properties(event, place)
                around.append((within, keyed, key, dropping, as_key, begun))
                as_key = keyed and key is None
                if as_key:
                    self._report_collection_as_key(place)
                keyed = kind is mapping_event
                within = {} if keyed else []
                key, dropping, begun = None, False, place
                continue
            elif kind in _ENDS:
                node = Mapping(within, begun) if keyed else Sequence(tuple(within), begun)
                closed_key, place = as_key, begun
                within, keyed, key, dropping, as_key, begun = around.pop()
                if closed_key:
                    key, dropping = Scalar("", place), True
                    continue
            elif kind is yaml.AliasEvent:
                nodes += 1
                if nodes > NODES:
                    self._too_many_values(event)
                node = self._alias(event)
            else:
                if kind is yaml.DocumentStartEvent:
                    documents += 1
                    self._document(event, documents)
                continue
            if within is None:
                self.root = node
            elif not keyed:
                within.append(node)
            elif key is not None:
                if not dropping:
                    within[key.text] = _tuple(Entry, (key, node))
                key, dropping = None, False
            else:
                assert isinstance(node, Scalar), "collections as keys are dropped when they close"
                key = node
                if node.text in within or node.text in ODD_KEYS:
                    dropping = self._refuses_key(node, within)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark, "the parser marks every event"
        return Place(self.file, self.first_line + mark.line, mark.column + 1)

    def _report(self, rule: Rule, message: str, place: Place, help_: str) -> None:
        if len(self.findings) < _FINDINGS:
            self.findings.append(rule.at(place, message, help_))

    def _stop(self, rule: Rule, message: str, place: Place, help_: str) -> None:
        self.findings.append(rule.at(place, message, help_))
        raise _Stop

    def _too_many_values(self, event: yaml.Event) -> None:
        self._stop(
            yaml_rules.too_many_values,
            f"more than {NODES:,} values in one file",
            self._place(event),
            "split it into several files",
        )

    def _document(self, event: yaml.DocumentStartEvent, documents: int) -> None:
        if event.tags:
            self._report(
                yaml_rules.tag,
                "`%TAG` declares YAML tags, which are not read",
                self._place(event),
                "remove the line",
            )
        if documents > 1:
            self._stop(
                yaml_rules.several_documents,
                "a second document begins here (`---`)",
                self._place(event),
                "a file holds one thing; move what follows into a file of its own",
            )

    def _too_deep(self, place: Place) -> None:
        self._stop(
            yaml_rules.nested_too_deep,
            f"nested more than {DEPTH} levels deep",
            place,
            "a map goes no deeper than stage, step, field and item; look for a bracket that is not closed",
        )

    def _report_collection_as_key(self, place: Place) -> None:
        self._report(
            yaml_rules.invalid_key,
            "a list or a group stands where the name of a field belongs",
            place,
            "write `name: value`",
        )

    def _alias(self, event: yaml.AliasEvent) -> Scalar:
        place = self._place(event)
        self._report(
            yaml_rules.alias,
            f"`*{visible(event.anchor or '')}` refers to another place of the file, which is not read here",
            place,
            "write the value out; a text that begins with `*` goes in quotes",
        )
        return Scalar("", place)

    def _check_properties(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            self._report(
                yaml_rules.alias,
                f"`&{visible(event.anchor)}` names this value for use elsewhere, which is not read here",
                place,
                "remove the name; a text that begins with `&` goes in quotes",
            )
        tag = getattr(event, "tag", None)
        if tag:
            self._report(
                yaml_rules.tag,
                f"`{visible(_written_tag(tag))}` gives this value a YAML tag, and tags are not read",
                place,
                "remove the tag; a text that begins with `!` goes in quotes",
            )

    def _refuses_key(self, key: Scalar, entries: dict[str, Entry]) -> bool:
        text = key.text
        if text not in entries and text not in ODD_KEYS:
            return False
        if text in entries:
            first = entries[text].key.place
            self._report(
                yaml_rules.duplicate_field,
                f"the field `{visible(text[:60])}` stands twice",
                key.place,
                f"it stands in line {first.line} already; keep one of the two",
            )
        elif key.is_null:
            self._report(yaml_rules.invalid_key, "a field has no name", key.place, "write `name: value`")
        elif key.plain and text == "<<":
            self._report(
                yaml_rules.alias,
                "`<<` merges another group of fields, which is not read here",
                key.place,
                "write the fields out",
            )
        else:
            return False
        return True


ODD_KEYS = NULLS | {"<<"}
"""Keys that YAML does not read as names without quotes."""


def begins_comment(text: str) -> bool:
    """Whether there is a `#` that may begin a comment, as in `Order #5`."""
    return "#" in text and _HASH.search(text) is not None


def _written_tag(tag: str) -> str:
    """A tag as written: the parser expands `!!str`."""
    standard = "tag:yaml.org,2002:"
    return "!!" + tag[len(standard) :] if tag.startswith(standard) else tag


_BLANK_WITH_TAB = re.compile(r"^[ \t]*\t[ \t]*$", re.MULTILINE)


def _tabs(text: str, file: str, first_line: int, spans: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Findings on tabs between values: their width is unclear, and YAML bans them as indents."""
    for offset, line, number in _lines(text):
        if "\t" not in line:
            continue
        comment = _COMMENT.search(line)
        end = comment.start() if comment else len(line.rstrip())
        for match in re.finditer("\t", line[:end]):
            if not _inside(offset + match.start(), spans):
                yield tab_found(Place(file, first_line + number, match.start() + 1))
                break


def _cut_off(text: str, file: str, first_line: int, spans: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Findings on texts such as `Order #5`, which YAML cuts at the `#`."""
    for offset, line, number in _lines(text):
        match = _HASH.search(line)
        if match and not line.lstrip().startswith("#") and not _inside(offset + match.end() - 1, spans):
            yield yaml_rules.lost_in_comment.at(
                Place(file, first_line + number, match.end()),
                f"`#` after a space begins a comment: `{visible(line[match.end() - 1 :].strip()[:40])}` is not read",
                "put the text in quotes; where a comment is meant, put a space after `#`",
            )


_COMMENT = re.compile(r"(?:^|[ \t])#")
_HASH = re.compile(r"[ \t]#(?=[^\s#])")


def _lines(text: str) -> Iterator[tuple[int, str, int]]:
    """Each line with its offset, its text and its number from 0."""
    offset = 0
    for number, line in enumerate(text.split("\n")):
        yield offset, line, number
        offset += len(line) + 1


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an offset is within one of `spans`, which are in order and do not overlap."""
    at = bisect_right(spans, (offset, offset + 1)) - 1
    # The span before may reach further where this one begins at the same place.
    return any(start <= offset < end for start, end in spans[max(0, at - 1) : at + 2])
