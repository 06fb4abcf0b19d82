"""Rules about who looks after what, and whether anybody still does."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.inquiry import Inquiry
from journeybook.checks.rules.rule import advice
from journeybook.checks.sense import journeys_of, moments_of
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.review import ReviewState, review_of
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, MapType, Status
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona


def _has_readers(inquiry: Inquiry) -> bool:
    """Whether anything is published: a portal of drafts is still being put together."""
    return any(each.status is Status.PUBLISHED for each in inquiry.library.journeys.values())


@advice("JB601", "review-overdue", Severity.WARNING)
def review_overdue(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A map or a persona says how often it is reviewed, and that time is over.

    Why: Its readers take it for true because somebody promised to look at it again. The day of judging is the newest
    date in the sources, or SOURCE_DATE_EPOCH; it is never the clock's.

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

    Fix: Read it with those who know, mend what is no longer true, and write the day into `reviewed:`.
    """
    for ref, item, _ in inquiry.items():
        if isinstance(item, Journey | Persona) and ref not in inquiry.damaged:
            found = review_of(item, inquiry.today)
            if found.state is ReviewState.OVERDUE:
                yield review_overdue.at(
                    inquiry.place(ref, ("reviewed",)),
                    f"this was due for review on {found.due}, {found.days_late} days before the newest date here",
                    "read it with those who know, and write the day into `reviewed`",
                )


@advice("JB602", "missing-owner", Severity.WARNING)
def missing_owner(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A map names no team that owns it.

    Why: Readers who know better have nobody to tell, and a proposal has nobody who agrees to it. Maps without an
    owner are the first to become untrue.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        owner: care

    Fix: Add `owner:` with the id of a team of the vocabulary.
    """
    for ref, journey in journeys_of(inquiry):
        if not journey.owner and ref not in inquiry.damaged:
            yield missing_owner.at(
                inquiry.place(ref, ("title",)),
                "no team owns this map",
                "add `owner:` with the id of a team of the vocabulary",
            )


@advice("JB603", "never-reviewed", Severity.INFO)
def never_reviewed(inquiry: Inquiry) -> Iterator[Diagnostic]:
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

    Fix: Go through it with those who know, and write the day into `reviewed:`. With `review_every:` the portal says
    when to do so again.
    """
    for ref, journey in journeys_of(inquiry):
        if not journey.reviewed and ref not in inquiry.damaged:
            yield never_reviewed.at(
                inquiry.place(ref, ("title",)),
                "nobody has reviewed this map",
                "go through it with those who know, and add `reviewed:` with the day",
            )


@advice("JB604", "unused-persona", Severity.WARNING)
def unused_persona(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A persona is on no map and in no account, in a portal that has published maps.

    Why: Readers meet somebody who then does nothing. Either a map is missing, or the persona has had its time.

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
    if not _has_readers(inquiry):
        return
    for ref, item, _ in inquiry.items():
        if isinstance(item, Persona) and ref not in inquiry.damaged and not inquiry.library.uses(ref):
            yield unused_persona.at(
                inquiry.place(ref, ("title",)),
                "this persona is on no map",
                f"add `{item.id}` to the `personas` of a map, or remove the file",
            )


@advice("JB605", "unused-evidence", Severity.INFO)
def unused_evidence(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A piece of evidence carries nothing, in a portal that has published maps.

    Why: Somebody asked customers, and what they said is told nowhere.

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

    Fix: Name it under `evidence:` where something rests on it: at claims, steps, maps or personas, or as the
    `source:` of a metric.
    """
    if not _has_readers(inquiry):
        return
    for ref, item, _ in inquiry.items():
        if isinstance(item, Evidence) and ref not in inquiry.damaged and not inquiry.library.uses(ref):
            yield unused_evidence.at(
                inquiry.place(ref, ("title",)),
                "nothing rests on this evidence",
                f"name `{item.id}` under `evidence:` where something does",
            )


@advice("JB606", "one-way-map-link", Severity.INFO)
def one_way_link(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A step says that it is a journey of its own, and that map has another `parent`, or none.

    Why: Readers of the larger map find the smaller one, and readers of the smaller one do not learn that it is part of
    something.

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

    Fix: Write `parent:` with the id of the larger map into the smaller one. Where several maps lead to it, one of them
    is enough.
    """
    journeys = inquiry.library.journeys
    leading: dict[str, set[str]] = {}
    for journey in journeys.values():
        for _, moment in moments_of(journey):
            if moment.journey and moment.journey != journey.id:
                leading.setdefault(moment.journey, set()).add(journey.id)
    for ref, journey in journeys_of(inquiry):
        for path, moment in moments_of(journey):
            other = journeys.get(moment.journey or "")
            if not other or moment.same_as or other.id == journey.id:
                continue
            # A map that tells something larger is nobody's part, and one parent is enough.
            if other.parent not in leading[other.id] and not _holds(inquiry, other, journey):
                yield one_way_link.at(
                    inquiry.place(ref, (*path, "journey")),
                    f"`{other.id}` does not say that it is part of this journey",
                    f"write `parent: {journey.id}` there",
                )


def _holds(inquiry: Inquiry, one: Journey, other: Journey) -> bool:
    """Whether `other` is, directly or not, part of `one`."""
    seen: set[str] = set()
    here: str | None = other.parent
    while here and here not in seen:
        if here == one.id:
            return True
        seen.add(here)
        above = inquiry.library.journeys.get(here)
        here = above.parent if above else None
    return False


@advice("JB607", "link-to-retired-map", Severity.WARNING)
def link_to_retired(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A map leads on to a retired one, or a reading path stops at one.

    Why: A retired map tells what is no longer so. Whoever is sent there, a new colleague above all, learns it as the
    present.

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

    Fix: Name the map that has taken its place, or remove the link. `parent:` and `future_of:` may name a retired map.
    """
    retired = {key for key, each in inquiry.library.journeys.items() if each.status is Status.RETIRED}
    if not retired:
        return
    for ref, item, _ in inquiry.items():
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
                    inquiry.place(ref, path),
                    f"the map `{key}` is retired",
                    "name the map that has taken its place, or remove the link",
                )


@advice("JB608", "map-without-persona", Severity.WARNING)
def nobodys_map(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """A map names no persona.

    Why: A journey is somebody's. Without a persona readers put themselves in the place of the customer, and every
    reader sees another one. Service blueprints are left alone.

    Bad:
        title: Ordering
        status: published

    Good:
        title: Ordering
        status: published
        personas: ana

    Fix: Add `personas:` with the ids of those whose journey it is, the actor first.
    """
    for ref, journey in journeys_of(inquiry):
        blueprint = journey.type is MapType.SERVICE_BLUEPRINT
        if not journey.personas and not blueprint and ref not in inquiry.damaged:
            yield nobodys_map.at(
                inquiry.place(ref, ("title",)),
                "this map is nobody's",
                "add `personas:` with the id of the persona whose journey it is",
            )


UPKEEP = (
    review_overdue,
    missing_owner,
    never_reviewed,
    unused_persona,
    unused_evidence,
    one_way_link,
    link_to_retired,
    nobodys_map,
)
