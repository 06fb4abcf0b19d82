"""The findings of the last check for each map, so that only changed maps are read again.

A map is identified by its file and its text. Findings of the reader, and the map's outline, depend
on these alone; findings of rules for single objects also depend on the vocabulary, and on whether
the file has an error. Everything else, such as unresolved references, is checked again from the
outlines.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.checks.map_findings import Record
from journeybook.checks.map_outline import Mark, Outline
from journeybook.diagnostics import Diagnostic
from journeybook.library.map_headers import MapHeader
from journeybook.sources.lazy_maps import ReadObjects
from journeybook.sources.loading import FileFindings

FILE = "check.json"

FEWEST = 40
"""Portals with fewer maps are read faster than a cache, and none is written."""


@dataclass(slots=True)
class CheckCache:
    """Records of maps by what they were made of: those of the last check, and those of this one.

    Only the records of this check are saved. `objects` are what was read from the files, for
    another check in the same process.
    """

    last: dict[str, Record] = field(default_factory=dict)
    now: dict[str, Record] = field(default_factory=dict)
    objects: ReadObjects = field(default_factory=ReadObjects)
    _seen: dict[str, Record] = field(default_factory=dict)
    _names: dict[str, tuple[str, str]] = field(default_factory=dict)
    _last_names: dict[str, tuple[str, str]] = field(default_factory=dict)
    _headers: dict[str, MapHeader] = field(default_factory=dict)

    def load_reading(self, file: str, text: str) -> tuple[FileFindings, MapHeader] | None:
        """The findings of reading this map and its header, None if no check has read this text.

        Checks in one process get the same header, which keeps what it has read of its text.
        """
        name = self._name(file, text)
        record = self.last.get(name)
        if record is None:
            return None
        self._seen[file] = record
        self.now[name] = record
        header = self._headers.get(name)
        if header is None:
            header = self._headers[name] = record.outline.header
        return record.skimmed, header

    def _name(self, file: str, text: str) -> str:
        """The name of a map's record, a digest of its file and its text."""
        known = self._last_names.get(file)
        if known is None or known[0] != text:
            name = hashlib.sha256(f"{file}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
            known = text, name
        self._names[file] = known
        return known[1]

    def outline(self, file: str) -> Outline | None:
        """The outline of a map for which `load_reading` found a record."""
        record = self._seen.get(file)
        return record.outline if record else None

    def load_rule_findings(self, file: str, words: str, *, damaged: bool) -> tuple[Diagnostic, ...] | None:
        """The findings of rules for a map with this vocabulary, None if the rules must run."""
        record = self._seen.get(file)
        return record.found if record and (record.words, record.damaged) == (words, damaged) else None

    def save(self, file: str, record: Record) -> bool:
        """Keep the findings of this check for a map; False for one that depends on other maps."""
        is_own = Mark.SHARED_STEPS not in record.outline.marks and record.is_within(file)
        if not is_own or file not in self._names:
            return False
        self._seen[file] = self.now[self._names[file][1]] = record
        return True

    def start_next(self) -> None:
        """Make the records of this check those of the last one, for another check in one run."""
        self.last, self.now = self.now, {}
        self._last_names, self._names = self._names, {}
        self._headers = {name: header for name, header in self._headers.items() if name in self.last}
        self._seen.clear()
        self.objects.start_next()


@cache
def records_adapter() -> TypeAdapter[dict[str, Record]]:
    """The adapter that writes records as JSON and reads them."""
    return TypeAdapter(dict[str, Record])


def load_check_cache(root: Path) -> CheckCache:
    """The cache of the last check of the portal at `root`."""
    return CheckCache(load_sealed(root, FILE, records_adapter()) or {})


def save_check_cache(root: Path, cache: CheckCache) -> None:
    """Save the records of this check if they differ from the last and there are enough of them."""
    if len(cache.now) >= FEWEST and cache.now != cache.last:
        save_sealed(root, FILE, records_adapter(), cache.now)
