"""From addresses of the portal to the paths that MkDocs gives its files, and back to links that a browser follows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs.structure.files import File, InclusionLevel

from journeybook.pages.moved_pages import FRONT

_FOLDER_LINK = re.compile(
    r'((?:href="|content="0; url=)(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#)[^"#?]*(?<=/))(?=["#?])'
)
"""A link to a folder of the site: relative, ending in `/` before its anchor. Bodies quote attributes with `"`."""


def source_uri(address: str) -> str:
    """The path below `docs/` at which a page would be written by hand: `index.md`, `journeys/index.md`, `personas/amira.md`.

    What a page is called depends on its address alone, never on what else there is, so that links to it last.
    """
    folder = address.strip("/")
    if not folder:
        return "index.md"
    return f"{folder}.md" if "/" in folder else f"{folder}/index.md"


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
        address = _address_of(file.src_uri)
        if address is not None:
            taken[address] = file
    return taken


def _address_of(uri: str) -> str | None:
    """The address whose page would have this path below `docs/`; None for a path that no page of the portal can have."""
    path, dot, ending = uri.rpartition(".")
    if not dot or ending != "md":
        return None
    address = "" if path == "index" else f"{path.removesuffix('/index')}/"
    return address if source_uri(address) == uri else None


def site_address(file: File) -> str:
    """The address of a hand-written page as pages of the portal link to it."""
    return f"{FRONT}{file.url.removeprefix('./')}"


def file_links(body: str) -> str:
    """A page's body with links to files instead of folders, for a site that is opened without a server."""
    return _FOLDER_LINK.sub(r"\1index.html", body)
