"""Escapes values for templates: MkDocs and Material print titles and front matter unescaped.

Values become `Markup`, so that templates that do escape them, as some of Material's do, do not
escape them twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from html import unescape
from typing import Any

import nh3
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from journeybook.text.escape import Markup, escaped

_BARE_AMPERSAND = re.compile(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)")
_QUOTED = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})

_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):|[^:]*(?:[/?#]|$)", re.IGNORECASE)
"""The beginning of a safe address: a known scheme, or none at all."""

_WORDS = ("abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup")
_TYPESET = nh3.Cleaner(
    tags={*_WORDS, "svg", "path"},
    attributes={"*": {"class"}, "svg": {"class", "viewBox", "xmlns"}, "path": {"d"}},
)
"""Markup that Material's plugin `typeset` may bring from a heading into the navigation."""


def html_text(value: object) -> Markup:
    """A value as HTML text without tags, for an element or a quoted attribute.

    Character references stay as they are: titles that MkDocs takes from a rendered heading have
    them, and cannot be told from titles of front matter. The function is idempotent.
    """
    if isinstance(value, Markup):
        return value
    return Markup(_BARE_AMPERSAND.sub("&amp;", str(value)).translate(_QUOTED))


def html_link(address: str) -> Markup:
    """An address as HTML for a quoted attribute; `#` for one that would run a script."""
    plain = unescape(address).strip()
    return escaped(plain if _SAFE_LINK.match(plain) else "#")


def html_data(value: Any) -> Any:
    """Plain data with every text in it as by `html_text`; other scalars are unchanged."""
    if isinstance(value, str):
        return html_text(value)
    if isinstance(value, dict):
        return {key: html_data(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [html_data(each) for each in value]
    return value


def printed_config(config: MkDocsConfig) -> MkDocsConfig:
    """The site's configuration for templates. `copyright` and `extra` stay HTML, as documented."""
    shown = copy(config)
    for name in ("site_name", "site_description", "site_author"):
        if shown[name] is not None:
            shown[name] = html_text(shown[name])
    return shown


def print_safely(nav: Navigation | None, files: Files) -> None:
    """Make titles and front matter of every page and of the whole navigation safe to print.

    Call it after all pages are rendered and before any is written. It is idempotent.
    """
    for file in files.documentation_pages(inclusion=lambda _: True):
        if file.page is not None:
            _print_page(file.page)
    if nav is not None:
        _print_items(nav.items)


def _print_items(items: Iterable[StructureItem]) -> None:
    for item in items:
        if isinstance(item, Link | Section):
            item.title = html_text(item.title or "")
        if isinstance(item, Link):
            item.url = html_link(str(item.url))
        elif isinstance(item, Section):
            _print_items(item.children)
        elif isinstance(item, MkDocsPage):
            _print_page(item)


def _print_page(page: MkDocsPage) -> None:
    if page.title is not None:
        page.title = html_text(page.title)
    if page.edit_url:
        page.edit_url = html_text(page.edit_url)
    page.meta = html_data(page.meta)
    _clean_typeset(page)
    _print_anchors(page.toc)
    _print_post(page)


def _print_post(page: Any) -> None:
    """The fields that Material's blog has read of a post: its authors and its links."""
    for author in getattr(page, "authors", ()):
        for name in ("name", "description"):
            setattr(author, name, html_text(getattr(author, name)))
        for name in ("avatar", "url"):
            if getattr(author, name):
                setattr(author, name, html_link(str(getattr(author, name))))
    _print_items(getattr(getattr(page, "config", None), "links", None) or ())


def _print_anchors(anchors: Iterable[AnchorLink]) -> None:
    """The entries of a table of contents; with the extension `attr_list`, ids are arbitrary."""
    for anchor in anchors:
        anchor.title = html_text(anchor.title)
        anchor.id = html_text(anchor.id)
        _clean_typeset(anchor)
        _print_anchors(anchor.children)


def _clean_typeset(item: Any) -> None:
    typeset = getattr(item, "typeset", None)
    if isinstance(typeset, dict) and "title" in typeset:
        typeset["title"] = _TYPESET.clean(str(typeset["title"]))
