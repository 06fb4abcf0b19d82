"""A Markdown page as a tree of sections with tables, list items and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from journeybook.exchange.tables.table import Row, Table, squared

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|([0-9]{1,3})[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
_ROW = re.compile(r"\s*\|.*|.*\S\s*\|\s*\S.*")
_RULER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_CELLS = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r"\s*(?:[-*_]\s*){3,}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item: its text, its line, and how deep its list lies (-1 for none)."""

    text: str
    line: int
    depth: int = -1
    ordered: bool = False


@dataclass(slots=True)
class Section:
    """A heading with what stands below it; the page itself has level 0."""

    level: int
    title: str
    line: int
    blocks: list[Block | Table] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)

    def all(self) -> Iterator[Section]:
        """The section and all below it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.all()


def sections_of(text: str, file: str) -> Section:
    """The page as a tree. Code blocks are paragraphs, front matter and comments are too."""
    return _Reader(text.split("\n"), file).page()


class _Reader:
    def __init__(self, lines: Sequence[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.path = [Section(0, "", 1)]

    def page(self) -> Section:
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        return self.path[0]

    def _block(self, at: int) -> int:
        line = self.lines[at]
        heading = _HEADING.match(line)
        fence = _FENCE.match(line)
        if fence:
            return self._fence(at, fence[1])
        if heading:
            self._open(Section(len(heading[1]), heading[2], at + 1))
            return at + 1
        if _ROW.fullmatch(line) and at + 1 < len(self.lines) and _RULER.fullmatch(self.lines[at + 1]):
            return self._table(at)
        item = _ITEM.fullmatch(line)
        if not line.strip() or (_LINE.match(line) and not item):
            return at + 1
        return self._text(at, item)

    def _open(self, section: Section) -> None:
        while self.path[-1].level >= section.level:
            self.path.pop()
        self.path[-1].children.append(section)
        self.path.append(section)

    def _fence(self, at: int, mark: str) -> int:
        end = at + 1
        while end < len(self.lines) and not self.lines[end].lstrip().startswith(mark):
            end += 1
        body = "\n".join(self.lines[at + 1 : end]).strip()
        if body:
            self.path[-1].blocks.append(Block(body, at + 2))
        return end + 1

    def _table(self, at: int) -> int:
        first = at
        rows = [Row(_cells(self.lines[at]), at + 1)]
        at += 2
        while at < len(self.lines) and "|" in self.lines[at] and self.lines[at].strip():
            rows.append(Row(_cells(self.lines[at]), at + 1))
            at += 1
        self.path[-1].blocks.append(Table(self.file, squared(rows), None, markdown=True, line=first + 1))
        return at

    def _text(self, at: int, item: re.Match[str] | None) -> int:
        """An item or a paragraph with the lines that go on with it."""
        first, parts = at, [item[3] if item else self.lines[at].strip().removeprefix("> ")]
        at += 1
        while at < len(self.lines):
            line = self.lines[at]
            if not line.strip() or _ITEM.fullmatch(line) or _HEADING.match(line) or _FENCE.match(line):
                break
            if _ROW.fullmatch(line) and at + 1 < len(self.lines) and _RULER.fullmatch(self.lines[at + 1]):
                break
            if not item and line.lstrip().startswith("**"):
                break  # a label begins a paragraph of its own
            parts.append(line.strip().removeprefix("> "))
            at += 1
        text = "\n".join(part for part in parts if part)
        depth = len(item[1].expandtabs(4)) // 2 if item else -1
        if text:
            ordered = bool(item and item[2])
            self.path[-1].blocks.append(Block(text, first + 1, depth, ordered))
        return at


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(inner))
