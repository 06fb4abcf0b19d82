"""Rules about owners, reviews, unused objects and links to retired maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_outline import Mark, Outline, name_of
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.review import ReviewState, review_of
from journeybook.library.objects import Kind, Ref
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, MapType, Status
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.rules.rule import rule


def _has_readers(portal: PortalContext) -> bool:
    """Whether any map is published."""
    return any(each.status is Status.PUBLISHED for each in portal.outlines.values())


@rule("JB601", "review-overdue", Severity.WARNING, PORTAL, advice=True)
def review_overdue(portal: PortalContext) -> Iterator[Diagnostic]:
    """A map or a persona says how often it is reviewed, and that time is over.

    Why: Readers trust it because somebody promised to review it again. The reference day is that of
    SOURCE_DATE_EPOCH, else of the newest commit, else the newest date in the sources; it is never
    the clock's.

    Bad:
        title: Ordering
        status: published
        reviewed: 2025-01-10
        review_every: 6 months
        # journeys/newer.yml
        title: Newer
        reviewed: 2026-09-01

    Good:
        title: Ordering
        status: published
        reviewed: 2026-06-10
        review_every: 6 months
        # journeys/newer.yml
        title: Newer
        reviewed: 2026-09-01

    Fix: Read it with those who know, mend what is no longer true, and write the day into
    `reviewed:`.
    """
    for ref, item, _ in portal.items(lambda outline: Mark.RHYTHM in outline.marks):
        if isinstance(item, Journey | Persona) and ref not in portal.damaged:
            found = review_of(item, portal.today)
            if found.state is ReviewState.OVERDUE:
                late = found.days_late(portal.today)
                days = "1 day" if late == 1 else f"{late} days"
                yield review_overdue.at(
                    portal.place(ref, ("reviewed",)),
                    f"this was due for review on {found.due}, {days} before {portal.today}, the day of judging",
                    "read it with those who know, and write the day into `reviewed`",
                )


@rule("JB602", "missing-owner", Severity.WARNING, MAP, advice=True)
def missing_owner(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map names no team that owns it.

    Why: Readers who find a mistake have nobody to tell, and a proposal has nobody to approve it.
    Maps without an owner go out of date first.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        owner: care

    Fix: Add `owner:` with the id of a team of the vocabulary.
    """
    if not journey.owner and not context.damaged:
        yield missing_owner.at(
            context.place(("title",)),
            "no team owns this map",
            "add `owner:` with the id of a team of the vocabulary",
        )


@rule("JB603", "never-reviewed", Severity.INFO, MAP, advice=True)
def never_reviewed(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map says no day on which somebody went through it.

    Why: Readers cannot tell whether it was true last month or three years ago.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        reviewed: 2026-09-01
        review_every: 6 months

    Fix: Go through it with those who know, and write the day into `reviewed:`. With `review_every:`
    the portal says when to do so again.
    """
    if not journey.reviewed and not context.damaged:
        yield never_reviewed.at(
            context.place(("title",)),
            "nobody has reviewed this map",
            "go through it with those who know, and add `reviewed:` with the day",
        )


@rule("JB604", "unused-persona", Severity.WARNING, PORTAL, advice=True)
def unused_persona(portal: PortalContext) -> Iterator[Diagnostic]:
    """A persona is on no map and in no account, in a portal that has published maps.

    Why: Readers find a persona that takes part in nothing. Either a map is missing, or the persona
    is obsolete.

    Bad:
        title: Ordering
        status: published
        # personas/ben.yml
        title: Ben

    Good:
        title: Ordering
        status: published
        personas: [ana, ben]
        # personas/ben.yml
        title: Ben

    Fix: Name the persona under `personas:` of the maps that tell of it, or remove its file.
    """
    if not _has_readers(portal):
        return
    for ref, item, _ in portal.others():
        if isinstance(item, Persona) and ref not in portal.damaged and str(ref) not in portal.used:
            yield unused_persona.at(
                portal.place(ref, ("title",)),
                "this persona is on no map",
                f"add `{item.id}` to the `personas` of a map, or remove the file",
            )


@rule("JB605", "unused-evidence", Severity.INFO, PORTAL, advice=True)
def unused_evidence(portal: PortalContext) -> Iterator[Diagnostic]:
    """A piece of evidence backs nothing, in a portal that has published maps.

    Why: Somebody asked customers, and their answers are used nowhere.

    Bad:
        title: Ordering
        status: published
        # evidence/survey.yml
        title: Survey

    Good:
        title: Ordering
        status: published
        evidence: survey
        # evidence/survey.yml
        title: Survey

    Fix: Name it under `evidence:` where something rests on it: at claims, steps, maps or personas,
    or as the `source:` of a metric.
    """
    if not _has_readers(portal):
        return
    for ref, item, _ in portal.others():
        if isinstance(item, Evidence) and ref not in portal.damaged and str(ref) not in portal.used:
            yield unused_evidence.at(
                portal.place(ref, ("title",)),
                "nothing rests on this evidence",
                f"name `{item.id}` under `evidence:` where something does",
            )


@rule("JB606", "one-way-map-link", Severity.INFO, PORTAL, advice=True)
def one_way_link(portal: PortalContext) -> Iterator[Diagnostic]:
    """A step says that it is a journey of its own, and that map has another `parent`, or none.

    Why: Readers of the larger map find the smaller one, and readers of the smaller one do not learn
    that it is part of something.

    Bad:
        title: Ordering
        status: published
        stages: [{title: Visit, journey: visit}]
        # journeys/visit.yml
        title: The visit

    Good:
        title: Ordering
        status: published
        stages: [{title: Visit, journey: visit}]
        # journeys/visit.yml
        title: The visit
        parent: example

    Fix: Write `parent:` with the id of the larger map into the smaller one. Where several maps lead
    to it, one of them is enough.
    """
    outlines = portal.outlines
    leading: dict[str, set[str]] = {}
    for key, outline in outlines.items():
        for part in outline.parts:
            if part != key:
                leading.setdefault(part, set()).add(key)

    def one_way(key: str, part: str) -> bool:
        other = outlines.get(part)
        if not other or part == key:
            return False
        # A map with parts is not itself a part, and one parent is enough.
        return other.parent not in leading[part] and not _holds(outlines, part, key)

    odd = {key for key, outline in outlines.items() if any(one_way(key, part) for part in outline.parts)}
    for key in sorted(odd):
        ref = Ref(Kind.JOURNEY, key)
        for path, moment in moments_of(portal.library.journeys[key]):
            if moment.journey and not moment.same_as and one_way(key, moment.journey):
                yield one_way_link.at(
                    portal.place(ref, (*path, "journey")),
                    f"`{moment.journey}` does not say that it is part of this journey",
                    f"write `parent: {key}` there",
                )


def _holds(outlines: Mapping[str, Outline], one: str, other: str) -> bool:
    """Whether the map `other` is part of the map `one`, directly or through others."""
    seen: set[str] = set()
    here = outlines[other].parent
    while here and here not in seen:
        if here == one:
            return True
        seen.add(here)
        above = outlines.get(here)
        here = above.parent if above else None
    return False


@rule("JB607", "link-to-retired-map", Severity.WARNING, PORTAL, advice=True)
def link_to_retired(portal: PortalContext) -> Iterator[Diagnostic]:
    """A map leads on to a retired one, or a reading path stops at one.

    Why: A retired map describes what is no longer true. Readers who are sent there, above all new
    colleagues, take it for the current state.

    Bad:
        title: Ordering
        status: published
        next: old-way
        # journeys/old-way.yml
        title: The old way
        status: retired

    Good:
        title: Ordering
        status: published
        next: new-way
        # journeys/new-way.yml
        title: The new way
        status: published

    Fix: Name the map that has taken its place, or remove the link. `parent:` and `future_of:` may
    name a retired map.
    """
    retired = {key for key, each in portal.outlines.items() if each.status is Status.RETIRED}
    if not retired:
        return
    names = {name_of(Kind.JOURNEY, key) for key in retired}
    for ref, item, _ in portal.items(lambda outline: not names.isdisjoint(outline.targets)):
        named: list[tuple[tuple[str | int, ...], str]] = []
        if isinstance(item, Journey):
            named = [(("next", at), key) for at, key in enumerate(item.next)]
            named += [((*path, "journey"), each.journey) for path, each in moments_of(item) if each.journey]
        elif isinstance(item, ReadingPath):
            stops = ((("steps", at, "read"), stop.read) for at, stop in enumerate(item.steps))
            named = [
                (path, read[8:].partition("#")[0]) for path, read in stops if read.startswith("journey/")
            ]
        for path, key in named:
            if key in retired:
                yield link_to_retired.at(
                    portal.place(ref, path),
                    f"the map `{key}` is retired",
                    "name the map that has taken its place, or remove the link",
                )


@rule("JB608", "map-without-persona", Severity.WARNING, MAP, advice=True)
def nobodys_map(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map names no persona.

    Why: A journey is the experience of a person. Without a persona, every reader imagines a
    different customer. Service blueprints are exempt.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        personas: ana

    Fix: Add `personas:` with the ids of those whose journey it is, the actor first.
    """
    blueprint = journey.type is MapType.SERVICE_BLUEPRINT
    if not journey.personas and not blueprint and not context.damaged:
        yield nobodys_map.at(
            context.place(("title",)),
            "this map is nobody's",
            "add `personas:` with the id of the persona whose journey it is",
        )
