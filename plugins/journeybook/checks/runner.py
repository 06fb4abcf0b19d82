"""All rules, over one object after the other and over the whole portal."""

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
    """What every rule finds in an object by itself, in the order of a report."""
    return arranged(_of_item(context))


def examine_portal(everything: PortalContext) -> tuple[Diagnostic, ...]:
    """What every rule finds in how objects go together, in the order of a report."""
    return arranged(finding for find in (*finders(PORTAL), *finders(LINEAGE)) for finding in find(everything))


def examine_map(journey: Journey, source: Source, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """What is wrong with a map that stands alone, advice left out."""
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
