"""The page of one metric: its values over time, its trend, and every place that uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.metric_chart import data_table, kpi_chart
from journeybook.i18n.catalog import gettext as _
from journeybook.insight.metric_status import metric_status, newest_of_segments
from journeybook.insight.metric_trend import trend
from journeybook.insight.recommendation_progress import Progress, progress
from journeybook.insight.spots import SpotEmotion
from journeybook.library.objects import Kind, Ref, moments
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, Stage, Step
from journeybook.model.metric import Metric
from journeybook.pages.evidence.evidence_search import metric_record
from journeybook.pages.metrics.trend_phrases import sentences, verdict
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import PROPOSAL_WORDS


@dataclass(frozen=True, slots=True)
class Measured:
    """A step or stage with the metric: its value, the lowest emotion, and the variants' values."""

    ref: Ref
    moment: Stage | Step
    stage: Stage
    value: float | None
    emotion: SpotEmotion | None
    variants: tuple[tuple[str, float], ...]

    @property
    def is_stage(self) -> bool:
        """Whether the value is of a whole stage."""
        return self.moment is self.stage


@dataclass(frozen=True, slots=True)
class MeasuredMap:
    """A map with the metric: the places of its values, and whether the whole map names it."""

    journey: Journey
    places: tuple[Measured, ...]
    whole: bool


def make_metric_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the metric of `ref`."""
    metric = portfolio.library.metrics[ref.id]
    context = PageContext(portfolio, address(ref))
    crumbs = context.crumbs(Crumb(_("Metrics"), "metrics/"), Crumb(metric.title, None))
    found = trend(metric)
    where = metric_status(metric)
    body = context.render(
        "metrics/metric.html",
        crumbs=crumbs,
        metric=metric,
        standing=where,
        verdict=verdict(where),
        said=sentences(found, metric) if found else (),
        segments=newest_of_segments(metric),
        chart=Markup(kpi_chart(metric, key="jp--chart")),  # noqa: S704 - drawn and escaped by the charts
        table=Markup(data_table(metric, newest_first=True)),  # noqa: S704 - drawn and escaped by the charts
        maps=tuple(measured(portfolio, metric)),
        proposals=proposals(portfolio, metric),
        proposal_words=PROPOSAL_WORDS,
    )
    return Page(
        address=context.address,
        title=metric.title,
        body=body,
        description=context.plain_prose(metric.summary) if metric.summary else "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=metric_record(portfolio, metric),
    )


def measured(portfolio: Portfolio, metric: Metric) -> Iterator[MeasuredMap]:
    """Every listed map with the metric, in catalogue order, with the places of its values."""
    named = {use.by.id for use in portfolio.uses(Ref(Kind.METRIC, metric.id)) if use.by.kind is Kind.JOURNEY}
    for journey in portfolio.listed:
        if journey.id not in named:
            continue
        places = tuple(_places(portfolio, journey, metric.id))
        whole = metric.id in journey.metrics
        if places or whole:
            yield MeasuredMap(journey, places, whole)


def proposals(portfolio: Portfolio, metric: Metric) -> tuple[Progress, ...]:
    """The recommendations that the metric measures, with their progress."""
    return tuple(
        progress(recommendation, portfolio.library)
        for recommendation in portfolio.library.recommendations.values()
        if recommendation.measurable and recommendation.measurable.metric == metric.id
    )


def _places(portfolio: Portfolio, journey: Journey, key: str) -> Iterator[Measured]:
    felt = {spot.ref.step: spot.lowest for spot in portfolio.summaries[journey.id].spots}
    stage: Stage | None = None
    for moment in moments(journey):
        if isinstance(moment, Stage):
            stage = moment
        arms = tuple(
            (variant.title, variant.metrics[key]) for variant in moment.variants if key in variant.metrics
        )
        if stage and (key in moment.metrics or arms):
            yield Measured(
                ref=Ref(Kind.JOURNEY, journey.id, moment.id),
                moment=moment,
                stage=stage,
                value=moment.metrics.get(key),
                emotion=felt.get(moment.id),
                variants=arms,
            )
