"""Comments that suppress findings: `# journeybook: ignore JB501 -- asked in October`.

In Markdown they are HTML comments, `<!-- journeybook: ignore JB501 -- asked in October -->`, and
YAML comments in the front matter. A comment on a line of its own concerns the next line that is
neither empty nor a comment; one behind a value concerns that line. `ignore-file` concerns the whole
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from journeybook.diagnostics import Edit, Place
from journeybook.sources.yaml.comments import comments_of

MARK = "journeybook:"

_REMARK = re.compile(
    r"journeybook:\s*(?P<scope>ignore-file|ignore)\b(?P<rules>[^\n]*?)(?:\s--\s*(?P<reason>[^\n]*?))?\s*$"
)
_IN_MARKDOWN = re.compile(r"<!--[ \t]{0,9}(?P<inside>journeybook:[^\n]{0,400}?)[ \t]{0,9}-->")

MOST, LONGEST, MOST_RULES = 100, 400, 10
"""The most remarks in a file, characters in one, and rules in one; beyond it use the settings."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One suppressing comment.

    `rules` are as written, `line` is the line concerned, None for the whole file. `removal` deletes
    it from the source. A malformed remark has no rules.
    """

    place: Place
    rules: tuple[str, ...]
    line: int | None
    reason: str
    removal: Edit


def remarks_of(text: str, file: str) -> tuple[Remark, ...]:
    """Every remark of a source, in order."""
    if MARK not in text:
        return ()
    lines = text.split("\n")
    found = (_remark(place, words, lines) for place, words in _comments(text, file))
    return tuple(islice((each for each in found if each), MOST))


def without_remarks(text: str) -> str:
    """A Markdown text with its remarks replaced by spaces.

    So they are no prose, and do not separate a list of fields from its heading.
    """
    if MARK not in text:
        return text
    return _IN_MARKDOWN.sub(lambda match: " " * len(match[0]), text)


def _comments(text: str, file: str) -> Iterator[tuple[Place, str]]:
    if not file.endswith(".md"):
        yield from _yaml_comments(text, file, 1)
        return
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        end = next((at for at in range(1, len(lines)) if lines[at].rstrip() in ("---", "...")), len(lines))
        yield from _yaml_comments("\n".join(lines[1:end]), file, 2)
    for number, line in enumerate(lines, 1):
        for match in _IN_MARKDOWN.finditer(line):
            yield Place(file, number, match.start() + 1, len(match[0])), match["inside"]


def _yaml_comments(text: str, file: str, first_line: int) -> Iterator[tuple[Place, str]]:
    lines = text.split("\n")
    try:
        for place in comments_of(text, file, first_line):
            comment = lines[place.line - first_line][place.column - 1 :]
            words = comment.lstrip("# ")
            if words.startswith(MARK):
                yield place, words.rstrip()
    except yaml.YAMLError:
        # Invalid YAML is reported by the reader; the rest is not checked.
        return


def _remark(place: Place, words: str, lines: list[str]) -> Remark | None:
    line = lines[place.line - 1]
    alone = not line[: place.column - 1].strip() and not line[place.column - 1 + place.length :].strip()
    match = _REMARK.fullmatch(words[:LONGEST])
    rules = tuple(re.findall(r"[\w-]+", match["rules"])[:MOST_RULES]) if match else ()
    whole = match is not None and match["scope"] == "ignore-file"
    about = None if whole else _next_line(place.line, lines) if alone else place.line
    return Remark(
        place,
        rules,
        about,
        (match["reason"] or "").strip() if match else "",
        _removal(place, lines, alone=alone),
    )


def _next_line(row: int, lines: list[str]) -> int:
    for at in range(row, len(lines)):
        words = _IN_MARKDOWN.sub("", lines[at]).strip()
        # Lines that begin with `# ` or `#j` are comments; headings of stages and steps have more
        # `#`.
        if words and not words.startswith(("# ", "#j")):
            return at + 1
    return len(lines)


def _removal(place: Place, lines: list[str], *, alone: bool) -> Edit:
    line = lines[place.line - 1]
    if alone and place.line < len(lines):
        return Edit(Place(place.file, place.line, 1, len(line)), f"{line}\n", "")
    before = line[: place.column - 1]
    start = len(before.rstrip()) if not alone else 0
    end = place.column - 1 + place.length
    return Edit(Place(place.file, place.line, start + 1, end - start), line[start:end], "")
