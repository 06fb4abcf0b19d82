"""Text made safe for markup, kept for a while: a map says the same words on its grid, its cards, its table and picture."""

from __future__ import annotations

import html
from functools import lru_cache

_KEPT = 4_096
"""A dozen maps' words: the parts of one map are drawn one after the other."""


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """`text` as `html.escape` makes it, quotes included."""
    return html.escape(text)


def escape_words(text: str) -> str:
    """`text` for the inside of an element, where quotes may stand as they are. To look it up would cost more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
