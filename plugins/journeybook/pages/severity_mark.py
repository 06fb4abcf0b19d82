"""The severity of a pain on pages."""

from __future__ import annotations

from journeybook.i18n.catalog import cached_in_language
from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import SEVERITY_WORDS
from journeybook.text.escape import Markup, escaped


@cached_in_language()
def severity_mark(level: int | None) -> Markup:
    """The severity as dots, and in words for screen readers; "" if it is unrated."""
    if not level:
        return Markup("")
    words = escaped(_("severity %(level)s of 3, %(words)s", level=level, words=SEVERITY_WORDS[level]))
    dots = "●" * level + "○" * (3 - level)
    return Markup(f'<span class="jb-severity" role="img" aria-label="{words}">{dots}</span>')
