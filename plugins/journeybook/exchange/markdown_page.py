"""A Markdown page for the importer: its diagrams, and the rest of the page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeybook.sources.markdown.code_blocks import Fence, fences_of

_CONTAINER = re.compile(r"(?P<indent>\s*)(?P<mark>:{3,})\s*\{?\s*\.?mermaid\b", re.IGNORECASE)
_ELEMENT = re.compile(
    r"(?P<indent>\s*)<(?P<tag>pre|div)\b[^>]*\bclass=[\"']?[^\"'>]*\bmermaid\b[^>]*>\s*$", re.IGNORECASE
)
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s")
_ROW = re.compile(r"\s*\|")
_ONE = {
    "front": "its front matter",
    "table": "a table",
    "list": "a list",
    "text": "a paragraph",
    "code": "a block of code",
}
_MANY = {"table": "tables", "list": "lists", "text": "paragraphs", "code": "blocks of code"}


@dataclass(frozen=True, slots=True)
class Rest:
    """The text of a page beside its diagrams, in words, and the index of its first line."""

    words: tuple[str, ...]
    first: int


def mermaid_blocks(lines: Sequence[str]) -> Iterator[Fence]:
    """All blocks that Mermaid draws: fences, `::: mermaid`, and `<pre class="mermaid">`."""
    # In lists and quotes, a fence may be indented further.
    fences = list(fences_of(lines, deepest=max((len(line) for line in lines), default=0)))
    code = {
        at
        for fence in fences
        for at in range(fence.first, len(lines) if fence.last is None else fence.last + 1)
    }
    found = [fence for fence in fences if fence.language == "mermaid"]
    found.extend(_others(lines, code))
    yield from sorted(found, key=lambda fence: fence.first)


def _others(lines: Sequence[str], code: set[int]) -> Iterator[Fence]:
    at = 0
    while at < len(lines):
        container, element = _CONTAINER.match(lines[at]), _ELEMENT.match(lines[at])
        opening = container or element
        if at in code or not opening:
            at += 1
            continue
        closing = re.compile(
            rf"\s*:{{{len(container['mark'])},}}\s*" if container else rf".*</{opening['tag']}>\s*",
            re.IGNORECASE,
        )
        end = next((row for row in range(at + 1, len(lines)) if closing.fullmatch(lines[row])), None)
        body = lines[at + 1 : end]
        yield Fence("mermaid", at, end, 0, tuple(body if container else map(html.unescape, body)))
        at = len(lines) if end is None else end + 1


def rest_of(lines: Sequence[str], taken: Iterable[Fence]) -> Rest | None:
    """The text beside the blocks in `taken`; None if there are only headings."""
    blocks = {fence.first: fence for fence in (*fences_of(lines, deepest=len(lines)), *mermaid_blocks(lines))}
    imported = {fence.first for fence in taken}
    found: list[tuple[int, str]] = []
    at, before = _front_matter(lines), ""
    if at:
        found.append((0, "front"))
    while at < len(lines):
        line = lines[at]
        if at in blocks:
            last = blocks[at].last
            if at not in imported:
                found.append((at, _diagram(blocks[at])))
            at, before = len(lines) if last is None else last + 1, ""
            continue
        kind = _kind(line, before)
        if kind and kind not in (before, "heading"):
            found.append((at, kind))
        at, before = at + 1, kind
    if not found:
        return None
    words = [
        (_ONE.get(kind, kind) if count == 1 else f"{count} {_MANY.get(kind, kind.removeprefix('a ') + 's')}")
        for kind, count in Counter(kind for _, kind in found).items()
    ]
    return Rest(tuple(words), found[0][0])


def _front_matter(lines: Sequence[str]) -> int:
    """The index of the line after the front matter, 0 without front matter."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at in range(1, len(lines)) if lines[at].rstrip() == "---"), 0)


def _kind(line: str, before: str) -> str:
    if not line.strip():
        # Only a list continues after an empty line.
        return before if before == "list" else ""
    if _HEADING.match(line):
        return "heading"
    if _ROW.match(line):
        return "table"
    if _ITEM.match(line) or (before == "list" and line[:1].isspace()):
        return "list"
    return "text"


def _diagram(fence: Fence) -> str:
    if fence.language != "mermaid":
        return "code"
    words = (line.split() for line in fence.lines if not line.strip().startswith(("%%", "---")))
    name = next((each[0] for each in words if each), "")
    return f"a `{name[:30]}` diagram" if name else "code"
