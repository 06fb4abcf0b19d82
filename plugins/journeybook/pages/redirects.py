"""Redirects: a small file at each former address, so that old links still work."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeybook.i18n.catalog import direction_in_use, language_in_use
from journeybook.i18n.markup import gettext as _
from journeybook.kinds import KINDS, Kind
from journeybook.library.objects import Library, Ref
from journeybook.library.page_addresses import address, relative
from journeybook.text.escape import Markup, escaped

SCRIPT = "assets/journeybook-moved.js"
POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'"
"""The content policy of a page that holds one script and nothing else."""


def former_addresses(
    library: Library, of_map: Callable[[str], tuple[str, ...]] | None = None
) -> Iterator[tuple[str, Ref]]:
    """The address of each former id with its current object, except ids that are in use again.

    `of_map` gives the former ids of a map, for callers that know them without reading the map.
    """
    taken: set[str] = set()
    for kind in KINDS:
        shelf = library.shelf(kind)
        for key in shelf:
            for former in of_map(key) if of_map and kind is Kind.JOURNEY else shelf[key].was:
                old = address(Ref(kind, former))
                if former not in shelf and old not in taken:
                    taken.add(old)
                    yield old, Ref(kind, key)


def redirect(old: str, new: str, title: str) -> str:
    """A page that redirects readers and search engines.

    `old` and `new` are addresses of pages. With script the anchor of the link is kept, with a
    step's new id if it changed; without script the reader arrives at the top of the new page.
    """
    link = escaped(relative(new, old))
    script = escaped(relative(SCRIPT, old))
    direction = ' dir="rtl"' if direction_in_use() == "rtl" else ""
    moved = _("This page has moved: %(link)s.", link=Markup('<a href="{}">{}</a>').format(link, title))
    was, now = (each.rstrip("/").rpartition("/")[2] for each in (old, new))
    return (
        f'<!doctype html>\n<html lang="{language_in_use()}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escaped(title)}</title>\n"
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<script src="{script}" data-was="{escaped(was)}" data-now="{escaped(now)}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>\n</head>\n<body>\n'
        f"<p>{moved}</p>\n</body>\n</html>\n"
    )
