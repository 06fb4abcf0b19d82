"""Rules about what is to be done, and about tests of it: a recommendation answers something, a winner has won."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.map_outline import Mark, name_of
from journeybook.checks.portal_context import Survey
from journeybook.checks.rules.consistency import journeys_with, moments_of
from journeybook.diagnostics import Diagnostic, info, warning
from journeybook.insight.ab_test import trials
from journeybook.insight.spots import spots
from journeybook.library.objects import Kind
from journeybook.model.recommendation import Recommendation, RecommendationStatus


def idle_recommendations(survey: Survey) -> Iterator[Diagnostic]:
    """Recommendations that answer no step and no journey. What is named and does not exist is reported as that."""
    for ref, item, _ in survey.others():
        if not isinstance(item, Recommendation) or item.relevant:
            continue
        if name_of(Kind.RECOMMENDATION, item.id) in survey.named:
            continue
        if ref not in survey.damaged and item.status is not RecommendationStatus.DROPPED:
            yield warning(
                "JB315",
                "this recommendation answers nothing",
                survey.place(ref),
                "name a step or journey under `relevant`, or the recommendation in a step's opportunity",
            )


def unborne_winners(survey: Survey) -> Iterator[Diagnostic]:
    """Winners of tests whose figures do not bear them; pages say so too."""
    library = survey.library
    for ref, journey in journeys_with(survey, Mark.WINNERS):
        paths = {moment.id: path for path, moment in moments_of(journey) if moment.variants}
        if not paths:
            continue
        for trial in trials(spots(journey, library.vocabulary.emotion_scale), library.metrics):
            # Two winners are a mistake of their own.
            alone = sum(each.winner for each in trial.variants) == 1
            if alone and trial.winner and trial.borne is not trial.winner:
                at = trial.variants.index(trial.winner)
                yield info(
                    "JB316",
                    "the figures do not bear this winner",
                    survey.place(ref, (*paths[trial.spot.moment.id], "variants", at, "winner")),
                    "write the `people` of each variant and a metric in percent, or wait for more people",
                )
