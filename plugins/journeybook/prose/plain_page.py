"""A hand-written page as strangers may write it: Markdown by our own parser, without HTML and without extensions.

Headings have the ids that Python-Markdown's `toc` gives them, so that links to them work with either parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from journeybook.prose.rendering import SafeParser, SafeRenderer, cleaner, has_many_marks

DrawFence = Callable[[int], str | None]
"""Gives the HTML of the fence that begins in a row of the page, counted from 0; None for one that is code."""

_COUNTED = re.compile(r"(.*)_([0-9]{1,9})")
_HEADING_TAGS = tuple(f"h{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level from 1, its id, and its words as plain text."""

    level: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page as safe HTML. `title` is the plain text of the heading of level 1 that it begins with, None without one."""

    html: str
    headings: tuple[Heading, ...]
    title: str | None


def render_plain_page(
    markdown: str,
    *,
    draw: DrawFence,
    link: Callable[[str], str],
    address: Callable[[str], str],
) -> PlainPage:
    """A page as HTML that runs nothing.

    `draw` makes fences, `link` the HTML of a `[[link]]` given with its brackets, both of them safe; `address` gives
    the address of what a link or a picture of the page names. A paragraph of little but marks is shown as it stands.
    """
    tokens = _PARSER.parse(markdown)
    _readdress(tokens, address)
    headings = tuple(_name_headings(tokens))
    first = tokens[0] if tokens else None
    title = headings[0].words if first and first.type == "heading_open" and first.tag == "h1" else None
    # A drawing is finished: it is put between the pieces of Markdown, which are cleaned without it.
    parts, piece = [], list[Token]()
    env: EnvType = {"link": link}

    def clean(tokens: Sequence[Token]) -> str:
        return _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, env))

    for token in tokens:
        drawn = draw(token.map[0]) if token.type == "fence" and token.level == 0 and token.map else None
        if drawn is None:
            piece.append(token)
            continue
        parts += [clean(piece), drawn]
        piece = []
    parts.append(clean(piece))
    return PlainPage("".join(parts), headings, title)


def slug(words: str) -> str:
    """The id of a heading before it is told apart from others: what `toc` of Python-Markdown makes of its words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _name_headings(tokens: Sequence[Token]) -> Iterable[Heading]:
    """Give every heading its id, and name them in order."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = _words(inline.children or ())
        name = slug(words)
        counted = _COUNTED.fullmatch(name)
        stem, number = (counted[1], int(counted[2])) if counted else (name, 0)
        while name in taken or not name:
            # Headings of the same words are many on some pages: the next number is remembered, not looked for.
            last[stem] = max(last.get(stem, 0), number) + 1
            name = f"{stem}_{last[stem]}"
        taken.add(name)
        token.attrSet("id", name)
        yield Heading(int(token.tag[1]), name, words)


def _words(tokens: Iterable[Token]) -> str:
    """The plain text of inline tokens."""
    said = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif token.type == "wiki_link":
            said.append(token.content[2:-2].rpartition("|")[2])
        elif token.type != "image":
            said.append(token.content)
    return "".join(said).strip()


def _readdress(tokens: Iterable[Token], address: Callable[[str], str]) -> None:
    for token in tokens:
        name = {"link_open": "href", "image": "src"}.get(token.type)
        if name is not None:
            token.attrSet(name, address(str(token.attrGet(name) or "")))
        if token.children:
            _readdress(token.children, address)


class _Renderer(SafeRenderer):
    def wiki_link(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        made: str = env["link"](tokens[idx].content)
        return made


def _bounded_inline(state: StateCore) -> None:
    """Read the marks of each paragraph, but for those with so many that reading them takes long."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if has_many_marks(token.content):
            text = Token("text", "", 0, content=token.content)
            token.children.append(text)
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _parser() -> SafeParser:
    made = SafeParser(_Renderer)
    made.core.ruler.at("inline", _bounded_inline)
    return made


_PARSER = _parser()
_CLEANER = cleaner({tag: {"id"} for tag in _HEADING_TAGS})
