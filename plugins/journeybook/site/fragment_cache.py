"""Fragments of pages, such as a header, that are the same on many pages and are rendered once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_GAP = re.compile(r"[ \t]*\n\s*")
_SHOWS_GAPS = re.compile(r"<(?:pre|textarea|script|style)\b", re.IGNORECASE)


class PageGroup(NamedTuple):
    """Pages that share fragments: those of one top folder of the portal, at one depth of the site.

    Links in a header or footer are relative to the page, and the item of the navigation that is
    marked depends on the page's top folder. Nothing else in them is about the page.
    """

    folder: str
    depth: int


def page_group(address: str, path: str) -> PageGroup:
    """The group of the page at an address of the portal that is written to a path of the site.

    A page that gave way to one of the site lies deeper than its address in the portal says.
    """
    return PageGroup(address.partition("/")[0], path.count("/"))


class FragmentCache:
    """The rendered fragments of one build."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, PageGroup], str] = {}

    def once(self, name: str, group: PageGroup | None, render: Callable[[], str]) -> str:
        """The fragment `name`, rendered now or kept from another page of the group."""
        if group is None:
            return render()
        found = self._kept.get((name, group))
        if found is None:
            found = self._kept[name, group] = without_indents(str(render()))
        return found


def without_indents(html: str) -> str:
    """The markup with one line break for every gap over several lines, as templates leave them.

    Markup in which such gaps are shown is not changed.
    """
    return html if _SHOWS_GAPS.search(html) else _GAP.sub("\n", html)
