"""Imports maps out of Markdown pages."""

from __future__ import annotations

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportedMap, ImportResult, SourceFile
from journeybook.exchange.markdown.page_maps import maps_of_page
from journeybook.exchange.markdown.sections import sections_of
from journeybook.exchange.mermaid.mermaid_importer import MARKDOWN_ENDINGS, has_diagram
from journeybook.exchange.outline_map import map_of_outline
from journeybook.model.vocabulary import Vocabulary
from journeybook.rules import import_rules


class MarkdownImporter:
    """The `Importer` of pages with tables, or with a heading for each stage."""

    kind = ImportKind.MARKDOWN
    endings = MARKDOWN_ENDINGS

    def recognizes(self, source: SourceFile) -> bool:
        """Whether a page without a Mermaid journey holds a map."""
        text, problems = source.decoded
        if text is None or problems or has_diagram(text):
            return False
        return bool(maps_of_page(sections_of(text, source.name), source.name, Vocabulary()))

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The maps of the page."""
        text, problems = source.decoded
        if text is None or problems:
            return ImportResult((), problems)
        maps: list[ImportedMap] = []
        findings: list[Diagnostic] = []
        for outline in maps_of_page(sections_of(text, source.name), source.name, context.vocabulary):
            made, notes = map_of_outline(outline, context, source.title)
            maps.extend([made] if made else [])
            findings.extend(notes)
        if not maps and not findings:
            findings.append(
                import_rules.not_a_journey.at(
                    Place(source.name),
                    "there is no map in it",
                    "write a table of stages, or a heading for each stage with lines such as `**Actions:** …` below it",
                )
            )
        return ImportResult(tuple(maps), tuple(findings))
