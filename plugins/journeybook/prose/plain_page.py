"""Renders an untrusted hand-written page with our own Markdown parser, without HTML or extensions.

Headings have the ids that Python-Markdown's `toc` gives them, so that links to them work with
either parser.
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
"""Returns the HTML of the fence that begins in a row of the page (from 0); None for code."""

_COUNTED = re.compile(r"(.*)_([0-9]{1,9})")
_HEADING_TAGS = tuple(f"h{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level from 1, its id, and its text without Markdown."""

    level: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page as safe HTML. `title` is the text of its first block if that is a level 1 heading."""

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
    """A page as HTML without active content.

    `draw` makes fences, `link` the HTML of a `[[link]]` given with its brackets; both must return
    safe HTML. `address` gives the address for a link or an image of the page. A paragraph of little
    but marks is shown as plain text.
    """
    tokens = _PARSER.parse(markdown)
    _readdress(tokens, address)
    headings = tuple(_name_headings(tokens))
    first = tokens[0] if tokens else None
    title = headings[0].words if first and first.type == "heading_open" and first.tag == "h1" else None
    # Drawings are inserted between the pieces of Markdown, which are cleaned without them.
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
    """The id of a heading before it is made unique, as `toc` of Python-Markdown makes it."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _name_headings(tokens: Sequence[Token]) -> Iterable[Heading]:
    """Give every heading its id, and return the headings in order."""
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
            # The next number of each text is stored: some pages have many equal headings.
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
    """Parse the inline marks of each paragraph, except those with too many to parse fast."""
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
