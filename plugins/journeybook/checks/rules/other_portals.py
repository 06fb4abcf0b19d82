"""Rules about references to other portals: what is named must be there."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.portal_context import PortalContext
from journeybook.diagnostics import Diagnostic, Place
from journeybook.kinds import KINDS
from journeybook.library.federation import MARK, OtherPortal
from journeybook.library.links import FEDERATED_LINK, KIND_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.rules import federation_rules
from journeybook.sources.validation_messages import shown
from journeybook.text.characters import visible
from journeybook.text.suggestions import nearest


def unknown_elsewhere(portal: PortalContext, ref: Ref, place: Place) -> Iterator[Diagnostic]:
    """The finding about a reference to another portal that does not resolve, none if it may."""
    name, _, key = ref.id.partition(MARK)
    found = _known_portal(portal, name)
    if isinstance(found, OtherPortal):
        yield _unknown_object(found, (ref.kind,), key, ref.step, place)
    elif found:
        yield _unknown_portal(name, found, place)


def unknown_link_elsewhere(portal: PortalContext, text: str, place: Place) -> Iterator[Diagnostic] | None:
    """The findings about a `[[link]]` to another portal; None if it is not meant as one."""
    match = FEDERATED_LINK.fullmatch(text)
    federation = portal.library.federation
    if match is None or match[1] in KIND_WORDS or not federation:
        return None
    name, kind, key, step, _ = match.groups()
    if kind and kind not in KIND_WORDS:
        return None
    found = _known_portal(portal, name)
    if isinstance(found, OtherPortal):
        kinds = (Kind(kind),) if kind else tuple(Kind)
        holder = next((each for each in kinds if key in found.objects.get(each, {})), None)
        if holder and portal.library.federation.has(holder, f"{name}{MARK}{key}", step):
            return iter(())
        return iter((_unknown_object(found, (holder,) if holder else kinds, key, step, place),))
    return iter((_unknown_portal(name, found, place),) if found else ())


def _known_portal(portal: PortalContext, name: str) -> OtherPortal | str | None:
    """The portal of this id; None if it is known and could not be read; else a way out."""
    federation = portal.library.federation
    if name in federation.unread:
        return None
    known = federation.portals.get(name)
    if known:
        return known
    ids = (*federation.portals, *federation.unread)
    meant = nearest(name, ids)
    if meant:
        return f"did you mean `{meant}`?"
    listed = f", there are {', '.join(f'`{each}`' for each in ids)}" if ids else ""
    return f"name it under `federation:` in the settings{listed}"


def _unknown_portal(name: str, way: str, place: Place) -> Diagnostic:
    return federation_rules.unknown_in_other_portal.at(place, f"unknown portal {shown(name)}", way)


def _unknown_object(
    other: OtherPortal, kinds: tuple[Kind, ...], key: str, step: str | None, place: Place
) -> Diagnostic:
    there = {
        known: each.title for kind in reversed(kinds) for known, each in other.objects.get(kind, {}).items()
    }
    where = f"the portal `{other.id}`"
    if key in there and step:
        steps = other.steps_of(key) or {}
        meant = nearest(step, {known: each.title for known, each in steps.items()})
        return federation_rules.unknown_in_other_portal.at(
            place,
            f"the journey `{key}` of {where} has no step {shown(step)}",
            f"did you mean `{other.id}{MARK}{key}#{meant}` ({visible(steps[meant].title)})?"
            if meant
            else "only journeys have steps to link to"
            if Kind.JOURNEY not in kinds
            else "name the journey alone",
        )
    noun = KINDS[kinds[0]].noun if len(kinds) == 1 else "object"
    meant = nearest(key, there)
    return federation_rules.unknown_in_other_portal.at(
        place,
        f"{where} has no {noun} {shown(key)}",
        f"did you mean `{other.id}{MARK}{meant}` ({visible(there[meant])})?"
        if meant
        else "look for its id there; where it is new, run `journeybook federation fetch`",
    )
