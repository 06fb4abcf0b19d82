"""Text made safe for markup, kept for a while: a map says the same words on its grid, its cards, its table and picture."""

from __future__ import annotations

import html
from functools import lru_cache

_KEPT = 16_384
"""Some dozens of maps' words: the parts of one map are drawn one after the other."""


@lru_cache(maxsize=_KEPT)
def escape(text: str, quote: bool = True) -> str:
    """`text` as `html.escape` makes it, quotes included where `quote` says so."""
    return html.escape(text, quote=quote)
