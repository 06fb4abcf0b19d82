"""Navigation files of the plugin awesome-nav: which pages of the portal they include.

The plugin includes pages of a site's navigation only. If every map were one, its pattern `*`, which
matches all that is not named, would add thousands of maps to the navigation of every page. So a
site's navigation has the portal's index pages, and of the others those that a navigation file
names.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from journeybook.pages.page import PagePlan
from journeybook.site.addresses import source_uri
from journeybook.site.portal_navigation import is_index

PLUGIN = "awesome-nav"

_SEPARATORS = re.compile(r"[\s,\[\]{}\"']+")
_HAS_NAV = re.compile(r"^nav\s*:", re.MULTILINE)


def taken_pages(
    plans: Iterable[PagePlan], files: Files, config: MkDocsConfig, at: Callable[[str], str]
) -> frozenset[str]:
    """The paths of pages that awesome-nav may include; empty if the site does not use it.

    `at` gives the address in the site of an address of the portal.
    """
    plugin = config.plugins.get(PLUGIN)
    if plugin is None:
        return frozenset()
    texts = _nav_files(files, str(plugin.config.get("filename") or ".nav.yml"))
    patterns = [_absolute(folder, word) for folder, text in texts.items() for word in _SEPARATORS.split(text)]
    # A folder without a list is included as a whole, pages at the root by the pattern for the rest.
    open_root = not _HAS_NAV.search(texts.get("", ""))
    return frozenset(
        uri
        for uri, plan in ((source_uri(at(page_plan.address)), page_plan) for page_plan in plans)
        if _names(patterns, uri)
        or (is_index(plan) and (open_root or _names(patterns, uri.partition("/")[0])))
    )


def _nav_files(files: Files, name: str) -> dict[str, str]:
    """The text of each navigation file by its folder, `` for the root, if it can be read."""
    found = {}
    for file in files:
        folder, _, base = file.src_uri.rpartition("/")
        if base == name:
            try:
                found[folder] = file.content_string
            except (OSError, UnicodeDecodeError):
                continue
    return found


def _absolute(folder: str, word: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, word)).lstrip("/") if word else ""


def _names(patterns: Iterable[str], path: str) -> bool:
    """Whether a pattern matches the path: `*` within a part and `**` for any number of parts."""
    parts = path.split("/")
    return any(_fits(pattern.split("/"), parts) for pattern in patterns if pattern)


def _fits(pattern: list[str], parts: list[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_fits(pattern[1:], parts[index:]) for index in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _fits(pattern[1:], parts[1:])
