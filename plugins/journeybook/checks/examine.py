"""All rules over a library."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks import aims, prose_links, references, sense, words
from journeybook.checks.inquiry import Inquiry, Rule
from journeybook.checks.registry import ADVICE
from journeybook.diagnostics import Diagnostic, arranged
from journeybook.library import Kind, Library, Ref, Source
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary

SENSE: tuple[Rule, ...] = (
    sense.emotions_outside_scale,
    sense.future_of_a_present,
    sense.circles_of_maps,
    sense.unscored_moments_of_truth,
    sense.personas_beside_the_map,
    sense.repeated_ids,
    sense.uneven_variants,
    sense.former_ids_in_use,
    sense.former_words_in_use,
    sense.growing_entries,
    sense.own_journeys,
)
REFERENCES: tuple[Rule, ...] = (
    references.unknown_references,
    references.unknown_teams_of_systems,
    references.unknown_contacts,
    references.undeclared_lanes,
    references.unknown_stops,
)
PROSE: tuple[Rule, ...] = (prose_links.unresolved_links, prose_links.broken_fences)
WORDS: tuple[Rule, ...] = (words.lanes_after_nothing, words.lanes_in_a_circle, words.lanes_named_like_fields)

AIMS: tuple[Rule, ...] = (aims.idle_recommendations, aims.unborne_winners)

RULES: tuple[Rule, ...] = (*REFERENCES, *PROSE, *WORDS, *SENSE, *AIMS, *ADVICE)
"""Every rule, family by family."""


def examine(inquiry: Inquiry) -> tuple[Diagnostic, ...]:
    """What every rule says, in the order of a report."""
    return arranged(finding for rule in RULES for finding in rule(inquiry))


def examine_map(journey: Journey, source: Source, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """What a map's own sense and the portal's words say to a map that stands alone."""
    ref = Ref(Kind.JOURNEY, journey.id)
    library = Library(vocabulary=vocabulary, journeys={journey.id: journey}, sources={ref: source})
    return arranged(_alone(Inquiry(library)))


def _alone(inquiry: Inquiry) -> Iterator[Diagnostic]:
    for rule in (*SENSE, references.undeclared_lanes):
        yield from rule(inquiry)
    for finding in words.lanes_named_like_fields(inquiry):
        if finding.place.file != inquiry.vocabulary.file:
            yield finding
