"""Redirects: a small file at each former address, so that old links still work."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.kinds import KINDS
from journeybook.library.objects import Library, Ref
from journeybook.library.page_addresses import address, relative
from journeybook.text.escape import escaped

SCRIPT = "assets/journeybook-moved.js"
POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'"
"""The content policy of a page that holds one script and nothing else."""


def former_addresses(library: Library) -> Iterator[tuple[str, Ref]]:
    """The address of each former id with its current object, except ids that are in use again."""
    taken: set[str] = set()
    for kind in KINDS:
        shelf = library.shelf(kind)
        for key, each in shelf.items():
            for former in each.was:
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
    was, now = (each.rstrip("/").rpartition("/")[2] for each in (old, new))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escaped(title)}</title>\n"
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<script src="{script}" data-was="{escaped(was)}" data-now="{escaped(now)}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>\n</head>\n<body>\n'
        f'<p>This page has moved: <a href="{link}">{escaped(title)}</a>.</p>\n</body>\n</html>\n'
    )
