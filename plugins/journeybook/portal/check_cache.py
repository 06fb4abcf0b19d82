"""What the last check found in each map, so that the next one reads only the maps that changed.

A map is known again by its file and its text. What was found while it was read, and its outline, follow from these
alone; what rules say of it by itself follows from the portal's words too, and from whether its file holds an error.
All else, such as whether references lead anywhere, is found out anew by the outlines.
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
from journeybook.sources.loading import FileFindings

FILE = "check.json"

FEWEST = 40
"""A portal of fewer maps is read sooner than it is remembered, and nothing is written beside it."""


@dataclass(slots=True)
class CheckCache:
    """Records of maps by what they were made of: those of the last check, and those of this one.

    Only what this check saw is kept for the next.
    """

    last: dict[str, Record] = field(default_factory=dict)
    now: dict[str, Record] = field(default_factory=dict)
    _seen: dict[str, Record] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def skim(self, file: str, text: str) -> FileFindings | None:
        """What was found while this map was read, None where no check has read it as it is."""
        name = hashlib.sha256(f"{file}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        self._names[file] = name
        record = self.last.get(name)
        if record is None:
            return None
        self._seen[file] = record
        self.now[name] = record
        return record.skimmed

    def outline(self, file: str) -> Outline | None:
        """The outline of a map that was skimmed."""
        record = self._seen.get(file)
        return record.outline if record else None

    def found(self, file: str, words: str, *, damaged: bool) -> tuple[Diagnostic, ...] | None:
        """What rules said of a map by itself under these words, None where they have to be asked."""
        record = self._seen.get(file)
        return record.found if record and (record.words, record.damaged) == (words, damaged) else None

    def note(self, file: str, record: Record) -> None:
        """Keep what this check found in a map. What it takes from other maps is never kept."""
        is_own = Mark.SHARED_STEPS not in record.outline.marks and record.is_within(file)
        if is_own and file in self._names:
            self.now[self._names[file]] = record

    def turn(self) -> None:
        """Make what this check found the last one's, for another in the same run."""
        self.last, self.now = self.now, {}
        self._seen.clear()
        self._names.clear()


@cache
def records_adapter() -> TypeAdapter[dict[str, Record]]:
    """How records are written as JSON and read."""
    return TypeAdapter(dict[str, Record])


def load_check_cache(root: Path) -> CheckCache:
    """What the last check of the portal at `root` found."""
    return CheckCache(load_sealed(root, FILE, records_adapter()) or {})


def save_check_cache(root: Path, memory: CheckCache) -> None:
    """Keep what this check found, where it is another than before and there is enough of it."""
    if len(memory.now) >= FEWEST and memory.now != memory.last:
        save_sealed(root, FILE, records_adapter(), memory.now)
