"""How bad a pain is, as pages show it."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from journeybook.labels.value_labels import SEVERITY_WORDS


@cache
def severity_mark(level: int | None) -> Markup:
    """How bad a pain is in dots, and in words for who does not see them; nothing where nobody said."""
    if not level:
        return Markup("")
    words = escape(f"severity {level} of 3, {SEVERITY_WORDS[level]}")
    dots = "●" * level + "○" * (3 - level)
    return Markup(f'<span class="jp-sev" role="img" aria-label="{words}">{dots}</span>')  # noqa: S704 - escaped here
