"""Limits of hand-written pages, which settings can change; those of sources are fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class PageLimits:
    """The limits of one hand-written page, which bound the work of rendering it.

    Each value is the largest that is allowed. The settings below `limits:` have the same names.
    """

    page_bytes: int = 1_000_000
    """The size of a page in `docs/` in bytes."""

    page_fences: int = 100
    """The number of fences on a page that draw a map or a part of the portal."""

    page_headings: int = 2_000
    """The number of headings on a page."""

    page_nesting: int = 30
    """The nesting of lists, quotations and admonitions on a page."""

    page_brackets: int = 100
    """The number of square brackets open at once in a paragraph of a page."""

    page_seconds: int = 20
    """The CPU time in seconds for rendering the text of a page."""

    def lowered(self, other: PageLimits) -> PageLimits:
        """The lower value of each limit."""
        return PageLimits(*(min(getattr(self, name), getattr(other, name)) for name in PAGE_LIMITS))


PAGE_LIMITS: Mapping[str, int] = {each.name: getattr(PageLimits(), each.name) for each in fields(PageLimits)}
"""The default of each limit by its name."""

SOURCE_FENCES = 100
"""The most fences with maps in the texts of one source, which all appear on one page."""

LARGEST_LIMIT = 1_000_000_000
"""The largest value of a limit in the settings."""
