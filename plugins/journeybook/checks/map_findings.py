"""What a check found in one map, so that a later check need not read it again."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.checks.map_outline import Outline
from journeybook.diagnostics import Diagnostic
from journeybook.sources.loading import FileFindings


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in a map: while it was read, its outline, and by rules that look at nothing else.

    `words` names the portal's words under which these were asked, `damaged` whether the file held an error.
    """

    skimmed: FileFindings
    outline: Outline
    words: str
    damaged: bool
    found: tuple[Diagnostic, ...]

    def is_within(self, file: str) -> bool:
        """Whether all places that it names lie in `file`."""
        said = (*self.skimmed.findings, *self.skimmed.advice, *self.found)
        places = [*(each.place for each in said), *(each.place for each in self.skimmed.strays)]
        places += [edit.place for each in said if each.fix for edit in each.fix.edits]
        return all(place.file == file for place in places)
