"""The scripts that a site may hold: those of the theme, the portal and the search.

They are taken from what is installed, and from an index of nothing, never from the site that is
checked: a list that was made of a site would allow whatever came into it.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from journeybook.i18n.catalog import language_in_use, languages, use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.search.documents import Document
from journeybook.search.pagefind_client import Indexing, SearchUnavailableError
from journeybook.site.scripts import BASE, BUILT_DAY, FETCHED, script, script_day
from journeybook.site.theme import theme_folder

_ADDRESS = r"[A-Za-z0-9._~/%?=&;#:+-]*"
_INLINE = (
    # mkdocs-redirects: to the new address, with the anchor of the request.
    rf'var anchor=window\.location\.hash\.substr\(1\);location\.href="{_ADDRESS}"\+\(anchor\?"#"\+anchor:""\)',
)
_KNOWN_INLINE = re.compile("|".join(_INLINE))


def is_known_inline(content: str) -> bool:
    """Whether an inline script comes from a plugin and is allowed by the strict policy."""
    return _KNOWN_INLINE.fullmatch(content.strip()) is not None


def is_known_script(content: bytes) -> bool:
    """Whether a file is a script of the theme, the portal or the search."""
    digest = sha256(content).hexdigest()
    if digest in _of_theme() or digest in _of_search():
        return True
    text = content.decode("utf-8", "replace")
    return sha256(BUILT_DAY.sub(script_day(None), text).encode()).hexdigest() in _of_portal()


@cache
def _of_theme() -> frozenset[str]:
    """Scripts of Material, read from its files without running them."""
    spec = find_spec("material")
    folders = (
        [Path(location) / "templates" for location in (spec.submodule_search_locations or ())] if spec else []
    )
    return frozenset(_digest(path) for folder in folders for path in folder.rglob("*.js"))


@cache
def _of_portal() -> frozenset[str]:
    """Scripts of the portal, in every supported language."""
    found = {_digest(path) for path in (theme_folder() / "assets").glob("*.js")}
    before = language_in_use()
    try:
        for language in (*languages(), PSEUDO_LANGUAGE):
            use_language(language)
            found.update(sha256(script(name).encode()).hexdigest() for name in (BASE, *FETCHED))
    finally:
        use_language(before)
    return frozenset(found)


@cache
def _of_search() -> frozenset[str]:
    """Scripts of Pagefind, from an index of one empty page; empty if the program is missing."""
    try:
        with Indexing() as indexing:
            indexing.add(Document("/", "<!doctype html><html lang=en><title>a</title><body>a</body></html>"))
            files = indexing.files()
    except SearchUnavailableError:
        return frozenset()
    return frozenset(sha256(content).hexdigest() for name, content in files.items() if name.endswith(".js"))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
