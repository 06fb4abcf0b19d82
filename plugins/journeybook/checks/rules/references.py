"""Rules about references: what they name must exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.checks.item_context import Inquiry
from journeybook.checks.map_outline import Mark, Outline
from journeybook.checks.portal_context import Survey
from journeybook.diagnostics import Diagnostic, Place, error, warning
from journeybook.kinds import KINDS, PLURALS, VOCABULARY_KINDS
from journeybook.library.links import KIND_WORDS, LinkMade, links_of
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Item, Kind, Ref, Source
from journeybook.model.account import Account
from journeybook.model.journey import Journey, Moment
from journeybook.model.path import ReadingPath
from journeybook.sources.fixes import reworded
from journeybook.sources.ids import spelled
from journeybook.sources.validation_messages import shown
from journeybook.step_fields import BUILT_IN_LANES
from journeybook.text.characters import visible
from journeybook.text.suggestions import clearly_meant, nearest

_LISTED = 6

# Fields are asked in the order of the format and shown in the order of the file: a few more than are shown.
_HELPED = 40


@dataclass(slots=True)
class _Asked:
    """Counts findings by file, because looking for what was meant is only worth it where it will be shown."""

    survey: Survey
    counts: Counter[str] = field(default_factory=Counter)

    def unknown(self, kind: Kind, text: str, place: Place) -> Diagnostic:
        """The diagnostic for a reference to a thing that does not exist."""
        self.counts[place.file] += 1
        helped = self.counts[place.file] <= _HELPED
        way = way_to(self.survey, kind, text) if helped else None
        clear = clearly_meant(text, self.survey.known[kind]) if helped else None
        fix = reworded(place, text, clear) if clear else None
        return error("JB201", f"unknown {KINDS[kind].noun} {shown(text)}", place, way, fix)

    def unknown_step(self, journey: str, step: str, place: Place) -> Diagnostic:
        """The diagnostic for a reference to a step that its map does not have."""
        self.counts[place.file] += 1
        helped = self.counts[place.file] <= _HELPED
        way = step_like(self.survey, journey, step) if helped else None
        clear = clearly_meant(step, self.survey.outlines[journey].moments) if helped else None
        # Some fields name the step alone, others the map and the step.
        fix = (
            reworded(place, step, clear) or reworded(place, f"{journey}#{step}", f"{journey}#{clear}")
            if clear
            else None
        )
        return error("JB202", f"the journey `{journey}` has no step {shown(step)}", place, way, fix)


def way_to(survey: Survey, kind: Kind, text: str) -> str:
    """What to do about an unknown id: what was probably meant, or where to define it."""
    name = spelled(text[:100]) or "its-id"
    where = (
        f"describe it under `{PLURALS[kind]}` in the vocabulary"
        if kind in VOCABULARY_KINDS
        else f"describe it as `{PLURALS[kind]}/{name}.yml`"
    )
    return _way(survey.known[kind], text, where)


def _way(known: Mapping[str, str], text: str, where: str) -> str:
    """What was probably meant by an id that is none of `known`, which have titles; else `where` to define it."""
    meant = nearest(text, known)
    if meant:
        title = known[meant]
        return f"did you mean `{meant}`" + (f" ({visible(title)})?" if title and title != meant else "?")
    if not known:
        return f"there is none yet; {where}"
    listed = ", ".join(f"`{key}`" for key in list(known)[:_LISTED])
    return f"{where}, or choose one of {listed}" + (" ..." if len(known) > _LISTED else "")


def step_like(survey: Survey, journey: str, step: str) -> str:
    """What to do about an unknown step of a known map."""
    there = survey.outlines[journey].moments
    meant = nearest(step, there)
    if meant:
        return f"did you mean `{journey}#{meant}` ({visible(there[meant])})?"
    listed = ", ".join(f"`{key}`" for key in list(there)[:_LISTED])
    return (
        f"its stages and steps are {listed}" + (" ..." if len(there) > _LISTED else "")
        if there
        else "it has no steps"
    )


def unknown_references(survey: Survey) -> Iterator[Diagnostic]:
    """Ids in fields that name nothing in the portal."""
    asked = _Asked(survey)
    for stray in survey.strays:
        yield asked.unknown(stray.kind, stray.text, stray.place)
    for _, item, source in survey.items(lambda outline: _leads_astray(survey, outline)):
        for link in links_of(item):
            whole = link.field == "same_as" and link.ref.step is None
            if (whole or not survey.has(link.ref)) and not _copied(item, link, source):
                yield from _unresolved(asked, link, source)


def _leads_astray(survey: Survey, outline: Outline) -> bool:
    """Whether something that a map refers to is not there; of shared steps more is asked than that."""
    if Mark.SHARED_STEPS in outline.marks:
        return True
    return any(not survey.has_step(target) for target in outline.targets - survey.names)


def _copied(item: Item, link: LinkMade, source: Source) -> bool:
    """Whether the field came into a shared step from the step that it shares, where it is reported already."""
    if not isinstance(item, Journey) or link.path[0] != "stages":
        return False
    path = link.path[:4] if link.path[2:3] == ("steps",) else link.path[:2]
    holder: Moment = item.stages[int(path[1])]
    if len(path) > 2:
        holder = item.stages[int(path[1])].steps[int(path[3])]
    return bool(holder.same_as) and (*path, link.path[len(path)]) not in source.places


def _unresolved(asked: _Asked, link: LinkMade, source: Source) -> Iterator[Diagnostic]:
    target, survey = link.ref, asked.survey
    place = _place_of(link, source)
    whole = Ref(target.kind, target.id)
    if survey.excuses(whole):
        return
    if link.field == "same_as" and target.step is None:
        yield error(
            "JB201",
            f"`same_as` names no step: {shown(target.id)}",
            place,
            "write the map and the step, such as `moving-house#book-visit`",
        )
    elif target.step is not None and target.kind is not Kind.JOURNEY and survey.has(whole):
        yield error(
            "JB202",
            f"the {KINDS[target.kind].noun} {shown(target.id)} has no steps",
            place,
            "only journeys have steps to link to",
        )
    elif target.step is not None and survey.has(whole):
        yield asked.unknown_step(target.id, target.step, place)
    else:
        if link.field == "observations":
            place = source.place((*link.path[:-1], "journey"))
        yield asked.unknown(target.kind, target.id, place)


def _place_of(link: LinkMade, source: Source) -> Place:
    """Where the id itself stands: some fields name things by their keys."""
    if link.path[-1] == link.ref.id and (*link.path, KEY) in source.places:
        return source.place((*link.path, KEY))
    return source.place(link.path)


def unknown_teams_of_systems(survey: Survey) -> Iterator[Diagnostic]:
    """Systems of the vocabulary whose team nobody knows."""
    asked = _Asked(survey)
    for key, system in survey.library.vocabulary.systems.items():
        if system.team and system.team not in survey.library.vocabulary.teams and not survey.words_damaged:
            yield asked.unknown(Kind.TEAM, system.team, survey.vocabulary.place(("systems", key, "team")))


def unknown_contacts(inquiry: Inquiry, account: Account) -> Iterator[Diagnostic]:
    """Observations of somebody whom the account does not name."""
    there = {contact.id: contact.role or "" for contact in account.contacts}
    for at, seen in enumerate(account.observations):
        if seen.contact not in there and not inquiry.damaged:
            meant = nearest(seen.contact, there)
            yield error(
                "JB201",
                f"unknown contact `{seen.contact}`",
                inquiry.place(("observations", at, "contact")),
                f"did you mean `{meant}`?" if meant else "describe the person under `contacts`",
            )


def undeclared_lanes(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Custom lanes that the vocabulary does not declare: they are drawn, but last and under a made-up title."""
    if inquiry.words_damaged:
        return
    declared = {key: lane.title for key, lane in inquiry.words.lanes.items()}
    reported: set[str] = set()
    for path, lanes in lanes_of(journey):
        for key in lanes:
            if key in declared or key in reported or key in BUILT_IN_LANES:
                continue
            reported.add(key)
            meant = nearest(key, declared)
            yield warning(
                "JB204",
                f"the lane {shown(key)} is not in the vocabulary",
                inquiry.key_place((*path, key)),
                f"did you mean `{meant}`?"
                if meant
                else "declare it there, with a title: `lanes: {policy: Policy}`",
            )


def undeclared_tags(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Tags that the vocabulary does not declare; where it declares none, they are free."""
    declared = {key: term.title for key, term in inquiry.words.tags.items()}
    if not declared or inquiry.words_damaged:
        return
    for at, tag in enumerate(inquiry.item.tags):
        if tag in declared:
            continue
        place = inquiry.place(("tags", at))
        clear = clearly_meant(tag, declared)
        yield warning(
            "JB206",
            f"the tag {shown(tag)} is not in the vocabulary",
            place,
            _way(declared, tag, "declare it there under `tags`, with a title"),
            reworded(place, tag, clear) if clear else None,
        )


def lanes_of(journey: Journey) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """The keys of all custom lanes of a map with the path of the field that holds them, those of shared steps left out."""
    yield ("lanes",), tuple(journey.lanes)
    for at, stage in enumerate(journey.stages):
        if not stage.same_as:
            yield ("stages", at, "lanes"), tuple(stage.lanes)
        for position, step in enumerate(stage.steps):
            if not step.same_as:
                yield ("stages", at, "steps", position, "lanes"), tuple(step.lanes)


def unknown_stops(survey: Survey) -> Iterator[Diagnostic]:
    """Stops of reading paths that are neither things of the portal nor pages of `docs/`."""
    for _, item, source in survey.others():
        if not isinstance(item, ReadingPath):
            continue
        for at, stop in enumerate(item.steps):
            kind, slash, rest = stop.read.partition("/")
            if slash and kind in KIND_WORDS:
                continue
            place = source.place(("steps", at, "read"))
            if kind != "docs" or ".." in rest.split("/") or not rest.endswith(".md") or "\\" in rest:
                meant = nearest(kind, KIND_WORDS)
                yield error(
                    "JB205",
                    f"{shown(stop.read)} is nothing to read",
                    place,
                    f"did you mean `{meant}/{visible(rest[:60])}`?"
                    if slash and meant
                    else "write `persona/amira`, `journey/moving-house#book-visit` or `docs/guide/page.md`",
                )
            elif survey.docs and not (survey.docs / rest).is_file():
                yield error(
                    "JB205", f"there is no page {shown(stop.read)}", place, "write its path from `docs/` on"
                )
