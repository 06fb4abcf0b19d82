"""Quotation marks around what people say: set once, whatever marks the text itself begins with."""

from __future__ import annotations

import unicodedata

_OPENING, _CLOSING = "“", "”"
# Marks that open a quotation in some language and nothing else; initial and final ones of Unicode are found by category.
_OPENERS = frozenset('"„‟‚‛「『《〝﹁﹃｢＂')
_MARKDOWN = "*_\\ "


def quotation_marks(text: str) -> tuple[str, str]:
    """What to set before and after `text`: a pair of quotation marks, or nothing where it brings its own.

    A text brings its own where it begins with a mark that opens a quotation, in whatever language and behind Markdown's
    emphasis. An apostrophe opens none unless one closes the text as well.
    """
    inner = text.strip(_MARKDOWN)
    if not inner:
        return _OPENING, _CLOSING
    first, last = inner[0], inner[-1]
    own = first in _OPENERS or (unicodedata.category(first) in ("Pi", "Pf") and first not in "’‘")
    if first in "'‘" and len(inner) > 1:
        own = last in "'’"
    return ("", "") if own else (_OPENING, _CLOSING)


def quoted(text: str) -> str:
    """`text` in quotation marks, its own where it has some."""
    opening, closing = quotation_marks(text)
    return f"{opening}{text}{closing}"
