"""Runs all rules over single objects and over the portal."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.registry import finders, finders_by_model
from journeybook.checks.scopes import ITEM, LINEAGE, MAP, PORTAL
from journeybook.diagnostics import Diagnostic, arranged
from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary

_OF_ITEMS = finders(ITEM)


def examine_item(context: ItemContext) -> tuple[Diagnostic, ...]:
    """The findings of all rules about a single object, in report order."""
    return arranged(_of_item(context))


def examine_portal(everything: PortalContext) -> tuple[Diagnostic, ...]:
    """The findings of all rules about several objects, in report order."""
    return arranged(finding for find in (*finders(PORTAL), *finders(LINEAGE)) for finding in find(everything))


def examine_map(journey: Journey, source: Source, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """The findings for a map outside of a portal, without advice."""
    ref = Ref(Kind.JOURNEY, journey.id)
    context = ItemContext(ref, journey, source, vocabulary)
    alone = PortalContext(
        Library(vocabulary=vocabulary, journeys={journey.id: journey}, sources={ref: source})
    )
    found = [finding for of_map in finders(MAP, advice=False) for finding in of_map(context, journey)]
    return arranged([*found, *(finding for find in finders(LINEAGE) for finding in find(alone))])


def _of_item(context: ItemContext) -> Iterator[Diagnostic]:
    for find in _OF_ITEMS:
        yield from find(context)
    for of_model in finders_by_model().get(type(context.item), ()):
        yield from of_model(context, context.item)
