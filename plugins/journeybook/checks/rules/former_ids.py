"""Rules about former ids: each must lead to exactly one object."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import LINEAGE, MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Subject
from journeybook.rules.rule import rule


@rule("JB312", "former-id-in-use", Severity.WARNING, LINEAGE)
def former_id_in_use(portal: PortalContext) -> Iterator[Diagnostic]:
    """A former id is in use: it is the present id, or a former id, of something else.

    Why: Old links were promised to lead here, and they lead to the other one.

    Bad:
        title: Ordering
        was: [other]
        # journeys/other.yml
        title: Other

    Good:
        title: Ordering
        was: [buying]
        # journeys/other.yml
        title: Other

    Fix: Remove it here, or give the other thing another id.
    """
    claimed: dict[tuple[Kind, str], Ref] = {}
    for ref, was in _former(portal):
        present = portal.titles(ref.kind)
        for at, former in enumerate(was):
            first = claimed.setdefault((ref.kind, former), ref)
            if former in present:
                yield _taken(f"the former id `{former}` is an id in use", portal.place(ref, ("was", at)))
            elif first != ref:
                message = f"the former id `{former}` is claimed by `{first.id}` too"
                yield _taken(message, portal.place(ref, ("was", at)))


@former_id_in_use.found_in(PORTAL)
def former_words_in_use(portal: PortalContext) -> Iterator[Diagnostic]:
    """Former ids in use of channels, teams, systems, areas and lifecycle stages."""
    words = portal.library.vocabulary
    for shelf in ("channels", "teams", "systems", "areas", "lifecycle"):
        subjects: dict[str, Subject] = getattr(words, shelf)
        claimed: dict[str, str] = {}
        for key, subject in subjects.items():
            for at, former in enumerate(subject.was):
                first = claimed.setdefault(former, key)
                place = portal.vocabulary.place((shelf, key, "was", at))
                if former in subjects:
                    yield _taken(f"the former id `{former}` is an id in use", place)
                elif first != key:
                    yield _taken(f"the former id `{former}` is claimed by `{first}` too", place)


@former_id_in_use.found_in(MAP)
def former_ids_of_steps(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """Former ids of stages and steps that are the present id of another one of the map."""
    there = {moment.id for _, moment in moments_of(journey)}
    for path, moment in moments_of(journey):
        for at, former in enumerate(moment.was):
            if former in there:
                yield _taken(f"the former id `{former}` is an id in use", context.place((*path, "was", at)))


def _former(portal: PortalContext) -> Iterator[tuple[Ref, tuple[str, ...]]]:
    """The objects with former ids, and these ids; the kinds in the order of reports."""
    found = {ref: item.was for ref, item, _ in portal.others()}
    found.update({Ref(Kind.JOURNEY, key): each.was for key, each in portal.outlines.items()})
    yield from ((ref, found[ref]) for ref in sorted(found) if found[ref])


def _taken(message: str, place: Place) -> Diagnostic:
    return former_id_in_use.at(place, message, "remove it here; links by it lead to the other one")
