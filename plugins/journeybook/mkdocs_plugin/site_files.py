"""The files that a site has besides those of the portal, and the addresses that they take."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import File, InclusionLevel

from journeybook.pages.moved_pages import FRONT
from journeybook.site.addresses import address_of


def taken_addresses(files: Iterable[File]) -> dict[str, File]:
    """What a site has already, by the address at which the portal would put something of its own.

    A page of the portal gives way to one that is written to the same file, and to one of the same path below `docs/`,
    by which links and navigations name it. What is excluded from the site takes no place.
    """
    taken = {}
    for file in files:
        if file.inclusion is InclusionLevel.EXCLUDED:
            continue
        taken[file.dest_uri] = file
        if file.dest_uri.rpartition("/")[2] == "index.html":
            taken[file.dest_uri.removesuffix("index.html")] = file
        address = address_of(file.src_uri)
        if address is not None:
            taken[address] = file
    return taken


def site_address(file: File) -> str:
    """The address of a hand-written page as pages of the portal link to it."""
    return f"{FRONT}{file.url.removeprefix('./')}"
