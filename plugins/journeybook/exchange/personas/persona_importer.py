"""Imports personas out of Markdown pages, CSV files and workbooks."""

from __future__ import annotations

import re

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportedItem, ImportResult, SourceFile
from journeybook.exchange.markdown.sections import sections_of
from journeybook.exchange.mermaid.mermaid_importer import MARKDOWN_ENDINGS, has_diagram
from journeybook.exchange.personas.persona_fields import Sketch, persona_of_sketch
from journeybook.exchange.personas.persona_sources import personas_of_page, personas_of_table
from journeybook.exchange.personas.persona_words import PERSONA
from journeybook.exchange.tables.csv_importer import ENDINGS
from journeybook.exchange.tables.csv_text import read_table
from journeybook.exchange.tables.table import Table
from journeybook.exchange.tables.workbook import ENDINGS as WORKBOOKS
from journeybook.exchange.tables.workbook import read_sheets
from journeybook.rules import import_rules

_MAPS = re.compile(r"journey|blueprint|(?<!empathy )\bmaps?\b|cjm", re.IGNORECASE)


class PersonaImporter:
    """The `Importer` of personas."""

    kind = ImportKind.PERSONAS
    endings = (*MARKDOWN_ENDINGS, *ENDINGS, *WORKBOOKS)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether its name, or the first heading of a page, is of personas and not of maps."""
        named = source.title
        if PERSONA.search(named):
            text = source.decoded[0] if source.ending in MARKDOWN_ENDINGS else None
            return not _MAPS.search(named) and not (text and has_diagram(text))
        return False

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The personas of the file."""
        sketches: list[Sketch] = []
        findings: list[Diagnostic] = []
        if source.ending in MARKDOWN_ENDINGS:
            form = "a Markdown page"
            text, problems = source.decoded
            findings.extend(problems)
            if text is not None and not problems:
                sketches = personas_of_page(sections_of(text, source.name), source.name, source.title)
        else:
            form = "an XLSX workbook" if source.ending in WORKBOOKS else "a CSV file"
            tables, problems = tables_of(source)
            findings.extend(problems)
            sketches = [each for table in tables for each in personas_of_table(table)]
        items: list[ImportedItem] = []
        for sketch in sketches:
            item, notes = persona_of_sketch(sketch, context, form)
            items.extend([item] if item else [])
            findings.extend(notes)
        if not items and not any(each.severity is Severity.ERROR for each in findings):
            findings.append(
                import_rules.not_a_journey.at(
                    Place(source.name),
                    "there is no persona in it",
                    "write a heading for each persona with labels such as `Goals` and `Frustrations` below it, or a table "
                    "with a row for each",
                )
            )
        return ImportResult((), tuple(findings), tuple(items))


def tables_of(source: SourceFile) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """The tables of a CSV file or a workbook, and the findings."""
    if source.ending in WORKBOOKS:
        return read_sheets(source)
    table, findings = read_table(source)
    return (table,) if table else (), findings
