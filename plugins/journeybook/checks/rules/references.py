"""Rules about references: the object that is named must exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_outline import Mark, Outline
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.other_portals import unknown_elsewhere
from journeybook.checks.scopes import ITEM, MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.kinds import KINDS, PLURALS, VOCABULARY_KINDS
from journeybook.library.federation import MARK
from journeybook.library.links import KIND_WORDS, LinkMade, links_of
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Item, Kind, Ref, Source
from journeybook.model.journey import Journey, Moment
from journeybook.model.path import ReadingPath
from journeybook.model.vocabulary import Lane, Term, Vocabulary
from journeybook.rules.rule import rule
from journeybook.sources.fixes import reworded
from journeybook.sources.ids import spelled
from journeybook.sources.validation_messages import shown
from journeybook.step_fields import BUILT_IN_LANES
from journeybook.text.characters import visible
from journeybook.text.suggestions import KnownWords, clearly_meant, nearest

_LISTED = 6

# References are checked in the order of the format and shown in that of the file: a few to spare.
_HELPED = 40

_PREPARED: dict[str, tuple[Vocabulary, KnownWords]] = {}
"""The words of the current vocabulary by name, prepared once for all maps of a portal."""


@dataclass(slots=True)
class _Asked:
    """Counts findings per file: suggestions are only computed for findings that may be shown."""

    portal: PortalContext
    counts: Counter[str] = field(default_factory=Counter)

    def unknown(self, kind: Kind, text: str, place: Place) -> Diagnostic:
        """The diagnostic for a reference to a thing that does not exist."""
        self.counts[place.file] += 1
        helped = self.counts[place.file] <= _HELPED
        way = way_to(self.portal, kind, text) if helped else None
        clear = self.portal.words(kind).clearly_meant(text) if helped else None
        fix = reworded(place, text, clear) if clear else None
        return unknown_reference.at(place, f"unknown {KINDS[kind].noun} {shown(text)}", way, fix)

    def unknown_step(self, journey: str, step: str, place: Place) -> Diagnostic:
        """The diagnostic for a reference to a step that its map does not have."""
        self.counts[place.file] += 1
        helped = self.counts[place.file] <= _HELPED
        way = step_like(self.portal, journey, step) if helped else None
        clear = clearly_meant(step, self.portal.outlines[journey].moments) if helped else None
        # Some fields hold the step alone, others map and step.
        fix = (
            reworded(place, step, clear) or reworded(place, f"{journey}#{step}", f"{journey}#{clear}")
            if clear
            else None
        )
        return unknown_step.at(place, f"the journey `{journey}` has no step {shown(step)}", way, fix)


def way_to(portal: PortalContext, kind: Kind, text: str) -> str:
    """The help for an unknown id: the closest known id, or where to define it."""
    name = spelled(text[:100]) or "its-id"
    where = (
        f"describe it under `{PLURALS[kind]}` in the vocabulary"
        if kind in VOCABULARY_KINDS
        else f"describe it as `{PLURALS[kind]}/{name}.yml`"
    )
    return _way(portal.words(kind), text, where)


def _way(known: KnownWords, text: str, where: str) -> str:
    """The help for an id that is not in `known`: the closest one, or `where` to define it."""
    meant = known.nearest(text)
    titles = known.titles
    if meant:
        title = titles[meant]
        return f"did you mean `{meant}`" + (f" ({visible(title)})?" if title and title != meant else "?")
    if not titles:
        return f"there is none yet; {where}"
    listed = ", ".join(f"`{key}`" for key in islice(titles, _LISTED))
    return f"{where}, or choose one of {listed}" + (" ..." if len(titles) > _LISTED else "")


def step_like(portal: PortalContext, journey: str, step: str) -> str:
    """The help for an unknown step of a known map."""
    there = portal.outlines[journey].moments
    meant = nearest(step, there)
    if meant:
        return f"did you mean `{journey}#{meant}` ({visible(there[meant])})?"
    listed = ", ".join(f"`{key}`" for key in list(there)[:_LISTED])
    return (
        f"its stages and steps are {listed}" + (" ..." if len(there) > _LISTED else "")
        if there
        else "it has no steps"
    )


@rule("JB201", "unknown-reference", Severity.ERROR, PORTAL, mends=True)
def unknown_reference(portal: PortalContext) -> Iterator[Diagnostic]:
    """An id names nothing in the portal: no persona, team, channel, map or whatever belongs there.

    Why: Every id becomes a link. This one would lead nowhere, and the page of what was meant would
    not list the map.

    Bad:
        title: Ordering
        personas: [aan]

    Good:
        title: Ordering
        personas: [ana]

    Fix: Write the id that the finding offers (`journeybook check --fix` does so where only one
    comes into question), or describe what is missing.
    """
    asked = _Asked(portal)
    for stray in portal.strays:
        yield asked.unknown(stray.kind, stray.text, stray.place)
    for _, item, source in portal.items(lambda outline: _leads_astray(portal, outline)):
        for link in links_of(item):
            whole = link.field == "same_as" and link.ref.step is None
            if (whole or not portal.has(link.ref)) and not _copied(item, link, source):
                yield from _unresolved(asked, link, source)


# Found by `unknown_reference`.
@rule("JB202", "unknown-step", Severity.ERROR, mends=True)
def unknown_step() -> None:
    """A reference names a step or stage that its map does not have.

    Why: Readers who follow it land at the top of a map and have to search for what was meant.

    Bad:
        title: Ordering
        stages: [{title: Pay, same_as: other#pya}]
        # journeys/other.yml
        title: Other
        stages: [{id: pay, title: Pay}]

    Good:
        title: Ordering
        stages: [{title: Pay, same_as: other#pay}]
        # journeys/other.yml
        title: Other
        stages: [{id: pay, title: Pay}]

    Fix: Write the id of the step. Where it had that id once, write it under `was:` there.
    """


def _leads_astray(portal: PortalContext, outline: Outline) -> bool:
    """Whether a target of the map may be missing; always true for maps with shared steps."""
    if Mark.SHARED_STEPS in outline.marks:
        return True
    return any(not portal.has_step(target) for target in outline.targets - portal.names)


def _copied(item: Item, link: LinkMade, source: Source) -> bool:
    """Whether a field was copied into a shared step; it is reported at the original."""
    if not isinstance(item, Journey) or link.path[0] != "stages":
        return False
    path = link.path[:4] if link.path[2:3] == ("steps",) else link.path[:2]
    holder: Moment = item.stages[int(path[1])]
    if len(path) > 2:
        holder = item.stages[int(path[1])].steps[int(path[3])]
    return bool(holder.same_as) and (*path, link.path[len(path)]) not in source.places


def _unresolved(asked: _Asked, link: LinkMade, source: Source) -> Iterator[Diagnostic]:
    target, portal = link.ref, asked.portal
    place = _place_of(link, source)
    if MARK in target.id:
        yield from unknown_elsewhere(portal, target, place)
        return
    whole = Ref(target.kind, target.id)
    if portal.excuses(whole):
        return
    if link.field == "same_as" and target.step is None:
        yield unknown_reference.at(
            place,
            f"`same_as` names no step: {shown(target.id)}",
            "write the map and the step, such as `moving-house#book-visit`",
        )
    elif target.step is not None and target.kind is not Kind.JOURNEY and portal.has(whole):
        yield unknown_step.at(
            place,
            f"the {KINDS[target.kind].noun} {shown(target.id)} has no steps",
            "only journeys have steps to link to",
        )
    elif target.step is not None and portal.has(whole):
        yield asked.unknown_step(target.id, target.step, place)
    else:
        if link.field == "observations":
            place = source.place((*link.path[:-1], "journey"))
        yield asked.unknown(target.kind, target.id, place)


def _place_of(link: LinkMade, source: Source) -> Place:
    """The place of the id: the key for fields that hold ids as keys."""
    if link.path[-1] == link.ref.id and (*link.path, KEY) in source.places:
        return source.place((*link.path, KEY))
    return source.place(link.path)


@unknown_reference.found_in(PORTAL)
def unknown_teams_of_systems(portal: PortalContext) -> Iterator[Diagnostic]:
    """Systems of the vocabulary with an unknown team."""
    asked = _Asked(portal)
    for key, system in portal.library.vocabulary.systems.items():
        if system.team and system.team not in portal.library.vocabulary.teams and not portal.words_damaged:
            yield asked.unknown(Kind.TEAM, system.team, portal.vocabulary.place(("systems", key, "team")))


@rule("JB204", "undeclared-lane", Severity.WARNING, MAP)
def undeclared_lane(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map uses a custom lane that the vocabulary does not declare.

    Why: It is drawn last, under a made-up title, and two maps may spell the same lane in two ways.

    Bad:
        title: Ordering
        lanes: {policy: The deposit is kept}

    Good:
        title: Ordering
        lanes: {policy: The deposit is kept}
        # vocabulary.yml
        lanes: {policy: Policy}

    Fix: Declare it under `lanes:` in the vocabulary, with a title.
    """
    if context.words_damaged:
        return
    declared = context.words.lanes
    reported: set[str] = set()
    for path, lanes in lanes_of(journey):
        for key in lanes:
            if key in declared or key in reported or key in BUILT_IN_LANES:
                continue
            reported.add(key)
            meant = _declared(context.words, "lanes").nearest(key) if len(reported) <= _HELPED else None
            yield undeclared_lane.at(
                context.key_place((*path, key)),
                f"the lane {shown(key)} is not in the vocabulary",
                f"did you mean `{meant}`?"
                if meant
                else "declare it there, with a title: `lanes: {policy: Policy}`",
            )


@rule("JB206", "undeclared-tag", Severity.WARNING, ITEM, mends=True)
def undeclared_tag(context: ItemContext) -> Iterator[Diagnostic]:
    """A tag is not among those that the vocabulary declares.

    Why: A tag gathers what belongs together only while everybody writes the same one, and a slip
    hides a map from whoever looks for it. A portal that declares no tags keeps them free; one that
    declares some has made its list.

    Bad:
        title: Ordering
        tags: [fiber]
        # vocabulary.yml
        tags: {fibre: Fibre}

    Good:
        title: Ordering
        tags: [fibre]
        # vocabulary.yml
        tags: {fibre: Fibre}

    Fix: Write a tag that is there, or declare this one under `tags:` in the vocabulary, with a
    title.
    """
    declared = context.words.tags
    if not declared or context.words_damaged:
        return
    known = None
    for at, tag in enumerate(context.item.tags):
        if tag in declared:
            continue
        place = context.place(("tags", at))
        known = known or _declared(context.words, "tags")
        clear = known.clearly_meant(tag)
        yield undeclared_tag.at(
            place,
            f"the tag {shown(tag)} is not in the vocabulary",
            _way(known, tag, "declare it there under `tags`, with a title"),
            reworded(place, tag, clear) if clear else None,
        )


def _declared(words: Vocabulary, shelf: Literal["lanes", "tags"]) -> KnownWords:
    """The lanes or tags of a vocabulary, prepared once."""
    kept = _PREPARED.get(shelf)
    if kept is None or kept[0] is not words:
        declared: Mapping[str, Lane | Term] = getattr(words, shelf)
        kept = _PREPARED[shelf] = (words, KnownWords({key: each.title for key, each in declared.items()}))
    return kept[1]


def lanes_of(journey: Journey) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """The keys of custom lanes with the paths of their fields, without those of shared steps."""
    yield ("lanes",), tuple(journey.lanes)
    for at, stage in enumerate(journey.stages):
        if not stage.same_as:
            yield ("stages", at, "lanes"), tuple(stage.lanes)
        for position, step in enumerate(stage.steps):
            if not step.same_as:
                yield ("stages", at, "steps", position, "lanes"), tuple(step.lanes)


@rule("JB205", "unknown-stop", Severity.ERROR, PORTAL)
def unknown_stop(portal: PortalContext) -> Iterator[Diagnostic]:
    """A stop of a reading path names nothing that can be read.

    Why: New colleagues follow the path from stop to stop, and this one sends them nowhere.

    Bad:
        title: Ordering
        # paths/welcome.yml
        title: Welcome
        steps: [{read: ana}]

    Good:
        title: Ordering
        # paths/welcome.yml
        title: Welcome
        steps: [{read: persona/ana}]

    Fix: Write `persona/ana`, `journey/ordering#pay` or `docs/guide/page.md`.
    """
    for _, item, source in portal.others():
        if not isinstance(item, ReadingPath):
            continue
        for at, stop in enumerate(item.steps):
            kind, slash, rest = stop.read.partition("/")
            if slash and kind in KIND_WORDS:
                continue
            place = source.place(("steps", at, "read"))
            if kind != "docs" or ".." in rest.split("/") or not rest.endswith(".md") or "\\" in rest:
                meant = nearest(kind, KIND_WORDS)
                yield unknown_stop.at(
                    place,
                    f"{shown(stop.read)} is nothing to read",
                    f"did you mean `{meant}/{visible(rest[:60])}`?"
                    if slash and meant
                    else "write `persona/amira`, `journey/moving-house#book-visit` or `docs/guide/page.md`",
                )
            elif portal.docs and not (portal.docs / rest).is_file():
                yield unknown_stop.at(
                    place, f"there is no page {shown(stop.read)}", "write its path from `docs/` on"
                )
