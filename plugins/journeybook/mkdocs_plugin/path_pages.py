"""The hand-written pages that reading paths lead to or that mention objects, before rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data

from journeybook.library.objects import Library
from journeybook.mkdocs_plugin.site_files import site_address
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.paths.stops import DOCS
from journeybook.site.portal_navigation import entries

_HEADING = re.compile(r"^#[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")


def written_pages(
    library: Library, files: Files, nav: Any, mentions: Mapping[str, tuple[Mention, ...]]
) -> dict[str, WrittenPage]:
    """Each hand-written page that is a stop of a path or mentions an object, by its path.

    Its title is the one of the navigation, of its front matter or of its first heading, in this
    order, as in MkDocs. A missing page is left out; an unreadable one, which is reported elsewhere,
    has no text.
    """
    titles = {uri: title for title, uri in entries(nav) if title}
    read = (stop.read for path in library.paths.values() for stop in path.steps)
    named = dict.fromkeys((*(each.removeprefix(DOCS) for each in read if each.startswith(DOCS)), *mentions))
    found = {}
    for uri in named:
        file = files.get_file_from_path(uri)
        if file is not None and file.is_documentation_page() and not file.inclusion.is_excluded():
            found[uri] = replace(_written(file, titles.get(uri)), mentions=mentions.get(uri, ()))
    return found


def _written(file: File, title: str | None) -> WrittenPage:
    try:
        markdown, meta = get_data(file.content_string)
    except (OSError, UnicodeDecodeError):
        markdown, meta = "", {}
    heading = _HEADING.search(markdown)
    own = meta.get("title") or (heading and _ATTRIBUTES.sub("", heading[1]))
    name = file.name.replace("-", " ").capitalize()
    return WrittenPage(site_address(file), title or str(own or name), markdown)
