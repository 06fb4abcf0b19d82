"""Texts of files that were read before in this process, and need not be read again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from journeybook.cache.file_status import FileStatus, settled_status
from journeybook.diagnostics import Diagnostic
from journeybook.sources.text_file import read_shown


class ReadText(NamedTuple):
    """What `read_shown` gave for a file; `status` is None where it is to be read again."""

    status: FileStatus | None
    text: str | None
    findings: tuple[Diagnostic, ...]


class KnownTexts:
    """The texts of files by their paths and names: those of the last reading, and those of this.

    A file is read again where the system says that it is another than it was, and where it was so
    young that another change may not be seen: then it is read each time until it is old enough.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], ReadText] = {}
        self._now: dict[tuple[str, str], ReadText] = {}

    def shown(self, path: Path, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
        """The text of a file and the findings about it, as `read_shown` gives them."""
        key = os.fspath(path), file
        status = settled_status(key[0])
        known = self._last.get(key)
        if known is None or status is None or known.status != status:
            # The status is older than the text, so that a change between the two is seen later.
            text, findings = read_shown(path, file)
            if known is not None and known.text == text:
                text = known.text  # whoever compares the two finds that they are the same at once
            # What could not be read may be readable the next time without any change.
            known = ReadText(status if text is not None else None, text, findings)
        self._now[key] = known
        return known.text, known.findings

    def start_next(self) -> None:
        """Make the texts of this reading those of the last one."""
        self._last, self._now = self._now, {}
