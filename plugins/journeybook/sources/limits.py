"""Limits of hand-written pages, which a portal's settings may change; those of sources are part of the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How much one hand-written page may ask of the program that renders it.

    Each value is the largest that is allowed. Settings name them below `limits:` as they are named here.
    """

    page_bytes: int = 1_000_000
    """Bytes of a page in `docs/`."""

    page_fences: int = 100
    """Fences on a page that draw a map or a part of the portal."""

    page_headings: int = 2_000
    """Headings on a page."""

    page_nesting: int = 30
    """Lists, quotations and admonitions on a page, each within the other."""

    page_brackets: int = 100
    """Square brackets that are open at once in a paragraph of a page."""

    page_seconds: int = 20
    """Seconds of computing that the text of a page takes to become HTML."""

    def lowered(self, other: PageLimits) -> PageLimits:
        """The lower one of each limit."""
        return PageLimits(*(min(getattr(self, name), getattr(other, name)) for name in PAGE_LIMITS))


PAGE_LIMITS: Mapping[str, int] = {each.name: getattr(PageLimits(), each.name) for each in fields(PageLimits)}
"""The names of the limits, each with its value where settings say nothing."""

SOURCE_FENCES = 100
"""Fences with maps in the texts of one source, all of which stand on one page."""

LARGEST_LIMIT = 1_000_000_000
"""The largest value that settings may give to a limit."""
