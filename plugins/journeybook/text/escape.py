"""Escaping of text for HTML, attributes, XML and spreadsheets; no other module does it.

Templates escape everything that is not `Markup`. Python code that writes markup uses `escape` for
texts, and `escaped` for values that may be markup already. Terminal output uses
`text.characters.printable`, commands in logs `forge.workflow_commands`, and JSON only `json`.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

import markupsafe
from markupsafe import Markup

from journeybook.text.characters import revealed

__all__ = [
    "Markup",
    "escape",
    "escape_revealed",
    "escape_words",
    "escape_xml",
    "escaped",
    "quoted_attribute",
    "without_formula",
]

_KEPT = 4_096
"""The size of the cache: the texts of a dozen maps, which each appear in several views."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters that may start a formula, including the full-width forms of Japanese keyboards."""

_SUSPICIOUS = frozenset((*_FORMULA, " ", '"'))
"""The characters with which a text begins that may be taken for a formula."""

_MAY_SPLIT = re.compile(r"[;\t\r\n]")

_SPLIT = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@＝＋－＠])")
"""The positions after which a spreadsheet may split a text, if a formula follows."""


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """`text` escaped for an element or a quoted attribute of HTML or SVG."""
    return html.escape(text)


def escape_words(text: str) -> str:
    """`text` escaped for an element, with quotes unchanged; faster than a cache look-up."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped(value: object) -> Markup:
    """A value as HTML; markup stays unchanged."""
    return markupsafe.escape(value)


def escape_xml(text: str) -> str:
    """`text` escaped for an element of XML, such as a feed."""
    return escape_words(text)


def quoted_attribute(text: str) -> str:
    """`text` as a quoted attribute value of XML, including the quotes."""
    # Imported on demand: it imports an HTTP client, which a check does not need.
    from xml.sax import saxutils  # noqa: PLC0415

    return saxutils.quoteattr(text)


def escape_revealed(text: str) -> str:
    """`text` as HTML, with visible escapes for meaningless zero-width characters: for reviewers."""
    return html.escape(revealed(text))


def without_formula(text: str) -> str:
    """A table cell that no spreadsheet takes for a formula, even if it splits the cell."""
    inner = _SPLIT.sub(r"\1'", text) if _MAY_SPLIT.search(text) else text
    return f"'{inner}" if text[:1] in _SUSPICIOUS and text.lstrip(' "').startswith(_FORMULA) else inner
