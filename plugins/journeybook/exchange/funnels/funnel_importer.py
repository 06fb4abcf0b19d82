"""Imports counts of events as metrics, by a mapping file that names the columns."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.funnels.event_columns import FunnelMapping
from journeybook.exchange.funnels.funnel_metrics import Event, Funnel
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportedItem, ImportResult, SourceFile
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.metrics.figures import figures_in
from journeybook.exchange.metrics.metric_importer import metric_item
from journeybook.exchange.metrics.metric_tables import FoundMetrics, Series, is_of_persons
from journeybook.exchange.metrics.periods import periods_in
from journeybook.exchange.personas.persona_importer import tables_of
from journeybook.exchange.tables.csv_importer import ENDINGS
from journeybook.exchange.tables.table import Table
from journeybook.exchange.tables.workbook import ENDINGS as WORKBOOKS
from journeybook.rules import import_rules


@dataclass(frozen=True, slots=True)
class FunnelImporter:
    """The `Importer` of events whose columns `mapping` names."""

    mapping: FunnelMapping
    kind: ImportKind = ImportKind.METRICS
    endings: tuple[str, ...] = (*ENDINGS, *WORKBOOKS)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether it is a table; the mapping says the rest."""
        return source.ending in self.endings

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The metrics that are counted from the first table."""
        if not self.recognizes(source):
            found = import_rules.not_imported.at(
                Place(source.name), "events come out of CSV files and workbooks", "export it as CSV"
            )
            return ImportResult((), (found,))
        tables, problems = tables_of(source)
        findings: list[Diagnostic] = list(problems)
        if not tables:
            return ImportResult((), tuple(findings))
        events, shape = self._events(tables[0], findings)
        if any(each.severity is Severity.ERROR for each in findings):
            return ImportResult((), tuple(findings))
        mapping = self.mapping
        order = mapping.order or tuple(dict.fromkeys(event.step for event in events))
        funnel = Funnel(events, order, mapping.fewest)
        items: list[ImportedItem] = []
        for each in funnel.series(with_value=mapping.value is not None):
            title = f"{mapping.title}: {each.title}" if mapping.title else each.title
            about = f"{each.about} Source: {mapping.source}."
            series = Series(title, Place(source.name), list(each.readings), each.unit, about, "(events)")
            found_metrics = FoundMetrics(shape=list(shape))
            item = metric_item(series, found_metrics, source, context, findings, kind=each.kind)
            items.extend([item] if item else [])
        if not items and not any(each.severity is Severity.ERROR for each in findings):
            findings.append(
                import_rules.not_imported.at(
                    Place(source.name),
                    f"no month has {mapping.fewest} people, and figures of fewer are left out",
                    "take a longer export, or allow fewer with `fewest:` of the mapping",
                )
            )
        return ImportResult((), tuple(findings), tuple(items))

    def _events(
        self, table: Table, findings: list[Diagnostic]
    ) -> tuple[list[Event], list[tuple[str, str, int, bool]]]:
        mapping = self.mapping
        header, body = table.rows[0], [row for row in table.rows[1:] if row.filled]
        named = {cell: at for at, cell in reversed(list(enumerate(header.cells)))}
        wanted = [mapping.who, mapping.step, mapping.time, *([mapping.value] if mapping.value else [])]
        findings.extend(
            import_rules.not_imported.at(
                table.place(header),
                f"there is no column `{short(name)}`, which the mapping names",
                "its columns are " + ", ".join(f"`{short(cell)}`" for cell in header.cells[:12] if cell),
            )
            for name in (*wanted, *mapping.drop)
            if name not in named
        )
        for at, label in enumerate(header.cells):
            cells = [row.cells[at] for row in body]
            figures = None not in figures_in([cell for cell in cells if cell])[0]
            if label in (mapping.who, mapping.time, *mapping.drop):
                continue
            if is_of_persons(label, cells, is_figure=figures):
                findings.append(
                    import_rules.not_imported.at(
                        table.place(header),
                        f"the column `{short(label)}` looks like one of single people, and only counts enter a portal",
                        "name it under `drop:` of the mapping, or remove it from the file",
                    )
                )
        if any(each.severity is Severity.ERROR for each in findings):
            return [], []
        dates, sure = periods_in([row.cells[named[mapping.time]] for row in body])
        values: list[float | None] = [0.0] * len(body)
        if mapping.value:
            values, _ = figures_in([row.cells[named[mapping.value]] or "0" for row in body])
        events: list[Event] = []
        for row, date, value in zip(body, dates, values, strict=True):
            who, step = row.cells[named[mapping.who]], row.cells[named[mapping.step]]
            fault = None
            if not who or not step:
                fault = "it says not who, or not what"
            elif date is None:
                fault = "its date cannot be read"
            elif value is None:
                fault = "its value is no number"
            elif mapping.order and step not in mapping.order:
                fault = f"`{short(step)}` is no step of `order:`"
            if fault or date is None or value is None:
                findings.append(
                    import_rules.text_without_field.at(table.place(row), f"this row is not counted: {fault}")
                )
                continue
            events.append(Event(who, step, datetime.date.fromisoformat(date), value))
        shape = [
            (mapping.who, "(people, who are counted only)", len({event.who for event in events}), True),
            (mapping.step, "steps", len({event.step for event in events}), True),
            (mapping.time, "dates", len(events), sure),
        ]
        return events, shape
