"""Redirects: a small file where a thing used to be, so that links to its former id still arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import escape

from journeybook.library import Item, Kind, Library, Ref
from journeybook.pages.address import address, relative


def former_addresses(library: Library) -> Iterator[tuple[str, Ref]]:
    """The address of each former id of what has a page, with what it is now; an id in use again is left alone."""
    taken: set[str] = set()
    shelves: tuple[tuple[Kind, Mapping[str, Item]], ...] = (
        (Kind.JOURNEY, library.journeys),
        (Kind.PERSONA, library.personas),
        (Kind.ACCOUNT, library.accounts),
        (Kind.RECOMMENDATION, library.recommendations),
        (Kind.EVIDENCE, library.evidence),
        (Kind.METRIC, library.metrics),
        (Kind.PATH, library.paths),
    )
    for kind, shelf in shelves:
        for key, each in shelf.items():
            for former in each.was:
                old = address(Ref(kind, former))
                if former not in shelf and old not in taken:
                    taken.add(old)
                    yield old, Ref(kind, key)


def redirect(old: str, new: str, title: str) -> str:
    """A page without script that sends readers on, and search engines too."""
    link = escape(relative(new, old))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n</head>\n<body>\n'
        f'<p>This page has moved: <a href="{link}">{escape(title)}</a>.</p>\n</body>\n</html>\n'
    )
