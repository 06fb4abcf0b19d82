"""What a map's own page says of other maps of the same way, of its personas and of its tests."""

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
    """The comparisons of a map: with its future or its present, between its personas, and of the variants it tests."""

    futures: tuple[tuple[Future, Contrast], ...]
    cast: PersonaComparison | None
    trials: tuple[AbTestView, ...]
    proposals: tuple[Proposal, ...]


def journey_comparison(portfolio: Portfolio, journey: str) -> JourneyComparison:
    """What there is to compare on the page of this map."""
    return JourneyComparison(
        futures=tuple((each, step_contrast(portfolio, each)) for each in futures_around(portfolio, journey)),
        cast=persona_comparison(portfolio, journey),
        trials=ab_tests_of(portfolio, journey),
        proposals=proposals_for(portfolio, Ref(Kind.JOURNEY, journey)),
    )
