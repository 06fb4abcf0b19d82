"""All rules, over one thing after the other and over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks import portal_context
from journeybook.checks.item_context import Inquiry, MapRule, Rule
from journeybook.checks.portal_context import Survey
from journeybook.checks.registry import ADVICE
from journeybook.checks.rules import consistency, prose_links, recommendations, references, vocabulary
from journeybook.diagnostics import Diagnostic, arranged
from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.account import Account
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary

OF_MAPS: tuple[MapRule, ...] = (
    consistency.emotions_outside_scale,
    consistency.future_of_a_present,
    consistency.unscored_moments_of_truth,
    consistency.repeated_ids,
    consistency.uneven_variants,
    consistency.former_ids_of_steps,
    consistency.growing_entries,
    consistency.own_journeys,
    references.undeclared_lanes,
    vocabulary.own_lanes_named_like_fields,
)
"""What a map has to agree with itself in."""

OF_ALL: tuple[portal_context.Rule, ...] = (
    references.unknown_references,
    references.unknown_teams_of_systems,
    references.unknown_stops,
    prose_links.unresolved_links,
    prose_links.broken_fences,
    vocabulary.lanes_after_nothing,
    vocabulary.lanes_in_a_circle,
    vocabulary.lanes_named_like_fields,
    consistency.circles_of_maps,
    consistency.personas_beside_the_map,
    consistency.former_ids_in_use,
    consistency.former_words_in_use,
    recommendations.idle_recommendations,
    recommendations.unborne_winners,
)
"""What things have to agree with each other in."""

_MAPS: tuple[MapRule, ...] = (*OF_MAPS, *(rule.of_map for rule in ADVICE if rule.of_map))
_THINGS: tuple[Rule, ...] = (
    references.undeclared_tags,
    *(rule.of_thing for rule in ADVICE if rule.of_thing),
)
_ALL: tuple[portal_context.Rule, ...] = (*OF_ALL, *(rule.of_all for rule in ADVICE if rule.of_all))


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
    together = (consistency.circles_of_maps, consistency.former_ids_in_use)
    found = [finding for rule in OF_MAPS for finding in rule(inquiry, journey)]
    return arranged([*found, *(finding for each in together for finding in each(alone))])


def _of_thing(inquiry: Inquiry) -> Iterator[Diagnostic]:
    for rule in _THINGS:
        yield from rule(inquiry)
    if isinstance(inquiry.item, Journey):
        for of_map in _MAPS:
            yield from of_map(inquiry, inquiry.item)
    elif isinstance(inquiry.item, Account):
        for of_account in (
            consistency.account_outside_scale,
            consistency.repeated_contacts,
            references.unknown_contacts,
        ):
            yield from of_account(inquiry, inquiry.item)
