"""The findings about hand-written pages of the last check, so that unchanged pages are not parsed.

To parse a page loads a Markdown parser and the drawings, which takes longer than to check a small
portal. The findings depend on the page, on what is allowed to it, and on anything in the sources:
on titles, steps, and the maps that it draws. So all are forgotten when any source changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.diagnostics import Diagnostic
from journeybook.rules import site_rules

FILE = "docs.json"

Findings = tuple[Diagnostic, ...]


class DocsCache:
    """Findings by a hash of all that they depend on: those of the last check, and those of this.

    `sources` are the texts of all files of the portal, `elsewhere` stands for what is known of
    other portals. Nothing is read before the first page asks.
    """

    def __init__(self, root: Path, sources: Mapping[str, str], elsewhere: str = "") -> None:
        self._root = root
        self._elsewhere = elsewhere
        self._sources = sources
        self._now: dict[str, Findings] = {}

    def findings(self, page: str, settings: object, find: Callable[[], Findings]) -> Findings:
        """The findings about a page under these settings, which `find` returns unless cached.

        `page` is its name and its text; settings are told apart by their `repr`. What depends on
        the speed of the machine is found again.
        """
        said = f"{self._sources_hash}\0{self._elsewhere}\0{settings!r}\0{page}"
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        found = self._last.get(key)
        if found is None:
            found = find()
        if all(each.code != site_rules.page_takes_too_long.code for each in found):
            self._now[key] = found
        return found

    def save(self) -> None:
        """Save the findings of this check if they differ from the last."""
        if self._now and self._now.keys() != self._last.keys():
            save_sealed(self._root, FILE, _adapter(), self._now)

    @cached_property
    def _last(self) -> Mapping[str, Findings]:
        return load_sealed(self._root, FILE, _adapter()) or {}

    @cached_property
    def _sources_hash(self) -> str:
        mark = hashlib.sha256()
        for file in sorted(self._sources):
            for part in (file, self._sources[file]):
                content = part.encode("utf-8", "surrogatepass")
                mark.update(b"%d\0" % len(content))
                mark.update(content)
        return mark.hexdigest()


@cache
def _adapter() -> TypeAdapter[dict[str, Findings]]:
    return TypeAdapter(dict[str, Findings])
