"""A/B tests of touchpoints: what the figures show, and which variant they support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from journeybook.insight.significance import SIGNIFICANCE, Difference, Verdict, compare_means, compare_shares
from journeybook.insight.spots import Spot
from journeybook.model.journey import Variant
from journeybook.model.metric import Better, Metric, MetricKind

SHARES = frozenset({MetricKind.CONVERSION, MetricKind.RETENTION, MetricKind.CHURN, MetricKind.DROP_OFF})
"""Kinds of metrics that count people; without a unit their values run from 0 to 1."""

PERCENT = frozenset({"%", "percent", "per cent", "pct"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Two variants compared by one metric.

    `difference` holds shares from 0 to 1 where the metric counts a share of people, else the values
    as they are written. `better` is the variant with the significantly better figures, or None.
    """

    metric: Metric
    first: Variant
    second: Variant
    difference: Difference
    better: Variant | None


@dataclass(frozen=True, slots=True)
class AbTest:
    """The test of one step.

    `winner` is the variant that the authors call the winner, `supported_winner` the one that the
    figures support: it is better than every other variant by at least one metric, by more than
    chance, and worse than none by any metric.
    """

    spot: Spot
    variants: tuple[Variant, ...]
    findings: tuple[Finding, ...]
    winner: Variant | None
    supported_winner: Variant | None


def ab_tests(spots: Iterable[Spot], metrics: Mapping[str, Metric]) -> tuple[AbTest, ...]:
    """The tests of these spots that have at least two variants, in the order of the spots."""
    return tuple(_trial(spot, metrics) for spot in spots if len(spot.moment.variants) > 1)


def supported_winner(variants: tuple[Variant, ...], metrics: Mapping[str, Metric]) -> Variant | None:
    """The variant that the figures support, or None."""
    return _supported_winner(variants, tuple(_findings(variants, metrics))) if len(variants) > 1 else None


def as_share(value: float, metric: Metric) -> float | None:
    """A metric's value as a share from 0 to 1; None if the metric is no share of people."""
    unit = (metric.unit or "").strip().casefold()
    if unit in PERCENT:
        share = value / 100
    elif metric.kind in SHARES and not unit:
        share = value
    else:
        return None
    return share if 0 <= share <= 1 else None


def _trial(spot: Spot, metrics: Mapping[str, Metric]) -> AbTest:
    variants = spot.moment.variants
    findings = tuple(_findings(variants, metrics))
    return AbTest(
        spot=spot,
        variants=variants,
        findings=findings,
        winner=next((variant for variant in variants if variant.winner), None),
        supported_winner=_supported_winner(variants, findings),
    )


def _findings(variants: tuple[Variant, ...], metrics: Mapping[str, Metric]) -> Iterator[Finding]:
    pairs = tuple(combinations(variants, 2))
    for first, second in pairs:
        for key in first.metrics:
            if key in second.metrics and key in metrics:
                yield _finding(metrics[key], first, second, len(pairs))


def _finding(metric: Metric, first: Variant, second: Variant, pairs: int) -> Finding:
    before, after = first.metrics[metric.id], second.metrics[metric.id]
    one, two = as_share(before, metric), as_share(after, metric)
    if one is None or two is None:
        return Finding(metric, first, second, compare_means(before, after), None)
    found = _corrected(compare_shares(one, first.people or 0, two, second.people or 0), pairs)
    if found.verdict is not Verdict.DIFFERENT:
        return Finding(metric, first, second, found, None)
    rises = found.change > 0
    return Finding(
        metric, first, second, found, second if rises == (metric.better is Better.HIGHER) else first
    )


def _corrected(difference: Difference, pairs: int) -> Difference:
    """The difference judged more strictly the more pairs are compared (Bonferroni correction)."""
    if (
        difference.verdict is Verdict.DIFFERENT
        and difference.p is not None
        and difference.p * pairs > SIGNIFICANCE
    ):
        return replace(difference, verdict=Verdict.ALIKE)
    return difference


def _supported_winner(variants: tuple[Variant, ...], findings: tuple[Finding, ...]) -> Variant | None:
    return next((variant for variant in variants if _is_supported(variant, variants, findings)), None)


def _is_supported(variant: Variant, variants: tuple[Variant, ...], findings: tuple[Finding, ...]) -> bool:
    mine = [finding for finding in findings if variant in (finding.first, finding.second)]
    if any(each.better not in (None, variant) for each in mine):
        return False
    beaten = {
        (each.second if each.first is variant else each.first).id for each in mine if each.better is variant
    }
    return all(each is variant or each.id in beaten for each in variants)
