"""Markdown files: YAML fields between two lines of `---`, then prose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import yaml_rules
from journeybook.sources.yaml.nodes import Entry, Mapping, Node, Scalar
from journeybook.sources.yaml.reader import read_yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file in two parts.

    `fields` is the front matter, None if it cannot be read; `body` is the prose, which begins on
    line `body_line`.
    """

    fields: Node | None
    body: str
    body_line: int
    findings: tuple[Diagnostic, ...]


def read_front_matter(text: str, file: str, first_line: int = 1) -> FrontMatter:
    """Split a Markdown file; without front matter it has no fields and is all prose."""
    lines = text.split("\n")
    start = Place(file, first_line)
    if lines[0].rstrip() != "---":
        return FrontMatter(Mapping({}, start), text, first_line, ())
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() in ("---", "...")), None)
    if end is None:
        finding = yaml_rules.open_front_matter.at(
            start, "the front matter that begins here never ends", "close it with a line `---`"
        )
        return FrontMatter(None, "", first_line, (finding,))
    front = "\n".join(lines[1:end])
    if not front.strip():
        fields: Node | None = Mapping({}, start)
        findings: tuple[Diagnostic, ...] = ()
    else:
        fields, findings = read_yaml(front, file, first_line + 1)
    return FrontMatter(fields, "\n".join(lines[end + 1 :]), first_line + end + 1, findings)


def read_prose_file(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a Markdown file other than a map: front matter, with the prose as `narrative`."""
    front = read_front_matter(text, file, first_line)
    prose = prose_of(front.body.split("\n"), file, front.body_line)
    if prose is None or not isinstance(front.fields, Mapping):
        return front.fields, front.findings
    fields, twice = with_narrative(front.fields, prose)
    return fields, (*front.findings, *twice)


def prose_of(lines: list[str], file: str, first_line: int) -> Scalar | None:
    """The prose of `lines` without surrounding empty lines; None if there is none."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    if not written:
        return None
    start, end = written[0], written[-1] + 1
    return Scalar("\n".join(lines[start:end]).rstrip(), Place(file, first_line + start), plain=False)


def with_narrative(fields: Mapping, prose: Scalar) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """`fields` with `prose` as `narrative`, and a diagnostic if that field exists already."""
    if "narrative" in fields.entries:
        finding = yaml_rules.duplicate_field.at(
            fields.entries["narrative"].key.place,
            "the narrative stands twice: in this field and as prose",
            "keep the prose and remove the field",
        )
        return fields, (finding,)
    entry = Entry(Scalar("narrative", prose.place), prose)
    return replace(fields, entries={**fields.entries, "narrative": entry}), ()
