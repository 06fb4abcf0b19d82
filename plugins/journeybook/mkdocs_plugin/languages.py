"""Which words of a page are in which language, where the site is not English.

The portal's own words are English today. A page that the portal makes is therefore an English page, the theme's words
on it included; a hand-written page is in the language of the site (`theme.language`), and English words of the portal
on it say that they are English. Screen readers then pronounce both, and browsers offer to translate what is foreign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.mkdocs_plugin.escaped_values import html_text
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.mkdocs_plugin.navigation import HOME_TITLE, OVERVIEW, SECTION_TITLES

ENGLISH = "en"

_NAV_TITLE = re.compile(
    r'(<span class="md-ellipsis"|<label class="md-nav__title"[^>]*)'
    r'(?=>\s*(?:<span class="md-nav__icon md-icon"></span>\s*)?([^<]*?)\s*<)'
)
"""Where Material's list of pages prints the title of an item: in the list, and above the list of a section."""


def site_language(config: MkDocsConfig) -> str:
    """The language that the site's own pages are in."""
    return config.theme.get("language") or ENGLISH


@dataclass(frozen=True, slots=True)
class PageLanguages:
    """The language of a page as a whole, and of the site around it."""

    page: str
    site: str

    @property
    def english(self) -> Markup:
        """The `lang` attribute of an element whose words are the portal's own; empty where the page is English."""
        return self.mark(ENGLISH)

    def mark(self, language: str) -> Markup:
        """The `lang` attribute of an element in this language; empty where it is the page's."""
        return Markup("") if language == self.page else Markup(' lang="{}"').format(language)

    def title(self, item: Any) -> Markup:
        """The `lang` attribute of an item's title in the navigation."""
        return self.mark(ENGLISH if _is_english(item) else self.site)

    def nav(self, html: str, nav: Navigation) -> str:
        """Material's list of pages, with a `lang` attribute at each title that is not in the page's language."""
        marks = {str(html_text(item.title)): self.title(item) for item in _items(nav.items) if item.title}
        if not any(marks.values()):
            return html
        return _NAV_TITLE.sub(lambda found: f"{found[1]}{marks.get(found[2], '')}", html)


def page_languages(page: MkDocsPage | None, config: MkDocsConfig) -> PageLanguages:
    """The languages of a page; None is a page without a source, such as 404, whose words are the portal's."""
    site = site_language(config)
    ours = page is None or isinstance(page, GeneratedPage)
    return PageLanguages(ENGLISH if ours else site, site)


def _is_english(item: Any) -> bool:
    if isinstance(item, GeneratedPage):
        return str(item.title) in (str(escape(item.plan.title)), HOME_TITLE, OVERVIEW)
    return isinstance(item, Section) and str(item.title) in SECTION_TITLES


def _items(items: Iterable[Any]) -> Iterable[Any]:
    for item in items:
        yield item
        yield from _items(getattr(item, "children", None) or ())
