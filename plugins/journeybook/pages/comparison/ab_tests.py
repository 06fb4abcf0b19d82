"""A/B tests for pages: the variants' figures, the curve with each variant, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import Look, Overlay, OverlayColumn, OverlayLine, draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import colon, comma
from journeybook.insight.ab_test import AbTest, Finding, ab_tests
from journeybook.insight.significance import Verdict
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.model.journey import Variant
from journeybook.model.metric import Metric
from journeybook.pages.comparison.curve_contrast import felt, shares_of, zero_of
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import figure, level_figure, metric_figure

AROUND = 2
"""The number of steps drawn before and after the tested one."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A variant with its emotion in words, and its figures in the order of the metrics."""

    variant: Variant
    emotion: SpotEmotion | None
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbTestView:
    """A test ready to be shown; `verdict` is its result in a sentence, `reasons` explain it."""

    trial: AbTest
    arms: tuple[Arm, ...]
    metrics: tuple[Metric, ...]
    overlay: Overlay | None
    verdict: str
    settled: bool
    reasons: tuple[str, ...]

    @property
    def picture(self) -> Markup:
        """The curves, drawn on demand; empty if fewer than two variants have an emotion."""
        return Markup(draw_overlay(self.overlay) if self.overlay else "")  # noqa: S704 - drawn and escaped by the overlay


def ab_tests_of(portfolio: Portfolio, journey: str) -> tuple[AbTestView, ...]:
    """The tests of a map, in the order of its steps."""
    spots = portfolio.summaries[journey].spots
    return tuple(_view(portfolio, ab_test, spots) for ab_test in ab_tests(spots, portfolio.library.metrics))


def verdict_words(trial: AbTest) -> str:
    """What the figures support, in a sentence without a full stop."""
    if trial.supported_winner and trial.winner and trial.supported_winner.id == trial.winner.id:
        return _("%(variant)s wins (significant)", variant=trial.supported_winner.title)
    if trial.supported_winner and trial.winner:
        return _(
            "%(winner)s is marked as the winner, but the figures favour %(variant)s",
            winner=trial.winner.title,
            variant=trial.supported_winner.title,
        )
    if trial.supported_winner:
        return _("The figures favour %(variant)s", variant=trial.supported_winner.title)
    if trial.winner:
        return _(
            "%(winner)s is marked as the winner, but the figures do not support it", winner=trial.winner.title
        )
    return _("No significant difference")


def reason_words(finding: Finding) -> str:
    """The comparison of two variants by one metric, and whether the difference may be chance."""
    metric, found = finding.metric, finding.difference
    first = metric_figure(finding.first.metrics[metric.id], metric)
    second = metric_figure(finding.second.metrics[metric.id], metric)
    start = _(
        "%(metric)s: %(second_value)s with %(second)s, %(first_value)s with %(first)s",
        metric=metric.title,
        second_value=second,
        second=finding.second.title,
        first_value=first,
        first=finding.first.title,
    )
    if found.verdict is Verdict.NO_SPREAD:
        judged = _("The metric is not a share of people, so these figures cannot show significance")
    elif found.verdict is Verdict.TOO_FEW or found.p is None:
        judged = (
            _("Too few people for a result")
            if finding.first.people and finding.second.people
            else _("The number of people per variant is missing, so there is no result")
        )
    else:
        judged = f"{_interval(found.low, found.high)}{_chance(found.p, found.verdict)}"
    return f"{start}. {judged}"


def _chance(p: float, verdict: Verdict) -> str:
    if p < 0.001:
        often = _("in fewer than 1 of 1,000 tests")
    elif p < 0.01:
        often = _("in about %(num)s of 1,000 tests", num=round(p * 1000))
    else:
        often = _("in about %(num)s of 100 tests", num=round(p * 100))
    if verdict is Verdict.DIFFERENT:
        return _(
            "Significant: if both were equally good, such a difference would turn up %(often)s", often=often
        )
    return _(
        "Not significant: if both were equally good, such a difference would turn up %(often)s", often=often
    )


def _interval(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    ends = tuple(figure(round(each * 100, 1), signed=True) for each in (low, high))
    return (
        _(
            "The true difference lies between %(low)s and %(high)s points (95 %% sure).",
            low=ends[0],
            high=ends[1],
        )
        + " "
    )


def _view(portfolio: Portfolio, trial: AbTest, spots: tuple[Spot, ...]) -> AbTestView:
    scale = portfolio.library.vocabulary.emotion_scale
    shelf = portfolio.library.metrics
    keys = dict.fromkeys(key for variant in trial.variants for key in variant.metrics if key in shelf)
    return AbTestView(
        trial=trial,
        arms=tuple(
            Arm(
                variant,
                None if variant.emotion is None else felt(variant.emotion, scale),
                tuple(
                    metric_figure(variant.metrics[key], shelf[key]) if key in variant.metrics else "–"
                    for key in keys
                ),
            )
            for variant in trial.variants
        ),
        metrics=tuple(shelf[key] for key in keys),
        overlay=_overlay(portfolio, trial, spots),
        verdict=verdict_words(trial),
        settled=trial.supported_winner is not None
        and (trial.winner is None or trial.winner.id == trial.supported_winner.id),
        reasons=tuple(reason_words(finding) for finding in trial.findings),
    )


def _overlay(portfolio: Portfolio, trial: AbTest, spots: tuple[Spot, ...]) -> Overlay | None:
    """The curve around the tested step, once for each variant; they differ only at that step."""
    known = [each for each in trial.variants if each.emotion is not None]
    if len(known) < 2:
        return None
    scale = portfolio.library.vocabulary.emotion_scale
    mark = shares_of(scale)
    columns = [each for each in spots if not each.is_stage or not each.stage.steps]
    at = next((index for index, column in enumerate(columns) if column.ref == trial.spot.ref), None)
    if at is None:
        return None
    around = columns[max(0, at - AROUND) : at + AROUND + 1]
    actor = trial.spot.journey.personas[0] if trial.spot.journey.personas else None

    def value(spot: Spot, variant: Variant) -> float | None:
        if spot.ref == trial.spot.ref:
            return variant.emotion
        lowest = spot.lowest_for(actor)
        return lowest.value if lowest else None

    ahead = portfolio.summaries[trial.spot.journey.id].ahead(around)
    looks = (Look.NOW, Look.THEN) if len(known) == 2 else (Look.ONE,) * len(known)
    lines = tuple(
        OverlayLine(each.title, look, tuple(mark(value(spot, each)) for spot in around), ahead=ahead)
        for each, look in zip(known, looks, strict=True)
    )
    emotions = comma().join(
        _("%(value)s with %(variant)s", value=level_figure(each.emotion, scale.min), variant=each.title)
        for each in known
        if each.emotion is not None
    )
    return Overlay(
        title=_("Curves: test at %(step)s", step=trial.spot.moment.title),
        sentence=f"{trial.spot.moment.title}{colon()}{emotions}.",
        columns=tuple(OverlayColumn(each.moment.title) for each in around),
        lines=lines,
        zero=zero_of(scale),
        rtl=portfolio.view(trial.spot.journey.id).rtl,
    )
