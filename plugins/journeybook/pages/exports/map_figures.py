"""Converts the figures of one map to the published types."""

from __future__ import annotations

from journeybook.insight.ab_test import AbTest as FoundTrial
from journeybook.insight.ab_test import Finding as FoundFinding
from journeybook.insight.ab_test import ab_tests
from journeybook.insight.drop_off import Funnel, funnel
from journeybook.insight.drop_off import Loss as FoundLoss
from journeybook.insight.evidence_strength import foundation
from journeybook.insight.gaps import silent_stages, unmet_needs, unowned_touchpoints
from journeybook.insight.health import Health as FoundHealth
from journeybook.insight.heat_map import portfolio_heat
from journeybook.insight.review import Review as FoundReview
from journeybook.insight.review import review_of
from journeybook.insight.spots import Spot as FoundSpot
from journeybook.insight.summary import EmotionAt as FoundFeeling
from journeybook.insight.summary import Fall as FoundFall
from journeybook.insight.summary import Summary
from journeybook.library.objects import Kind, Ref
from journeybook.pages.exports import map_types as out
from journeybook.pages.exports.comparisons import personas_compared
from journeybook.pages.exports.place_types import CurvePoint, FeltPlace, HeatCell, Place
from journeybook.pages.exports.places import feeling_of, felt_place, place_of, rounded
from journeybook.pages.exports.step_contexts import step_context_data
from journeybook.pages.portfolio import Portfolio


def map_figures(portfolio: Portfolio, key: str) -> out.Figures:
    """The figures of the map `key`."""
    summary = portfolio.summaries[key]
    counts = portfolio.map_counts(key)
    health = portfolio.healths.get(key)
    drops = funnel(summary.journey)
    places = [place_of(portfolio, each) for each in summary.spots]

    def place(spot: FoundSpot) -> Place:
        return places[spot.order]

    def felt_at(feeling: FoundFeeling | None) -> FeltPlace | None:
        return FeltPlace(place(feeling.spot), feeling_of(feeling.emotion)) if feeling else None

    def fall(found_fall: FoundFall) -> out.Fall:
        start, end = (
            FeltPlace(place(each.spot), feeling_of(each.emotion))
            for each in (found_fall.start, found_fall.end)
        )
        return out.Fall(start, end, rounded(found_fall.drop))

    return out.Figures(
        stages=len(summary.journey.stages),
        steps=counts.steps,
        touchpoints=counts.touchpoints,
        lifecycle=summary.lifecycle,
        channels=summary.channels,
        spots=_spots(portfolio, summary, places),
        transitions=tuple(
            out.Transition(
                summary.graph.columns[transition.start].id,
                summary.graph.columns[transition.end].id,
                transition.when,
                transition.is_loop,
            )
            for transition in summary.graph.transitions
        ),
        curve=tuple(
            CurvePoint(place(each.spot).stage, place(each.spot).step, each.emotion.value)
            for each in summary.curve
        ),
        lowest=felt_at(summary.lowest),
        highest=felt_at(summary.highest),
        fall=fall(summary.fall) if summary.fall else None,
        moments_of_truth=tuple(place(truth) for truth in summary.truths),
        pains=tuple(
            out.Pain(
                place(pain.spot),
                pain.pain.text,
                pain.pain.severity,
                pain.backed,
                feeling_of(pain.spot.lowest) if pain.spot.lowest else None,
            )
            for pain in summary.pains
        ),
        foundation=foundation_of(portfolio, summary),
        health=health_of(health) if health else None,
        drop_off=_drop_off(drops) if drops else None,
        review=review_out(portfolio, review_of(summary.journey, portfolio.judged_on)),
        trials=tuple(
            _trial(ab_test, place(ab_test.spot))
            for ab_test in ab_tests(summary.spots, portfolio.library.metrics)
        ),
        heat=heat_of(portfolio, summary),
        personas=personas_compared(portfolio, summary),
        unmet_needs=tuple(out.UnmetNeed(place(spot), text) for spot, text in unmet_needs((summary,))),
        unowned=tuple(place(each) for found in unowned_touchpoints((summary,)).values() for each in found),
        silent=tuple(stage.id for _, stages in silent_stages((summary,)) for stage in stages),
        answered_by=portfolio.answers.get(Ref(Kind.JOURNEY, key), ()),
    )


def heat_of(portfolio: Portfolio, summary: Summary) -> tuple[HeatCell, ...]:
    """The map's row of the heat map: its lowest feeling in each lifecycle stage that it touches."""
    return tuple(
        HeatCell(stage, felt_place(portfolio, low))
        for row in portfolio_heat((summary,))
        for stage, low in row.cells.items()
    )


def foundation_of(portfolio: Portfolio, summary: Summary) -> out.Foundation:
    """The evidence behind a map."""
    found = foundation(summary, portfolio.library, portfolio.judged_on)
    counted = portfolio.tally(portfolio.claims_of(summary.journey.id))
    return out.Foundation(
        claims=counted.claims,
        backed=counted.backed,
        outdated=counted.outdated,
        assumed={kind.value: count for kind, count in counted.assumed.items()},
        share=None if found.share is None else rounded(found.share),
        strength=found.strength.value,
        sources=tuple(source.id for source in found.sources),
        too_old=tuple(each.id for each in found.expired),
    )


def health_of(health: FoundHealth) -> out.Health:
    """A map's health."""
    return out.Health(
        health.score,
        health.band.value,
        tuple(
            out.Dimension(
                dimension.name.value, rounded(dimension.share), dimension.advice, rounded(dimension.gain)
            )
            for dimension in health.dimensions
        ),
    )


def review_out(portfolio: Portfolio, review: FoundReview) -> out.Review:
    """The state of the review of a map or a persona."""
    return out.Review(
        review.state.value,
        review.reviewed.isoformat() if review.reviewed else None,
        review.due.isoformat() if review.due else None,
        review.days_late(portfolio.judged_on),
    )


def _spots(portfolio: Portfolio, summary: Summary, places: list[Place]) -> tuple[out.Spot, ...]:
    on_the_way = step_context_data(portfolio, summary.journey.id)
    counted = [[0, 0] for _ in places]
    for claim in portfolio.claims_of(summary.journey.id):
        counted[claim.spot.order][0] += 1
        counted[claim.spot.order][1] += not claim.assumed
    numbers = {id(stage): number for number, stage in enumerate(summary.journey.stages, 1)}
    return tuple(
        out.Spot(
            places[spot.order],
            numbers[id(spot.stage)],
            spot.stage.lifecycle,
            spot.personas,
            spot.moment.moment_of_truth,
            tuple(feeling_of(emotion) for emotion in spot.emotions),
            claims=counted[spot.order][0],
            backed=counted[spot.order][1],
            way=on_the_way.get(spot.order),
        )
        for spot in summary.spots
    )


def _drop_off(found: Funnel) -> out.DropOff:
    def loss(each: FoundLoss) -> out.Loss:
        share = None if each.share is None else rounded(each.share)
        return out.Loss(
            each.start.id,
            each.end.id,
            each.lost,
            share,
            tuple(stage.id for stage in each.starts),
            tuple(stage.id for stage in each.ends),
        )

    stages = []
    for stage in found.stages:
        share = found.share(stage)
        stages.append(
            out.CountedStage(
                stage.id, stage.title, stage.entered or 0, None if share is None else rounded(share)
            )
        )
    return out.DropOff(
        tuple(stages),
        tuple(loss(each) for each in found.losses),
        loss(found.largest) if found.largest else None,
        None if found.kept is None else rounded(found.kept),
    )


def _trial(found_trial: FoundTrial, place: Place) -> out.Trial:
    return out.Trial(
        place,
        found_trial.winner.id if found_trial.winner else None,
        found_trial.supported_winner.id if found_trial.supported_winner else None,
        tuple(_finding(finding) for finding in found_trial.findings),
    )


def _finding(found_finding: FoundFinding) -> out.Finding:
    def some(value: float | None) -> float | None:
        return None if value is None else rounded(value)

    difference = found_finding.difference
    return out.Finding(
        metric=found_finding.metric.id,
        first=found_finding.first.id,
        second=found_finding.second.id,
        change=rounded(difference.change),
        p=some(difference.p),
        low=some(difference.low),
        high=some(difference.high),
        verdict=difference.verdict.value,
        better=found_finding.better.id if found_finding.better else None,
    )
