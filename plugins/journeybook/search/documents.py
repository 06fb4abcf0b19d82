"""Lean documents for the index: what search reads of a page, and nothing of how the page looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from journeybook.pages.page import Page
from journeybook.search.word_breaks import indexed_language, set_apart

REFERENCE = "reference"
"""The filter of pages that explain the portal itself; the search box puts them below all others."""


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
        reference=record.reference,
    )


def document(
    address: str,
    title: str,
    body: str,
    *,
    language: str = "en",
    filters: Mapping[str, tuple[str, ...]] | None = None,
    meta: Mapping[str, str] | None = None,
    reference: bool = False,
) -> Document:
    """A document whose `body` (HTML) is indexed; every heading in it that has an id becomes a result of its own.

    `title` is plain text, `filters` are facets with their values, `meta` is handed back with a result. A page that is
    `reference` explains the portal and is found after all that is not. Scripts without spaces are cut into pieces.
    """
    facets = {**(filters or {}), **({REFERENCE: ("yes",)} if reference else {})}
    indexed = indexed_language(language)
    own = {"language": language} if indexed != language else {}
    about = {"title": title, **own, **(meta or {})}
    marks = [
        f'<meta data-pagefind-meta="{escape(name)}[content]" content="{escape(value)}">'
        for name, value in sorted(about.items())
    ]
    marks += [
        f'<meta data-pagefind-filter="{escape(name)}[content]" content="{escape(value)}">'
        for name, values in sorted(facets.items())
        for value in values
    ]
    html = (
        f'<!doctype html><html lang="{escape(indexed)}"><head><title>{escape(title)}</title></head><body>'
        f"<main data-pagefind-body>{''.join(marks)}{set_apart(body)}</main></body></html>"
    )
    return Document(address, html)
