"""Numbers as people write them: a true minus, thin spaces between thousands, no digits that say nothing."""

from __future__ import annotations

from functools import lru_cache

from journeybook.model.metric import Metric, MetricKind

_MINUS = "\u2212"
_THIN_SPACE = "\u202f"
_SPACE = "\u00a0"

# Kinds whose values are shares, so that 0.21 without a unit means 21 percent.
_SHARES = frozenset({MetricKind.CONVERSION, MetricKind.RETENTION, MetricKind.CHURN, MetricKind.DROP_OFF})
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})


@lru_cache(maxsize=4_096)
def figure(value: float, *, signed: bool = False) -> str:
    """`value` with at most two decimals; `signed` puts a plus before what is above zero."""
    size = abs(round(value, 2))
    digits = f"{size:,.2f}".rstrip("0").rstrip(".").replace(",", _THIN_SPACE)
    if size == 0:
        return "0"
    return (_MINUS if value < 0 else "+" if signed else "") + digits


def level_figure(value: float, lowest: float) -> str:
    """An emotion's value: signed where the scale goes below zero."""
    return figure(value, signed=lowest < 0)


def metric_figure(value: float, metric: Metric | None) -> str:
    """A metric's value with its unit: `21 %`, `+31`, `3.4`, `9 days`."""
    if metric is None:
        return figure(value)
    unit = (metric.unit or "").strip()
    if unit.casefold() in _PERCENT:
        return f"{figure(value)}{_SPACE}%"
    if metric.kind in _SHARES and not unit and abs(value) <= 1:
        return f"{figure(value * 100)}{_SPACE}%"
    if metric.kind is MetricKind.NPS:
        return figure(value, signed=True)
    if metric.kind in (MetricKind.CSAT, MetricKind.CES) or not unit:
        return figure(value)
    return f"{figure(value)}{_SPACE}{unit}"


def share_figure(share: float) -> str:
    """A share of 1 in whole percent."""
    return f"{figure(round(share * 100))}{_SPACE}%"


def change_figure(change: float, metric: Metric, *, points: str = "pt") -> str:
    """How far a metric moved, without a sign: `3 pt` between percents, `6`, `0.2`, `2 hours`; `points` is their word."""
    unit = (metric.unit or "").strip()
    if unit.casefold() in _PERCENT:
        return f"{figure(abs(change))}{_SPACE}{points}"
    if metric.kind in _SHARES and not unit:
        return f"{figure(abs(change) * 100)}{_SPACE}{points}"
    if metric.kind in (MetricKind.NPS, MetricKind.CSAT, MetricKind.CES) or not unit:
        return figure(abs(change))
    return f"{figure(abs(change))}{_SPACE}{unit}"
