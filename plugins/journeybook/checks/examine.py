"""All rules, over one thing after the other and over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks import aims, prose_links, references, sense, survey, words
from journeybook.checks.inquiry import Inquiry, MapRule, Rule
from journeybook.checks.registry import ADVICE
from journeybook.checks.survey import Survey
from journeybook.diagnostics import Diagnostic, arranged
from journeybook.library import Kind, Library, Ref, Source
from journeybook.model.account import Account
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary

OF_MAPS: tuple[MapRule, ...] = (
    sense.emotions_outside_scale,
    sense.future_of_a_present,
    sense.unscored_moments_of_truth,
    sense.repeated_ids,
    sense.uneven_variants,
    sense.former_ids_of_steps,
    sense.growing_entries,
    sense.own_journeys,
    references.undeclared_lanes,
    words.own_lanes_named_like_fields,
)
"""What a map has to agree with itself in."""

OF_ALL: tuple[survey.Rule, ...] = (
    references.unknown_references,
    references.unknown_teams_of_systems,
    references.unknown_stops,
    prose_links.unresolved_links,
    prose_links.broken_fences,
    words.lanes_after_nothing,
    words.lanes_in_a_circle,
    words.lanes_named_like_fields,
    sense.circles_of_maps,
    sense.personas_beside_the_map,
    sense.former_ids_in_use,
    sense.former_words_in_use,
    aims.idle_recommendations,
    aims.unborne_winners,
)
"""What things have to agree with each other in."""

_MAPS: tuple[MapRule, ...] = (*OF_MAPS, *(rule.of_map for rule in ADVICE if rule.of_map))
_THINGS: tuple[Rule, ...] = tuple(rule.of_thing for rule in ADVICE if rule.of_thing)
_ALL: tuple[survey.Rule, ...] = (*OF_ALL, *(rule.of_all for rule in ADVICE if rule.of_all))


def examine_thing(inquiry: Inquiry) -> tuple[Diagnostic, ...]:
    """What every rule says of a thing by itself, in the order of a report."""
    return arranged(_of_thing(inquiry))


def examine_all(everything: Survey) -> tuple[Diagnostic, ...]:
    """What every rule says of how things go together, in the order of a report."""
    return arranged(finding for rule in _ALL for finding in rule(everything))


def examine_map(journey: Journey, source: Source, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """What a map's own sense and the portal's words say to a map that stands alone."""
    ref = Ref(Kind.JOURNEY, journey.id)
    inquiry = Inquiry(ref, journey, source, vocabulary)
    alone = Survey(Library(vocabulary=vocabulary, journeys={journey.id: journey}, sources={ref: source}))
    together = (sense.circles_of_maps, sense.former_ids_in_use)
    found = [finding for rule in OF_MAPS for finding in rule(inquiry, journey)]
    return arranged([*found, *(finding for each in together for finding in each(alone))])


def _of_thing(inquiry: Inquiry) -> Iterator[Diagnostic]:
    for rule in _THINGS:
        yield from rule(inquiry)
    if isinstance(inquiry.item, Journey):
        for of_map in _MAPS:
            yield from of_map(inquiry, inquiry.item)
    elif isinstance(inquiry.item, Account):
        for of_account in (sense.account_outside_scale, sense.repeated_contacts, references.unknown_contacts):
            yield from of_account(inquiry, inquiry.item)
