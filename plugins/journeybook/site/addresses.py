"""From addresses of the portal to paths of files, and links to files in the place of folders."""

from __future__ import annotations

import re

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


def address_of(uri: str) -> str | None:
    """The address whose page would have this path below `docs/`; None for a path that no page of the portal can have."""
    path, dot, ending = uri.rpartition(".")
    if not dot or ending != "md":
        return None
    address = "" if path == "index" else f"{path.removesuffix('/index')}/"
    return address if source_uri(address) == uri else None


def file_links(body: str) -> str:
    """A page's body with links to files instead of folders, for a site that is opened without a server."""
    return _FOLDER_LINK.sub(r"\1index.html", body)
