"""The rule about ids that changed since a revision; without a revision it finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import PORTAL
from journeybook.diagnostics import Diagnostic, Fix, Place, Severity
from journeybook.kinds import Kind
from journeybook.rules.rule import rule
from journeybook.sources.yaml.nodes import Mapping, Node, NodePlaces

if TYPE_CHECKING:
    from journeybook.history.renames import Rename


@rule("JB535", "changed-id-without-was", Severity.WARNING, PORTAL, advice=True, compares=True)
def changed_id(portal: PortalContext) -> Iterator[Diagnostic]:
    """An id is gone, something much like it has a new one, and no `was:` names the old one. Only
    `journeybook check --changed-since` can tell, because it knows what was there.

    Why: Links from other teams, bookmarks and evidence hold on to the id. With `was:` the old
    address leads to the new one, and history stays in one piece; without it readers find nothing
    there.

    Before:
        title: Ordering
        status: published
        stages:
          - id: order
            title: Order
            steps:
              - id: waits-for-a-date
                title: Waits for a date

    Bad:
        title: Ordering
        status: published
        stages:
          - id: order
            title: Order
            steps:
              - id: waits-for-a-day
                title: Waits for a day

    Good:
        title: Ordering
        status: published
        stages:
          - id: order
            title: Order
            steps:
              - id: waits-for-a-day
                title: Waits for a day
                was: [waits-for-a-date]

    Fix: Write the old id under `was:`, or take it back and let `journeybook mv` rename it
    everywhere. `journeybook check --changed-since main --fix --unsafe-fixes` writes every `was:`
    that is missing. It goes by titles and fields, so look at what it wrote. If it is another thing,
    silence the rule there and say so.
    """
    if portal.past is None:
        return
    # Imported here because most checks compare nothing.
    from journeybook.history.renames import likely_renames  # noqa: PLC0415

    for each in likely_renames(portal.past, portal.library, portal.damaged):
        if _is_told(portal, each):
            continue
        now = each.now.step or each.now.id
        yield changed_id.at(
            _place(portal, each),
            f"`{each.old}` seems to be called `{now}` now, and nothing says so",
            f"old links break; write `was: [{each.old}]` here, or rename it with `journeybook mv`",
            _remembering(portal, each),
        )


def _is_told(portal: PortalContext, each: Rename) -> bool:
    """Whether a former id is declared, in the object itself or in another one of its kind."""
    ref = each.now
    if ref.step:
        return each.old in portal.outlines[ref.id].former
    if ref.kind is Kind.JOURNEY:
        return any(each.old in outline.was for outline in portal.outlines.values())
    return any(each.old in item.was for other, item, _ in portal.others() if other.kind is ref.kind)


def _place(portal: PortalContext, each: Rename) -> Place:
    """The place of a step's id, or of its title if it has none; for an object, of its title."""
    if not each.now.step:
        return portal.place(each.now, ("title",))
    journey = portal.library.journeys[each.now.id]
    path = next((path for path, moment in moments_of(journey) if moment.id == each.now.step), ())
    own = (*path, "id")
    return portal.place(each.now, own if own in portal.source(each.now).places else (*path, "title"))


def _remembering(portal: PortalContext, each: Rename) -> Fix | None:
    """The fix that adds the former id; None if the source cannot be edited safely."""
    from journeybook.editing.rename.former_ids import former_id_edits  # noqa: PLC0415
    from journeybook.editing.rename.references import moment_nodes  # noqa: PLC0415
    from journeybook.editing.source_text import EditingError, SourceText  # noqa: PLC0415

    source = portal.source(each.now)
    if not isinstance(source.places, NodePlaces):
        return None
    holder: Node | None = source.places.root
    if each.now.step:
        journey = portal.library.journeys[each.now.id]
        order = [moment.id for _, moment in moments_of(journey)]
        holder = dict(zip(order, moment_nodes(source.places.root), strict=False)).get(each.now.step)
    if not isinstance(holder, Mapping):
        return None
    try:
        now = each.now.step or each.now.id
        edits = tuple(former_id_edits(SourceText(source.file, source.text), holder, each.old, now))
    except EditingError:
        return None
    return Fix(f"write `was: [{each.old}]`", edits, safe=False) if edits else None
