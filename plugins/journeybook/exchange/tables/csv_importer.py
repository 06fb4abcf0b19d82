"""Imports maps out of CSV files, wide or long."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportResult, SourceFile
from journeybook.exchange.outline_map import map_of_outline
from journeybook.exchange.tables.csv_text import read_table
from journeybook.exchange.tables.map_table import Orientation, outline_of_table
from journeybook.exchange.tables.table import Table
from journeybook.model.vocabulary import Vocabulary
from journeybook.rules import import_rules

ENDINGS = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class CsvImporter:
    """The `Importer` of tables that run one way."""

    kind: ImportKind
    orientation: Orientation
    endings: tuple[str, ...] = ENDINGS

    def recognizes(self, source: SourceFile) -> bool:
        """Whether its labels are those of a map that runs this way; the last asked takes all."""
        if self.orientation is Orientation.LONG:
            return True
        table, _ = read_table(source)
        outline = outline_of_table(table, Vocabulary(), "") if table else None
        across = outline_of_table(table, Vocabulary(), "", self.orientation) if table else None
        return outline is not None and outline == across

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map in the file."""
        table, findings = read_table(source)
        if table is None:
            return ImportResult((), findings)
        return map_in_table(
            table, context, source.title, findings, form="a CSV file", orientation=self.orientation
        )


def map_in_table(
    table: Table,
    context: ImportContext,
    fallback: str,
    findings: tuple[Diagnostic, ...],
    *,
    form: str,
    orientation: Orientation | None = None,
) -> ImportResult:
    """The map in a table, or an error that says what was looked for."""
    outline = outline_of_table(table, context.vocabulary, form, orientation)
    known = outline_of_table(table, context.vocabulary, form)
    if outline is None or known is None:
        return ImportResult(
            (),
            (
                *findings,
                import_rules.not_a_journey.at(
                    Place(table.file, table.line),
                    "its labels are not those of a journey map",
                    "begin with a row of stages and label the rows below it, such as `Actions` and `Pains`, or write a "
                    "row for each step below `Stage`, `Step`, `Actions`",
                ),
            ),
        )
    made, notes = map_of_outline(outline, context, fallback)
    return ImportResult((made,) if made else (), (*findings, *notes))
