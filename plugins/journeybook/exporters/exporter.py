"""The protocol of exporters: a portfolio and ids of maps become files.

`journeybook export` knows nothing of a format but this. A new format is a member of `ExportFormat`
and a module `<format>_exporter` with an `EXPORTER`. `exchange.importer` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from journeybook.diagnostics import Diagnostic
from journeybook.drawing.palette import Scheme
from journeybook.exporters.export_formats import ExportFormat
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a picture shows, and how.

    `stage` is the id of one stage, None for the whole map. `curve` leaves out all other lanes.
    `width` is in pixels, None for the picture's own.
    """

    stage: str | None = None
    curve: bool = False
    scheme: Scheme = "light"
    width: int | None = None
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to write: its name, its content, and findings about what the format cannot hold."""

    name: str
    content: bytes
    findings: tuple[Diagnostic, ...] = ()


class ExportError(ValueError):
    """Something cannot be exported as asked; the text is one line with a way out."""


class Exporter(Protocol):
    """Writes one format."""

    @property
    def ending(self) -> str:
        """The ending of its files, such as `.csv`."""

    @property
    def together(self) -> bool:
        """Whether several maps are in one file."""

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """The files for maps with these ids, at least one; the same bytes for the same input.

        Raises ExportError, and ModuleNotFoundError for a package that is not installed.
        """


def exporter_of(format_: ExportFormat) -> Exporter:
    """The exporter of a format; only its module is imported."""
    module = import_module(f"journeybook.exporters.{format_.value}_exporter")
    return cast("Exporter", module.EXPORTER)
