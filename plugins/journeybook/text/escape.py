"""Text made safe for what it enters: HTML, attributes, XML and spreadsheets. No other module escapes by itself.

Templates escape everything that is not `Markup`; Python that writes markup uses `escape` for texts, and `escaped` where a
value may be markup already. What is printed in a terminal goes through `text.characters.printable`, what stands in a
command of a log through `forge.workflow_commands`, and JSON is written by `json` alone.
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
"""A dozen maps' words: the parts of one map say the same words on its grid, its cards, its table and its picture."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters that may start a formula, including the full-width forms of Japanese keyboards."""

_SPLIT = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@＝＋－＠])")
"""Where a split text begins with a formula: behind spaces and quotation marks, which are lost."""


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """`text` for the inside of an element or a quoted attribute of HTML or SVG."""
    return html.escape(text)


def escape_words(text: str) -> str:
    """`text` for the inside of an element, where quotes may stand as they are. To look it up would cost more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped(value: object) -> Markup:
    """A value as HTML; what is markup already stays as it is."""
    return markupsafe.escape(value)


def escape_xml(text: str) -> str:
    """`text` for the inside of an element of XML, such as a feed."""
    return escape_words(text)


def quoted_attribute(text: str) -> str:
    """`text` as the value of an attribute of XML, its quotes included."""
    # It brings the HTTP client of the standard library along, for which a check has no use.
    from xml.sax import saxutils  # noqa: PLC0415

    return saxutils.quoteattr(text)


def escape_revealed(text: str) -> str:
    """`text` as HTML, with what takes no width and says nothing as an escape: for reviewers."""
    return html.escape(revealed(text))


def without_formula(text: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula, wherever it splits cells."""
    inner = _SPLIT.sub(r"\1'", text)
    return f"'{inner}" if text.lstrip(' "').startswith(_FORMULA) else inner
