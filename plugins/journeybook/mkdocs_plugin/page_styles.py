"""The stylesheets of a page, linked right behind the one that every page has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

from journeybook.mkdocs_plugin.site_config import STYLESHEET
from journeybook.site.stylesheets import PARTS, needed_stylesheets, stylesheet_address

_LINK = re.compile(rf"<link\b[^<>]*?\bhref=[\"']?([^\"'<> ]*){re.escape(STYLESHEET)}[\"']?[^<>]*>")


def stylesheets_of(body: str, config: MkDocsConfig) -> tuple[str, ...]:
    """The names of the stylesheets that a page with this body needs.

    With instant navigation that is every one: the theme shows the next page before the stylesheets
    that only this one has are there.
    """
    if "navigation.instant" in (config.theme.get("features") or ()):
        return tuple(PARTS)
    return needed_stylesheets(body)


def with_stylesheets(html: str, names: Iterable[str]) -> str:
    """A page with links to these stylesheets, after the first one and before those of the site."""
    found = _LINK.search(html)
    if found is None:
        return html
    links = "".join(
        f'\n      <link rel="stylesheet" href="{found[1]}{stylesheet_address(name)}">' for name in names
    )
    return html[: found.end()] + links + html[found.end() :]
