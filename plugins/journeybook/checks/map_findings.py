"""The findings in one map, as they are cached for later checks."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.checks.map_outline import Outline
from journeybook.diagnostics import Diagnostic
from journeybook.sources.loading import FileFindings


@dataclass(frozen=True, slots=True)
class Record:
    """What reading one map gave: findings of the reader, the outline, findings of the item rules.

    `words` identifies the vocabulary that the rules used; `damaged` says whether the file had an
    error.
    """

    skimmed: FileFindings
    outline: Outline
    words: str
    damaged: bool
    found: tuple[Diagnostic, ...]

    def is_within(self, file: str) -> bool:
        """Whether all places in the findings and their fixes lie in `file`."""
        said = (*self.skimmed.findings, *self.skimmed.advice, *self.found)
        places = [*(each.place for each in said), *(each.place for each in self.skimmed.strays)]
        places += [edit.place for each in said if each.fix for edit in each.fix.edits]
        return all(place.file == file for place in places)
