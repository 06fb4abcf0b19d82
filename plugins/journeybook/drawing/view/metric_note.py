"""The note below a metric's value in its lane: the newest value and the target of the metric."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.insight.metric_status import metric_status
from journeybook.model.metric import Metric
from journeybook.text.numbers import change_figure, metric_figure, reading_figure


def metric_note(metric: Metric) -> str | None:
    """`now 21.8 %, 0.5 pt better, target 12 %`, as far as known; None if nothing is known.

    It describes the whole metric from its own file, while the value above it is that of the step. A
    metric with values of several segments only has no value here; its page lists them.
    """
    where = metric_status(metric)
    parts = []
    if where.newest:
        parts.append(_("now %(value)s", value=reading_figure(where.newest, metric)))
    elif where.by_segment:
        parts.append(_("measured by segment"))
    if where.change is not None and where.good is not None:
        change = change_figure(where.change, metric)
        parts.append(
            _("%(change)s better", change=change) if where.good else _("%(change)s worse", change=change)
        )
    if metric.target is not None:
        parts.append(_("target %(value)s", value=metric_figure(metric.target, metric)))
    return comma().join(parts) or None
