"""Quotation marks around quotes, added only where the text has none of its own.

They are those of the site's language.
"""

from __future__ import annotations

import unicodedata

from journeybook.i18n.formats import marks_of_quotation

# Opening marks of some language; initial and final marks of Unicode are found by category.
_OPENERS = frozenset('"„‟‚‛「『《〝﹁﹃｢＂')
_MARKDOWN = "*_\\ "


def quotation_marks(text: str) -> tuple[str, str]:
    """The marks to put before and after `text`: a pair, or nothing if it has its own.

    A text has its own if it begins with an opening mark of any language, also after Markdown
    emphasis. An apostrophe counts only if one ends the text as well.
    """
    inner = text.strip(_MARKDOWN)
    if not inner:
        return marks_of_quotation()
    first, last = inner[0], inner[-1]
    own = first in _OPENERS or (unicodedata.category(first) in ("Pi", "Pf") and first not in "’‘")
    if first in "'‘" and len(inner) > 1:
        own = last in "'’"
    return ("", "") if own else marks_of_quotation()


def quoted(text: str) -> str:
    """`text` in quotation marks, its own if it has some."""
    opening, closing = quotation_marks(text)
    return f"{opening}{text}{closing}"
