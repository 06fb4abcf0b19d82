"""Lean documents for the index: what search reads of a page, and nothing of how the page looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from journeybook.pages.page import Page

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_TOUCHING = re.compile(rf"([{_SIGNS}])(?=[{_SIGNS}])")


@dataclass(frozen=True, slots=True)
class Document:
    """One page for the index: its address from the site's root and an HTML document of its words."""

    address: str
    html: str


def page_document(page: Page) -> Document | None:
    """The document of a generated page; None for a page that search should not find."""
    record = page.search
    if record is None:
        return None
    return document(
        page.address,
        page.title,
        record.body,
        language=record.language,
        filters=record.filters,
        meta=record.meta,
    )


def document(
    address: str,
    title: str,
    body: str,
    *,
    language: str = "en",
    filters: Mapping[str, tuple[str, ...]] | None = None,
    meta: Mapping[str, str] | None = None,
) -> Document:
    """A document whose `body` (HTML) is indexed; every heading in it that has an id becomes a result of its own.

    `title` is plain text, `filters` are facets with their values, `meta` is handed back with a result.
    Chinese characters and kana are set apart: Pagefind finds words by the spaces between them, and these scripts
    have none. The search box does the same with what is asked, and closes the gaps in what it shows.
    """
    about = {"title": title, **(meta or {})}
    marks = [
        f'<meta data-pagefind-meta="{escape(name)}[content]" content="{escape(value)}">'
        for name, value in sorted(about.items())
    ]
    marks += [
        f'<meta data-pagefind-filter="{escape(name)}[content]" content="{escape(value)}">'
        for name, values in sorted((filters or {}).items())
        for value in values
    ]
    html = (
        f'<!doctype html><html lang="{escape(language)}"><head><title>{escape(title)}</title></head><body>'
        f"<main data-pagefind-body>{''.join(marks)}{set_apart(body)}</main></body></html>"
    )
    return Document(address, html)


def set_apart(html: str) -> str:
    """HTML with a space between neighbouring Chinese characters and kana; ids and attributes are of other letters."""
    return _TOUCHING.sub(r"\1 ", html)
