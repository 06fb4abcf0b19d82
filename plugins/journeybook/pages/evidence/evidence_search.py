"""The search records of a source of evidence and of a metric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import EVIDENCE_WORDS, METRIC_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.evidence import Evidence
from journeybook.model.metric import Metric
from journeybook.pages.page import SearchRecord
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.escape import escaped


def evidence_record(portfolio: Portfolio, source: Evidence) -> SearchRecord:
    """The record of a source: its method and findings under the headings of its page.

    The claims that rest on it are found on their own maps.
    """
    known = portfolio.known
    lines = [f'<h1 id="{source.id}">{escaped(source.title)}</h1>']
    notes = (plain_prose(each, known) for each in (source.summary, source.narrative) if each)
    links = ", ".join(link.title for link in source.links)
    method = plain_text(source.method, known) if source.method else None
    lines += _paragraphs((EVIDENCE_WORDS[source.kind] if source.kind else None, *notes, method, links))
    if source.findings:
        lines.append(f'<h2 id="jp--findings">{escaped(_("What was found"))}</h2>')
        lines += _paragraphs(plain_text(finding, known) for finding in source.findings)
    return _record(portfolio, _("Evidence"), source.title, source.owner, lines)


def metric_record(portfolio: Portfolio, metric: Metric) -> SearchRecord:
    """The record of a metric: its name, kind and meaning."""
    notes = (plain_prose(each, portfolio.known) for each in (metric.summary, metric.narrative) if each)
    segments = dict.fromkeys(reading.segment for reading in metric.readings if reading.segment)
    lines = [
        f'<h1 id="{metric.id}">{escaped(metric.title)}</h1>',
        *_paragraphs(
            (METRIC_WORDS[metric.kind], *notes, ", ".join(segment for segment in segments if segment))
        ),
    ]
    return _record(portfolio, _("Metric"), metric.title, metric.owner, lines)


def _record(portfolio: Portfolio, kind: str, title: str, owner: str | None, lines: list[str]) -> SearchRecord:
    filters = {"kind": (kind,)}
    if owner:
        filters["owner"] = (portfolio.library.title(Ref(Kind.TEAM, owner)),)
    return SearchRecord(body="\n".join(lines), filters=filters, meta={"title": title, "kind": kind})


def _paragraphs(texts: Iterable[str | None]) -> Iterator[str]:
    return (f"<p>{escaped(text)}</p>" for text in texts if text)
