"""The files of a site besides those of the portal, and the addresses that they use."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import File, InclusionLevel

from journeybook.pages.moved_pages import FRONT
from journeybook.site.addresses import address_of


def taken_addresses(files: Iterable[File]) -> dict[str, File]:
    """The files of a site by the address that a page of the portal at their place would have.

    A page of the portal moves if a page of the site has the same output file, or the same path
    below `docs/`, by which links and navigations refer to it. Excluded files use no address.
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
    """The address of a hand-written page for links from pages of the portal."""
    return f"{FRONT}{file.url.removeprefix('./')}"
