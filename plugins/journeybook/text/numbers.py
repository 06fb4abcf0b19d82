"""Formatting of numbers: a true minus, thin spaces between thousands, no superfluous digits.

The decimal sign, the place of the percent sign and the words for units follow the site's language.

The number of digits depends on the size and on what the number is compared with. With two decimals,
63.5 differs from 61, but 0.0048 becomes 0 and five axis marks from 1.001 to 1.005 look alike. So
every number has at least two significant digits, and a metric's values have as many decimals as are
needed to distinguish them.
"""

from __future__ import annotations

import math
from decimal import Decimal

from journeybook.i18n.catalog import cached_in_language, direction_in_use, pgettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import decimal_symbol
from journeybook.model.metric import Metric, MetricKind, Reading

_MINUS = "\u2212"
_LEFT_TO_RIGHT = "\u200e"
"""The mark before a sign in text from right to left, which would stand behind the digits."""
_THIN_SPACE = "\u202f"
_SPACE = "\u00a0"

# Kinds of metrics whose values are shares, so that 0.21 without a unit means 21 percent.
_SHARES = frozenset({MetricKind.CONVERSION, MetricKind.RETENTION, MetricKind.CHURN, MetricKind.DROP_OFF})
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})


_DECIMALS = 2
_SIGNIFICANT = 2
# Smaller numbers are written as a power of ten, because their zeros would have to be counted.
_SMALLEST = 1e-6
_SUPERSCRIPTS = str.maketrans(
    "-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
)


@cached_in_language(4_096)
def figure(value: float, *, signed: bool = False, decimals: int = _DECIMALS) -> str:
    """`value` with at most `decimals` decimals, but at least two significant digits.

    `signed` puts a plus before positive values. Values below a millionth are written with a power
    of ten.
    """
    size = abs(value)
    if size == 0:
        return "0"
    small = size < _SMALLEST
    digits = _power_of_ten(size) if small else _grouped(size, max(decimals, decimals_of(size)))
    return _signed(digits, value, signed=signed)


def exact_figure(value: float, *, signed: bool = False) -> str:
    """`value` with every digit that was written, for comparisons digit by digit."""
    size = abs(value)
    if size == 0:
        return "0"
    _sign, written, exponent = Decimal(repr(float(size))).normalize().as_tuple()
    digits = _power_of_ten(size, len(written)) if size < _SMALLEST else _grouped(size, max(0, -int(exponent)))
    return _signed(digits, value, signed=signed)


def decimals_of(span: float) -> int:
    """The number of decimals for two significant digits of `span`, which is not 0."""
    return max(0, _SIGNIFICANT - 1 - math.floor(math.log10(abs(span))))


def _grouped(size: float, decimals: int) -> str:
    digits = f"{size:,.{decimals}f}"
    if decimals:
        digits = digits.rstrip("0").rstrip(".")
    return _localized(digits.replace(",", _THIN_SPACE))


def _localized(digits: str) -> str:
    """Digits with a decimal point, in the notation of the language."""
    return digits.replace(".", decimal_symbol())


def _power_of_ten(size: float, significant: int = _SIGNIFICANT) -> str:
    factor, _e, power = f"{size:.{significant - 1}e}".partition("e")
    return f"{_localized(factor.removesuffix('.0'))}{_SPACE}×{_SPACE}10{str(int(power)).translate(_SUPERSCRIPTS)}"


def _signed(digits: str, value: float, *, signed: bool) -> str:
    sign = _MINUS if value < 0 else "+" if signed else ""
    mark = _LEFT_TO_RIGHT if sign and direction_in_use() == "rtl" else ""
    return mark + sign + digits


@cached_in_language(4_096)
def level_figure(value: float, lowest: float) -> str:
    """An emotion's value, signed if the scale goes below zero."""
    return emotion_figure(value, signed=lowest < 0)


def emotion_figure(value: float, *, signed: bool = False) -> str:
    """An emotion, or a difference of two, with at most two decimals."""
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
    """A value of the metric with its unit and segment: `21 %`, `21 % (Fibre)`."""
    value = metric_figure(reading.value, metric)
    return f"{value} ({reading.segment})" if reading.segment else value


def metric_decimals(metric: Metric) -> int:
    """The number of decimals that distinguish the metric's values, at least two."""
    return max(_DECIMALS, decimals_of(metric.span)) if metric.span else _DECIMALS


def is_share(metric: Metric) -> bool:
    """Whether the metric's values are shares of 1, which are written in percent."""
    return metric.kind in _SHARES and not (metric.unit or "").strip()


def share_figure(share: float) -> str:
    """A share of 1 in percent, rounded by `percent_of`."""
    return _percent(figure(percent_of(share)))


def _percent(number: str) -> str:
    return _("%(number)s\u00a0%%", number=number)


def percent_of(share: float) -> float:
    """A share of 1 in whole percent, or with decimals if it would be rounded to 0 or 100."""
    percent = share * 100
    whole = round(percent)
    left = abs(percent - whole)
    return round(percent, max(1, decimals_of(left))) if whole in (0, 100) and left >= _SMALLEST else whole


def change_figure(change: float, metric: Metric, *, points: str | None = None) -> str:
    """The change of a metric without a sign: `3 pt` between percents, `6`, `0.2`, `2 hours`.

    `points` is a longer word for percentage points.
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
