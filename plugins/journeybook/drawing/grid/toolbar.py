"""The toolbar above the grid: legend of curves and marks, lane switches, and tools."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.positions import SERIES, SWITCHES
from journeybook.drawing.view.model import Curve, CurveRow, ItemKind, Lane, MapView, Rule
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.step_fields import CURVE
from journeybook.text.escape import escape

_TOOLS = (
    ("present", N_("Present"), "presentation"),
    ("zoom-out", N_("Zoom out"), "minus"),
    ("fit", N_("Fit"), "arrow-expand-horizontal"),
    ("zoom-in", N_("Zoom in"), "plus"),
    ("print", N_("Print"), "printer-outline"),
    ("steps", N_("Step by step"), "arrow-right"),
    ("fold", N_("Fold stages"), "chevron-down"),
)
"""Tools by key, title and icon.

The stylesheet shows zoom and print where there is a grid, steps and folding where there are cards.
"""

_BY_ICON_ALONE = frozenset({"zoom-out", "zoom-in"})
"""The tools whose title is for screen readers and pointers that rest on them."""

LANE_PRESETS = (
    (
        "story",
        N_("Story"),
        frozenset(
            {*("goal", "mindset", "personas", "channel", "action", "time", "thought", "need"), CURVE}
            | {"feeling", "quotes"}
        ),
    ),
    ("pains", N_("Pains"), frozenset({CURVE, "quotes", "pains", "gains", "risks", "opportunities"})),
    (
        "blueprint",
        N_("Blueprint"),
        frozenset(
            {*("physical_evidence", "channel", "time", "action", "frontstage", "system_response")}
            | {"backstage", "support", "systems", "team"}
        ),
    ),
    ("numbers", N_("Numbers"), frozenset({CURVE, "time", "variants", "metrics", "lifecycle"})),
)
"""What lanes a reader can choose together: the name in the address, the title, and their keys."""


def draw_bar(view: MapView, context: CellContext, *, compact: bool, first_row: int) -> str:
    """Legend and tools of a map whose first lane is in row `first_row`.

    Curves and lanes are hidden by checkboxes and the stylesheet alone. The tools need the script
    and stay hidden without it.
    """
    row = view.curve_row
    legend = "".join(_legend(view, row, context))
    parts = ['<div class="jb-map__bar" data-search-exclude>']
    if legend:
        parts.append(f'<ul class="jb-legend">{legend}</ul>')
    if row:
        parts.append(_faces(row, context))
    if not compact:
        parts.append(f'<div class="jb-map__actions"{context.our_language}>')
        parts.append(_lane_switches(view, first_row, context))
        parts.append(f'<div class="jb-map__tools" role="group" aria-label="{escape(_("Tools"))}">')
        parts += (_tool(key, _(title), context.icon(mark)) for key, title, mark in _TOOLS)
        parts.append("</div></div>")
    parts.append("</div>")
    return "".join(parts)


def _tool(key: str, title: str, icon: str) -> str:
    if key in _BY_ICON_ALONE:
        return f'<button type="button" data-tool="{key}" aria-label="{escape(title)}" title="{escape(title)}">{icon}</button>'
    pressed = ' aria-pressed="false"' if key == "fit" else ""
    return f'<button type="button" data-tool="{key}"{pressed}>{icon}{title}</button>'


def _legend(view: MapView, row: CurveRow | None, context: CellContext) -> Iterator[str]:
    if row:
        several = len(row.curves) > 1
        yield from (_key(curve, several=several) for curve in row.curves)
    truth = any(column.moment_of_truth for column in view.columns) or any(
        band.moment_of_truth for band in view.stages
    )
    if truth:
        words = context.ours(context.explained("moment_of_truth", _("Moment of truth")))
        yield f'<li><span class="jb-truth-icon">{context.icon("diamond-stone")}</span>{words}</li>'
    if _any_assumed(view):
        words = context.ours(context.explained("assumed", _("Assumed")))
        yield f'<li><span class="jb-legend-key jb-legend-key--assumed" aria-hidden="true"></span>{words}</li>'


def _key(curve: Curve, *, several: bool) -> str:
    line = f'<span class="jb-legend-key jb-legend-key--{curve.series}" aria-hidden="true"></span>'
    name = f'<span dir="auto">{escape(curve.title)}</span>'
    if several and curve.series < SERIES:
        return (
            f'<li><label class="jb-switch"><input type="checkbox" class="jb-shows-curve-{curve.series}" checked>'
            f"{line}{name}</label></li>"
        )
    return f"<li>{line}{name}</li>"


def _any_assumed(view: MapView) -> bool:
    row = view.curve_row
    if row and any(point.assumed for curve in row.curves for point in curve.points):
        return True
    return any(
        item.assumed
        for lane in view.rows
        if isinstance(lane, Lane) and lane.cells[0].items[0].kind in _CLAIMS
        for cell in lane.cells
        for item in cell.items
    )


_CLAIMS = frozenset({ItemKind.PAIN, ItemKind.GAIN, ItemKind.QUOTE})


def _faces(row: CurveRow, context: CellContext) -> str:
    """The scale from low to high, one face for each level with the first word of that level."""
    words: dict[int, str] = {}
    for _y, level, word in row.levels:
        words.setdefault(level, word)
    keys = "".join(
        f'<li>{context.face(level)}<span dir="auto">{escape(word[:1].upper() + word[1:])}</span></li>'
        for level, word in sorted(words.items())
    )
    return f'<ul class="jb-legend jb-legend--faces">{keys}</ul>'


def _lane_switches(view: MapView, first_row: int, context: CellContext) -> str:
    rows = [
        (at, row)
        for at, row in enumerate(view.rows, first_row)
        if not isinstance(row, Rule) and at <= SWITCHES
    ]
    if len(rows) < 2:
        return ""
    boxes = "".join(
        f'<li><label class="jb-switch"><input type="checkbox" class="jb-shows-lane-{at}" data-lane="{escape(_lane_key(row))}" checked>'
        f'<span dir="auto"{context.their_language if isinstance(row, Lane) and row.custom else ""}>{escape(row.title)}</span>'
        "</label></li>"
        for at, row in rows
    )
    choices = _presets(frozenset(_lane_key(row) for _at, row in rows)) + _people(view, context)
    return f'<details class="jb-lane-menu"><summary>{context.icon("layers-outline")}{_("Lanes")}</summary><div>{choices}<ul>{boxes}</ul></div></details>'


def _lane_key(row: Lane | CurveRow) -> str:
    return row.key if isinstance(row, Lane) else CURVE


def _presets(lanes: frozenset[str]) -> str:
    """Buttons that show some of the map's lanes and hide the others."""
    buttons = "".join(
        f'<button type="button" data-tool="lanes" data-lanes="{name}" data-keys="{" ".join(sorted(lanes & keys))}">{_(title)}</button>'
        for name, title, keys in LANE_PRESETS
        if lanes & keys and not lanes <= keys
    )
    buttons += f'<button type="button" data-tool="lanes" data-lanes="all" data-keys="*">{_("All")}</button>'
    buttons += (
        f'<button type="button" data-tool="lanes" data-lanes="none" data-keys="">{_("No lanes")}</button>'
    )
    return f'<p class="jb-lane-menu__choice" role="group" aria-label="{escape(_("Lanes"))}">{buttons}</p>'


def _people(view: MapView, context: CellContext) -> str:
    """Buttons that quieten what belongs to the others; none where the map has one person."""
    if len(view.people) < 2:
        return ""
    buttons = f'<button type="button" data-tool="person" data-person="" aria-pressed="true">{_("Everyone")}</button>'
    for person in view.people:
        series = "" if person.series is None else f' data-series="{person.series}"'
        buttons += (
            f'<button type="button" data-tool="person" data-person="{escape(person.ref.id)}"{series} aria-pressed="false">'
            f"<bdi{context.their_language}>{escape(person.title)}</bdi></button>"
        )
    return f'<p class="jb-lane-menu__choice" role="group" aria-label="{escape(_("Personas"))}">{buttons}</p>'
