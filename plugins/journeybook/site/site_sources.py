"""Where the sources of a site lie, and how diagnostics and edit links name them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journeybook.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Sources:
    """The places of the portal's sources, as absolute paths."""

    root: Path
    docs: Path
    settings: Path

    @property
    def docs_path(self) -> str:
        """The folder of hand-written pages as diagnostics write it, with `/` at its end."""
        return f"{posixpath.relpath(self.docs.as_posix(), self.root.as_posix())}/"

    def docs_texts(self, found: Iterable[Diagnostic]) -> dict[str, str]:
        """The texts of hand-written pages with findings, by file, if they can be read."""
        texts = {}
        for file in sorted(
            {
                diagnostic.place.file
                for diagnostic in found
                if diagnostic.place.file.startswith(self.docs_path)
            }
        ):
            with suppress(OSError, UnicodeDecodeError):
                texts[file] = (self.docs / file.removeprefix(self.docs_path)).read_text("utf-8-sig")
        return texts

    def edit_uri(self, source: str) -> str:
        """A source's path for MkDocs' edit links: relative to the folder of hand-written pages."""
        return posixpath.relpath((self.root / source).as_posix(), self.docs.as_posix())
