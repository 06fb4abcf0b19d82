"""Imports metrics with their values out of CSV files and workbooks."""

from __future__ import annotations

import csv
import io
import re

from pydantic import ValidationError

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import (
    ImportContext,
    ImportedItem,
    ImportResult,
    Recognized,
    SourceFile,
)
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.metrics.metric_tables import FoundMetrics, Series, metrics_of_table
from journeybook.exchange.personas.persona_importer import tables_of
from journeybook.exchange.tables.csv_importer import ENDINGS
from journeybook.exchange.tables.map_table import outline_of_table
from journeybook.exchange.tables.table import Table
from journeybook.exchange.tables.workbook import ENDINGS as WORKBOOKS
from journeybook.exchange.text_pieces import as_written, short_title
from journeybook.model.metric import Better, Metric, MetricKind
from journeybook.model.vocabulary import Vocabulary
from journeybook.rules import import_rules
from journeybook.sources.metric_values import read_readings

_KINDS = (
    (MetricKind.NPS, r"\bnps\b|net promoter"),
    (MetricKind.CES, r"\bces\b|effort"),
    (MetricKind.CSAT, r"\bcsat\b|satisf|zufrieden"),
    (MetricKind.CHURN, r"churn|abwander|attrition"),
    (MetricKind.RETENTION, r"retention|bindung|rétention|retención|retenção"),
    (MetricKind.DROP_OFF, r"drop.?off|abandon|abbruch"),
    (MetricKind.LIFETIME_VALUE, r"\b(?:c?ltv|clv)\b|lifetime value"),
    (MetricKind.CONVERSION, r"conver[st]|konversion"),
    (MetricKind.TIME, r"\btime\b|duration|minutes|hours|days to|dauer|durée|duración|duração"),
    (MetricKind.VOLUME, r"volume|visits|sessions|orders|tickets|calls|count|anzahl|nombre de"),
)
_LOWER = (MetricKind.CHURN, MetricKind.DROP_OFF, MetricKind.TIME)
_LEAST = 40
"""The most characters of a unit."""


class MetricImporter:
    """The `Importer` of metrics."""

    kind = ImportKind.METRICS
    endings = (*ENDINGS, *WORKBOOKS)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether dates stand beside figures in each of its tables, and none is a map."""
        tables, _ = tables_of(source)
        return bool(tables) and all(
            metrics_of_table(table, source.title) is not None
            and outline_of_table(_untitled(table), Vocabulary(), "") is None
            for table in tables
        )

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The metrics of all tables."""
        tables, problems = tables_of(source)
        findings: list[Diagnostic] = list(problems)
        items: list[ImportedItem] = []
        for table in tables:
            named = table.title if table.title and len(tables) > 1 else source.title
            found = metrics_of_table(table, named)
            if found is None:
                continue
            findings.extend(found.findings)
            for series in found.series:
                item = metric_item(series, found, source, context, findings)
                items.extend([item] if item else [])
        if not items and not any(each.severity is Severity.ERROR for each in findings):
            findings.append(
                import_rules.not_a_journey.at(
                    Place(source.name),
                    "there are no dates beside figures in it",
                    "give a column of dates and a column for each metric, or a row for each metric with dates across",
                )
            )
        return ImportResult((), tuple(findings), tuple(items))


def _untitled(table: Table) -> Table:
    return Table(table.file, table.rows)


def metric_item(
    series: Series,
    found: FoundMetrics,
    source: SourceFile,
    context: ImportContext,
    findings: list[Diagnostic],
    *,
    kind: MetricKind | None = None,
) -> ImportedItem | None:
    """The metric of a series, of this kind or of that which its title names; None with a finding
    where it is there already or cannot be kept.
    """
    title = short_title(series.title)
    there = context.metric_ids.get(title)
    if there:
        findings.append(
            import_rules.not_imported.at(
                series.place,
                f"`{short(title)}` is a metric of the portal already, and is not changed",
                f"add the new rows to `metrics/{there}.csv`, or give this one another name",
            )
        )
        return None
    named = (each for each, words in _KINDS if re.search(words, series.title, re.IGNORECASE))
    told = kind is not None
    kind = kind or next(named, None)
    text = values_text(series)
    _, problems = read_readings(text, source.name)
    faults = [each for each in problems if each.severity is Severity.ERROR]
    try:
        metric = Metric(
            id=context.metrics.make(title, "metric"),
            title=title,
            kind=kind or MetricKind.OTHER,
            unit=as_written(series.unit) if series.unit and len(series.unit) <= _LEAST else None,
            better=Better.LOWER if kind in _LOWER else Better.HIGHER,
            summary=as_written(series.about) or None,
        )
    except ValidationError as fault:
        findings.append(
            import_rules.not_imported.at(
                series.place, f"`{short(title)}` cannot be a metric: {fault.errors()[0]['msg']}"
            )
        )
        return None
    if faults:
        findings.append(
            import_rules.not_imported.at(
                series.place, f"`{short(title)}` cannot be a metric: {faults[0].message}", faults[0].help
            )
        )
        return None
    recognized = [Recognized(*each) for each in found.shape]
    recognized.append(Recognized(series.label or title, f"values of `{title}`", len(series.readings)))
    if kind:
        recognized.append(Recognized(title, f"kind: {kind.value}", 1))
    if kind in _LOWER:
        recognized.append(Recognized(title, "better: lower", 1, sure=told))
    form = "an XLSX workbook" if source.ending in WORKBOOKS else "a CSV file"
    return ImportedItem(metric, series.place, form, tuple(recognized), values=text)


def values_text(series: Series) -> str:
    """The CSV of a series, oldest first: `date,value`, and `people` and `segment` where there are
    any.
    """
    people = any(each.people is not None for each in series.readings)
    segments = any(each.segment for each in series.readings)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["date", "value", *(["people"] if people else []), *(["segment"] if segments else [])])
    for each in sorted(series.readings, key=lambda reading: (reading.date, reading.segment or "")):
        row = [each.date, f"{each.value:.10g}"]
        row += ["" if each.people is None else str(each.people)] if people else []
        row += [each.segment or ""] if segments else []
        writer.writerow(row)
    return stream.getvalue()
