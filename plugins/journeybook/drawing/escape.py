"""Escaped text with a cache, because one map's words appear on grid, cards, table and picture."""

from __future__ import annotations

import html
from functools import lru_cache

_KEPT = 4_096
"""The words of about a dozen maps, because the parts of one map are drawn one after the other."""


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """`text` as `html.escape` makes it, quotes included."""
    return html.escape(text)


def escape_words(text: str) -> str:
    """`text` for the inside of an element, where quotes need no escape. A cache would cost more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
