"""A cache for rendered parts of pages that are the same on many pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.mkdocs_plugin.files import GeneratedPage


@dataclass(slots=True)
class FragmentCache:
    """Rendered parts of the pages of one build.

    Links in a header or footer are relative to the page, and the marked item of the navigation
    depends on the page's top folder. Generated pages of one top folder, at one depth and outside of
    the navigation share these parts, because nothing else in them depends on the page. `in_nav` are
    the pages in the navigation.
    """

    in_nav: frozenset[str] = frozenset()
    _kept: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def once(self, name: str, page: MkDocsPage | None, render: Callable[[], str]) -> str:
        """The part `name` of a page, rendered now or cached from another page that shares it."""
        if not isinstance(page, GeneratedPage) or page.file.src_uri in self.in_nav:
            return render()
        # A moved page is deeper than its address in the portal.
        key = (name, page.plan.address.partition("/")[0], page.file.dest_uri.count("/"))
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = str(render())
        return found
