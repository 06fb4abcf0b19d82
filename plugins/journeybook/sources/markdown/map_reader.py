"""Reads maps written as Markdown: headings for stages and steps, lists for fields, and prose.

The form:

- The file begins with front matter, YAML between two lines of `---`, with the fields of the map.
  `stages` may stand there only if no heading below opens a stage.
- `## Title {#id}` opens a stage and `### Title {#id}` a step of the stage above; `{#id}` is
  optional. The title is plain text up to the `{#id}`, and closing `#` are dropped. Deeper headings,
  headings in fenced code, a `# heading` and underlined headings are prose.
- A list whose first item is `- name: value`, separated from a heading by nothing but empty lines,
  holds the fields of that stage or step (`-`, `*` or `+`). It ends at the first line that belongs
  to no item. After an empty line it continues only if the next item names a known field.
- A value is a YAML flow list or group if it begins with `[` or `{` (unless it is a Markdown link or
  `[[link]]`), a YAML text if it is in quotes as a whole, otherwise the text as it stands, including
  colons and `#`. `null`, `~` or nothing without quotes is no value. A value continues in the
  following lines if these are indented or begin no item; the line ends between them are read as
  spaces.
- A field that holds a list may be repeated, and each of its items is added: two `- pains:` are two
  pains, and so is `- pains: [a, b]`. Such fields may be named in the singular: `pain`, `gain`,
  `quote`, `risk`, `opportunity`, `system`, `persona`, `link`, `variant`, `metric`, `lane`. Any
  other field occurs once.
- A nested list (indented by two spaces or more) gives an item its fields: `- pain: No date`, with
  `- severity: 3` below it, is `{text: No date, severity: 3}`. The value in the first line is the
  item's `text`, for `next` its `step`, for `links` and `variants` its `title`. Without a value,
  `- scope:` is a group of the fields below it. Nested items without a name are a list, whose first
  item is the value in the first line. Names in a nested list may be in quotes, and nested items may
  nest again.
- All other text below a heading is the `narrative` of its stage or step; text before the first
  heading is the map's.

`journeybook.sources.markdown.map_writer` writes this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import yaml_rules
from journeybook.sources.markdown.field_lists import fields_of, goes_on, is_fields
from journeybook.sources.markdown.front_matter import prose_of, read_front_matter, with_narrative
from journeybook.sources.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence

_HEADING = re.compile(r" {0,3}(?P<level>##|###)(?!#)(?:[ \t]+(?P<title>.*?))?[ \t]*$")
_ID = re.compile(r"[ \t]*\{#(?P<id>[^{}]*)\}$")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(slots=True)
class _Section:
    """The text below one heading, or before the first; `line` and `lines` exclude the heading."""

    level: int
    line: int
    title: Scalar | None = None
    id: Scalar | None = None
    lines: list[str] = field(default_factory=list)


def read_markdown_map(
    text: str, file: str, first_line: int = 1
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a Markdown map, equal to that of the same map in YAML except for the places."""
    front = read_front_matter(text, file, first_line)
    findings = list(front.findings)
    if not isinstance(front.fields, Mapping):
        return front.fields, front.findings
    root = front.fields
    stages: list[Mapping] = []
    steps: list[Mapping] = []

    def close_stage() -> None:
        if stages and steps:
            holder = steps[0].place
            inside = Entry(Scalar("steps", holder), Sequence(tuple(steps), holder))
            stages[-1] = replace(stages[-1], entries={**stages[-1].entries, "steps": inside})
        steps.clear()

    for section in _sections(front.body, file, front.body_line):
        if section.title is None:
            prose = prose_of(section.lines, file, section.line)
            if prose:
                root, twice = with_narrative(root, prose)
                findings.extend(twice)
            continue
        moment, found = _moment(section, file)
        findings.extend(found)
        if section.level == 2:
            close_stage()
            stages.append(moment)
        else:
            if not stages:
                findings.append(_homeless(section.title))
                stages.append(_nameless(section.title.place))
            steps.append(moment)
    close_stage()
    if stages:
        if "stages" in root.entries:
            findings.append(
                yaml_rules.duplicate_field.at(
                    root.entries["stages"].key.place,
                    "the stages stand twice: in this field and as headings",
                    "keep the headings and remove the field",
                )
            )
        place = stages[0].place
        root = replace(
            root,
            entries={
                **root.entries,
                "stages": Entry(Scalar("stages", place), Sequence(tuple(stages), place)),
            },
        )
    return root, tuple(findings)


def _sections(body: str, file: str, first_line: int) -> Iterator[_Section]:
    """The text before the first heading, then each stage's or step's heading with its text."""
    section = _Section(0, first_line)
    fence: re.Match[str] | None = None
    for number, line in enumerate(body.split("\n"), first_line):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark["marks"].startswith(fence["marks"]) and not mark["info"].strip()
            if closes:
                fence = None
        elif mark and not ("`" in mark["info"] and mark["marks"][0] == "`"):
            fence = mark
        elif heading := _HEADING.match(line):
            yield section
            section = _opened(heading, file, number)
            continue
        section.lines.append(line)
    yield section


def _opened(heading: re.Match[str], file: str, number: int) -> _Section:
    title = heading["title"] or ""
    column = (heading.start("title") if heading["title"] else heading.end("level")) + 1
    own = _ID.search(title)
    if own:
        place = Place(file, number, column + own.start("id"), max(1, len(own["id"])))
        key = Scalar(own["id"], place, plain=False)
        title = title[: own.start()]
    else:
        key = None
        title = _CLOSING.sub("", title)
    title = title.rstrip()
    words = Scalar(title, Place(file, number, column, max(1, len(title))), plain=False)
    return _Section(len(heading["level"]), number + 1, words, key)


def _moment(section: _Section, file: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The stage or step that a section describes."""
    assert section.title is not None, "only what has a heading is a stage or step"
    entries = {"title": Entry(Scalar("title", section.title.place), section.title)}
    if section.id is not None:
        entries["id"] = Entry(Scalar("id", section.id.place), section.id)
    start = next((at for at, line in enumerate(section.lines) if line.strip()), len(section.lines))
    end = start
    findings: list[Diagnostic] = []
    if start < len(section.lines) and is_fields(section.lines[start]):
        end = _end_of_list(section.lines, start)
        fields, found = fields_of(section.lines[start:end], file, section.line + start)
        findings.extend(found)
        for name, entry in fields.items():
            if name in entries:
                findings.append(
                    yaml_rules.duplicate_field.at(
                        entry.key.place,
                        f"the {name} stands twice: in this field and in the heading",
                        "keep the one in the heading",
                    )
                )
            else:
                entries[name] = entry
    moment = Mapping(entries, section.title.place)
    prose = prose_of(section.lines[end:], file, section.line + end)
    if prose:
        moment, twice = with_narrative(moment, prose)
        findings.extend(twice)
    return moment, tuple(findings)


def _end_of_list(lines: list[str], start: int) -> int:
    """The index of the line after the list of fields that begins at `start`."""
    at = start
    while at < len(lines):
        if lines[at].strip():
            if _FENCE.match(lines[at]):
                return at
            at += 1
            continue
        following = next((after for after in range(at, len(lines)) if lines[after].strip()), len(lines))
        if following == len(lines) or not goes_on(lines[following]):
            return at
        at = following
    return at


def _homeless(title: Scalar) -> Diagnostic:
    return yaml_rules.misplaced_item.at(
        title.place, "this step stands before the first stage", "open a stage above it with `## Title`"
    )


def _nameless(place: Place) -> Mapping:
    title = Scalar("Untitled", place, plain=False)
    return Mapping({"title": Entry(Scalar("title", place), title)}, place)
