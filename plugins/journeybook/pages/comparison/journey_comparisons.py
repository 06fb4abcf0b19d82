"""The comparisons on a map's own page: with future maps, between personas, and A/B tests."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.library.objects import Kind, Ref
from journeybook.pages.comparison.ab_tests import AbTestView, ab_tests_of
from journeybook.pages.comparison.curve_contrast import Contrast
from journeybook.pages.comparison.future_comparison import Future, futures_around, step_contrast
from journeybook.pages.comparison.persona_comparison import PersonaComparison, persona_comparison
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import Proposal, proposals_for


@dataclass(frozen=True, slots=True)
class JourneyComparison:
    """The comparisons of a map: with future or current maps, between personas, and its tests."""

    futures: tuple[tuple[Future, Contrast], ...]
    cast: PersonaComparison | None
    trials: tuple[AbTestView, ...]
    proposals: tuple[Proposal, ...]


def journey_comparison(portfolio: Portfolio, journey: str) -> JourneyComparison:
    """The comparisons for the page of this map."""
    return JourneyComparison(
        futures=tuple((each, step_contrast(portfolio, each)) for each in futures_around(portfolio, journey)),
        cast=persona_comparison(portfolio, journey),
        trials=ab_tests_of(portfolio, journey),
        proposals=proposals_for(portfolio, Ref(Kind.JOURNEY, journey)),
    )
