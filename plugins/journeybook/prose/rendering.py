"""Renders authors' Markdown as safe HTML, and as runs of text for drawings without HTML.

HTML in the source is shown as text; links lead to https, mailto or a place in the portal; images
are relative only; nh3 cleans the output last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from journeybook.library.links import FEDERATED_LINK, KIND_WORDS, wiki_link
from journeybook.library.objects import Ref
from journeybook.model.scalars import NOTE_LENGTH
from journeybook.prose.link_texts import Known, bare_text, ref_class, shown_text
from journeybook.text.escape import escape, escape_words

Linker: TypeAlias = Callable[[Ref], str | None]
"""Returns the link to an object, relative to the current page; None if it has no page."""

Drawer: TypeAlias = Callable[[str, int], str]
"""Draws the text of a ```` ```journey ```` fence as safe HTML, with headings from a level on."""


class Run(NamedTuple):
    """Inline text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A `[[link]]` as written, including brackets; line and column count from 1 within the text."""

    text: str
    line: int
    column: int


# Anything that may be meant as a link; `links.WIKI_LINK` decides. The bounds prevent quadratic
# searches on a page of brackets.
_BRACKETS = re.compile(r"\[\[[^\[\]\n]{1,340}\]\]")

# Text without any of these has no Markdown.
_MARKED = re.compile(r"[\\`*_\[<&\n]")

# What a link begins with: `[text](address)`, `[[object]]`, `<address>`.
_LINKED = re.compile(r"[\[<]")

# A single paragraph that is equal in Markdown and HTML, as most prose: it begins with a letter,
# does not end in a space, and has no character with a meaning in either.
_HARMLESS = "A-Za-z0-9\u00c0-\u024f,.;:?!()%'/\u2012-\u2026\u2212\\-"
_PARAGRAPH = re.compile(f"[A-Za-z\u00c0-\u024f](?:[{_HARMLESS} ]*[{_HARMLESS}])?")

# The schemes of links that may leave the portal; any other scheme is no link.
_OUTSIDE = ("https://", "mailto:")
_SCHEME = re.compile(r"[^/?#]*:")

# The most marks in a text. Some orders take quadratic time; below this bound the worst take less
# than a tenth of a second.
MOST_MARKS = 600
_COSTLY = re.compile(r"[\[\]<*_`!]")

_TAGS = {
    *("a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li"),
    *("ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
}
_CLASSES = {
    "a": {"jb-ref", "jb-ref--elsewhere"},
    "td": {"jb-centre", "jb-end"},
    "th": {"jb-centre", "jb-end"},
}
_ALIGNMENTS = {"text-align:center": "jb-centre", "text-align:right": "jb-end"}


def render_prose(
    text: str, link: Linker, known: Known, *, heading_level: int = 2, draw: Drawer | None = None
) -> str:
    """`text` as safe HTML blocks.

    The highest heading of the text becomes `heading_level`, and those below follow without a gap.
    Fences with a map are drawn by `draw`, or are code without it. A text beyond the format's
    length, or of little but brackets and stars, is shown as plain paragraphs.
    """
    if _PARAGRAPH.fullmatch(text):
        return f"<p>{text}</p>\n"
    if not _is_prose(text):
        return _as_it_stands(text)
    tokens = _PARSER.parse(text)
    _lower_headings(tokens, heading_level)
    if draw is None or not any(map(_is_map, tokens)):
        return _rendered(tokens, link, known)
    # Drawings are inserted between the pieces of prose, which are cleaned without them.
    parts, piece, level = [], list[Token](), heading_level
    for token in tokens:
        if token.type == "heading_open":
            level = min(5, int(token.tag[1]) + 1)
        if not _is_map(token):
            piece.append(token)
            continue
        parts += [_rendered(piece, link, known), draw(token.content, level)]
        piece = []
    return "".join([*parts, _rendered(piece, link, known)])


def render_inline(text: str, link: Linker, known: Known) -> str:
    """A text field as safe inline HTML: emphasis, code and links; all other markup stays text."""
    unlinked = _unlinked(text)
    return _rendered(_PARSER.parseInline(text), link, known) if unlinked is None else unlinked


@lru_cache(maxsize=4_096)  # the texts of a map appear on its grid, in its table and on other pages
def _unlinked(text: str) -> str | None:
    """The HTML of a text that holds no link, which is the same on every page; None for others."""
    if _MARKED.search(text) and _is_prose(text):
        return None if _LINKED.search(text) else _rendered(_PARSER.parseInline(text), _no_link, {})
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _no_link(_ref: Ref) -> None:
    return None


def is_unmarked(text: str) -> bool:
    """Whether a text field has no Markdown, as most have none."""
    return not _MARKED.search(text)


def inline_runs(text: str, known: Known | None = None) -> tuple[Run, ...]:
    """A text field as runs in reading order; a `[[link]]` is its text or the title in `known`."""
    if not _MARKED.search(text) or not _is_prose(text):
        return (Run(text),) if text else ()
    return tuple(_joined(_runs(_inline_tokens(_PARSER.parseInline(text)), known or {})))


def plain_text(text: str, known: Known | None = None) -> str:
    """A text field without its marks, for labels, titles and search."""
    if not _MARKED.search(text):
        return text
    return "".join([run.text for run in inline_runs(text, known)])


def plain_prose(text: str, known: Known | None = None) -> str:
    """Prose without its marks, a line for each block, for search and descriptions."""
    if _PARAGRAPH.fullmatch(text) or not _is_prose(text):
        return text
    lines = []
    for token in _PARSER.parse(text):
        if token.type == "inline":
            lines.append("".join(run.text for run in _runs(token.children or [], known or {})))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(line for line in lines if line)


def wiki_links(text: str) -> tuple[WikiLink, ...]:
    """Every `[[link]]` of prose or of a text field in order, without those in code."""
    if "[[" not in text or not _is_prose(text):
        return ()
    found = []
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    for token in _PARSER.parse(text):
        if token.type != "inline":
            continue
        if token.map:
            at = max(at, starts[min(token.map[0], len(lines))])
        for child in token.children or []:
            if child.type != "wiki_link":
                continue
            position = text.find(child.content, at)
            # In a table the source may have a backslash before the `|` of a link.
            at = position if position >= 0 else at
            row = text.count("\n", 0, at)
            found.append(WikiLink(child.content, row + 1, at - starts[row] + 1))
            at += len(child.content)
    return tuple(found)


def is_safe_link(address: str) -> bool:
    """Whether prose may link there: https, mailto, or a place on the same site."""
    if address.startswith(_OUTSIDE):
        return True
    return _stays_inside(address)


def _stays_inside(address: str) -> bool:
    # Browsers read a backslash as a slash and skip control characters, so `/\host` and
    # `/<tab>/host` lead to another site.
    if "\\" in address or any(character <= " " for character in address):
        return False
    return not address.startswith("//") and not _SCHEME.match(address) and "%5c" not in address[:6].lower()


def _is_prose(text: str) -> bool:
    return len(text) <= NOTE_LENGTH and not has_many_marks(text)


def has_many_marks(text: str) -> bool:
    """Whether a text has so many brackets and stars that it is shown unparsed."""
    return len(_COSTLY.findall(text)) > MOST_MARKS


def _is_map(token: Token) -> bool:
    return token.type == "fence" and token.level == 0 and token.info.split()[:1] == ["journey"]


def _as_it_stands(text: str) -> str:
    parts = re.split(r"\n[ \t]*\n+", text)
    return "".join(f"<p>{escape_words(part.strip())}</p>\n" for part in parts if part.strip())


def _lower_headings(tokens: Iterable[Token], highest: int) -> None:
    # Levels are counted again so that none is skipped.
    open_levels: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while open_levels and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, highest + len(open_levels) - 1)}"


def _inline_tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _runs(tokens: Iterable[Token], known: Known) -> Iterator[Run]:
    style = Run("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = style._replace(strong=token.nesting > 0)
            case "em_open" | "em_close":
                style = style._replace(emphasis=token.nesting > 0)
            case "link_open":
                style = style._replace(href=str(token.attrGet("href") or "") or None)
            case "link_close":
                style = style._replace(href=None)
            case "code_inline":
                yield style._replace(text=token.content, code=True)
            case "softbreak" | "hardbreak":
                yield style._replace(text=" ")
            case "image":
                yield from (style._replace(text=run.text) for run in _runs(token.children or [], known))
            case "wiki_link":
                ref, words = wiki_link(token.content, known)
                yield style._replace(text=shown_text(ref, words, known) or bare_text(token.content))
            case _:
                if token.content:
                    yield style._replace(text=token.content)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held and held._replace(text="") == run._replace(text=""):
            held = held._replace(text=held.text + run.text)
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


def _wiki_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = _BRACKETS.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        # A link must not be nested in a link: browsers would end the outer one.
        token = state.push("text" if state.linkLevel else "wiki_link", "", 0)
        token.content = bare_text(match[0]) if state.linkLevel else match[0]
    state.pos = match.end()
    return True


class SafeRenderer(RendererHTML):
    """Markdown-it's renderer with our links, images and cells; methods are named like tokens."""

    def wiki_link(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        source = tokens[idx].content
        known: Known = env["known"]
        ref, words = wiki_link(source, known)
        if ref is None or ref.id not in known.get(ref.kind, {}):
            # A link into a portal that could not be read is no mistake of its author.
            other = FEDERATED_LINK.fullmatch(source)
            return escape(bare_text(source) if other and other[1] not in KIND_WORDS else source)
        href = env["link"](ref)
        shown = escape(shown_text(ref, words, known) or ref.id)
        return f'<a class="{ref_class(ref)}" href="{escape(href)}">{shown}</a>' if href else shown

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        if str(tokens[idx].attrGet("href") or "").startswith("https://"):
            tokens[idx].attrSet("rel", "noopener")
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if not _stays_inside(str(token.attrGet("src") or "")):
            return escape(self.renderInlineAsText(token.children or [], options, env))
        return super().image(tokens, idx, options, env)

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        side = _ALIGNMENTS.get(str(token.attrs.pop("style", "")))
        if side:
            token.attrSet("class", side)
        return self.renderToken(tokens, idx, options, env)

    th_open = td_open


class SafeParser(MarkdownIt):
    """CommonMark with tables and `[[links]]`, without HTML."""

    def __init__(self, renderer: type[SafeRenderer] = SafeRenderer) -> None:
        super().__init__("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=renderer)
        self.enable("table")
        self.inline.ruler.before("link", "wiki_link", _wiki_rule)

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser calls it by this name)
        return is_safe_link(url)


def _clean_attribute(tag: str, attribute: str, value: str) -> str | None:
    match tag, attribute:
        case "a", "href":
            return value if is_safe_link(value) else None
        case "img", "src":
            return value if _stays_inside(value) else None
        case "a", "rel":
            return value if value == "noopener" else None
    return value


def cleaner(attributes: Mapping[str, set[str]] | None = None) -> nh3.Cleaner:
    """A cleaner that keeps the tags of prose, with these `attributes` beside those of prose."""
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={**_ATTRIBUTES, **(attributes or {})},
        allowed_classes=_CLASSES,
        attribute_filter=_clean_attribute,
        url_schemes={"https", "mailto"},
        link_rel=None,
    )


_PARSER = SafeParser()
_CLEANER = cleaner()


def _rendered(tokens: Sequence[Token], link: Linker, known: Known) -> str:
    return _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {"link": link, "known": known}))
