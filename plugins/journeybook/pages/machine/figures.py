"""What the portal computes of one map, put into the types that are published."""

from __future__ import annotations

from functools import lru_cache

from journeybook.insight.claims import tally
from journeybook.insight.drop_off import Funnel, funnel
from journeybook.insight.drop_off import Loss as FoundLoss
from journeybook.insight.health import Health as FoundHealth
from journeybook.insight.moments import Felt
from journeybook.insight.moments import Spot as FoundSpot
from journeybook.insight.review import Review as FoundReview
from journeybook.insight.review import review_of
from journeybook.insight.strength import foundation
from journeybook.insight.summary import Fall as FoundFall
from journeybook.insight.summary import Feeling as FoundFeeling
from journeybook.insight.summary import Summary
from journeybook.insight.trial import Finding as FoundFinding
from journeybook.insight.trial import Trial as FoundTrial
from journeybook.insight.trial import trials
from journeybook.pages.address import page_address
from journeybook.pages.machine import map_types as out
from journeybook.pages.portfolio import Portfolio

DIGITS = 4
"""Of shares and differences: more are the computer's and not the sources'."""


def map_figures(portfolio: Portfolio, key: str) -> out.Figures:
    """The figures of the map `key`."""
    summary = portfolio.summaries[key]
    health = portfolio.healths.get(key)
    drops = funnel(summary.journey)
    places = [place_of(portfolio, each) for each in summary.spots]

    def place(spot: FoundSpot) -> out.Place:
        return places[spot.order]

    def felt_at(feeling: FoundFeeling | None) -> out.FeltPlace | None:
        return out.FeltPlace(place(feeling.spot), feeling_of(feeling.felt)) if feeling else None

    def fall(found: FoundFall) -> out.Fall:
        start, end = (
            out.FeltPlace(place(each.spot), feeling_of(each.felt)) for each in (found.start, found.end)
        )
        return out.Fall(start, end, rounded(found.drop))

    return out.Figures(
        stages=len(summary.journey.stages),
        steps=summary.steps,
        touchpoints=sum(1 for each in summary.spots if each.moment.channel),
        lifecycle=summary.lifecycle,
        channels=summary.channels,
        spots=_spots(portfolio, summary, places),
        curve=tuple(
            out.CurvePoint(place(each.spot).stage, place(each.spot).step, each.felt.value)
            for each in summary.curve
        ),
        lowest=felt_at(summary.lowest),
        highest=felt_at(summary.highest),
        fall=fall(summary.fall) if summary.fall else None,
        moments_of_truth=tuple(place(each) for each in summary.truths),
        pains=tuple(
            out.Pain(
                place(each.spot),
                each.pain.text,
                each.pain.severity,
                each.backed,
                feeling_of(each.spot.lowest) if each.spot.lowest else None,
            )
            for each in summary.pains
        ),
        foundation=foundation_of(portfolio, summary),
        health=health_of(health) if health else None,
        drop_off=_drop_off(drops) if drops else None,
        review=review_out(review_of(summary.journey, portfolio.today)),
        trials=tuple(
            _trial(each, place(each.spot)) for each in trials(summary.spots, portfolio.library.metrics)
        ),
    )


def place_of(portfolio: Portfolio, spot: FoundSpot) -> out.Place:
    """Where a spot is."""
    step = None if spot.is_stage else spot.moment.id
    address = page_address(spot.ref, portfolio.library) or ""
    return out.Place(spot.journey.id, spot.stage.id, step, spot.moment.title, address)


def felt_place(portfolio: Portfolio, feeling: FoundFeeling | None) -> out.FeltPlace | None:
    """A feeling with its place, None for none."""
    return out.FeltPlace(place_of(portfolio, feeling.spot), feeling_of(feeling.felt)) if feeling else None


@lru_cache(maxsize=4_096)  # a map's figures name most feelings twice
def feeling_of(felt: Felt) -> out.Feeling:
    """A feeling as it is published."""
    return out.Feeling(felt.persona, felt.value, felt.level, felt.word, felt.end)


def foundation_of(portfolio: Portfolio, summary: Summary) -> out.Foundation:
    """What a map rests on."""
    found = foundation(summary, portfolio.library, portfolio.today)
    counted = tally(portfolio.claims_of(summary.journey.id), portfolio.outdated)
    return out.Foundation(
        claims=counted.claims,
        backed=counted.backed,
        outdated=counted.outdated,
        assumed={kind.value: count for kind, count in counted.assumed.items()},
        share=None if found.share is None else rounded(found.share),
        strength=found.strength.value,
        sources=tuple(each.id for each in found.sources),
        too_old=tuple(each.id for each in found.expired),
    )


def health_of(health: FoundHealth) -> out.Health:
    """A map's health."""
    return out.Health(
        health.score,
        health.band.value,
        tuple(
            out.Dimension(each.name.value, rounded(each.share), each.advice, rounded(each.gain))
            for each in health.dimensions
        ),
    )


def review_out(review: FoundReview) -> out.Review:
    """Where the review of a map or a persona stands."""
    return out.Review(
        review.state.value,
        review.reviewed.isoformat() if review.reviewed else None,
        review.due.isoformat() if review.due else None,
        review.days_late,
    )


def rounded(value: float) -> float:
    """A share or difference without the digits that arithmetic adds; minus zero is zero."""
    return round(value, DIGITS) + 0.0


def _spots(portfolio: Portfolio, summary: Summary, places: list[out.Place]) -> tuple[out.Spot, ...]:
    counted = [[0, 0] for _ in places]
    for each in portfolio.claims_of(summary.journey.id):
        counted[each.spot.order][0] += 1
        counted[each.spot.order][1] += not each.assumed
    return tuple(
        out.Spot(
            places[spot.order],
            spot.moment.moment_of_truth,
            tuple(feeling_of(each) for each in spot.felt),
            *counted[spot.order],
        )
        for spot in summary.spots
    )


def _drop_off(found: Funnel) -> out.DropOff:
    def loss(each: FoundLoss) -> out.Loss:
        share = None if each.share is None else rounded(each.share)
        return out.Loss(each.start.id, each.end.id, each.lost, share)

    stages = []
    for each in found.stages:
        share = found.share(each)
        stages.append(
            out.CountedStage(
                each.id, each.title, each.entered or 0, None if share is None else rounded(share)
            )
        )
    return out.DropOff(
        tuple(stages),
        tuple(loss(each) for each in found.losses),
        loss(found.largest) if found.largest else None,
        None if found.kept is None else rounded(found.kept),
    )


def _trial(found: FoundTrial, place: out.Place) -> out.Trial:
    return out.Trial(
        place,
        found.winner.id if found.winner else None,
        found.borne.id if found.borne else None,
        tuple(_finding(each) for each in found.findings),
    )


def _finding(found: FoundFinding) -> out.Finding:
    def some(value: float | None) -> float | None:
        return None if value is None else rounded(value)

    difference = found.difference
    return out.Finding(
        metric=found.metric.id,
        first=found.first.id,
        second=found.second.id,
        change=rounded(difference.change),
        p=some(difference.p),
        low=some(difference.low),
        high=some(difference.high),
        verdict=difference.verdict.value,
        better=found.better.id if found.better else None,
    )
