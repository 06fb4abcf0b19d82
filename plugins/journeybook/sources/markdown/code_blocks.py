"""Fenced code blocks of a Markdown page, as CommonMark finds them: a fence within a fence is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_WORD = re.compile(r"\s*\{?\s*\.?([A-Za-z0-9_+-]*)")

# Four spaces make an indented code block, and what looks like a fence in one is text.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Fence:
    """One block: its language in small letters, and its lines without the indentation of the opening one.

    `first` and `last` are the indexes of the lines with the fences; `last` is None where nothing closes it.
    """

    language: str
    first: int
    last: int | None
    indent: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "".join(f"{line}\n" for line in self.lines)


def fences_of(lines: Sequence[str], *, deepest: int = DEEPEST) -> Iterator[Fence]:
    """Every fenced block in order; `deepest` is the indentation up to which a fence opens one."""
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if not opening or len(opening["indent"]) > deepest:
            at += 1
            continue
        mark, info = opening["fence"], opening["info"]
        # A line such as ```` ``` a ``` ```` is code within a line.
        if mark[0] == "`" and "`" in info:
            at += 1
            continue
        indent = len(opening["indent"])
        closing = re.compile(rf" *{re.escape(mark[0])}{{{len(mark)},}}\s*")
        end = next((row for row in range(at + 1, len(lines)) if closing.fullmatch(lines[row])), None)
        word = _WORD.match(info)
        assert word, "the pattern takes the empty text"
        body = lines[at + 1 : end]
        yield Fence(word[1].lower(), at, end, indent, tuple(_outdented(line, indent) for line in body))
        at = len(lines) if end is None else end + 1


def _outdented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]
