"""The languages of a page's parts, for sites that are not English.

The portal's own words are in the language of the site (`theme.language`) if the catalogue has it,
else in English. A generated page is then an English page, including the theme's words; a
hand-written page is in the language of the site, and English words of the portal on it are marked.
So screen readers pronounce both correctly, and browsers offer the right translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.i18n.catalog import direction_in_use, language_in_use
from journeybook.mkdocs_plugin.escaped_values import html_text
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.site.portal_navigation import HOME_TITLES, section_titles
from journeybook.text.escape import Markup, escaped

ENGLISH = "en"

_THEME_WORDS = "partials/languages/{}.html"
"""The path of Material's messages for a language."""

_NAV_TITLE = re.compile(
    r'(<span class="md-ellipsis"|<label class="md-nav__title"[^>]*)'
    r'(?=>\s*(?:<span class="md-nav__icon md-icon"></span>\s*)?([^<]*?)\s*<)'
)
"""The places where Material's navigation prints a title: in the list, and above a section."""


def site_language(config: MkDocsConfig) -> str:
    """The language of the site's own pages."""
    return config.theme.get("language") or ENGLISH


@dataclass(frozen=True, slots=True)
class PageLanguages:
    """The language of a page, of the site around it, of the portal's words and of the theme's."""

    page: str
    site: str
    portal: str
    theme: str

    @property
    def direction(self) -> str:
        """The direction of writing of the portal's words: `ltr` or `rtl`."""
        return direction_in_use()

    @property
    def ours(self) -> Markup:
        """The `lang` attribute for the portal's words; empty if they are in the page's language."""
        return self.mark(self.portal)

    def mark(self, language: str) -> Markup:
        """The `lang` attribute for this language; empty if it is the page's."""
        return Markup("") if language == self.page else Markup(' lang="{}"').format(language)

    def title(self, item: Any) -> Markup:
        """The `lang` attribute of an item's title in the navigation."""
        return self.mark(self.portal if _is_ours(item) else self.site)

    def nav(self, html: str, nav: Navigation) -> str:
        """Material's navigation, with a `lang` attribute at each title in another language."""
        marks = {str(html_text(item.title)): self.title(item) for item in _items(nav.items) if item.title}
        if not any(marks.values()):
            return html
        return _NAV_TITLE.sub(lambda found: f"{found[1]}{marks.get(found[2], '')}", html)


def page_languages(page: MkDocsPage | None, config: MkDocsConfig) -> PageLanguages:
    """The languages of a page; None is a page without a source, such as 404."""
    site, portal = site_language(config), language_in_use()
    ours = page is None or isinstance(page, GeneratedPage)
    spoken = portal if ours else site
    return PageLanguages(spoken, site, portal, _theme_language(spoken, config))


def _theme_language(language: str, config: MkDocsConfig) -> str:
    """The language of the theme's words on a page: the page's, its main language, or English."""
    for code in (language, language.partition("-")[0]):
        if any(Path(folder, _THEME_WORDS.format(code)).is_file() for folder in config.theme.dirs):
            return code
    return ENGLISH


def _is_ours(item: Any) -> bool:
    if isinstance(item, GeneratedPage):
        return str(item.title) in (str(escaped(item.plan.title)), *HOME_TITLES.values())
    return isinstance(item, Section) and str(item.title) in section_titles()


def _items(items: Iterable[Any]) -> Iterable[Any]:
    for item in items:
        yield item
        yield from _items(getattr(item, "children", None) or ())
