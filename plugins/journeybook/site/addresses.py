"""Converts addresses of the portal to paths of files, and links to folders to links to files."""

from __future__ import annotations

import re

_FOLDER_LINK = re.compile(
    r'((?:href="|content="0; url=)(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#)[^"#?]*(?<=/))(?=["#?])'
)
"""A relative link to a folder of the site. Bodies quote attributes with `"`."""


def source_uri(address: str) -> str:
    """The path below `docs/` for the address of a page: `index.md`, `journeys/index.md`.

    It depends on the address alone, so that links to it are stable.
    """
    folder = address.strip("/")
    if not folder:
        return "index.md"
    return f"{folder}.md" if "/" in folder else f"{folder}/index.md"


def address_of(uri: str) -> str | None:
    """The address of the page with this path below `docs/`; None if no page can have it."""
    path, dot, ending = uri.rpartition(".")
    if not dot or ending != "md":
        return None
    address = "" if path == "index" else f"{path.removesuffix('/index')}/"
    return address if source_uri(address) == uri else None


def file_links(body: str) -> str:
    """A page's body with links to files instead of folders, for a site opened without a server."""
    return _FOLDER_LINK.sub(r"\1index.html", body)
