"""How maps hang together, in words: what each map says of others, and others of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.i18n.markers import N_
from journeybook.i18n.markup import gettext as _
from journeybook.insight.map_relations import MapRelation, RelationKind
from journeybook.library.federation import MARK
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.pages.page_context import PageContext

FORWARD: Mapping[str, str] = {
    RelationKind.NEXT: N_("leads to %(map)s"),
    RelationKind.PARENT: N_("part of %(map)s"),
    RelationKind.JOURNEY: N_("%(step)s is told in %(map)s"),
    RelationKind.SAME_STEP: N_("%(step)s is also a step of %(map)s"),
    RelationKind.FUTURE: N_("what %(map)s should become"),
}
"""What a map says of another, `map`; `step` is its own step."""

BACKWARD: Mapping[str, str] = {
    RelationKind.NEXT: N_("follows %(map)s"),
    RelationKind.PARENT: N_("includes %(map)s"),
    RelationKind.JOURNEY: N_("tells %(step)s of %(map)s"),
    RelationKind.SAME_STEP: N_("has %(step)s of %(map)s as a step too"),
    RelationKind.FUTURE: N_("should become %(map)s"),
}
"""What another map says of this one; `step` is the step of `map`."""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A map, the lifecycle stages that it touches, and how it hangs together with others."""

    journey: Journey
    lifecycle: tuple[str, ...]
    phrases: tuple[Markup, ...]


def relation_rows(context: PageContext, keys: Iterable[str]) -> Iterator[RelationRow]:
    """A row for each of these maps."""
    portfolio = context.portfolio
    known = portfolio.library.vocabulary.lifecycle
    for key in keys:
        summary = portfolio.summary(key)
        phrases = [
            *(
                _phrase(context, FORWARD, each, each.end)
                for each in portfolio.relations(key)
                if _leads(context, each)
            ),
            *(_phrase(context, BACKWARD, each, each.start) for each in portfolio.incoming(key)),
        ]
        touched = tuple(each for each in summary.lifecycle if each in known)
        yield RelationRow(summary.journey, touched, tuple(dict.fromkeys(phrases)))


def _leads(context: PageContext, relation: MapRelation) -> bool:
    """Whether there is such a map, here or in another portal."""
    return MARK in relation.end or relation.end in context.portfolio.library.journeys


def _phrase(context: PageContext, phrases: Mapping[str, str], relation: MapRelation, other: str) -> Markup:
    own = Ref(Kind.JOURNEY, relation.start, relation.start_step)
    return _(
        phrases[relation.kind],
        map=context.name(Ref(Kind.JOURNEY, other)),
        step=context.name(own) if relation.start_step else "",
    )
