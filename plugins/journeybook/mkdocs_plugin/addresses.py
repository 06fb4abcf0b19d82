"""From addresses of the portal to the paths that MkDocs gives its files, and back to links that a browser follows."""

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


def destination(address: str) -> str:
    """The file of a page below the site's folder, with directory addresses or without."""
    return f"{address}index.html"


def in_file(address: str) -> str:
    """The address of a page's file: `personas/amira/index.html#x` for `personas/amira/#x`."""
    folder, hash_, anchor = address.partition("#")
    return f"{destination(folder)}{hash_}{anchor}"


def file_links(body: str) -> str:
    """A page's body with links to files instead of folders, for a site that is opened without a server."""
    return _FOLDER_LINK.sub(r"\1index.html", body)
