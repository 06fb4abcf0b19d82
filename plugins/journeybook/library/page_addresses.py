"""Addresses of pages, made of kinds and ids alone, so that moving a source breaks no link."""

from __future__ import annotations

from functools import lru_cache

from journeybook.kinds import PLURALS
from journeybook.library.federation import MARK
from journeybook.library.objects import Library, Ref
from journeybook.model.journey import Stage

FOLDERS = PLURALS
"""The folder of each kind's pages."""


def address(ref: Ref) -> str:
    """The page's folder from the site's root, with the anchor of the step or stage of `ref`."""
    anchor = f"#{ref.id}--t-{ref.step}" if ref.step else ""
    return f"{FOLDERS[ref.kind]}/{ref.id}/{anchor}"


def page_address(ref: Ref, library: Library) -> str | None:
    """The address of the page of `ref` with the anchor of its step or stage; None without a page.

    A former id of a step leads to what it is now called, an unknown one to the map as a whole. An
    object of another portal has an address there: `https://…`, or a path from the site's root.
    """
    if MARK in ref.id:
        return library.federation.link(*ref)
    if ref.id not in library.ids(ref.kind):
        return None
    page = f"{FOLDERS[ref.kind]}/{ref.id}/"
    moment = library.moment(ref) if ref.step else None
    if moment is None or not moment.id:
        return page
    return f"{page}#{ref.id}--{'s' if isinstance(moment, Stage) else 't'}-{moment.id}"


def destination(address: str) -> str:
    """The file of a page below the site's folder, with directory addresses or without."""
    return f"{address}index.html"


def in_file(address: str) -> str:
    """The address of a page's file: `personas/amira/index.html#x` for `personas/amira/#x`."""
    folder, hash_, anchor = address.partition("#")
    return f"{destination(folder)}{hash_}{anchor}"


def published(address: str, *, folders: bool) -> str:
    """An address for use outside of pages: on a site without folders, that of the page's file.

    The address of a file stays as it is.
    """
    path = address.partition("#")[0]
    return in_file(address) if not folders and (not path or path.endswith("/")) else address


def relative(target: str, start: str) -> str:
    """`target` as a relative link on the page at `start`; `./` for the page itself."""
    if target.startswith(("https://", "mailto:", "#")):
        return target
    path, hash_, anchor = target.partition("#")
    return (_way(path, start) or ("" if hash_ else "./")) + hash_ + anchor


@lru_cache(maxsize=1024)  # a page links to itself and to a few others again and again
def _way(path: str, start: str) -> str:
    steps = [part for part in start.split("/")[:-1] if part]
    parts = path.split("/")
    same = 0
    while same < len(steps) and same < len(parts) - 1 and steps[same] == parts[same]:
        same += 1
    return "../" * (len(steps) - same) + "/".join(parts[same:])
