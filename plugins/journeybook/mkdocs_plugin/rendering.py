"""What templates need: parts of a page that are the same on many pages are rendered once."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.mkdocs_plugin.files import GeneratedPage


@dataclass(slots=True)
class Parts:
    """Rendered parts of the pages of one build.

    Links in a header or footer are relative to the page. Generated pages of one folder that are not in the
    navigation have the same ones: nothing in those parts is about the page. `in_nav` are the pages that are.
    """

    in_nav: frozenset[str] = frozenset()
    _kept: dict[tuple[str, str], str] = field(default_factory=dict)

    def once(self, name: str, page: MkDocsPage | None, render: Callable[[], str]) -> str:
        """The part `name` of a page, rendered now or kept from another page of its folder."""
        if not isinstance(page, GeneratedPage) or page.file.src_uri in self.in_nav:
            return render()
        key = (name, posixpath.dirname(page.url.rstrip("/")))
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = str(render())
        return found
