"""All importers, and the choice of one for a file."""

from __future__ import annotations

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import Importer, SourceFile
from journeybook.exchange.map_csv import MapCsvImporter
from journeybook.exchange.map_json import MapJsonImporter
from journeybook.exchange.markdown.markdown_importer import MarkdownImporter
from journeybook.exchange.mermaid.mermaid_importer import MermaidImporter
from journeybook.exchange.metrics.metric_importer import MetricImporter
from journeybook.exchange.openjourney import OpenJourneyImporter
from journeybook.exchange.personas.persona_importer import PersonaImporter
from journeybook.exchange.tables.board import BoardImporter
from journeybook.exchange.tables.csv_importer import CsvImporter
from journeybook.exchange.tables.map_table import Orientation
from journeybook.exchange.tables.xlsx_importer import XlsxImporter
from journeybook.rules import import_rules
from journeybook.text.characters import visible

IMPORTERS: tuple[Importer, ...] = (
    PersonaImporter(),
    MarkdownImporter(),
    MermaidImporter(),
    MapJsonImporter(),
    MapCsvImporter(),
    OpenJourneyImporter(),
    BoardImporter(),
    MetricImporter(),
    XlsxImporter(),
    CsvImporter(ImportKind.WIDE, Orientation.WIDE),
    CsvImporter(ImportKind.LONG, Orientation.LONG),
)
"""In the order in which they are asked: of two that recognise a file, the first reads it."""


def importer_of(source: SourceFile, kind: ImportKind | None = None) -> Importer | None:
    """The importer of this kind, by default the first that recognises the file; None for none."""
    for each in IMPORTERS:
        if each.kind is kind or (kind is None and source.ending in each.endings and each.recognizes(source)):
            return each
    return None


def refusal_of(file: str) -> Diagnostic | None:
    """The reason why a file of this name is not imported, or None."""
    ending = SourceFile(file, b"").ending
    endings = tuple(dict.fromkeys(name for each in IMPORTERS for name in each.endings))
    if ending in endings:
        return None
    return import_rules.not_imported.at(
        Place(file),
        f"files that end in `{visible(ending)}` are not imported" if ending else "this file is not imported",
        f"files that end in {', '.join(f'`{name}`' for name in endings[:-1])} or `{endings[-1]}` are imported; "
        "save it as one of these, or name its form with --kind",
    )
