"""Numbers as people write them: a true minus, thin spaces between thousands, no digits that say nothing.

The sign before the decimals, the place of the percent sign and the words for units are those of the site's language.

How many digits a number needs depends on its size and on what it is compared with. Two decimals tell 63.5 from 61, but
turn 0.0048 into nothing and five marks of an axis from 1.001 to 1.005 into five ones. So every number keeps two
significant digits at least, and a metric's values as many decimals as tell them apart.
"""

from __future__ import annotations

import math
from decimal import Decimal

from journeybook.i18n.catalog import cached_in_language, pgettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import decimal_symbol
from journeybook.model.metric import Metric, MetricKind, Reading

_MINUS = "\u2212"
_THIN_SPACE = "\u202f"
_SPACE = "\u00a0"

# Kinds whose values are shares, so that 0.21 without a unit means 21 percent.
_SHARES = frozenset({MetricKind.CONVERSION, MetricKind.RETENTION, MetricKind.CHURN, MetricKind.DROP_OFF})
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})


_DECIMALS = 2
_SIGNIFICANT = 2
# Below this, a reader would have to count zeros.
_SMALLEST = 1e-6
_SUPERSCRIPTS = str.maketrans(
    "-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
)


@cached_in_language(4_096)
def figure(value: float, *, signed: bool = False, decimals: int = _DECIMALS) -> str:
    """`value` with at most so many `decimals`, and with two significant digits where it is too small for these.

    `signed` puts a plus before what is above zero. Below a millionth it is written with a power of ten.
    """
    size = abs(value)
    if size == 0:
        return "0"
    small = size < _SMALLEST
    digits = _power_of_ten(size) if small else _grouped(size, max(decimals, decimals_of(size)))
    return _signed(digits, value, signed=signed)


def exact_figure(value: float, *, signed: bool = False) -> str:
    """`value` with every digit that was written, for what is compared digit by digit."""
    size = abs(value)
    if size == 0:
        return "0"
    _sign, written, exponent = Decimal(repr(float(size))).normalize().as_tuple()
    digits = _power_of_ten(size, len(written)) if size < _SMALLEST else _grouped(size, max(0, -int(exponent)))
    return _signed(digits, value, signed=signed)


def decimals_of(span: float) -> int:
    """How many decimals show two significant digits of `span`, which is not 0; none for what has them before its point."""
    return max(0, _SIGNIFICANT - 1 - math.floor(math.log10(abs(span))))


def _grouped(size: float, decimals: int) -> str:
    digits = f"{size:,.{decimals}f}"
    if decimals:
        digits = digits.rstrip("0").rstrip(".")
    return _localized(digits.replace(",", _THIN_SPACE))


def _localized(digits: str) -> str:
    """Digits with a point before the decimals, as the language writes them."""
    return digits.replace(".", decimal_symbol())


def _power_of_ten(size: float, significant: int = _SIGNIFICANT) -> str:
    factor, _e, power = f"{size:.{significant - 1}e}".partition("e")
    return f"{_localized(factor.removesuffix('.0'))}{_SPACE}×{_SPACE}10{str(int(power)).translate(_SUPERSCRIPTS)}"


def _signed(digits: str, value: float, *, signed: bool) -> str:
    return (_MINUS if value < 0 else "+" if signed else "") + digits


def level_figure(value: float, lowest: float) -> str:
    """An emotion's value: signed where the scale goes below zero."""
    return emotion_figure(value, signed=lowest < 0)


def emotion_figure(value: float, *, signed: bool = False) -> str:
    """An emotion or a difference between two, in two decimals: no scale of feelings is read finer than that."""
    rounded = round(value, _DECIMALS)
    return figure(rounded, signed=signed)


def metric_figure(value: float, metric: Metric | None) -> str:
    """A metric's value with its unit: `21 %`, `+31`, `3.4`, `9 days`."""
    if metric is None:
        return figure(value)
    unit = (metric.unit or "").strip()
    decimals = metric_decimals(metric)
    if unit.casefold() in _PERCENT:
        return _percent(figure(value, decimals=decimals))
    if is_share(metric) and abs(value) <= 1:
        return _percent(figure(value * 100, decimals=max(_DECIMALS, decimals - 2)))
    if metric.kind is MetricKind.NPS:
        return figure(value, signed=True, decimals=decimals)
    if metric.kind in (MetricKind.CSAT, MetricKind.CES) or not unit:
        return figure(value, decimals=decimals)
    return f"{figure(value, decimals=decimals)}{_SPACE}{unit}"


def reading_figure(reading: Reading, metric: Metric) -> str:
    """A value of the metric with its unit, and with the segment that it is of: `21 %`, `21 % (Fibre)`."""
    value = metric_figure(reading.value, metric)
    return f"{value} ({reading.segment})" if reading.segment else value


def metric_decimals(metric: Metric) -> int:
    """How many decimals tell the metric's values apart, two at least."""
    return max(_DECIMALS, decimals_of(metric.span)) if metric.span else _DECIMALS


def is_share(metric: Metric) -> bool:
    """Whether the metric's values are shares of 1, which are written in percent."""
    return metric.kind in _SHARES and not (metric.unit or "").strip()


def share_figure(share: float) -> str:
    """A share of 1 in percent, as `percent_of` rounds it."""
    return _percent(figure(percent_of(share)))


def _percent(number: str) -> str:
    return _("%(number)s\u00a0%%", number=number)


def percent_of(share: float) -> float:
    """A share of 1 in whole percent; with decimals where it would read as nothing or as all, and is neither."""
    percent = share * 100
    whole = round(percent)
    left = abs(percent - whole)
    return round(percent, max(1, decimals_of(left))) if whole in (0, 100) and left >= _SMALLEST else whole


def change_figure(change: float, metric: Metric, *, points: str | None = None) -> str:
    """How far a metric moved, without a sign: `3 pt` between percents, `6`, `0.2`, `2 hours`.

    `points` is a word for points of percent that is longer than the sign.
    """
    points = points or pgettext("points of percent", "pt")
    unit = (metric.unit or "").strip()
    if unit.casefold() in _PERCENT:
        return f"{figure(abs(change))}{_SPACE}{points}"
    if is_share(metric):
        return f"{figure(abs(change) * 100)}{_SPACE}{points}"
    if metric.kind in (MetricKind.NPS, MetricKind.CSAT, MetricKind.CES) or not unit:
        return figure(abs(change))
    return f"{figure(abs(change))}{_SPACE}{unit}"
