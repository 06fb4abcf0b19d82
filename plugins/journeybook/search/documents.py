"""Lean documents for the index: the searchable text of a page, without its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeybook.pages.page import Page
from journeybook.search.word_breaks import indexed_language, set_apart
from journeybook.text.escape import escape

REFERENCE = "reference"
"""The filter of pages that explain the portal itself; the search box lists them last."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page for the index: its address from the site's root, and its words as HTML."""

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
    """A document whose `body` (HTML) is indexed; every heading with an id is a result of its own.

    `title` is plain text, `filters` are facets with their values, `meta` is returned with a result.
    A page that is `reference` explains the portal and is listed after all others. Text in scripts
    without spaces is cut into pieces.
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
