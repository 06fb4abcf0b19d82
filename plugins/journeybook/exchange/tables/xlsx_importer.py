"""Imports maps out of XLSX workbooks, a map from each sheet that holds one."""

from __future__ import annotations

from dataclasses import replace

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportedMap, ImportResult, SourceFile
from journeybook.exchange.map_csv import is_own_table, maps_in_own_table
from journeybook.exchange.tables.csv_importer import map_in_table
from journeybook.exchange.tables.map_table import outline_of_table
from journeybook.exchange.tables.workbook import ENDINGS, read_sheets
from journeybook.rules import import_rules

_UNNAMED_SHEETS = (
    "sheet",
    "tabelle",
    "feuil",
    "hoja",
    "planilha",
    "folha",
    "ورقة",
    "工作表",
    "シート",
    "시트",
)


class XlsxImporter:
    """The `Importer` of workbooks."""

    kind = ImportKind.XLSX
    endings = ENDINGS

    def recognizes(self, source: SourceFile) -> bool:
        """Whether the ending is that of a workbook, for nothing else has it."""
        return True

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The maps of all sheets; a sheet without a map is named."""
        tables, found = read_sheets(source)
        findings: list[Diagnostic] = list(found)
        if any(each.severity is Severity.ERROR for each in findings):
            return ImportResult((), tuple(findings))
        maps: list[ImportedMap] = []
        for table in tables:
            sheet = table.title or ""
            named = not sheet.casefold().startswith(_UNNAMED_SHEETS)
            untitled = replace(table, title=None)
            if is_own_table(untitled):
                result = maps_in_own_table(untitled, (), context)
            elif outline_of_table(untitled, context.vocabulary, "") is None and len(tables) > 1:
                findings.append(
                    import_rules.text_without_field.at(
                        Place(source.name),
                        f"the sheet `{sheet}` holds no map and is not imported",
                        "carry over what belongs to a map",
                    )
                )
                continue
            else:
                title = sheet if named else source.title
                result = map_in_table(untitled, context, title, (), form="an XLSX workbook")
            maps.extend(result.maps)
            findings.extend(result.findings)
        if not maps and not any(each.severity is Severity.ERROR for each in findings):
            findings.append(
                import_rules.not_a_journey.at(
                    Place(source.name),
                    "no sheet holds a map",
                    "begin with a row of stages and label the rows below it, such as `Actions` and `Pains`",
                )
            )
        return ImportResult(tuple(maps), tuple(findings))
