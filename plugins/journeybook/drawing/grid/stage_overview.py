"""The overview of a map: a link to each stage over the whole curve.

It stands above a map that is wider than the window, and on a phone it is the bar of stages.
"""

from __future__ import annotations

from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.view.model import MapView
from journeybook.i18n.catalog import gettext as _
from journeybook.text.escape import escape


def ink_id(view: MapView) -> str:
    """The id of the curves of a map, which the overview shows again."""
    return f"{view.id}-c"


def draw_overview(view: MapView, context: CellContext) -> str:
    """The overview as `<nav>`; "" for a map of one stage.

    `23-map-overview.js` moves the mark to the part of the map that is in the window.
    """
    if len(view.stages) < 2:
        return ""
    columns = len(view.columns)
    curve = (
        '<svg class="jb-curve" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<use xlink:href="#{ink_id(view)}"/></svg>'
        if view.curve_row
        else ""
    )
    links = "".join(
        f'<li class="jb-span-{band.span}"><a href="#{band.anchor}"><span>{band.number}</span> '
        f"<bdi{context.their_language}>{escape(band.title)}</bdi></a></li>"
        for band in view.stages
    )
    return (
        f'<nav class="jb-overview jb-cols-{columns}" aria-label="{escape(_("Stages"))}"{context.our_language} data-search-exclude>'
        f'{curve}<ol>{links}</ol><i class="jb-overview__mark jb-x-0 jb-w-100"></i></nav>'
    )
