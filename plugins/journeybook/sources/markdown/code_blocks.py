"""Fenced code blocks of a Markdown page, by the rules of CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_WORD = re.compile(r"\s*\{?\s*\.?([A-Za-z0-9_+-]*)")

# Four spaces make an indented code block, in which a fence is text.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its language in lower case, and its lines without the fence's indentation.

    `first` and `last` are the indexes of the fence lines; `last` is None if the block is not
    closed.
    """

    language: str
    first: int
    last: int | None
    indent: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "".join(f"{line}\n" for line in self.lines)


def fences_of(lines: Sequence[str], *, deepest: int = DEEPEST) -> Iterator[Fence]:
    """Every fenced block in order; a fence may be indented by up to `deepest` columns."""
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if not opening or len(opening["indent"]) > deepest:
            at += 1
            continue
        mark, info = opening["fence"], opening["info"]
        # A line such as ```` ``` a ``` ```` is inline code.
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
