"""References in prose: `[[links]]`, links to page addresses, and ```` ```journey ```` fences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from journeybook.diagnostics import Edit
from journeybook.editing.rename.references import Reworded, fields_reworded
from journeybook.editing.rename.renaming import Renaming
from journeybook.editing.source_text import EditingError, SourceText
from journeybook.library.links import KIND_WORDS
from journeybook.library.lookup import PLURALS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.sources.markdown.code_blocks import DEEPEST, Fence, fences_of
from journeybook.sources.step_ids import check_moments, number_moments
from journeybook.sources.validation import fit
from journeybook.sources.yaml.nodes import Mapping as Tree
from journeybook.sources.yaml.nodes import Node, Scalar
from journeybook.sources.yaml.nodes import Sequence as Items
from journeybook.sources.yaml.reader import read_yaml

_LINK = re.compile(
    r"\[\[(?:(?P<kind>[a-z]+):)?(?P<id>[a-z0-9-]{1,64})(?:#(?P<step>[a-z0-9-]{1,64}))?(?=\\?\||\]\])"
)
_ADDRESS = re.compile(
    r"(?:\]\(<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?|\bhref=[\"'])(?P<link>[^\s)>\"'<]+)", re.MULTILINE
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MERMAID = re.compile(r"\s*(?:---\s|%%|journey(?:\s|$))")

_READ = frozenset({"", "journey", "markdown", "md", "yaml", "yml", "text", "txt"})
"""Languages of fences in which `[[` begins a link or shows how to write one; not so in TOML."""

_NESTING = frozenset({"markdown", "md"})
FIELD_INDENT = 40
"""In YAML, the prose of a field is indented, and so are its fences."""

Known = Mapping[Kind, Mapping[str, object]]


def links_reworded(source: SourceText, change: Renaming, before: Known, after: Known) -> Iterator[Edit]:
    """The edits of `[[links]]`, also in code and comments, which should stay correct.

    A link without a kind means the first kind with its id. If the link would then mean another
    object, its kind is added.
    """
    if "[[" not in source.text:
        return
    foreign = _foreign(source)
    for match in _LINK.finditer(source.text):
        if any(start <= match.start() < end for start, end in foreign):
            continue
        meant = _meant(match["kind"], match["id"], match["step"], before)
        if meant is None:
            continue
        now = change.of(meant)
        if now.id != meant.id:
            yield source.at(*match.span("id"), now.id)
        if now.step != meant.step:
            yield source.at(*match.span("step"), now.step or "")
        if not match["kind"] and _meant(None, now.id, now.step, after) != now:
            yield source.at(match.start() + 2, match.start() + 2, f"{now.kind}:")


def _meant(kind: str | None, key: str, step: str | None, known: Known) -> Ref | None:
    if kind:
        return Ref(Kind(kind), key, step) if kind in KIND_WORDS else None
    return next((Ref(each, key, step) for each in Kind if key in known.get(each, {})), None)


def _foreign(source: SourceText) -> list[tuple[int, int]]:
    """The offsets of fences in which `[[` has another meaning."""
    if not source.file.endswith(".md"):
        return []
    return [
        (source.starts[fence.first], source.starts[len(source.lines) if fence.last is None else fence.last])
        for fence in fences_of(source.lines)
        if fence.language not in _READ
    ]


def addresses_reworded(source: SourceText, change: Renaming) -> Iterator[Edit]:
    """The edits of Markdown and HTML links to a page of the site or an anchor of its steps."""
    for match in _ADDRESS.finditer(source.text):
        link = match["link"]
        if not _ELSEWHERE.match(link):
            yield from _in_address(source, match.start("link"), link, change)


def nav_reworded(source: SourceText, change: Renaming) -> Iterator[Edit]:
    """The edits of page paths in a site's navigation."""
    for match in re.finditer(r"[\w./-]+\.md\b", source.text):
        yield from _in_address(source, match.start(), match[0], change)


def _in_address(source: SourceText, start: int, link: str, change: Renaming) -> Iterator[Edit]:
    name = change.name
    if name.ref is None:
        return
    if name.step is not None:
        anchors = re.finditer(rf"#{name.id}--[st]-(?P<id>{name.step})$", link)
        yield from (
            source.at(start + each.start("id"), start + each.end("id"), change.new) for each in anchors
        )
        return
    page = re.search(rf"(?:^|/){PLURALS[name.sort]}/(?P<id>{name.id})(?=\.md|/|[?#]|$)", link)
    anchor = re.search(rf"#(?P<id>{name.id})--", link) if name.sort == Kind.JOURNEY.value else None
    for each in (page, anchor):
        if each:
            yield source.at(start + each.start("id"), start + each.end("id"), change.new)


def fences_reworded(source: SourceText, change: Renaming) -> Iterator[Edit]:
    """The edits of ```` ```journey ```` fences: the map shown, its stages, and references."""
    if "journey" not in source.text:
        return
    deepest = DEEPEST if source.file.endswith(".md") else FIELD_INDENT
    yield from _fences(source, source.lines, 1, 0, change, deepest=deepest)


def _fences(
    source: SourceText, lines: Sequence[str], first_line: int, right: int, change: Renaming, *, deepest: int
) -> Iterator[Edit]:
    for fence in fences_of(lines, deepest=deepest):
        row = first_line + fence.first + 1
        if fence.language in _NESTING:
            # Examples in fences are updated too.
            yield from _fences(source, fence.lines, row, right + fence.indent, change, deepest=DEEPEST)
        elif fence.language == "journey" and not _MERMAID.match(fence.text):
            yield from _fence(source, fence, row, right, change)


def _fence(source: SourceText, fence: Fence, row: int, right: int, change: Renaming) -> Iterator[Edit]:
    tree, _ = read_yaml(fence.text, source.file, row)
    if not isinstance(tree, Tree):
        if re.search(rf"(?<![\w-]){change.old}(?![\w-])", fence.text):
            raise EditingError("a fence cannot be read and may name it", (f"{source.file}:{row}",))
        return
    moved = {
        row + at: right + min(fence.indent, len(line) - len(line.lstrip(" ")))
        for at, line in enumerate(source.lines[row - 1 : row - 1 + len(fence.lines)])
    }
    placed = SourceText(source.file, source.text, moved)
    yield from (placed.reworded(value, new) for value, new in _in_fence(tree, change))


def _in_fence(tree: Tree, change: Renaming) -> Iterator[Reworded]:
    shown = tree.get("ref")
    if not isinstance(shown, Scalar):
        node, _ = check_moments(tree)
        fitted = fit(Journey, _without_view(node), {"id": "in-place", "section": ""}, number_moments)
        if fitted.model is not None:
            yield from fields_reworded(fitted.model, fitted.node, change)
        return
    if change.name.sort != Kind.JOURNEY.value or shown.text != change.name.id:
        return
    if change.name.step is None:
        yield shown, change.new
        return
    stages: Node | None = tree.get("stages")
    for item in stages.items if isinstance(stages, Items) else (stages,):
        if isinstance(item, Scalar) and item.text == change.name.step:
            yield item, change.new


def _without_view(tree: Tree) -> Tree:
    return Tree({name: each for name, each in tree.entries.items() if name != "view"}, tree.place)
